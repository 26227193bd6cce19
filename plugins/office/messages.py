"""What the bot says about its pages."""

from bot.phrases import Phrase

PRIVATELY = Phrase(
    "后台的链接只能你一个人看到：私聊我发「/后台」。", "The link is for you alone: send me “/office” in private."
)
LINK = Phrase(
    "这是你的后台，10 分钟内点开，只能用一次：\n{url}\n别转发给别人。要让所有设备退出，发「/后台 退出」。",
    "Your office; open it within 10 minutes, it works once:\n{url}\nKeep it to yourself."
    " “/office logout” ends it on all devices.",
)
ONLY_HERE = Phrase(
    "这个链接只能在运行我的那台电脑上打开。想在手机上用，请管技术的人设置 DANDELION_WEB_URL。",
    "This link opens only on the machine I run on. For phones, ask whoever runs me to set DANDELION_WEB_URL.",
)
OFF = Phrase(
    "网页没有打开，请管技术的人设置 DANDELION_WEB_PORT。", "There are no pages: whoever runs me has set no port."
)
LEFT = Phrase("好了，所有设备都已退出后台。", "Done: the office is closed on all devices.")
