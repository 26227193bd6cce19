"""Every sentence of the welcome."""

from bot.phrases import Phrase

# Not phrases: these are templates in an admin's own notation.
DEFAULT_ZH = "欢迎 {昵称}来到{群名}！\n{群规}\n先打个招呼吧：你是谁，平时喜欢什么？"
DEFAULT_EN = "Welcome to {group}, {nickname}\n{rules}\nSay hello: who are you, and what do you like?"
AND_OTHERS = Phrase("等 {total} 位新朋友", "and others, {total} in all")

STATE = Phrase(
    "欢迎新人：{state}\n\n{text}\n\n换一段：/欢迎 设置，从第二行写起。看效果：/欢迎 预览。{switch}",
    "Welcome: {state}\n\n{text}\n\nTo change it: /welcome set, the text from the second line on. "
    "To see it: /welcome preview. {switch}",
)
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
