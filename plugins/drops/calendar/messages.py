"""Every sentence of the calendar."""

from bot.phrases import Phrase

NO_SUCH_MONTH = Phrase("看不懂月份「{text}」。", "I can't read “{text}” as a month.")
MONTH_TOO_FAR = Phrase(
    "只看得到过去一年和以后 {ahead} 个月。", "I can show the past year and the {ahead} months to come."
)

SUBTITLE = Phrase("{where} · {n} 条", "{where} · {n} {n|post|posts}")
A_SET = Phrase("#{tag} 的 {n} 个群", "{n} groups tagged #{tag}")

MONTH = Phrase("{month}（{where}，{zone}）", "{month} ({where}, {zone})")
MONTH_NAME = Phrase("{year}年{month}月", "{name} {year}")
DAY = Phrase("{day} 周{weekday}{known} {entries}", "{day} {weekday}{known} {entries}")
KNOWN = Phrase("（{name}）", " ({name})")
ENTRY = Phrase("{times} {title}{mark}", "{times} {title}{mark}")
MANY_TIMES = Phrase("{first} 起 {n} 次", "{n} times from {first}")
PROMO_MARK = Phrase("（推广）", " (promo)")
BETWEEN = Phrase("；", "; ")
AND_MORE = Phrase("；还有 {n} 条", "; and {n} more")
NOTHING_COMES = Phrase(
    "这个月还没有安排。排上一条试试：\n/投放 添加 每周五 20:00 晚间读书\n今晚一起读一章吧",
    "Nothing is planned this month. To plan something:\n/drop add every fri 20:00 Evening read\nLet's read a chapter",
)
EMPTY_DAYS = Phrase("没有安排的日子：{days}", "Days with nothing: {days}")
TOO_OFTEN = Phrase("太密了，没有画进来：{titles}", "Too frequent to show: {titles}")
NUMBERED = Phrase("#{n} {title}", "#{n} {title}")
UNANNOUNCED = Phrase(
    "{year} 年的放假调休安排还没公布，休和班以后会变。",
    "The holidays of {year} are not announced yet, so days off may still change.",
)
HINT = Phrase(
    "想看每条实际几点到群里：/预演 7天。放进手机日历：/投放 日历 ics",
    "To see when each really arrives: /preview 7d. For your phone's calendar: /drop calendar ics",
)

FILE_NAME = Phrase("投放日历 {when}.ics", "drops {when}.ics")
FILE_SENT = Phrase(
    "{n} 条都在这个文件里（{zone}），打开就能加进手机日历。",
    "The file has {n} {n|post|posts} ({zone}); open it to add them to your phone's calendar.",
)
FILE_PRIVATELY = Phrase(
    "日历文件私聊发给你了，里面有 {n} 条（{zone}）。", "I've sent you the file privately: {n} {n|post|posts} ({zone})."
)
FILE_EMPTY = Phrase("这段时间没有安排，就不做文件了。", "Nothing is planned then, so there is no file to make.")
FILE_TITLE = Phrase("投放 · {where}", "Drops · {where}")

NEXT_MONTH_EMPTY = Phrase(
    "下个月（{month}月）还没有安排内容：{names}。\n趁早排上几条，群里的人才有盼头。看看日历：/投放 日历 {month}月",
    "Nothing is planned for next month ({name}) in {names}.\nA few posts now give people something to look forward to. "
    "See the calendar: /drop calendar {month_en}",
)
AND_OTHERS = Phrase("{names} 等 {n} 个群", "{names} and others, {n} groups")
