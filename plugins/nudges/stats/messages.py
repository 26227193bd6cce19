"""Every sentence about a group's figures."""

from bot.phrases import Phrase

HEAD = Phrase(
    "近 {days} 天（{where}，{first} 至 {last}，{zone}）", "The last {days} days ({where}, {first} to {last}, {zone})"
)
A_SET = Phrase("#{tag} 的 {n} 个群", "{n} {n|group|groups} with #{tag}")
DAY = Phrase("{day} 周{weekday}", "{weekday} {day}")

MESSAGES = Phrase("消息 {n} 条{change}", "Messages: {n}{change}")
SPEAKERS = Phrase("说话 {n} 人{change}{share}", "People who spoke: {n}{change}{share}")
OF_MEMBERS = Phrase("，{members} 名成员里的 {percent}%", ", {percent}% of {members} members")
CAME = Phrase("进群 {joined} 人，退群 {left} 人，净增 {net}", "Joined: {joined}, left: {left}, net {net}")
CAME_TO_US = Phrase("新来 {joined} 人", "Joined: {joined}")
NEWCOMERS = Phrase(
    "新人：{first} 至 {last} 进群的 {n} 人里，还在的 {stayed} 人（{stay}%），说过话的 {spoke} 人（{speak}%）",
    "Newcomers: of the {n} who joined from {first} to {last}, {stayed} are still there ({stay}%) and {spoke} have "
    "spoken ({speak}%)",
)
AMONG = Phrase(
    "成员之间的交流占 {percent}%{change}（{turns} 次回复和 @ 里，双方都不是群主或管理员的）",
    "Between members: {percent}%{change} (of {turns} replies and mentions, those without the owner and admins)",
)
NO_TURNS = Phrase("还没有人回复或 @ 别人", "Nobody has replied to or mentioned anybody")
HELPED = Phrase("帮忙最多：{helpers}", "Helped most: {helpers}")
THANKED = Phrase("谢谢帮忙的：{helpers}", "Thank you for helping: {helpers}")
HELPER = Phrase("{name}（{what}）", "{name} ({what})")
ANSWERED = Phrase("回答 {n}", "{n} {n|answer|answers}")
WAS_THANKED = Phrase("感谢 {n}", "{n} {n|thank-you|thank-yous}")
BUSY = Phrase("最热闹：{start}:00–{end}:00，占 {percent}%", "Busiest: {start}:00–{end}:00, {percent}% of the messages")
NOT_KNOWN_YET = Phrase("几点最热闹：数据还不够，过几天再看", "Busiest hours: too little to tell yet")
TODAY = Phrase("今天到现在：{n} 条，{speakers} 人", "Today so far: {n} {n|message|messages} by {speakers}")
MORE = Phrase("，↑{n}%", ", ↑{n}%")
LESS = Phrase("，↓{n}%", ", ↓{n}%")
SAME = Phrase("，持平", ", unchanged")
MORE_POINTS = Phrase("，↑{n} 点", ", ↑{n} {n|point|points}")
LESS_POINTS = Phrase("，↓{n} 点", ", ↓{n} {n|point|points}")
COMPARED = Phrase("箭头是和再往前 {days} 天比。", "Arrows compare with the {days} days before.")
NOT_COMPARED = Phrase("再往前 {days} 天没有听全，不比。", "Too little was heard of the {days} days before to compare.")
UNHEARD = Phrase(
    "这些天里有 {hours} 小时没听到（不在线，或者还没进群），数会偏少。",
    "{hours} {hours|hour was|hours were} not heard (offline, or not in the group yet), so the figures are low.",
)
SILENT = Phrase("近 {days} 天没有人说话（{where}）。", "Nobody has spoken in the last {days} days ({where}).")
NOT_YET = Phrase("我刚来，满一天才有数据（{where}）。", "I'm new here; there are figures once a day is over ({where}).")
IN_PRIVATE = Phrase(
    "进出和新人的去留，群主和管理员私聊我发 /数据 就能看。",
    "Who comes, goes and stays: the owner and admins can send me /stats in private.",
)
GROUP_LINE = Phrase(
    "{name}：消息 {messages} 条{change}，说话 {speakers} 人（{percent}%），净增 {net}",
    "{name}: {messages} {messages|message|messages}{change}, {speakers} spoke ({percent}%), net {net}",
)
MORE_GROUPS = Phrase("还有 {n} 个群没有列出来，它们算在总数里。", "{n} more {n|group|groups}, counted above.")
RANGE = Phrase("可以看近 {least} 到 {most} 天。", "You can look at the last {least} to {most} days.")

TITLE = Phrase("{where} 近 {days} 天", "{where}, {days} days")
SUBTITLE = Phrase("{first} 至 {last}", "{first} to {last}")
T_MESSAGES = Phrase("消息", "Messages")
T_A_DAY = Phrase("平均每天 {n} 条", "{n} a day")
T_SPEAKERS = Phrase("说话的人", "People who spoke")
T_OF_MEMBERS = Phrase("{members} 名成员里的 {percent}%", "{percent}% of {members} members")
T_NET = Phrase("净增", "Net growth")
T_CAME = Phrase("进群 {joined} 人，退群 {left} 人", "{joined} joined, {left} left")
T_JOINED = Phrase("新来的人", "Joined")
T_MEMBERS = Phrase("现在 {members} 名成员", "{members} {members|member|members} now")
T_AMONG = Phrase("成员之间的交流", "Between members")
T_TURNS = Phrase("{turns} 次回复和 @ 里", "of {turns} replies, mentions")
T_STAYED = Phrase("新人还在", "Newcomers who stay")
T_SPOKE = Phrase("新人说过话", "Newcomers who spoke")
T_PART = Phrase("{n} 人里的 {of} 人", "{of} of {n}")
T_DAYS = Phrase("每天的消息", "Messages a day")
T_NOW = Phrase("这 {days} 天", "these {days} days")
T_BEFORE = Phrase("再往前 {days} 天", "{days} days before")
T_HOURS = Phrase("几点热闹", "Busy hours")
T_PEAK = Phrase("{start}–{end} 点最热闹，占 {percent}%", "most from {start}:00 to {end}:00, {percent}%")
T_HELPERS = Phrase("帮忙最多的人", "Helped most")
T_THANKED = Phrase("谢谢帮忙的人", "Thank you for helping")
BOTH = Phrase("{one} · {other}", "{one} · {other}")
T_AMONG_MEANS = Phrase(
    "成员之间的交流：回复和 @ 里，双方都不是群主和管理员的占多少。",
    "Between members: of replies and mentions, those to and from neither the owner nor an admin.",
)
T_NEWCOMERS_MEAN = Phrase(
    "新人：{first} 至 {last} 进群的人，都满 {settling} 天了。",
    "Newcomers: who joined from {first} to {last}, {settling} days ago or more.",
)
NAMELESS = Phrase("没有名字的人", "somebody nameless")

# In the office

PAGE_TITLE = Phrase("数据", "Figures")
LAST_DAYS = Phrase("近 {n} 天", "{n} days")
