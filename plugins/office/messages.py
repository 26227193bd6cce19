"""What the bot says about its pages."""

from bot.phrases import Phrase

PRIVATELY = Phrase(
    "这个只能给你一个人看：请自己私聊我发「/后台」。", "This is for you alone: send me “/office” in private yourself."
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

TOKEN_HOW = Phrase("写「添加 名称」或「删除 编号」。", "Say “add name” or “delete n”.")
TOKENS = Phrase("给程序用的令牌，共 {n} 个：", "{n} {n|token|tokens} for programs:")
TOKEN = Phrase("{n}. {name}（{at} 起）", "{n}. {name} (since {at})")
NO_TOKENS = Phrase(
    "还没有给程序用的令牌。要一个就发「/后台 令牌 添加 名称」。",
    "No tokens yet. For one, say “/office token add name”.",
)
NEW_TOKEN = Phrase(
    "「{name}」的令牌，只说这一次，请现在就存好：\n{secret}\n"
    "谁拿到它就能做你能做的事。不用了发「/后台 令牌」看编号再删。",
    "The token for “{name}”, told this once, so keep it now:\n{secret}\nWhoever has it can do what you can."
    " “/office token” lists the numbers for deleting it.",
)
TOO_MANY_TOKENS = Phrase("最多 {most} 个令牌，先删掉不用的吧。", "{most} tokens are the most; delete one first.")
NO_SUCH_TOKEN = Phrase("你没有编号 {n} 的令牌。", "You have no token number {n}.")
TOKEN_GONE = Phrase("好了，「{name}」的令牌作废了，马上生效。", "Done: the token for “{name}” is no good any more.")

HOOK_HOW = Phrase("写「添加 网址」「测试 编号」或「删除 编号」。", "Say “add url”, “test n” or “delete n”.")
HOOK_ADDRESS = Phrase(
    "网址要以 https:// 开头，不带用户名和密码。", "The address has to begin with https:// and have no name or password."
)
HOOKS = Phrase("会通知的网址，共 {n} 个：", "{n} {n|address is|addresses are} told:")
HOOK = Phrase("{n}. {host}", "{n}. {host}")
HOOK_OFF = Phrase(
    "{n}. {host}（停了，发「/后台 通知 测试 {n}」重新开始）", "{n}. {host} (stopped; “/office hook test {n}” starts it)"
)
NO_HOOKS = Phrase(
    "还没有要通知的网址。要加就发「/后台 通知 添加 https://…」。",
    "No address is told anything yet. Add one by “/office hook add https://…”.",
)
NEW_HOOK = Phrase(
    "记下了，编号 {n}：你管的群里有人进群、活动结束、群变凉，就通知 {host}。"
    "验签用的密钥，只说这一次，请现在就存好：\n{secret}\n"
    "想试一下，发「/后台 通知 测试 {n}」。",
    "Noted as number {n}: {host} is told when people join your groups, a campaign ends, or a group cools."
    " The secret to check signatures by, told this once, so keep it now:\n{secret}\n"
    "To try it: “/office hook test {n}”.",
)
TOO_MANY_HOOKS = Phrase("最多 {most} 个网址，先删掉不用的吧。", "{most} addresses are the most; delete one first.")
NO_SUCH_HOOK = Phrase("你没有编号 {n} 的通知。", "You have no hook number {n}.")
PINGED = Phrase("试着通知 {host} 了，看看你那边收到没有。", "I am telling {host} now; see whether it arrives.")
HOOK_GONE = Phrase("好了，不再通知 {host}，还没送出的也不送了。", "Done: {host} is told nothing any more.")
HOOK_STOPPED = Phrase("因为通知 {n}（{host}）停了。", "Because hook {n} ({host}) was stopped.")
