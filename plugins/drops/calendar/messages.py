"""Every sentence of the calendar."""

from bot.phrases import Phrase

NO_SUCH_MONTH = Phrase("看不懂月份「{text}」。", "I can't read “{text}” as a month.")
MONTH_TOO_FAR = Phrase(
    "只看得到过去一年和以后 {ahead} 个月。", "I can show the past year and the {ahead} months to come."
)

DROP = Phrase("投放", "drop")
SUBTITLE = Phrase("{where} · {n} 条", "{where} · {n} {n|post|posts}")
A_SET = Phrase("#{tag} 的 {n} 个群", "{n} groups tagged #{tag}")

MONTH = Phrase("{month}（{where}，{zone}）", "{month} ({where}, {zone})")
MONTH_NAME = Phrase("{year}年{month}月", "{month} {year}")
USUAL = Phrase("{days} {entry}", "{days} {entry}")
MORE_REGULAR = Phrase("……这样的还有 {n} 条", "… and {n} more like these")
MORE_DAYS = Phrase("……还有 {n} 天，看图吧", "… and {n} more {n|day|days}; see the picture")
EVERY_DAY = Phrase("每天", "Every day")
WORKDAYS = Phrase("工作日", "Workdays")
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
    "下个月（{month}）还没有安排内容：{names}。\n趁早排上几条，群里的人才有盼头。看看日历：/投放 日历 {word}",
    "Nothing is planned for next month ({month}) in {names}.\n"
    "A few posts now give people something to look forward to. See the calendar: /drop calendar {word}",
)
AND_OTHERS = Phrase("{names} 等 {n} 个群", "{names} and others, {n} groups")

TOO_LONG = Phrase("最多预演 {most} 天。", "{most} days at most can be rehearsed.")
REHEARSED = Phrase(
    "预演（{where}，到 {end}，{zone}）：会发 {n} 条", "Rehearsal ({where}, until {end}, {zone}): {n} {n|post|posts}"
)
SENT_LINE = Phrase("{times} {title}{notes}", "{times} {title}{notes}")
FROM_TO = Phrase("{first}–{last}", "{first}–{last}")
TO_GROUPS = Phrase(" → {n} 个群", " → {n} groups")
LATER = Phrase("（原定 {due}）", " (due {due})")
LATER_SINCE = Phrase("（原定 {due}，{why}）", " (due {due}; {why})")
TROUBLE_LINE = Phrase("{at} {title}：{why}", "{at} {title}: {why}")
CLASH_LINE = Phrase("{at} {one}，{then} {two}", "{at} {one}, {then} {two}")
AND_MORE_POSTS = Phrase("……还有 {n} 条", "… and {n} more")
UNFORESEEN = Phrase("（订阅源，到时才知道内容）", " (a feed: nobody knows yet what it has)")
SOMETHING = Phrase("一条消息", "a message")
IN_QUEUE = Phrase("还在排队", "still in the queue")

NOT_SENT = Phrase("发不出去的：", "Won't be sent:")
STILL_WAITING = Phrase("到那时还在等的：", "Still waiting by then:")
CLASHES = Phrase("挨得太近的（半小时以内，可以错开）：", "Less than half an hour apart; you may want to move one:")
NOTHING_THEN = Phrase("到时没有内容可发的：", "Nothing to post at these times:")
BROKEN = Phrase("到时会出错的，看看正文里花括号对不对：", "Will fail; check the braces in the text:")
UNFILLED = Phrase("有没填上的空：", "Braces nobody fills:")
NOT_ALL = Phrase(
    "内容太多，只排到 {at}，后面的换短一点的天数再看。", "There is too much to play; this goes only until {at}."
)
ALONE = Phrase(
    "群很多，别的群占用的账号额度没算进来。",
    "There are many groups; what the others take of the account's budget is left out.",
)
ONLY_REHEARSED = Phrase(
    "只是演练，什么都没发。聊天的多少按最近一周估计。",
    "Only a rehearsal, nothing was sent. It takes people to talk as much as in the last week.",
)
UNSENT = frozenset({"expired", "dropped", "failed", "unknown", "missed"})

HELD = {
    "quiet_hours": Phrase("安静时段先等着", "held during quiet hours"),
    "account_cap": Phrase("账号当天的条数用完了", "the account's posts of the day were used up"),
    "group_cap": Phrase("这个群当天的条数用完了", "the group's posts of the day were used up"),
    "group_pace": Phrase("这个群刚发过别的", "the group had just had others"),
    "ratio": Phrase("先等几条有用的内容", "a few useful posts go first"),
    "fatigue": Phrase("先等群里聊几句", "people should talk a little first"),
    "order": Phrase("排在前一条后面", "another one goes first"),
    "flood": Phrase("平台让账号歇一歇", "the platform wants the account to rest"),
}
ENDED = {
    "expired": Phrase("等过了时间", "its time passed while it waited"),
    "ratio": Phrase("有用的内容不够，轮不到推广", "too few useful posts went before it"),
    "fatigue": Phrase("群里没什么人聊，再发会显得吵", "hardly anybody talks, it would only be noise"),
    "left": Phrase("我不在这个群里", "I am not in the group"),
    "paused": Phrase("这个群暂停了", "the group is paused"),
    "nobody": Phrase("找不到要发给谁", "there is nobody to send it to"),
    "refused": Phrase("平台不收，比如图片不见了", "the platform would refuse it, perhaps a picture is gone"),
    "missed": Phrase("停机时错过的，等你说补发还是跳过", "missed while I was down; it waits for your word"),
    "skipped": Phrase("有人让跳过", "somebody let it be"),
}

PAGE = Phrase("日历", "Calendar")
TIMES_IN = Phrase("{span}，共 {n} 条。时间按 {zone}。", "{span}: {n} in all. Times in {zone}.")
NEXT_DAYS = Phrase("接下来 {days} 天", "The next {days} days")
CHART = Phrase(
    "{month}的日历：每天安排了什么，和下面的列表一样。", "{month} as a calendar: what is on each day, as in the list."
)
EARLIER_MONTH = Phrase("← {month}月", "← {month}")
LATER_MONTH = Phrase("{month}月 →", "{month} →")
PRESENT = Phrase("接下来", "What comes")
REHEARSE = Phrase("预演 7 天", "Rehearse 7 days")
REHEARSE_COMMAND = Phrase("/预演 7天", "/preview 7d")
TO_PHONE = Phrase("放进手机日历", "For my phone’s calendar")
ICS_COMMAND = Phrase("/投放 日历 ics", "/drop calendar ics")
ADD_ONE = Phrase("加一条投放", "Add a drop")
CLOCK = Phrase("时间", "Time")
WHAT = Phrase("内容", "What")
MOVE_ONE = Phrase("挪一条", "Move a post")
WHICH = Phrase("哪一条", "Which one")
NEXT_OF = Phrase("#{n} {title}，{at}", "#{n} {title}, {at}")
ON_PAUSE = Phrase("暂停着的投放", "Paused drops")
NOTHING_ON = Phrase(
    "这段时间还没有安排。每周固定发一点，群里的人才有盼头：先加一条投放。",
    "Nothing is planned then. Something regular gives people a thing to look forward to: add a drop first.",
)
