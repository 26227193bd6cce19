"""Every sentence about codes."""

from bot.phrases import Phrase

NEW_EXAMPLE = Phrase(
    "/优惠码 新建 老友券 截止 周日 22:00\nABC123\nABC124", "/codes new Friends coupon until sun 22:00\nABC123\nABC124"
)
TAKEN_OUT = Phrase("（码已收起）", "(codes put away)")

ONLY_PRIVATELY = Phrase(
    "优惠码的事请私聊我：发在群里，谁都看得见。",
    "Please write to me in private about codes: here everybody reads along.",
)
WAS_PUBLIC = Phrase(
    "码发在群里，谁都看得见，我没有收。这几个最好作废，新的请私聊发给我。",
    "Codes posted in a group are everybody's; I didn't take them. Better void these and send me new ones in private.",
)

NO_TITLE = Phrase("这批码叫什么？写在命令后面。", "What are these codes called? Say so after the command.")
TITLE_TOO_LONG = Phrase("名字太长了，最多 {most} 个字。", "The title is too long; {most} characters at most.")
NO_CODES = Phrase("码写在命令下面，一行一个。", "Write the codes below the command, one a line.")
CODE_TOO_LONG = Phrase(
    "第 {line} 行太长了，一个码最多 {most} 个字。", "Line {line} is too long; a code has {most} characters at most."
)
CODE_IN_TITLE = Phrase(
    "名字里好像有一个码，名字是大家都看得见的。码写在下面，一行一个。",
    "There seems to be a code in the title, which everybody sees. Write the codes below, one a line.",
)
TOO_MANY_CODES = Phrase("一批最多 {most} 个码。", "A list holds {most} codes at most.")
TOO_MANY_LISTS = Phrase(
    "开着的已经有 {most} 批，先关掉一批。", "{most} lists are open already; please close one first."
)
ALL_KNOWN = Phrase("这些码都已经有了，没有新的。", "All of these codes are known already; nothing is new.")
BAD_CONDITION = Phrase(
    "看不懂条件「{text}」。可以写：进群7天、发言、发言3天、接龙。",
    "I can't read the condition “{text}”. It can be: joined 7d, spoke, spoke 3d, signup.",
)
NEEDS_CAMPAIGN = Phrase(
    "条件「接龙」要和活动一起用，写上是哪场，比如：活动 3。",
    "The condition “signup” goes with a campaign; say which, such as: campaign 3.",
)
BAD_TIME = Phrase(
    "看不懂时间「{text}」，要写清楚哪天几点。", "I can't read the time “{text}”; please say day and hour."
)
NO_SUCH_CAMPAIGN = Phrase("你没有进行中的活动 #{number}。", "You have no campaign #{number} under way.")
NO_STEP = Phrase("活动 #{number} 没有发码的步骤。", "Campaign #{number} has no step that gives away codes.")
NO_SUCH = Phrase("你没有编号 {number} 的优惠码。", "You have no codes with the number {number}.")
WHICH_LIST = Phrase("写上加到哪一批，比如：/优惠码 追加 3", "Say to which they are added, such as: /codes add 3")
IS_CLOSED = Phrase("#{number} 已经关了。", "#{number} is closed already.")

MADE = Phrase(
    "收好了 #{number} {title}：{n} 个码{until}{condition}。\n"
    "现在就能领：成员在群里或者私聊我发「{word}」，一人一个，我私聊发给他",
    "#{number} {title} is ready with {n} {n|code|codes}{until}{condition}.\n"
    "Members can ask from now on: “{word}” in the group or to me in private. Each gets one, privately",
)
PREPARED = Phrase(
    "收好了 #{number} {title}：{n} 个码{until}{condition}，等活动 #{campaign} 走到发码那一步再开始发",
    "#{number} {title} is ready with {n} {n|code|codes}{until}{condition}; it waits for campaign #{campaign}'s step",
)
ADDED = Phrase(
    "#{number} {title} 加了 {n} 个码，现在还剩 {left} 个",
    "#{number} {title} has {n} more {n|code|codes}; {left} left now",
)
LEFT_OUT = Phrase("重复的没有收：{lines}", "Left out as known already: {lines}")
LINE_OF = Phrase("第 {line} 行（{code}）", "line {line} ({code})")
AND_MORE = Phrase("{lines} 等 {n} 行", "{lines} and others, {n} lines")
UNTIL = Phrase("，截止 {until}", ", until {until}")
CONDITIONS = {
    "joined": Phrase("，进群满 {days} 天的才能领", ", for those {days} {days|day|days} or longer in the group"),
    "spoke": Phrase(
        "，以前在群里说过话的才能领（至少 {days} 天）",
        ", for those who have talked in the group before (on {days} {days|day|days} at least)",
    ),
    "signup": Phrase("，接龙报了名的才能领", ", for those who have signed up"),
}
CLOSED = Phrase("#{number} {title} 关了：{count}", "#{number} {title} is closed: {count}")
COUNT = Phrase(
    "共 {total} 个，发出 {given}，留着等人来取 {kept}，剩 {left}",
    "{total} in all, {given} given, {kept} kept for people who have yet to write to me, {left} left",
)
LINE = Phrase("#{number} {title}：{count}（{state}）", "#{number} {title}: {count} ({state})")
OVERVIEW = Phrase(
    "你的优惠码（{zone}）：\n{lines}\n谁领了哪个：/优惠码 名单 {number}",
    "Your codes ({zone}):\n{lines}\nWho has which: /codes list {number}",
)
NONE_YET = Phrase(
    "你还没有优惠码。私聊我这样发，一行一个：\n{example}",
    "You have no codes yet. Send me this in private, one a line:\n{example}",
)
IS_OPEN = Phrase("一直开着", "open")
IS_OPEN_UNTIL = Phrase("截止 {until}", "until {until}")
IS_PREPARED = Phrase("等活动 #{campaign}", "waits for campaign #{campaign}")
IS_OVER = Phrase("已关", "closed")
EXPORT_PREVIEW = Phrase(
    "把 #{number} {title} 的名单发给你：每个码、谁领的，都写在表格里。",
    "I'll send you the list of #{number} {title} as a table: every code, and who has it.",
)
FILE = Phrase("优惠码{number} {title}.csv", "codes {number} {title}.csv")
COLUMNS = Phrase("编号,码,状态,谁,群,时间", "number,code,state,who,group,time")
STATES = {
    "free": Phrase("没发", "free"),
    "kept": Phrase("留着", "kept"),
    "sent": Phrase("在路上", "on its way"),
    "arrived": Phrase("已发", "given"),
}

WORD = Phrase("领码", "code")
YOURS = Phrase(
    "「{title}」你的码：\n{code}\n只给你一个人的，别转发。",
    "“{title}”, your code:\n{code}\nIt is for you alone, please don't pass it on.",
)
AGAIN = Phrase("「{title}」：{code}", "“{title}”: {code}")
YOURS_ARE = Phrase("你领过的码：\n{lines}", "Codes you have:\n{lines}")
KEPT = Phrase(
    "「{title}」的码给你留好了。要私聊才能给你：点我头像加好友，再私聊我「{word}」。",
    "your code of “{title}” is kept for you. I give it in private only: tap my picture, add me, and send me “{word}”.",
)
GONE = Phrase("「{title}」领完了。", "All of “{title}” is given away.")
LATER = Phrase("「{title}」的码还没到，晚点再来领。", "The codes of “{title}” aren't here yet; please come back later.")
OVER = Phrase("「{title}」已经结束了。", "“{title}” is over.")
NOTHING_HERE = Phrase("现在没有你能领的码。", "There are no codes for you now.")
NOT_YET = {
    "joined": Phrase(
        "「{title}」要进群满 {days} 天才能领。",
        "“{title}” is for those who have been in the group for {days} {days|day|days}.",
    ),
    "spoke": Phrase(
        "「{title}」留给以前在群里说过话的朋友（至少 {days} 天）。",
        "“{title}” is for those who have talked here before (on {days} {days|day|days} at least).",
    ),
    "signup": Phrase("「{title}」留给接龙报了名的朋友。", "“{title}” is for those who have signed up."),
}
WHICH = Phrase(
    "现在有几种码，说一下要哪个，比如：{word} {number}\n{lines}",
    "There are several; say which, such as: {word} {number}\n{lines}",
)
ONE = Phrase("#{number} {title}", "#{number} {title}")

OPENED = Phrase(
    "要领码的，发「{word}」，一人一个，我私聊发给你。",
    "For a code, send “{word}”. One each; I'll send it to you in private.",
)
OPENED_ONE = Phrase("「{title}」：发「{word} {number}」", "“{title}”: send “{word} {number}”")
COMES_LATER = Phrase(
    "码还在路上，到了我在群里说一声。", "The codes are on their way; I'll say here when they have come."
)
HAVE_COME = Phrase(
    "「{title}」的码到了。发「{word}」，一人一个，我私聊发给你。",
    "The codes of “{title}” are here. Send “{word}”; one each, in private.",
)
OWNER_NONE = Phrase(
    "「{title}」到发码的时候了，可你还没给我码。现在给也来得及，一行一个：\n/优惠码 追加 {number}\nABC123",
    "It is time for the codes of “{title}”, but I have none. Send them, one a line:\n/codes add {number}\nABC123",
)
OWNER_EMPTY = Phrase(
    "#{number} {title} 的 {total} 个码都有主了，刚有人没领到。要加：/优惠码 追加 {number}，下面一行一个",
    "All {total} codes of #{number} {title} are given, and somebody just got none. For more: /codes add {number}",
)
OWNER_CLOSED = Phrase("#{number} {title} 到时间了：{count}", "#{number} {title} has come to its end: {count}")

DID_MAKE = Phrase("收下了优惠码「{title}」", "took in the codes “{title}”")
DID_ADD = Phrase("给优惠码「{title}」加了 {n} 个", "added {n} to the codes “{title}”")
DID_CLOSE = Phrase("关了优惠码「{title}」", "closed the codes “{title}”")
DID_EXPORT = Phrase("导出了优惠码「{title}」的名单", "exported the list of the codes “{title}”")
RECAP = Phrase("领码 {n} 份", "{n} {n|code|codes} given")

# On the page of activities; no code is ever on it.
PAGE_TITLE = Phrase("优惠码", "Codes")
NUMBER = Phrase("编号", "No.")
TITLE = Phrase("名字", "Title")
GIVEN = Phrase("发出", "Given")
KEPT_FOR = Phrase("留着", "Kept")
LEFT_NOW = Phrase("剩", "Left")
STATE = Phrase("状态", "State")
NONE_ON_PAGE = Phrase("你还没有优惠码。", "You have no codes yet.")
OF_TOTAL = Phrase("{n} / {total}", "{n} of {total}")
FOR_WHOM = Phrase("谁能领", "For whom")
EVERYBODY = Phrase("群里的人", "everybody in the group")
UNTIL_LABEL = Phrase("截止", "Until")
ONLY_COUNTS = Phrase(
    "这里只有数目。谁领了哪个码，私聊发 /优惠码 名单 {number}", "Only counts here. Who has which: /codes list {number}"
)
DO_CLOSE = Phrase("不再发", "Stop giving")
DO_ADD = Phrase("再加一些码", "Add more codes")
DO_NEW = Phrase("交给我一批码", "Hand over codes")
TAKE_THEM = Phrase("收好", "Put away")
CODES_LABEL = Phrase("码，一行一个", "Codes, one a line")
CODES_NOTE = Phrase("一人一个，只私聊发给领的人。", "One each, given in private only.")
TITLE_HINT = Phrase("老友券", "Friends coupon")
UNTIL_HINT = Phrase("周日 22:00", "sun 22:00")
CONDITION_HINT = Phrase("进群7天", "joined 7d")
CAMPAIGN_LABEL = Phrase("配合哪场活动（编号）", "With which campaign (its number)")
SAY_NEW = Phrase(
    "/优惠码 新建 {title} [截止 {until}] [条件 {condition}] [活动 {campaign}]\n{codes}",
    "/codes new {title} [until {until}] [condition {condition}] [campaign {campaign}]\n{codes}",
)
SAY_ADD = Phrase("/优惠码 追加 {number}\n{codes}", "/codes add {number}\n{codes}")
SAY_CLOSE = Phrase("/优惠码 关闭 {number}", "/codes close {number}")
