"""Every sentence of the desk."""

from bot.phrases import Phrase

CLAIM_PRIVATELY = Phrase(
    "绑定码请私聊发给我，不要发在群里。", "Please send me the code in a private chat, not in a group."
)
NO_CODE = Phrase("现在没有待用的绑定码。", "There is no code to use at the moment.")
WRONG_CODE = Phrase(
    "绑定码不对，看看启动时打印的那一行。", "That is not the code; please look at the line printed at start."
)
TOO_MANY_TRIES = Phrase("试错太多次了，一小时后再来。", "Too many wrong codes; please come back in an hour.")
TRIED = Phrase("试了一个错的绑定码", "tried a wrong code")
CLAIMED = Phrase(
    "绑定好了，你现在是运营者，可以管理所有群。发 /群 看看。",
    "Done: you are an operator now and may manage every group. /groups lists them.",
)
DID_CLAIM = Phrase("绑定为运营者", "became an operator")

WHOAMI = Phrase("你是 {name}，编号 {person}，{role}。", "You are {name}, number {person}, {role}.")
WHOAMI_PLACE = Phrase("{who}\n这个群的编号：{group}", "{who}\nThis group's number: {group}")
WHOAMI_ID = Phrase("{who}\n平台编号：{platform_id}", "{who}\nYour platform id: {platform_id}")
WHOAMI_OPERATOR = Phrase(
    "{who}\n还没有运营者。想做运营者，把它填进 DANDELION_OPERATORS，或者发 /绑定 加绑定码。",
    "{who}\nThere is no operator yet. To be one, put it into DANDELION_OPERATORS, or send /claim and the code.",
)
RELINK_PRIVATELY = Phrase("这件事请私聊我来做。", "Please do this in a private chat with me.")
NO_PERSON = Phrase("没有编号 {number} 的人。", "There is nobody with number {number}.")
SAME_PERSON = Phrase("两个编号是同一个人。", "Both numbers are the same person.")
BOTH_HERE = Phrase(
    "{old} 和 {new} 现在在同一个群里，不会是同一个人。", "{old} and {new} are in one group now; they can't be the same."
)
RELINK_PREVIEW = Phrase(
    "要把 {old}「{old_name}」（{old_n} 个群）的角色和记录都并到 {new}「{new_name}」（{new_n} 个群），"
    "两个编号合成一个。并好以后分不开。",
    "All roles and records of {old} “{old_name}” (in {old_n} {old_n|group|groups}) go to {new} “{new_name}” "
    "(in {new_n} {new_n|group|groups}), and the two become one. This can't be undone.",
)
RELINKED = Phrase("并好了，现在是 {id} {name}。", "Done; they are now {id} {name}.")
DID_RELINK = Phrase("把 {old} 号和 {new} 号并成了一个人", "made one person of {old} and {new}")
ROLE_MEMBER = Phrase("群成员", "a member")
ROLE_ADMIN = Phrase("管理员", "an admin")
ROLE_OWNER = Phrase("群主", "the owner")
ROLE_OPERATOR = Phrase("运营者", "an operator")

ADMINS = Phrase(
    "群主：{owner}\n管理员：{admins}\n添加：/管理员 添加 @某人",
    "Owner: {owner}\nAdmins: {admins}\nTo add one: /admins add @somebody",
)
NOBODY = Phrase("还没有", "none yet")
UNKNOWN_OWNER = Phrase("还不知道", "not known yet")
PERSON = Phrase("{name}（{id}）", "{name} ({id})")
ADMIN_ADDED = Phrase("{name} 现在是管理员了", "{name} is an admin now")
ADMIN_REMOVED = Phrase("{name} 不再是管理员了", "{name} is no longer an admin")
ALREADY_ADMIN = Phrase("{name} 已经是管理员了。", "{name} is an admin already.")
NOT_AN_ADMIN = Phrase("{name} 不是管理员。", "{name} is not an admin.")
IS_OWNER = Phrase(
    "{name} 是群主，不用添加，也移除不了。", "{name} is the owner and needs no adding; nor can they be removed."
)
ALREADY_OWNER = Phrase("{name} 已经是群主了。", "{name} is the owner already.")
OWNER_BOUND = Phrase("{name} 在这里就是群主了", "{name} counts as the owner here now")
OWNER_REMOVED = Phrase("{name} 不再算群主了", "{name} no longer counts as the owner")
DID_BIND_OWNER = Phrase("认定 {name} 为群主", "said that {name} owns the group")
DID_REMOVE_OWNER = Phrase("不再认定 {name} 为群主", "said that {name} does not own the group")
DID_ADD_ADMIN = Phrase("让 {name} 做管理员", "made {name} an admin")
DID_REMOVE_ADMIN = Phrase("取消了 {name} 的管理员", "removed {name} from the admins")

HISTORY = Phrase("做过的事（{zone}）：\n{lines}{foot}", "What was done ({zone}):\n{lines}{foot}")
HISTORY_LINE = Phrase("{at} {who} {what}{where}{mark}", "{at} {who} {what}{where}{mark}")
IN_GROUP = Phrase("（{id} 号群）", " (group {id})")
IN_GROUPS = Phrase("（{n} 个群）", " ({n} groups)")
UNDONE = Phrase("，已撤销", ", undone")
MORE = Phrase("\n更早的：/历史 {page}", "\nEarlier: /history {page}")
NO_HISTORY = Phrase("还没有人做过什么。", "Nothing has been done yet.")
NO_MORE_HISTORY = Phrase("没有更早的了。", "There is nothing earlier.")
SOMEBODY = Phrase("有人", "somebody")
UNDID = Phrase("撤销了：{what}{where}", "Undone: {what}{where}")
DID_UNDO = Phrase("撤销：{what}", "undid: {what}")

NOT_A_NUMBER = Phrase("「{word}」不是编号。", "“{word}” is not a number.")
HOW_MANY_NUMBERS = Phrase("请写 1 到 {most} 个编号。", "Please give 1 to {most} numbers.")
NO_SUCH_MESSAGE = Phrase(
    "这里没有编号 {number} 的消息。发 /为什么 看最近几条。", "There is no message {number} here. /why lists the latest."
)
QUOTE_IT = Phrase("引用我说的那句话，再发 /为什么，我就告诉你。", "Quote what I said and send /why, and I'll tell you.")
NOTHING_TO_YOU = Phrase("最近我没有主动找过你。", "I haven't written to you unasked lately.")
NOT_OURS = Phrase("这条不是我发的，或者太久以前了。", "That message isn't mine, or it is too old.")
ASKED_BY = Phrase("{who} 说的是「{said}」。", "{who} had said “{said}”.")
CAME = Phrase("{who} {at} 进的群。", "{who} joined on {at}.")
BROUGHT = Phrase("{at} 我进了这个群。", "I came into the group on {at}.")
INVITED = Phrase("{came}邀请人：{who}。", "{came} {who} had invited them.")
MORE_INVITERS = Phrase("另外还有 {n} 位邀请人带来的。", "{n} more {n|person|people} had invited the others.")
AND_OTHERS = Phrase("{names} 等 {n} 人", "{names} and others, {n} in all,")
LATEST = Phrase(
    "最近几条（{zone}）：\n{lines}\n想知道缘由：/为什么 {number}",
    "The latest ({zone}):\n{lines}\nFor the reason: /why {number}",
)
NOTHING_SENT = Phrase("还没有在这里发过消息。", "I have sent nothing here yet.")
MESSAGE_LINE = Phrase("{id}  {at} {state}：{text}", "{id}  {at} {state}: {text}")
TO_SETTLE = Phrase(
    "没送到或不确定的（{zone}）：\n{lines}{more}\n再发一次：/补发 {number}；不要了：/跳过 {number}",
    "Not delivered, or not known to be ({zone}):\n{lines}{more}\n"
    "To send again: /resend {number}; to let it be: /skip {number}",
)
MORE_TO_SETTLE = Phrase("\n还有 {n} 条更早的，处理完这些再看。", "\n{n} earlier ones come after these.")
NOTHING_TO_SETTLE = Phrase("都送到了，没有要处理的。", "Everything was delivered; nothing needs settling.")
RESENT = Phrase("重新排队 {n} 条。", "{n} {n|message is|messages are} queued again.")
SKIPPED = Phrase("跳过 {n} 条，不再发了。", "{n} {n|message|messages} will not be sent.")
SOME_NOT = Phrase("这些不用处理：{numbers}", "These need no settling: {numbers}")
CHANGED_MIND = Phrase(
    "想想还是要发的话，一周内说 补发 {numbers}。", "Should you want them after all, say resend {numbers} within a week."
)
DID_RESEND_MANY = Phrase("补发了 {n} 条消息", "sent {n} messages again")
DID_SKIP_MANY = Phrase("跳过了 {n} 条消息", "skipped {n} messages")
DID_RESEND = Phrase("补发了 {numbers}", "sent {numbers} again")
DID_SKIP = Phrase("跳过了 {numbers}", "skipped {numbers}")

PICTURE = Phrase("［图片］", "[picture]")
REMOVAL = Phrase("［移出一位成员］", "[a member’s removal]")
FILE = Phrase("［文件］{name}", "[file] {name}")
LINK = Phrase("［链接］{title}", "[link] {title}")
MINI_PROGRAM = Phrase("［小程序］", "[mini program]")

BUDGET_GROUP = Phrase("这个群今天主动发了 {sent} 条，{left}。", "Posts in this group today: {sent}, {left}.")
BUDGET_ACCOUNT = Phrase("整个账号今天主动发了 {sent} 条，{left}。", "Posts of the whole account today: {sent}, {left}.")
MAY_STILL = Phrase("还能发 {n} 条", "{n} left")
UNLIMITED = Phrase("不限量", "without a limit")
BUDGET_QUEUE = Phrase(
    "排队：回答 {answers}，欢迎 {welcomes}，投放 {posts}；还没到时间的 {later}。",
    "Queue: answers {answers}, welcomes {welcomes}, posts {posts}; not due yet {later}.",
)
BUDGET_FOR_VALUE = Phrase(
    "其中 {n} 条推广在等有用的内容先发。", "{n} {n|promo waits|promos wait} for useful posts to go first."
)
BUDGET_FOR_TALK = Phrase(
    "其中 {n} 条在等群里多聊几句。", "{n} {n|post waits|posts wait} for people to talk a little more."
)
BUDGET_QUIET = Phrase("每天 {hours} 是安静时段，不主动发。", "Quiet hours without posts: {hours} every day.")
BUDGET_NEXT = Phrase("下一条：{at}", "Next one: {at}")
BUDGET_FLOOD = Phrase(
    "平台嫌太快，整个账号安静到 {until}。", "The platform says too fast; the whole account is silent until {until}."
)
BUDGET_NEW = Phrase(
    "新账号头几天发得慢一些，免得被限制。", "A new account goes slower for some days, so that it is not restricted."
)
BUDGET_MISSED = Phrase(
    "停机错过 {n} 条，等着说补不补。发 /补发 列出来。",
    "{n} {n|post was|posts were} missed and {n|waits|wait} for a word. /resend lists them.",
)
BUDGET_UNSETTLED = Phrase(
    "要看一看：不确定 {unknown} 条，没发成 {failed} 条。发 /补发 列出来。",
    "To look at: {unknown} unknown, {failed} failed. /resend lists them.",
)

OUTBOX_PAGE = Phrase("发件箱", "Outbox")
HISTORY_PAGE = Phrase("操作记录", "History")
ADMINS_PAGE = Phrase("管理员", "Admins")
EXPORT_PAGE = Phrase("导出", "Export")

TODAY = Phrase("今天", "Today")
THIS_GROUP = Phrase("这个群主动发了", "Posts in this group")
WHOLE_ACCOUNT = Phrase("整个账号主动发了", "Posts of the whole account")
SENT_AND_LEFT = Phrase("{sent} 条，{left}", "{sent}, {left}")
QUIET = Phrase("安静时段", "Quiet hours")
NO_QUIET = Phrase("没有", "none")
OVERVIEW = Phrase("总览", "Overview")
KINDS = {
    "open": Phrase("要你定 {n}", "Wants a word: {n}"),
    "waiting": Phrase("等着发 {n}", "Waiting: {n}"),
    "sent": Phrase("发出去的 {n}", "Sent: {n}"),
    "unsent": Phrase("没有发的 {n}", "Not sent: {n}"),
}
KIND_TITLES = {
    "open": Phrase("要你定一下", "These want a word from you"),
    "waiting": Phrase("等着发", "Waiting"),
    "sent": Phrase("最近发出去的", "Sent lately"),
    "unsent": Phrase("没有发的", "Not sent"),
}
KIND_EMPTY = {
    "open": Phrase("没有要处理的，都送到了。", "Nothing to settle; everything was delivered."),
    "waiting": Phrase("现在没有等着发的。", "Nothing is waiting now."),
    "sent": Phrase("最近没有在这个群里说过话。", "Nothing was said in this group lately."),
    "unsent": Phrase("最近没有放弃过什么。", "Nothing was given up lately."),
}
AS_OF_NUMBER = Phrase("编号", "No.")
AS_OF_TIME = Phrase("时间", "When")
AS_OF_TEXT = Phrase("内容", "Text")
AS_OF_REASON = Phrase("说明", "Why")
ASK_WHY = Phrase("为什么", "Why")
DO_RESEND = Phrase("补发", "Send again")
DO_SKIP = Phrase("跳过", "Let it be")
DO_NOT_SEND = Phrase("不发了", "Don’t send")
SAY_WHY = Phrase("/为什么 {id}", "/why {id}")
SAY_RESEND = Phrase("/补发 {id}", "/resend {id}")
SAY_SKIP = Phrase("/跳过 {id}", "/skip {id}")

EVERYBODY = Phrase("全部", "Everybody’s")
MINE = Phrase("我做的", "Mine")
AS_OF_WHO = Phrase("谁", "Who")
AS_OF_ACT = Phrase("做了什么", "What")
WAS_UNDONE = Phrase("已撤销", "undone")
CAN_BE_UNDONE = Phrase("可以撤销", "can be undone")
DO_UNDO = Phrase("撤销", "Undo")
SAY_UNDO = Phrase("/撤销", "/undo")
NO_ACTS = Phrase("还没有人在这个群里改过什么。", "Nobody has changed anything in this group yet.")
NO_ACTS_OF_MINE = Phrase("你还没有在这个群里改过什么。", "You have not changed anything in this group yet.")

AS_OF_NAME = Phrase("名字", "Name")
AS_OF_ROLE = Phrase("角色", "Role")
ROLES_HERE = {"owner": Phrase("群主", "owner"), "admin": Phrase("管理员", "admin")}
NO_ADMINS = Phrase("还没有管理员。", "There are no admins yet.")
REMOVE = Phrase("移除", "Remove")
ADD_ADMIN = Phrase("加一位管理员", "Add an admin")
BIND_OWNER = Phrase("认定群主", "Say who owns the group")
WHO_FIELD = Phrase("群里的名字或编号", "Their name in the group, or number")
WHO_HINT = Phrase("小明，或 12", "Ming, or 12")
ADD = Phrase("添加", "Add")
BIND = Phrase("认定", "Confirm")
OWNER_ONLY = Phrase("只有群主能添加和移除管理员。", "Only the owner adds and removes admins.")
SAY_ADD = Phrase("/管理员 添加 {who}", "/admins add {who}")
SAY_BIND = Phrase("/管理员 群主 {owner}", "/admins owner {owner}")
SAY_REMOVE = Phrase("/管理员 移除 {id}", "/admins remove {id}")

EXPORT_INTRO = Phrase(
    "点一下就生成文件，下载链接出现在页面上方。", "One touch makes the file; its link appears at the top of the page."
)
EXPORT_NUMBER = Phrase("活动编号", "Its number")
EXPORT_DO = Phrase("导出", "Export")
EXPORTS = (
    (Phrase("投放和素材（.toml）", "Posts and library (.toml)"), Phrase("/投放 导出", "/drop export")),
    (Phrase("日历（.ics）", "Calendar (.ics)"), Phrase("/投放 日历 ics", "/drop calendar ics")),
)
EXPORTS_OF = (
    ("signup", Phrase("接龙名单", "A sign-up list"), Phrase("/接龙 导出 {signup}", "/signup export {signup}")),
    (
        "groupbuy",
        Phrase("拼团名单", "A group buy’s list"),
        Phrase("/拼团 导出 {groupbuy}", "/groupbuy export {groupbuy}"),
    ),
    ("codes", Phrase("优惠码名单", "Who has which code"), Phrase("/优惠码 名单 {codes}", "/codes list {codes}")),
    (
        "lottery",
        Phrase("抽奖凭据", "A lottery’s evidence"),
        Phrase("/抽奖 验证 {lottery}", "/lottery verify {lottery}"),
    ),
)
