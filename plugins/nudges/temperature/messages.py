"""Every sentence about how warm a group is."""

from bot.phrases import Phrase

ONE = Phrase(
    "{where}{temperature}，从 {since} 起\n{week}\n{hours}\n{why}{advice}",
    "{where}{temperature}, since {since}\n{week}\n{hours}\n{why}{advice}",
)
OF_GROUP = Phrase("「{name}」", "“{name}”: ")
OF_THIS = Phrase("这个群：", "This group: ")
WEEK = Phrase(
    "最近 7 天：约 {messages} 条、{speakers} 人说话；平时一周约 {usual} 条、{usual_speakers} 人",
    "The last 7 days: about {messages} {messages|message|messages} by {speakers} {speakers|person|people}; "
    "usually {usual} a week by {usual_speakers}",
)
NO_WEEKS = Phrase("还没有可以对比的两个星期", "There are no two weeks to compare with yet")
HOURS = Phrase("常聊的时段（{zone}）：{hours}", "It usually talks ({zone}): {hours}")
NO_HOURS = Phrase("还看不出平时什么时候聊", "When it usually talks cannot be seen yet")
NO_USUAL_HOURS = Phrase("没有固定的聊天时段", "It has no usual hours")
WORKDAYS = Phrase("周一到周五 {ranges}", "Mon to Fri {ranges}")
WEEKEND = Phrase("周末 {ranges}", "at the weekend {ranges}")
EVERY_DAY = Phrase("每天 {ranges}", "every day {ranges}")

WHY_FORMING = Phrase(
    "我来了 {days} 天，认识满 {least} 天、有两个星期可比才下判断。",
    "I have been here for {days} {days|day|days}; after {least} days and two weeks to compare I can tell.",
)
WHY_DEAD = Phrase(
    "最近两个星期说话的人不到 2 个，比过去一年里哪次安静都久。",
    "In the last two weeks fewer than 2 people spoke, for longer than it was ever quiet in the past year.",
)
WHY_RATIO = Phrase(
    "消息是平时的 {messages}，说话的人是平时的 {speakers}；哪个低过一半算变凉，都回到七成算回暖。",
    "Messages are at {messages} of the usual, people who speak at {speakers}; below a half of either it is cooling, "
    "at 70% of both it is warm again.",
)
WHY_QUIET = Phrase(
    "平时一周不到 {messages} 条或 {speakers} 人，本来就安静，不算变凉。",
    "It usually has fewer than {messages} messages or {speakers} people a week: a quiet group that can hardly cool.",
)

LIST = Phrase(
    "群况{page}，凉的在前：\n{lines}{next}", "How warm the groups are{page}, the coldest first:\n{lines}{next}"
)
LINE = Phrase("{name}：{temperature}{ratio}", "{name}: {temperature}{ratio}")
RATIO = Phrase("（消息 {messages}，人 {speakers}）", " (messages {messages}, people {speakers})")
COMMA = Phrase("，", "; ")
UNKNOWN = Phrase("不详", "unknown")
TIMES = Phrase("{n} 倍以上", "more than {n} times")
PAGE = Phrase("（第 {page}/{pages} 页）", " ({page} of {pages})")
NEXT = Phrase("\n下一页：/群况 {page}", "\nNext page: /temperature {page}")
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
NO_PAGE_HERE = Phrase("这里只有一个群，不用写页码。", "There is only one group here; no page is needed.")

NOTE = Phrase("{note}\n细看：在群里发 /群况", "{note}\nTo see more: /temperature in the group")
NOTES = Phrase(
    "有 {n} 个群和以前不一样了：\n\n{notes}{more}\n\n细看：在群里发 /群况",
    "{n} groups are not as they were:\n\n{notes}{more}\n\nTo see more: /temperature in the group",
)
MORE_NOTES = Phrase("\n\n还有 {n} 个，用 /群况 看。", "\n\nAnd {n} more; /temperature shows them.")
TURNED_COOLING = Phrase(
    "「{name}」变凉了：这一周消息是平时的 {messages}，说话的人是平时的 {speakers}。",
    "“{name}” is cooling: this week it had {messages} of its usual messages and {speakers} of its usual speakers.",
)
TURNED_DEAD = Phrase(
    "「{name}」安静下来了：两个星期里说话的人不到 2 个。",
    "“{name}” has gone quiet: fewer than 2 people spoke in two weeks.",
)
TURNED_AWAKE = Phrase(
    "「{name}」又有人说话了：这一周消息是平时的 {messages}，说话的人是平时的 {speakers}。",
    "People speak again in “{name}”: this week it had {messages} of its usual messages and {speakers} of its usual "
    "speakers.",
)
TURNED_ACTIVE = Phrase(
    "「{name}」又暖起来了：这一周消息是平时的 {messages}，说话的人是平时的 {speakers}。",
    "“{name}” is warm again: this week it had {messages} of its usual messages and {speakers} of its usual speakers.",
)

TOPIC = Phrase(
    "人还在，只是话少了，缺个话头。挑一个问出去：\n/激活 话题 试看",
    "People are there and say less; they lack something to talk about. Pick a question to ask:\n/nudge topics try",
)
VOTE = Phrase(
    "开口的人少了，先让大家动动手指，投个票最省力：\n"
    "/投票 新建 这周想一起做点什么？\n聊聊近况\n一起读点东西\n线下见一面",
    "Fewer people speak; a vote costs them least:\n/poll new What shall we do together this week?\nCatch up\n"
    "Read something\nMeet up",
)
SERIES = Phrase(
    "群里还没有固定的内容。定一个每周的栏目，大家有个盼头：\n/栏目 新建 每周一聊 每周五 20:00",
    "Nothing comes here regularly yet. Something weekly gives people a reason to look in:\n"
    "/series new friday-talk every fri 20:00",
)
KEEP = Phrase(
    "趁热把它变成习惯，每周同一时间聊一次：\n/栏目 新建 每周一聊 每周五 20:00",
    "Make it a habit while it is warm, the same time every week:\n/series new friday-talk every fri 20:00",
)
MERGE = Phrase(
    "可以和「{other}」合并，那边还热闹。发给大家的话（复制就行）：\n这个群先歇一歇，想接着聊的朋友来「{other}」，回复我就拉你进去。",
    "It could join “{other}”, which is lively. Words for its members, to be copied:\n"
    "This group takes a rest. Whoever wants to go on talking, come to “{other}”: answer me and I bring you in.",
)
FAREWELL = Phrase(
    "它也许完成使命了。体面地道个别（复制就行）：\n这个群陪了大家一程，先告一段落。谢谢每一位说过话的朋友，有缘再聚。",
    "Perhaps it has done what it was for. A farewell, to be copied:\n"
    "This group has gone a good way with us and ends here. Thank you all for every word; until we meet again.",
)

EXPLAINED = Phrase(
    "「{name}」的冷热变了；每变一次，我私下告诉群主一次。",
    "“{name}” is not as warm as it was; of each such change I tell its owner once.",
)

# In the office

TREND = Phrase("最近 {n} 周每周的消息：{figures}", "Messages a week over the last {n} weeks: {figures}")
WARMTH = Phrase("{group}的冷热", "How warm {group} is")
OF_USUAL = Phrase("每周是平时的百分之几，100 就是平时", "Each week in percent of the usual; 100 is as usual")
MESSAGES = Phrase("消息", "messages")
SPEAKERS = Phrase("说话的人", "who spoke")
WARM_WEEK = Phrase(
    "到 {day} 的一周：消息 {messages}，说话的人 {speakers}",
    "the week to {day}: messages {messages}, speakers {speakers}",
)
