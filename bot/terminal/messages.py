"""What the chat in the terminal says by itself."""

from bot.phrases import Phrase

WELCOME = Phrase(
    zh="这里是蒲公英的终端聊天室：人是虚构的，机器人是真的，记录都会保存。输入 :help 看能做什么。",
    en="This is Dandelion's chat in the terminal: the people are made up, the bot is real, everything is kept. "
    "Type :help to see what you can do.",
)
CLAIM = Phrase(
    zh="还没有运营者；想当运营者，用 :private 私聊机器人，发：/绑定 {code}",
    en="There is no operator yet. To become it, switch to :private and send: /claim {code}",
)
GOODBYE = Phrase(zh="再见，都记下了。", en="Goodbye, everything is kept.")
HELP = Phrase(
    zh="直接输入就是以当前的人说话，行末加 \\ 可以换行继续写。\n"
    "@名字 会变成真正的提及，@蒲公英 提及机器人。\n"
    "名字: 内容        换成这个人来说",
    en="What you type is said by the person in the prompt; end a line with \\ to go on in a new line.\n"
    "@name becomes a real mention, @蒲公英 mentions the bot.\n"
    "name: words       speak as that person",
)
AS = Phrase(zh=":as 名字          换成这个人", en=":as NAME          become that person")
JOIN = Phrase(zh=":join 名字 [邀请人]  让人进群", en=":join NAME [INVITER]  somebody joins the group")
LEAVE = Phrase(zh=":leave 名字       让人退群", en=":leave NAME       somebody leaves the group")
PRIVATE = Phrase(zh=":private         私聊机器人", en=":private         talk to the bot in private")
GROUP = Phrase(zh=":group [群名]     回到群里，或换一个群", en=":group [NAME]     go back to the group, or to another")
GROUPS = Phrase(zh=":groups          看有哪些群和人", en=":groups          list the groups and who is in them")
QUOTE = Phrase(zh=":quote 编号 内容   引用 #编号 的消息来说", en=":quote N WORDS    say it quoting message #N")
IMAGE = Phrase(zh=":image 路径       发一张图片", en=":image PATH       send a picture")
FILE = Phrase(zh=":file 路径        发一个文件", en=":file PATH        send a file")
CLOCK = Phrase(
    zh=":clock +1d       让时间过去；也可写 +2h、08:30、明天 9:00",
    en=":clock +1d       let time pass; also +2h, 08:30, tomorrow 9:00",
)
LIST = Phrase(zh=":help            再看一遍", en=":help            see this again")
QUIT = Phrase(zh=":quit            结束", en=":quit            leave")

NO_COMMAND = Phrase(zh="没有 :{name}，输入 :help 看有哪些。", en="There is no :{name}; :help lists them.")
NO_MEMBER = Phrase(zh="{name} 不在这个群里。群里有：{names}", en="{name} is not in this group. Here are: {names}")
NO_NAME = Phrase(zh="要写上名字。", en="A name is needed.")
IS_MEMBER = Phrase(zh="{name} 已经在群里了。", en="{name} is in the group already.")
LAST_MEMBER = Phrase(zh="{name} 是最后一个人了，留下吧。", en="{name} is the last one; let them stay.")
NO_GROUP = Phrase(zh="没有叫「{name}」的群。", en="There is no group called “{name}”.")
IN_PRIVATE = Phrase(
    zh="现在是私聊，先用 :group 回到群里。", en="This is a private chat; go back to the group with :group first."
)
NO_QUOTED = Phrase(zh="没有编号为 {number} 的消息。", en="There is no message #{number}.")
NO_WORDS = Phrase(zh="还要写上要说的话。", en="Write what to say as well.")
NO_PICTURE = Phrase(zh="找不到图片 {path}。", en="There is no picture {path}.")
NO_FILE = Phrase(zh="找不到文件 {path}。", en="There is no file {path}.")
NOW = Phrase(zh="现在是 {time}（{zone}）。", en="It is {time} ({zone}).")
DAY = Phrase(zh="—— {date}（{zone}） ——", en="—— {date} ({zone}) ——")
JOINED = Phrase(zh="{name} 进群了", en="{name} joined")
JOINED_BY = Phrase(zh="{by} 邀请 {name} 进群了", en="{by} invited {name}, who joined")
LEFT = Phrase(zh="{name} 退群了", en="{name} left")
PRIVATE_WITH = Phrase(zh="私聊 {name}", en="private, {name}")
PRIVATE_PLACE = Phrase(zh="私聊", en="private")
GROUP_ROW = Phrase(zh="{name}：群主 {owner}，{names}", en="{name}: owner {owner}, {names}")

ANSWER = Phrase(zh="因为有人发了命令", en="because of a command")
EVENT = Phrase(zh="因为群里有了变化", en="because something changed in the group")
SCHEDULE = Phrase(zh="因为到了设定的时间", en="because it was scheduled")
OTHER = Phrase(zh="原因：{kind} {id}", en="cause: {kind} {id}")
