"""What can be done with a drop by one touch, and where all about it is shown."""

from bot.pages import Act, Go, Look
from bot.phrases import Phrase
from bot.plans import Deed

PAGE = "drops"

SKIP_THIS = Deed(Phrase("跳过这次", "Skip this one"), Phrase("/投放 跳过 {n}", "/drop skip {n}"))
SKIP_NEXT = Deed(Phrase("跳过下一次", "Skip the next"), SKIP_THIS.command)
PAUSE = Deed(Phrase("暂停", "Pause"), Phrase("/投放 暂停 {n}", "/drop pause {n}"))
RESUME = Deed(Phrase("恢复", "Resume"), Phrase("/投放 恢复 {n}", "/drop resume {n}"))
NOW = Deed(Phrase("现在发一次", "Post it now"), Phrase("/投放 立即 {n}", "/drop now {n}"))
RENEW = Deed(Phrase("续期 90 天", "Renew for 90 days"), Phrase("/投放 续期 {n} 90天", "/drop renew {n} 90d"))
DELETE = Deed(Phrase("删除", "Delete"), Phrase("/投放 删除 {n}", "/drop delete {n}"), grave=True)
LEAVE = Deed(Phrase("这个群不要", "Not for this group"), Phrase("/投放 退出 {n}", "/drop leave {n}"))
JOIN = Deed(Phrase("这个群重新要", "For this group again"), Phrase("/投放 加入 {n}", "/drop join {n}"))


def act(look: Look, deed: Deed, number: int) -> Act:
    """The deed as a button."""
    return look.act(deed.label, deed.command, grave=deed.grave, n=number)


def all_about(number: int, text: str = "") -> Go:
    """To a drop's own page."""
    return Go(text, PAGE, {"drop": str(number)})
