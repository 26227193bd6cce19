"""Every sentence of the welcome."""

from collections.abc import Mapping

from bot.phrases import Language, Phrase

# Not phrases: these are templates in an admin's own notation.
DEFAULT: Mapping[Language, str] = {
    "zh": "欢迎 {昵称}来到{群名}！\n{群规}\n先打个招呼吧：你是谁，平时喜欢什么？",
    "en": "Welcome to {group}, {nickname}\n{rules}\nSay hello: who are you, and what do you like?",
}
DEFAULT_BACK: Mapping[Language, str] = {"zh": "欢迎回来，{昵称}", "en": "Welcome back, {nickname}"}
DEFAULT_FAREWELL: Mapping[Language, str] = {"zh": "{昵称} 离开了，后会有期。", "en": "{nickname} left. See you again."}
AND_OTHERS = Phrase("等 {total} 位新朋友", "and others, {total} in all")

SOMEBODY = Phrase("群里的朋友", "a friend")
NAMED_AND_MORE = Phrase("{names} 等 {n} 人", "{names} and others, {n} in all")

STATE = Phrase(
    "欢迎新人：{state}\n\n{text}{more}\n\n{window}\n{back}\n{farewell}\n"
    "换一段：/欢迎 设置，从第二行写起；再加一条：/欢迎 添加。看效果：/欢迎 预览。"
    "头几周的话：/欢迎 步骤。新人走到哪一步：/欢迎 漏斗。{switch}",
    "Welcome: {state}\n\n{text}{more}\n\n{window}\n{back}\n{farewell}\n"
    "To change it: /welcome set, the text from the second line on; to add another message: /welcome add. "
    "To see it: /welcome preview. For the first weeks: /welcome steps. How far newcomers get: /welcome funnel. "
    "{switch}",
)
TRIED = Phrase("\n\n另一半新人看到（/欢迎 分组）：\n{text}", "\n\nThe other half gets (/welcome variants):\n{text}")
THEN = Phrase("\n\n接着发：\n{lines}", "\n\nThen:\n{lines}")
MORE_LINE = Phrase("{n}. {what}", "{n}. {what}")
WINDOW_IS = Phrase("{window}内进群的人合在一条里。", "People who join within {window} share one.")
BACK_IS = Phrase("回来的人：{text}", "Who comes back: {text}")
FAREWELL_ON = Phrase("有人离开：{text}", "Who leaves: {text}")
FAREWELL_OFF = Phrase("有人离开：不说什么。", "Who leaves: nothing is said.")
SECONDS = Phrase("{n} 秒", "{n} {n|second|seconds}")
MINUTES = Phrase("{n} 分钟", "{n} {n|minute|minutes}")
PICTURE = Phrase("［图片］", "[picture]")
FILE = Phrase("［文件］{name}", "[file] {name}")
LINK = Phrase("［链接］{title}", "[link] {title}")
ON = Phrase("开启", "on")
OFF = Phrase("关闭", "off")
ON_DEFAULT = Phrase("开启（默认的话）", "on (the default text)")
OFF_DEFAULT = Phrase("关闭（默认的话）", "off (the default text)")
TO_SWITCH_OFF = Phrase("不想要：/欢迎 关闭。", "To stop: /welcome off.")
TO_SWITCH_ON = Phrase("打开：/欢迎 开启。", "To start: /welcome on.")

SET = Phrase("欢迎语换好了，发 /欢迎 预览 看效果", "The welcome text is set; /welcome preview shows it")
NO_MENTION = Phrase(
    "这段话里没有 {slot}，所以不会 @ 新人。", "This text has no {slot}, so newcomers won't be mentioned."
)
RESET = Phrase("欢迎语恢复成默认的了", "The welcome text is the default again")
SWITCHED_ON = Phrase("有新人进群我会欢迎", "I'll welcome newcomers")
SWITCHED_OFF = Phrase("不再欢迎新人了", "I'll no longer welcome newcomers")
STILL_OFF = Phrase("现在是关闭的，发 /欢迎 开启 才会用上。", "The welcome is off; /welcome on starts it.")
TOO_LONG = Phrase(
    "欢迎语有 {n} 个字，最多 {most} 个。短一点，新人更愿意看完。",
    "The text has {n} characters; {most} is the most. A shorter one gets read.",
)

DID_SET = Phrase("设置了欢迎语", "set the welcome text")
DID_RESET = Phrase("恢复了默认欢迎语", "went back to the default welcome text")
DID_SWITCH_ON = Phrase("开启了欢迎", "switched the welcome on")
DID_SWITCH_OFF = Phrase("关闭了欢迎", "switched the welcome off")

ADDED = Phrase("加上了，欢迎时第 {n} 条发它", "Added; it comes as message {n} of the welcome")
TOO_MANY = Phrase(
    "欢迎最多 {most} 条，再多新人就不看了。", "A welcome has {most} messages at most; more don't get read."
)
NO_MINI_PROGRAM = Phrase("小程序还不能放进欢迎里。", "A mini program can't be part of the welcome yet.")
FIRST_STAYS = Phrase(
    "第 1 条是欢迎语，换它用 /欢迎 设置，不要欢迎了用 /欢迎 关闭。",
    "Message 1 is the welcome text: /welcome set changes it, /welcome off stops the welcome.",
)
NO_SUCH_MESSAGE = Phrase("没有第 {n} 条。发 /欢迎 看有哪些。", "There is no message {n}. /welcome lists them.")
DELETED = Phrase("第 {n} 条不发了", "Message {n} is left out now")
CHANGED = Phrase("第 {n} 条换好了，发 /欢迎 预览 看效果", "Message {n} is changed; /welcome preview shows it")
WINDOW_SET = Phrase("好，{window}内进群的人合在一条里欢迎", "People who join within {window} now share one welcome")
WINDOW_RANGE = Phrase("等待要在 1 秒到 {most} 分钟之间。", "The wait is between 1 second and {most} minutes.")
BACK_SET = Phrase("回来的人会看到这段话，发 /欢迎 预览 回来 看效果", "Set; /welcome preview back shows it")
FAREWELL_SET = Phrase("告别的话换好了，发 /欢迎 预览 告别 看效果", "Set; /welcome preview farewell shows it")
FAREWELL_STILL_OFF = Phrase(
    "告别现在是关闭的，发 /欢迎 告别 开启 才会用上。", "The farewell is off; /welcome farewell on starts it."
)
FAREWELL_STARTED = Phrase("有人离开时我会说一声", "I'll say a word when somebody leaves")
FAREWELL_STOPPED = Phrase("有人离开时不再说什么了", "I'll no longer say anything when somebody leaves")
FAREWELL_TEXT_BELOW = Phrase("告别的话写在第二行。", "The farewell goes on the second line.")
NO_TEXT_HERE = Phrase("开启和关闭不带正文。", "On and off take no text.")

DID_ADD = Phrase("给欢迎加了一条", "added a message to the welcome")
DID_CHANGE = Phrase("换了欢迎的第 {n} 条", "changed message {n} of the welcome")
DID_DELETE = Phrase("删了欢迎的第 {n} 条", "removed message {n} of the welcome")
DID_SET_WINDOW = Phrase("把欢迎的等待改成 {window}", "set the welcome to wait {window}")
DID_SET_BACK = Phrase("设置了欢迎回来的话", "set the text for who comes back")
DID_SET_FAREWELL = Phrase("设置了告别的话", "set the farewell")
DID_START_FAREWELL = Phrase("开启了告别", "switched the farewell on")
DID_STOP_FAREWELL = Phrase("关闭了告别", "switched the farewell off")

UNREACHED = Phrase(
    "「{group}」有些新人没加我好友，我的私聊他们收不到。该私聊的话，我会在群里 @ 他们说。只提醒这一次。",
    "Some newcomers of “{group}” don't have me as a friend, so I can't write to them in private. "
    "I @mention them in the group instead. I say this once.",
)

# On the owner's page.

PAGE = Phrase("欢迎", "Welcome")
IS = Phrase("欢迎", "Welcome")
WAITS = Phrase("等多久一起说", "People are gathered for")
FAREWELL = Phrase("告别", "Farewell")
TRIAL = Phrase("两段一起试", "Two texts on trial")
COMPARISON = Phrase("看哪段好", "Which does better")
IF_YOU_CAME = Phrase("你要是刚进群，会看到", "What you would read if you had just joined")
NUMBER = Phrase("第几条", "No.")
AS_SENT = Phrase("发出来是这样", "As it will be sent")
EDIT = Phrase("{n} · 改", "{n} · edit")
NOTHING_LEFT = Phrase("（现在没有可说的，不发）", "(nothing to say at present; not sent)")
PICTURE_OF = Phrase("第 {n} 条的图片", "The picture of message {n}")
OTHER_TIMES = Phrase("回来的、离开的", "Who comes back, who leaves")
WHO = Phrase("谁", "Who")
RETURNING = Phrase("回来的人", "Who comes back")
LEAVING = Phrase("离开的人（{state}）", "Who leaves ({state})")
NO_WORDS = Phrase("不说什么", "nothing is said")

LABEL_TEXT = Phrase("欢迎语", "Text")
LABEL_MORE = Phrase("内容", "Words")
LABEL_FILE = Phrase("图片或文件", "Picture or file")
LABEL_WINDOW = Phrase("等多久", "How long")
SLOTS_ARE = Phrase(
    "可以写：{slots}。进群的人是谁，发的时候填上。", "You can use {slots}; they are filled in as it is said."
)
ADD_NOTE = Phrase(
    "写一段话、选一张图或一个文件，网址直接写在话里。最多 {most} 条。",
    "Some words, a picture or a file; an address goes into the words. {most} messages at most.",
)
WINDOW_NOTE = Phrase("1 秒到 {most} 分钟，比如 60秒、5分钟。", "From a second to {most} minutes, such as 60s or 5m.")
TRY_NOTE = Phrase(
    "新人一半看到现在的，一半看到这段，同一个人总是同一段。满 7 天后比得出哪段好。",
    "Half of the newcomers get the present text, half this one. After their 7 days it shows which does better.",
)
DO_SET = Phrase("换欢迎语", "Change the text")
DO_CHANGE = Phrase("改第 {n} 条", "Change message {n}")
DO_ADD = Phrase("再加一条", "Add a message")
DO_WAIT = Phrase("改等多久", "Change the wait")
DO_BACK = Phrase("改对回来的人说的话", "Change what is said to who comes back")
DO_FAREWELL = Phrase("改告别的话", "Change the farewell")
DO_TRY = Phrase("再写一段，两段一起试", "Try a second text beside it")
DO_DELETE = Phrase("删掉", "Delete")
DO_RESET = Phrase("恢复默认", "Back to the default")
DO_SAVE = Phrase("存下", "Save")
DO_START = Phrase("打开欢迎", "Switch it on")
DO_STOP = Phrase("关闭欢迎", "Switch it off")
DO_START_FAREWELL = Phrase("打开告别", "Switch the farewell on")
DO_STOP_FAREWELL = Phrase("关闭告别", "Switch the farewell off")
DO_CHOOSE = Phrase("就用 {letter}", "Keep {letter}")

SAY_SET = Phrase("/欢迎 设置\n{text}", "/welcome set\n{text}")
SAY_ADD = Phrase("/欢迎 添加\n{more}", "/welcome add\n{more}")
SAY_CHANGE = Phrase("/欢迎 修改 {n}\n{text}", "/welcome change {n}\n{text}")
SAY_DELETE = Phrase("/欢迎 删除 {n}", "/welcome delete {n}")
SAY_WAIT = Phrase("/欢迎 等待 {window}", "/welcome wait {window}")
SAY_BACK = Phrase("/欢迎 回来\n{back}", "/welcome back\n{back}")
SAY_FAREWELL = Phrase("/欢迎 告别 设置\n{farewell}", "/welcome farewell set\n{farewell}")
SAY_FAREWELL_ON = Phrase("/欢迎 告别 开启", "/welcome farewell on")
SAY_FAREWELL_OFF = Phrase("/欢迎 告别 关闭", "/welcome farewell off")
SAY_TRY = Phrase("/欢迎 分组 B\n{other}", "/welcome variants B\n{other}")
SAY_CHOOSE = Phrase("/欢迎 分组 选 {letter}", "/welcome variants choose {letter}")
SAY_RESET = Phrase("/欢迎 重置", "/welcome reset")
SAY_ON = Phrase("/欢迎 开启", "/welcome on")
SAY_OFF = Phrase("/欢迎 关闭", "/welcome off")
SECONDS_SAID = Phrase("{n}秒", "{n}s")
