"""Every sentence about exported logs."""

from bot.phrases import Phrase

# What is wrong with a file
AT_LINE = Phrase("第 {line} 行：{what}", "line {line}: {what}")
NOT_TEXT = Phrase(
    "看不懂这个文件的编码。请另存为 UTF-8 的 CSV 再试。", "I can't read this file's encoding; save it as CSV in UTF-8."
)
NO_HEADER = Phrase(
    "没有找到表头。第一行写清每一列是什么，比如：\n时间,发送者ID,发送者,内容\n"
    "2026-03-02 20:15:08,wxid_abc,小明,大家好\n或者每行一个 JSON：\n{json}",
    "There is no header. The first row says what each column is, for example:\ntime,sender id,sender,text\n"
    "2026-03-02 20:15:08,wxid_abc,Ming,Hello all\nor one JSON object a line:\n{json}",
)
JSON_EXAMPLE = '{"time": "2026-03-02 20:15:08", "sender_id": "wxid_abc", "sender": "小明", "text": "大家好"}'
AN_ARRAY = Phrase(
    "这是一整个 JSON 数组。请写成一行一个对象（JSON Lines），比如：\n{json}",
    "This is one JSON array. Write one object a line (JSON Lines), such as:\n{json}",
)
NOTHING_IN_IT = Phrase("{name} 里没有消息。", "There are no messages in {name}.")
BAD_TIME = Phrase(
    "看不懂时间「{text}」。写成 2026-03-02 20:15:08 这样。",
    "I can't read the time “{text}”; write 2026-03-02 20:15:08.",
)
NO_TIME = Phrase("没有写时间。", "The time is missing.")
NOT_YET = Phrase("这个时间还没有到。", "That time is still to come.")
BAD_JSON = Phrase("不是一个 JSON 对象。应该像：{json}", "This is no JSON object; it should be like {json}")
BAD_ROW = Phrase("这一行的引号没有收尾。", "A quotation mark is not closed here.")
TOO_MANY_SENDERS = Phrase(
    "发送者超过 {most} 个，不像是一个群的记录。请看看「发送者」是不是写错了列。",
    "There are more than {most} senders: that is not one group's log. Is it the right column?",
)
WRONG = Phrase(
    "{name} 有 {n} 行看不懂，什么都没有导入：\n{lines}{more}",
    "{n} {n|line|lines} of {name} can't be read, so nothing was imported:\n{lines}{more}",
)
MORE_WRONG = Phrase("\n……还有 {n} 行", "\n… and {n} more")

# Which group
NO_GROUP = Phrase("没有群「{text}」。有这些：\n{groups}", "There is no group “{text}”. There are:\n{groups}")
WHICH_GROUP = Phrase(
    "有好几个群叫「{text}」，请写编号：\n{groups}",
    "Several groups are called “{text}”; please write the number:\n{groups}",
)
A_GROUP = Phrase("{number} {name}", "{number} {name}")
NO_GROUPS = Phrase(
    "机器人还不认识任何群。先把它拉进群，再导入历史。", "The bot knows no group yet. Add it to the group first."
)
NOT_MIGRATED = Phrase(
    "数据库还不是当前版本，先运行 dandelion migrate。", "The database is not up to date; run dandelion migrate first."
)
BUSY = Phrase(
    "机器人正在运行，不能同时改数据库。先停掉它再导入；只想看看就加 --dry-run。",
    "The bot is running, and only one may change the database. Stop it first, or only look with --dry-run.",
)

# What importing would do
SUMMARY = Phrase(
    "{name}：「{group}」在 {since} 到 {until} 之间的 {n} 条消息，其中 {days} 天有人说话。（{zone}）",
    "{name}: {n} {n|message|messages} of “{group}” from {since} to {until}, with talk on {days} {days|day|days}."
    " ({zone})",
)
FOUND = Phrase(
    "说话的有 {n} 人：{by_id} 人按 ID 对上，{by_name} 人按名字对上，{before} 人以前导入时就认识，"
    "{strangers} 人对不上。",
    "{n} people talked: {by_id} found by id, {by_name} by name, {before} known from an earlier import,"
    " {strangers} not found.",
)
STRANGERS = Phrase(
    "对不上的算作已经离开的成员，消息最多的是：{names}{more}。",
    "Who was not found counts as somebody who has left; those who talked most: {names}{more}.",
)
STRANGER = Phrase("{name}（{n} 条）", "{name} ({n})")
NAMELESS = Phrase("（没有名字）", "(no name)")
AND_OTHERS = Phrase(" 等", " and others")
AND = Phrase("、", ", ")
WILL_CHANGE = Phrase(
    "要写进：{activity} 条「谁在哪天说了几句」，{hours} 个小时的热闹程度{ties}。",
    "To be written: {activity} counts of who said how much on which day, {hours} hours of talk{ties}.",
)
TIES = Phrase("，{n} 条谁找过谁", ", {n} counts of who turned to whom")
TEXTS = Phrase("保留期（{days} 天）内的原文 {n} 条。", "Texts younger than {days} days, which are kept: {n}.")
LEFT_OUT_LATER = Phrase(
    "{day} 起我已经在群里，那之后的 {n} 条不动。",
    "I have been in the group since {day}; the {n} {n|line|lines} since then {n|is|are} left out.",
)
LEFT_OUT_SYSTEM = Phrase(
    "没有发送者的提示 {n} 条不算。", "{n} {n|notice|notices} without a sender {n|is|are} left out."
)
LEFT_OUT_WRONG = Phrase(
    "{n} 行看不懂，跳过：\n{lines}{more}", "{n} {n|line|lines} can't be read and {n|is|are} left out:\n{lines}{more}"
)
ALL_THERE = Phrase(
    "{name} 里的都已经有了，什么都没有改。", "All that {name} holds is there already; nothing was changed."
)
ONLY_LATER = Phrase(
    "{name} 里没有 {day} 之前的消息，而那之后我自己在听。什么都没有改。",
    "{name} holds nothing from before {day}, and since then I listen myself. Nothing was changed.",
)
GO_AHEAD = Phrase("要导入吗？[y/N] ", "Go ahead? [y/N] ")
SAY_YES = Phrase("确定的话加上 --yes。", "Add --yes to go ahead.")
NOTHING_IMPORTED = Phrase("什么都没有导入。", "Nothing was imported.")
IMPORTED = Phrase("导入好了。", "Imported.")
