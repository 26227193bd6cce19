"""What the core says by itself."""

from bot.phrases import Phrase

ONLY_ADMINS = Phrase("只有群主或管理员可以{what}。", "Only the owner or an admin can {what}.")
ONLY_OWNER = Phrase("只有群主可以{what}。", "Only the group's owner can {what}.")
ONLY_OPERATOR = Phrase("只有运营者可以{what}。", "Only an operator can {what}.")
CHOOSE_A_GROUP = Phrase(
    "先选一个群：发 /群 看列表，再发 /用 加编号。",
    "Choose a group first: /groups lists them, /use and a number picks one.",
)
CHOOSE_ONE_GROUP = Phrase(
    "这件事一次只能对一个群做，请先选定一个。", "This works on one group at a time; choose one first."
)
USE = Phrase("/用 1", "/use 1")
CONFIRM_WITHIN = Phrase(
    "{preview}\n\n回复「确认」开始，60 秒内有效。", "{preview}\n\nReply “confirm” within 60 seconds to go ahead."
)
NOTHING_TO_CONFIRM = Phrase("没有等待确认的操作。", "Nothing is waiting for your confirmation.")
CONFIRM_TOO_LATE = Phrase(
    "超过 60 秒了，请重新发一次命令。", "More than 60 seconds have passed; please send the command again."
)
UNEXPECTED = Phrase(
    "出了点意外，没有改动任何内容。请把编号 {reference} 告诉运营者。",
    "Something went wrong and nothing was changed. Please tell the operator this code: {reference}.",
)
TOOK_TOO_LONG = Phrase("等了太久没有结果，请稍后再试。", "This took too long. Please try again later.")
ERROR_WITH_EXAMPLE = Phrase("{what}\n例如：{example}", "{what}\nFor example: {example}")
NOTHING_TO_UNDO = Phrase(
    "没有可以撤销的，每个人只能撤销自己做的。", "You have nothing to undo; each can undo only their own acts."
)
CHANGED_SINCE = Phrase(
    "这项设置之后又被改过，撤销会丢掉新的改动，所以没有动它。",
    "This setting has been changed since; undoing it would lose the newer change, so nothing was done.",
)
DID_YOU_MEAN = Phrase(
    "没有「{name}」这个命令，是想发 /{near} 吗？", "There is no command “{name}”. Did you mean /{near}?"
)
NO_SUCH_COMMAND = Phrase(
    "没有「{name}」这个命令。发 /帮助 看看有哪些。", "There is no command “{name}”. Send /help for the list."
)
HELLO = Phrase(
    "我是蒲公英，帮群主照看群的小助手。发「帮助」看看我能做什么。",
    "I'm Dandelion, a helper that looks after groups. Send “help” to see what I can do.",
)
NO_GROUP_TAGGED = Phrase(
    "你管理的群里没有带 #{tag} 标签的。发 /标签 看有哪些。",
    "None of your groups is tagged #{tag}. /tag lists the tags.",
)
NO_GROUPS = Phrase(
    "你还没有可以管理的群。把我拉进群，群主和管理员就能在这里管理它。",
    "You have no groups to manage yet. Add me to a group; its owner and admins can then manage it here.",
)
OFFLINE = Phrase(
    "蒲公英已离线超过 {minutes} 分钟：{why}。它会一直重试。",
    "Dandelion has been offline for over {minutes} {minutes|minute|minutes}: {why}. It keeps trying.",
)
STOPPED = Phrase(
    "蒲公英停下了：{why}。它不会自己重试，请改好后重新启动。",
    "Dandelion has stopped: {why}. It will not try again by itself; please start it once this is mended.",
)
ONLINE_AGAIN = Phrase("蒲公英已恢复在线。", "Dandelion is online again.")
CLAIM = Phrase(
    "还没有运营者。私聊机器人发送：/绑定 {code}", "There is no operator yet. Send the bot privately: /claim {code}"
)
DONE = Phrase("{what}{where}\n发 /撤销 可以收回。", "{what}{where}\nSend /undo to take it back.")
SO_ALREADY = Phrase("{what}{where}。", "{what}{where}.")
IN_GROUP = Phrase("（{name}）", " ({name})")
COMMA = Phrase("、", ", ")
IN_SEVERAL = Phrase("（{name} 等 {n} 个群）", " ({name} and others, {n} groups)")
IN_GROUPS = Phrase("（#{tag} 的 {n} 个群）", " ({n} {n|group|groups} tagged #{tag})")
