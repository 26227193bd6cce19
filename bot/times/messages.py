"""What is said about times that can't be read or can't be."""

from bot.phrases import Phrase

MISSING = Phrase("还缺时间。", "A time is missing.")
UNREADABLE = Phrase("看不懂时间「{text}」。", "I can't read “{text}” as a time.")
NO_CLOCK_TIME = Phrase("「{text}」还要写几点。", "Please add the time of day to “{text}”.")
NO_SUCH_CLOCK_TIME = Phrase("没有「{text}」这个钟点。", "There is no time “{text}”.")
NEXT_DAY = Phrase(
    "「{text}」已经是第二天了，请写第二天的 00:00 或当天的 23:59。",
    "“{text}” is already the next day; please write 00:00 of that day, or 23:59.",
)
NO_SUCH_DATE = Phrase("没有「{text}」这一天。", "There is no such day as “{text}”.")
PAST = Phrase("「{text}」已经过去了。", "“{text}” is already past.")
TOO_FAR = Phrase("「{text}」太久了，最多 10 年。", "“{text}” is too long; 10 years at most.")
NO_DURATION = Phrase("看不懂时长「{text}」。", "I can't read “{text}” as a length of time.")
BAD_CRON = Phrase(
    "看不懂 cron「{text}」：要五段，依次是分、时、日、月、星期，而且总会到来。",
    "I can't use the cron line “{text}”: it needs minute, hour, day, month and weekday, and has to come round.",
)
BAD_STEP = Phrase(
    "「{text}」不能整除：分钟要能除尽 60，小时要能除尽 24。",
    "“{text}” doesn't divide evenly: minutes must divide 60, hours must divide 24.",
)
LEAP_MONTH = Phrase(
    "闰月不是每年都有，不能按闰月重复。", "A leap month does not come every year, so nothing can repeat on it."
)
