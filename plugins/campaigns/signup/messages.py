"""Every sentence of sign-ups."""

from bot.phrases import Phrase

TITLE_TOO_LONG = Phrase("名字太长了，最多 {most} 个字。", "The title is too long; {most} characters at most.")
NO_TITLE = Phrase("这次接龙叫什么？", "What is it that people sign up for?")
BAD_CAP = Phrase(
    "看不懂名额「{text}」，写一个 1 到 {most} 的数，或者写 不限。",
    "I can't read the cap “{text}”: a number from 1 to {most}, or none.",
)
NOTHING_BEHIND = Phrase("「{name}」后面还没写。", "Nothing stands behind “{name}”.")
NO_TIME = Phrase("时间还没写。", "The time is missing.")
BAD_TIME = Phrase(
    "看不懂时间「{text}」，要写清楚哪天几点。", "I can't read the time “{text}”; please say day and hour."
)
TOO_FAR = Phrase("「{text}」太远了。", "“{text}” is too far ahead.")
TOO_MANY_HEADS = Phrase("一个人最多报 {most} 位。", "One person can sign up {most} at most.")
TOO_MANY_OPEN = Phrase("一个群最多同时开 {most} 个接龙。", "A group can have {most} sign-ups open at most.")
SAME_TITLE = Phrase("已经有一个开着的「{title}」：#{number}。", "“{title}” is open already, as #{number}.")
PASTED_TOO_MANY = Phrase(
    "这条接龙超过 {most} 行，太长了，一行也没有记。分成几条再发吧。",
    "That list has more than {most} lines, which is too long; none was taken. Please send it in parts.",
)
LIST_IS_FULL = Phrase("#{number} 的名单太长了，这条没有记。", "The list of #{number} is too long; nothing was added.")
NOTHING_PASTED = Phrase("没读到名单。", "I found no list in it.")

NO_SUCH = Phrase("这个群没有接龙 #{number}。", "This group has no sign-up #{number}.")
NONE_OPEN = Phrase("现在没有开着的接龙。", "No sign-up is open now.")
NONE_YET = Phrase("现在没有接龙。", "There are no sign-ups now.")
WHICH = Phrase(
    "现在有几个接龙，说一下是哪个，比如：{which}\n{lines}", "Several are open; say which, such as: {which}\n{lines}"
)
ONE = Phrase("#{number} {title}", "#{number} {title}")
IS_CLOSED = Phrase("「{title}」已经截止了。", "“{title}” is closed.")
ALREADY_CLOSED = Phrase("#{number} 已经截止了。", "#{number} is closed already.")
ALREADY_OPEN = Phrase("#{number} 还开着。", "#{number} is still open.")
NEEDS_DEADLINE = Phrase("原来的截止时间过了，写一个新的。", "The deadline is over; please give a new one.")
NOTHING_TO_CHANGE = Phrase("要改什么？", "What is to be changed?")
WHO = Phrase("写上是谁。", "Please say who.")
NOT_ON_LIST = Phrase("「{who}」不在名单上。", "“{who}” isn't on the list.")

ALREADY = Phrase(
    "你已经在「{title}」里了（{heads} 人）。要改人数：{example}",
    "you're in for “{title}” already ({heads} {heads|person|people}). To change that: {example}",
)
ALREADY_WAITING = Phrase(
    "你在「{title}」的候补里，排第 {place}。", "you're on the waiting list of “{title}”, at place {place}."
)
WAITS = Phrase(
    "「{title}」满了，你排在候补第 {place}，有位子会 @你。",
    "“{title}” is full; you're at place {place} of the waiting list, and I'll tell you when there is a seat.",
)
ONLY_LEFT = Phrase(
    "「{title}」只剩 {n} 位了，还是按 {heads} 人算。",
    "“{title}” has only {n} {n|seat|seats} left, so it stays at {heads}.",
)
CANCELLED = Phrase("「{title}」的报名取消了。", "your place in “{title}” is given back.")
NOT_SIGNED_UP = Phrase("你没有报「{title}」。", "you haven't signed up for “{title}”.")
MOVED_UP = Phrase(
    "「{title}」有位子了，候补转成报名啦。来不了就发：{cancel}",
    "there is a seat for you in “{title}” now. If you can't come: {cancel}",
)
CANCEL = Phrase("取消接龙", "withdraw")
SIGN_UP = Phrase("接龙", "signup")

PASTED_WAITING = Phrase("「{title}」满了，先排候补：{names}", "“{title}” is full; on the waiting list: {names}")
DROPPED = Phrase(
    "这份接龙里少了 {names}，名单上还留着。真不来了，请本人发「{cancel}」。",
    "This copy lacks {names}; they stay on the list. Whoever isn't coming, please send “{cancel}”.",
)

HEAD = Phrase("#接龙", "#signup")
WHEN = Phrase("时间：{when}", "When: {when}")
WHERE = Phrase("地点：{where}", "Where: {where}")
SEATS = Phrase("名额 {cap} 位，{left}", "{cap} {cap|seat|seats}, {left}")
LEFT = Phrase("还有 {n} 位", "{n} left")
FULL = Phrase("满了", "full")
OVER = Phrase("已报 {n} 人", "{n} signed up")
COUNT = Phrase("已报 {n} 人", "{n} signed up so far")
UNTIL = Phrase("截止：{until}", "Until: {until}")
WAITING = Phrase("候补 {n} 人：{names}", "Waiting ({n}): {names}")
HOW = Phrase(
    "报名发「{word}」，带人写上人数：{example}；来不了发「{cancel}」",
    "To sign up: {word}; with others: {example}; if you can't come: {cancel}",
)
PEOPLE = Phrase("{n}人", "{n} people")
WITH = Phrase("{word} 2 带小孩", "{word} 2 with a child")
LEFT_GROUP = Phrase("（已退群）", " (left the group)")
MORE = Phrase("……还有 {n} 行，全部：/接龙 {number} 2", "… {n} more: /signup {number} 2")
AND = Phrase("、", ", ")
SOMEBODY = Phrase("没有名字的人", "somebody")
RESULT = Phrase("「{title}」报名截止，一共 {n} 人。", "“{title}” is closed; {n} {n|person has|people have} signed up.")
RESULT_NONE = Phrase("「{title}」报名截止，这次没有人报名。", "“{title}” is closed; nobody signed up this time.")
RESULT_WAITING = Phrase("候补没轮上：{names}", "Still waiting: {names}")
STATE_OPEN = Phrase("截止 {until}", "until {until}")
STATE_CLOSED = Phrase("已截止", "closed")
LINE = Phrase("#{number} {title}：{count}，{state}", "#{number} {title}: {count}, {state}")
OVERVIEW = Phrase(
    "接龙（{zone}）：\n{lines}\n看名单：/接龙 {number}", "Sign-ups ({zone}):\n{lines}\nTo see a list: /signup {number}"
)
NO_SUCH_PAGE = Phrase("名单一共 {pages} 页。", "The list has {pages} {pages|page|pages}.")

TOMORROW = Phrase(
    "明天见：「{title}」{when}{where}。来不了的发「{cancel}」，位子让给候补的人。",
    "See you tomorrow: “{title}”, {when}{where}. If you can't come: {cancel}, and whoever waits gets the seat.",
)
SOON = Phrase(
    "再过两小时：「{title}」{when}{where}。路上注意安全。", "In two hours: “{title}”, {when}{where}. Have a safe trip."
)
AT_PLACE = Phrase("，{place}", ", {place}")
ALL_OF_YOU = Phrase("报了名的 {n} 位：", "To the {n} who signed up: ")

MADE = Phrase("开了接龙 #{number} {title}", "Sign-up #{number} {title} is open")
CHANGED = Phrase("改好了 #{number} {title}：{what}", "#{number} {title} is changed: {what}")
OVERBOOKED = Phrase("。已经报的 {n} 人都留着", "; all {n} who are in stay in")
ADDED = Phrase("加上了 {name}（{heads} 人）", "{name} is added ({heads})")
ADDED_WAITING = Phrase("满了，{name} 排进了候补", "It is full; {name} is on the waiting list")
REMOVED = Phrase("去掉了 {number}. {name}", "{number}. {name} is taken off")
CLOSED = Phrase("#{number} {title} 截止了，一共 {n} 人", "#{number} {title} is closed with {n} {n|person|people}")
REOPENED = Phrase("#{number} {title} 又开了，截止 {until}", "#{number} {title} is open again until {until}")
SENT = Phrase(
    "名单私聊发给你了。没收到的话，先私聊我一句再试。",
    "I've sent you the list in private. If it isn't there, say hello to me in private and try again.",
)
FILE = Phrase("接龙{number} {title}.csv", "signup {number} {title}.csv")
COLUMNS = Phrase("编号,名字,人数,备注,状态,时间", "number,name,people,note,state,time")
STATES = {
    "in": Phrase("已报", "in"),
    "waiting": Phrase("候补", "waiting"),
    "out": Phrase("取消", "withdrawn"),
}

DID_MAKE = Phrase("开了接龙「{title}」", "opened the sign-up “{title}”")
DID_CHANGE = Phrase("改了接龙「{title}」", "changed the sign-up “{title}”")
DID_ADD = Phrase("在接龙「{title}」里加了 {name}", "added {name} to the sign-up “{title}”")
DID_REMOVE = Phrase("从接龙「{title}」里去掉了 {name}", "took {name} off the sign-up “{title}”")
DID_CLOSE = Phrase("截止了接龙「{title}」", "closed the sign-up “{title}”")
DID_REOPEN = Phrase("重开了接龙「{title}」", "reopened the sign-up “{title}”")
DID_EXPORT = Phrase("导出了接龙「{title}」", "exported the sign-up “{title}”")

RECAP = Phrase("接龙 {n} 人", "{n} signed up")
NEW_EXAMPLE = Phrase(
    "/接龙 新建 周六徒步 名额20 截止 周五 18:00 时间 周六 9:00 地点 香山东门",
    "/signup new Saturday hike cap 20 until fri 18:00 when sat 9:00 where East gate",
)

# On its page.
PAGE = Phrase("接龙", "Sign-ups")
NUMBER = Phrase("编号", "No.")
WHAT = Phrase("接龙", "Sign-up")
SIGNED_UP = Phrase("已报", "Signed up")
OF_CAP = Phrase("{n} / {cap}", "{n} of {cap}")
ON_WAITING_LIST = Phrase("候补", "Waiting")
ENDS = Phrase("截止", "Until")
TAKES_PLACE = Phrase("时间", "When")
PLACE = Phrase("地点", "Where")
STATE = Phrase("状态", "State")
IS_OPEN = Phrase("开着", "open")
FULL_NOW = Phrase("满了", "full")
NAME = Phrase("名字", "Name")
HEADS = Phrase("人数", "People")
WHO_IS_IN = Phrase("报了名的", "Who is in")
WHO_WAITS = Phrase("候补的", "Who waits")
NOBODY_YET = Phrase("还没有人报名。群里发「{word}」就算报名。", "Nobody yet. Whoever says “{word}” in the group is in.")
NONE_ON_PAGE = Phrase(
    "最近没有接龙。在下面开一个，名单会发到群里。",
    "No sign-ups lately. Open one below; the group gets its list.",
)
OTHERS = Phrase("最近的接龙", "Sign-ups of late")
ALL_OF_THEM = Phrase("全部接龙", "All sign-ups")
DO_REMOVE = Phrase("去掉", "Take off")
DO_CLOSE = Phrase("现在截止", "Close now")
DO_EXPORT = Phrase("导出名单", "Export the list")
DO_OPEN = Phrase("开一个接龙", "Open a sign-up")
DO_ADD = Phrase("替人报名", "Sign somebody up")
DO_CHANGE = Phrase("改名额、截止、时间、地点", "Change cap, deadline, time or place")
DO_REOPEN = Phrase("再开", "Open it again")
POST_IT = Phrase("发到群里", "Post it in the group")
ADD_THEM = Phrase("加上", "Add")
CHANGE_IT = Phrase("改好", "Change it")
TITLE = Phrase("名字", "Title")
CAP = Phrase("名额", "Cap")
UNCHANGED = Phrase("不填就不改", "left out: as it is")
TITLE_HINT = Phrase("周六徒步", "Saturday hike")
CAP_HINT = Phrase("20，或者 不限", "20, or none")
UNTIL_HINT = Phrase("周五 18:00", "fri 18:00")
WHEN_HINT = Phrase("周六 9:00", "sat 9:00")
WHERE_HINT = Phrase("香山东门", "East gate")
ADD_HINT = Phrase("群里的名字，或任何人", "a member's name, or anybody's")
CHANGE_NOTE = Phrase("只填要改的。已经报上的人都留着。", "Fill in what is to change. Whoever is in stays in.")
SAY_REMOVE = Phrase("/接龙 去掉 #{number} {place}", "/signup remove #{number} {place}")
SAY_CLOSE = Phrase("/接龙 截止 #{number}", "/signup close #{number}")
SAY_EXPORT = Phrase("/接龙 导出 #{number}", "/signup export #{number}")
SAY_NEW = Phrase(
    "/接龙 新建 {title} [名额 {cap}] [截止 {until}] [时间 {when}] [地点 {where}]",
    "/signup new {title} [cap {cap}] [until {until}] [when {when}] [where {where}]",
)
SAY_CHANGE = Phrase(
    "/接龙 修改 #{number} {title} [名额 {cap}] [截止 {until}] [时间 {when}] [地点 {where}]",
    "/signup change #{number} {title} [cap {cap}] [until {until}] [when {when}] [where {where}]",
)
SAY_ADD = Phrase("/接龙 加 {name} {heads} #{number}", "/signup add {name} {heads} #{number}")
SAY_REOPEN = Phrase("/接龙 重开 #{number} [截止 {until}]", "/signup reopen #{number} [until {until}]")
