"""Every sentence about the quotes."""

from bot.phrases import Phrase

STATE = Phrase(
    "每日一句：收了 {n} 句，{when}。\n再收一句：/语录 添加，从第二行写起。",
    "Quote of the day: {n} collected, {when}.\nTo add one: /quotes add, the text from the second line on.",
)
SAID_AT = Phrase("{when} 发一句", "said {when}")
NEVER_SAID = Phrase("还没定什么时候发", "never said by itself yet")

ADDED = Phrase("收下了，现在有 {n} 句", "Added; there {n|is|are} {n} now")
SET = Phrase("好，{when} 发一句", "All right, one quote {when}")
STOPPED = Phrase("不再按时发了", "No more quotes by themselves")
NOT_SET = Phrase("本来就没有按时发。", "None was said by itself anyway.")

TOO_LONG = Phrase("这句有 {n} 个字，最多 {most} 个。", "That has {n} characters; {most} is the most.")
FULL = Phrase("已经有 {most} 句了，收不下了。", "There are {most} already, which is the most.")
KNOWN = Phrase("这句已经有了。", "That one is there already.")
NOT_REGULAR = Phrase("要写一个会重复的时间。", "The time must be one that comes again.")

DID_ADD = Phrase("收了一句语录", "added a quote")
DID_SET = Phrase("把每日一句定在 {when}", "set the quote of the day to {when}")
DID_STOP = Phrase("停了每日一句", "stopped the quote of the day")

TITLE = Phrase("每日一句", "Quotes")
QUOTE, NONE_YET = Phrase("语录", "Quote"), Phrase("一句也还没收。", "None collected yet.")
ADD, ADD_COMMAND = Phrase("收一句", "Add a quote"), Phrase("/语录 添加\n{text}", "/quotes add\n{text}")
AT, AT_COMMAND = Phrase("定时发一句", "Say one at set times"), Phrase("/语录 定时 {when}", "/quotes at {when}")
STOP, STOP_COMMAND = Phrase("停止定时发", "Stop saying them"), Phrase("/语录 停止", "/quotes stop")
WHEN = Phrase("什么时候", "When")
