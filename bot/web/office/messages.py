"""What the owner's pages say themselves, in both languages."""

from bot.phrases import Phrase

TITLE = Phrase("蒲公英后台", "Dandelion office")
GROUPS = Phrase("我的群", "My groups")
SEARCH = Phrase("搜群名或标签", "Search by name or tag")
FIND = Phrase("搜索", "Search")
NO_GROUPS = Phrase("没有找到群。", "No group found.")
MEMBERS = Phrase("人数", "Members")
HOW_MANY = Phrase("{n} 人", "{n} members")
KIND = Phrase("种类", "Kind")
PAUSED = Phrase("已暂停", "paused")
HOME = Phrase("概况", "Overview")
EARLIER = Phrase("上一页", "Previous")
LATER = Phrase("下一页", "Next")
PAGE_OF = Phrase("第 {page} / {pages} 页", "Page {page} of {pages}")
OUT = Phrase("退出", "Leave")
ENGLISH = Phrase("English", "中文")
SKIP = Phrase("跳到内容", "Skip to content")
SAYS = Phrase("相当于私聊发：", "The same as sending:")
OPTIONAL = Phrase("（可不填）", "(optional)")
BACK = Phrase("返回", "Back")
YES = Phrase("确认", "Yes, do it")
NO = Phrase("先不了", "Not now")
SURE = Phrase("请确认", "Please confirm")
DONE = Phrase("好了", "Done")
SLIP = Phrase("没有做成", "That did not work")
FILE = Phrase("下载 {name}", "Download {name}")
PICTURE = Phrase("图片", "picture")
ENTER_TITLE = Phrase("进入后台", "Enter the office")
ENTER = Phrase(
    "这个链接只能用一次。点下面的按钮，这台设备 7 天内都能直接进来。",
    "This link works once. With the button below this device stays let in for 7 days.",
)
ENTER_DO = Phrase("进入", "Enter")
GONE = Phrase(
    "这个链接用过了，或已超过 10 分钟。私聊机器人发「/后台」，再拿一个新的。",
    "This link was used or is older than 10 minutes. Send the bot “/office” in private for a new one.",
)
OUTSIDE = Phrase(
    "请先进门：私聊机器人发「/后台」，点它给的链接。",
    "Please come in first: send the bot “/office” in private and open the link it gives.",
)
NOT_FOUND = Phrase("这里没有这一页。", "There is no such page here.")
NOT_OURS = Phrase("这一页过期了，请返回刷新后再试。", "This page is out of date; go back, reload it and try again.")
TOO_OFTEN = Phrase("太快了，{seconds} 秒后再试。", "That was too fast; try again in {seconds} s.")
TOO_LARGE = Phrase("文件太大了，最多 {most} MB。", "The file is too large; {most} MB are the most.")
STARTING = Phrase("机器人正在登录，稍等一下再来。", "The bot is logging in; come back in a moment.")
FAILED = Phrase("出了点问题，请稍后再试。", "Something went wrong; please try again later.")
LIVE = Phrase("会自动更新", "updates by itself")
EMPTY_FIELD = Phrase("「{label}」要填。", "“{label}” is needed.")
NOTHING_COMING = Phrase("接下来 7 天没有安排。", "Nothing is planned for the next 7 days.")
NEXT_DAYS = Phrase("接下来 7 天", "The next 7 days")
WHEN = Phrase("时间", "When")
WHAT = Phrase("内容", "What")
SAID_WORD = Phrase("直接发指令", "Send a command")
SAY_IT = Phrase("发送", "Send")
SAY_HINT = Phrase("例如：/帮助 投放", "For example: /help drop")
SAY_BELOW = Phrase("第二行起的正文", "Lines below it")
HELD = Phrase("等着发", "Waiting")
UNSETTLED = Phrase("没送到或不确定", "Failed or unsure")
TOO_MANY = Phrase(
    "打开的页面太多了，这一页不会自动更新。", "Too many pages are open; this one does not refresh itself."
)
SECTIONS = {
    "now": HOME,
    "content": Phrase("内容", "Content"),
    "people": Phrase("成员", "People"),
    "desk": Phrase("管理", "Desk"),
}
"""Where pages stand, in order."""
