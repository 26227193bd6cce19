"""What is said about a simulation script, and the notices of its transcript."""

from bot.phrases import Phrase

AT_LINE = Phrase(zh="{file}:{line}: {reason}", en="{file}:{line}: {reason}")
NO_FILE = Phrase(zh="{file}: 打不开：{reason}", en="{file}: can't be read: {reason}")
BAD_UNTIL = Phrase(
    zh="--until：读到「{read}」，应为带时区的时间，如 2026-10-01T09:00:00+08:00。",
    en="--until: read “{read}”, valid is a time with its offset, such as 2026-10-01T09:00:00+08:00.",
)

EMPTY = Phrase(zh="脚本是空的。", en="the script is empty.")
NOT_UTF8 = Phrase(zh="不是 UTF-8 文本。", en="not UTF-8 text.")
NOT_JSON = Phrase(zh="不是 JSON：{what}", en="not JSON: {what}")
NOT_TEXT = Phrase(zh="含有半个字符（孤立的代理码位）。", en="holds half a character (a lone surrogate).")
NOT_OBJECT = Phrase(zh="应为一个 JSON 对象。", en="a JSON object is wanted.")
NO_TYPE = Phrase(zh="type 应为 {valid} 之一，读到 {read}。", en="type must be one of {valid}, read {read}.")
MISSING = Phrase(zh="缺少 {name}。", en="{name} is missing.")
UNKNOWN_KEY = Phrase(zh="{type} 没有 {name} 这一项。", en="{type} has no {name}.")
WRONG_KIND = Phrase(zh="{name} 应为{valid}，读到 {read}。", en="{name} must be {valid}, read {read}.")

TEXT = Phrase(zh="非空文字（不含 NUL）", en="a text that is not empty and holds no NUL")
ANY_TEXT = Phrase(zh="文字", en="a text")
NAMES = Phrase(zh='非空的 {"id": "名字"}', en='{"id": "name"}, not empty')
IDS = Phrase(zh="id 的列表", en="a list of ids")
COUNT = Phrase(zh="不小于 1 的整数", en="a whole number from 1 up")
SECONDS = Phrase(zh="0 到 10 亿的秒数", en="a number of seconds from 0 to 1,000,000,000")
MOMENT = Phrase(zh="带时区的 ISO 8601 时间", en="an ISO 8601 time with its offset")
PICTURE = Phrase(zh="一个存在的图片文件", en="a picture file that exists")
FILE = Phrase(zh="一个存在的文件", en="a file that exists")
ONE_OF_TWO = Phrase(zh="{name} 和 {other} 只能有一个。", en="only one of {name} and {other} can be there.")
ONE_OF = Phrase(zh="{choices} 之一", en="one of {choices}")

EARLIER = Phrase(zh="at 早于上一行。", en="at is earlier than the line before.")
NO_GROUP = Phrase(zh="没有群 {group}，先用 group 建群。", en="no group {group}; make it with a group line first.")
GROUP_THERE = Phrase(zh="机器人已经在群 {group} 里。", en="the bot is in group {group} already.")
BOT_GONE = Phrase(zh="机器人不在群 {group} 里。", en="the bot is not in group {group}.")
NOT_MEMBER = Phrase(zh="{member} 不在群 {group} 里。", en="{member} is not in group {group}.")
IS_BOT = Phrase(
    zh="bot 是机器人自己，不能放在这里；把它移出群用 kick_bot。",
    en="bot is the bot itself and can't stand here; kick_bot takes it out of a group.",
)
NO_MESSAGE = Phrase(
    zh="前面没有 id 为 {id} 的消息；机器人的第 n 条消息写作 out:n。",
    en="no message {id} before this line; the bot's n-th message is out:n.",
)
RESERVED = Phrase(
    zh="id 不能以 out: 开头，那是机器人的消息。", en="an id can't begin with out:, which are the bot's messages."
)

ALL_TIMES = Phrase(zh="时间均为 {zone}。", en="All times are {zone}.")
PRIVATE = Phrase(zh="私聊 {name}", en="private {name}")
QUOTING = Phrase(zh="（引用「{text}」）", en=" (quoting “{text}”)")
AGAIN = Phrase(zh="（重复送达）", en=" (delivered again)")
GROUP_MADE = Phrase(
    zh="机器人进了「{name}」，群里有 {n} 人。", en="The bot is in “{name}” with {n} {n|member|members}."
)
JOINED = Phrase(zh="{names} 进群了。", en="{names} joined.")
JOINED_BY = Phrase(zh="{by} 邀请 {names} 进群了。", en="{by} invited {names}, who joined.")
LEFT = Phrase(zh="{name} 退群了。", en="{name} left.")
REMOVED = Phrase(zh="{name} 被 {by} 移出了群。", en="{name} was removed by {by}.")
RENAMED = Phrase(zh="群名改成了「{name}」。", en="The group is now called “{name}”.")
NEW_OWNER = Phrase(zh="{name} 成了群主。", en="{name} is the owner now.")
BOT_KICKED = Phrase(zh="机器人被移出了群。", en="The bot was removed.")
FAULTS = Phrase(zh="接下来 {n} 次发送会失败（{kind}）。", en="The next {n} {n|send|sends} will fail ({kind}).")
CRASHES = Phrase(
    zh="机器人崩溃（{when}），{seconds} 秒后重启。", en="The bot crashes ({when}) and is back after {seconds} s."
)
