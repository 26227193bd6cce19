"""What is said about commands: what is wrong with one, and the help."""

from bot.phrases import Phrase

MISSING = Phrase("还缺{label}。", "The {label} is missing.")
LEFT_OVER = Phrase("多了「{word}」，这里用不上。", "“{word}” is too much here.")
NOT_A_NUMBER = Phrase(
    "{label}要写数字，「{word}」看不懂。", "The {label} must be a whole number; I can't read “{word}”."
)
NOT_A_CHOICE = Phrase("「{word}」不行，可以写：{choices}。", "“{word}” won't do; it can be {choices}.")
OR = Phrase("、", ", ")
BODY_BELOW = Phrase("正文写在第二行：写完命令先换行。", "The text goes below the command, from the second line on.")
NO_BODY = Phrase(
    "这个命令只有一行，第二行「{word}」用不上。", "This command is one line; “{word}” below it is too much."
)
WORDS_ONLY = Phrase(
    "这里只能用文字，引用的那条不是文字。", "Only words will do here, and the quoted message is something else."
)
NOBODY_CALLED = Phrase(
    "群里没有找到「{name}」，请直接 @ 对方。", "I found nobody called “{name}” in the group; please @mention them."
)
NOBODY_CALLED_PRIVATELY = Phrase(
    "群里没有找到「{name}」。请写编号，对方在群里发 /身份 就能看到。",
    "I found nobody called “{name}” in the group. Please give the number, which /whoami in the group tells them.",
)
SEVERAL_CALLED = Phrase(
    "群里有好几位叫「{name}」（编号 {numbers}），请直接 @ 对方，或者写编号。",
    "Several people in the group are called “{name}” (numbers {numbers}); please @mention one or give the number.",
)
NO_SUCH_ACTION = Phrase(
    "/{command} 没有「{word}」，可以写：{actions}。", "/{command} has no “{word}”; it can be {actions}."
)
NO_SUCH_ACTION_NEAR = Phrase(
    "/{command} 没有「{word}」，是想写「{near}」吗？", "/{command} has no “{word}”. Did you mean “{near}”?"
)
SAY_WHICH = Phrase("/{command} 后面还要写做什么：{actions}。", "Say what /{command} should do: {actions}.")

HELP_HEAD = Phrase("我会这些：", "What I can do:")
HELP_ADMIN = Phrase("—— 管理 ——", "—— For admins ——")
HELP_PLUGIN = Phrase("【{title}】", "[{title}]")
HELP_FOOT = Phrase("发 /帮助 加命令名，看细节和例子。", "Send /help and a command's name for details and examples.")
HELP_FOOT_ADMIN = Phrase(
    "发 /帮助 加命令名，看细节和例子；私聊我有完整说明。",
    "Send /help and a command's name for details and examples, or ask me privately for the long form.",
)
HELP_LINE = Phrase("{usage}：{summary}", "{usage}: {summary}")
HELP_ALSO = Phrase("也可以写 {usage}", "Same as {usage}")
HELP_EXAMPLE = Phrase("例：{example}", "Example: {example}")
NO_SUCH_TOPIC = Phrase("没有「{topic}」这个命令。", "There is no command “{topic}”.")
NO_SUCH_TOPIC_NEAR = Phrase(
    "没有「{topic}」这个命令，是想看「{near}」吗？", "There is no command “{topic}”. Did you mean “{near}”?"
)
FOR_ADMINS = Phrase("（群主、管理员）", " (owner and admins)")
FOR_OWNER = Phrase("（群主）", " (owner)")
FOR_OPERATOR = Phrase("（运营者）", " (operator)")
