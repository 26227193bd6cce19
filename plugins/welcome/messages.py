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
