"""Every sentence of a cleaning: to those it is about, and to who decides."""

from bot.phrases import Phrase

# To members, after their mentions.

NOTICE = Phrase(
    "好一阵子没听到你们的消息了，都还好吗？\n"
    "还想留在群里的话，{days} 天内在群里说句话就行，随便说点什么都算；不方便在群里说，私聊我发「留下」。"
    "要离开一阵子，发 /请假 30天。\n"
    "要是一直没有回音，之后可能会先请你们离开，想回来随时欢迎。",
    "We haven't heard from you for a while. Is everything all right?\n"
    "If you'd like to stay, say anything here within {days} days, or tell me “stay” privately. "
    "Away for a while? /leave 30d.\n"
    "Those we don't hear from may be asked to leave for now, and are welcome back any time.",
)
STAYS = Phrase("好，你留下了。有你在真好！", "You stay. Good to have you here!")
STAYS_PRIVATELY = Phrase("好，「{groups}」你留下了。", "You stay in “{groups}”.")
NO_NEED = Phrase("你好好的在群里，不用担心。", "You are in the group for good; there is nothing to worry about.")
CALLED_OFF = Phrase(
    "前面问大家要不要留下的事取消了，都留下。", "Never mind my asking who wants to stay: everybody does."
)

# To who decides.

PREVIEW = Phrase(
    "「{group}」{days} 天以上没说话的，可以问 {n} 位要不要留下：\n{lines}\n{exempt}\n{plan}",
    "In “{group}” I can ask {n} who {n|has|have} been silent for {days} days or more whether they want to stay:\n"
    "{lines}\n{exempt}\n{plan}",
)
PREVIEW_IN_GROUP = Phrase(
    "{days} 天以上没说话的，可以问 {n} 位要不要留下。名单不在群里念，想先看，私聊我发 /潜水 清理 {days}。\n"
    "{exempt}\n{plan}",
    "I can ask {n} who {n|has|have} been silent for {days} days or more whether they want to stay. I don't read names "
    "out here; to see them first, tell me privately: /lurkers clean {days}\n{exempt}\n{plan}",
)
PLAN = Phrase(
    "我会在群里分 {batches} 条消息 @ 他们问一声。{stay} 天里说句话的、私聊我说「留下」的、请假的，都留下。"
    "过后还没回音的，我列给群主看，要不要移出由你们定，我不会自己移出谁。",
    "I'll mention them in the group in {batches} {batches|message|messages}. Who says a word within {stay} days, tells "
    "me “stay” privately or goes on leave, stays. Whom we haven't heard from by then I list to the owner; "
    "you decide who is removed, I remove nobody by myself.",
)
MORE_THAN_MOST = Phrase("一次最多问 {most} 位，先问最久的。", "I ask {most} at once, the longest silent first.")
NOBODY_EXEMPT = Phrase("没有要略过的人。", "Nobody is left out.")
EXEMPT = Phrase("略过的：{reasons}", "Left out: {reasons}")
EXEMPT_REASON = Phrase("{why} {n} 位", "{why} {n}")
EXEMPT_NAMED = Phrase("{why} {n} 位（{names}）", "{why} {n} ({names})")
AND = Phrase("；", "; ")
NAMES_AND_MORE = Phrase("{names} 等", "{names} and others")
WHY = {
    "left": Phrase("已经退群", "left"),
    "keeper": Phrase("群主和管理员", "owner and admins"),
    "spared": Phrase("白名单", "on the white list"),
    "away": Phrase("请假中", "on leave"),
    "newcomer": Phrase("新人", "newcomers"),
    "spoke": Phrase("说话了", "spoke"),
    "introduced": Phrase("最近写过名片", "introduced themselves lately"),
    "said": Phrase("说了留下", "said they stay"),
    "kept": Phrase("你们留下的", "kept by you"),
    "untold": Phrase("没问到", "were not reached"),
    "held": Phrase("没来得及移", "were not removed in time"),
}
LINE = Phrase("#{number} {name}：{silence}", "#{number} {name}: {silence}")
AND_MORE = Phrase("……还有 {n} 位，发 /潜水 {days} 看全部", "… and {n} more; /lurkers {days} lists all")
NOBODY = Phrase(
    "没有谁 {days} 天没说话又可以问的。{exempt}", "Nobody has been silent for {days} days and can be asked. {exempt}"
)
UNDER_WAY = Phrase(
    "已经有一次清理在进行。看看到哪了：/潜水 清理", "A cleaning is under way already; see /lurkers clean"
)
ASKING = Phrase("好，这就去问 {n} 位，给 {stay} 天", "I am asking {n}; they have {stay} days")
DID_BEGIN = Phrase("问 {n} 位很久没说话的人要不要留下", "had {n} who had been silent for long asked whether they stay")

LIST = Phrase(
    "「{group}」的清理：问了 {asked} 位，{stayed} 位留下，还有 {n} 位没有回音：\n{lines}\n"
    "移出他们：/潜水 清理 移出。想留下谁：/潜水 清理 移出 除 {number}。都不移：/潜水 清理 取消。"
    "两周不动，名单就作废。",
    "The cleaning of “{group}”: {asked} {asked|was|were} asked, {stayed} {stayed|stays|stay}, and {n} "
    "{n|hasn't|haven't} answered:\n{lines}\nTo remove them: /lurkers clean remove. To keep some: /lurkers clean remove "
    "except {number}. To keep all: /lurkers clean cancel. After two weeks this list is void.",
)
LIST_IN_GROUP = Phrase(
    "问了 {asked} 位，{stayed} 位留下，还有 {n} 位没有回音。名单私聊我看：/潜水 清理",
    "{asked} {asked|was|were} asked, {stayed} {stayed|stays|stay}, {n} {n|hasn't|haven't} answered. "
    "Ask me privately for the list: /lurkers clean",
)
EVERYBODY_STAYS = Phrase(
    "「{group}」的清理做完了：问了 {asked} 位，都留下或有缘故，没有人要移出。",
    "The cleaning of “{group}” is done: of the {asked} who {asked|was|were} asked nobody is to be removed.",
)
STILL_ASKING = Phrase(
    "{at} 问了 {asked} 位，到现在 {stayed} 位留下，{n} 位还没回音。{days} 天过后我把名单列给群主。\n"
    "取消：/潜水 清理 取消",
    "On {at} I asked {asked}; {stayed} {stayed|stays|stay} so far, {n} {n|hasn't|haven't} answered. After {days} days "
    "I list them to the owner.\nTo call it off: /lurkers clean cancel",
)
REMOVING_NOW = Phrase(
    "正在移出：已移出 {removed} 位，还有 {n} 位。停下：/潜水 清理 取消",
    "Removing: {removed} gone, {n} to go. To stop: /lurkers clean cancel",
)
NONE_UNDER_WAY = Phrase(
    "现在没有清理在进行。先看看会问到谁：/潜水 清理 90，不确认就什么也不做。",
    "No cleaning is under way. To see who would be asked: /lurkers clean 90; nothing is done unless you confirm.",
)
REMOVE_PREVIEW = Phrase(
    "从「{group}」移出 {n} 位{kept}：\n{lines}\n白天一位一位移，大约 {minutes} 分钟；移之前谁说了话、请了假，"
    "就不移了。移出了不能撤销。",
    "Remove {n} from “{group}”{kept}:\n{lines}\nOne by one and by day, in about {minutes} "
    "{minutes|minute|minutes}; who speaks or goes on leave before their turn stays. This can't be undone.",
)
REMOVE_PREVIEW_IN_GROUP = Phrase(
    "移出没有回音的 {n} 位{kept}。名单私聊我看：/潜水 清理。\n"
    "白天一位一位移，大约 {minutes} 分钟；移之前谁说了话、请了假，就不移了。移出了不能撤销。",
    "Remove the {n} we haven't heard from{kept}. Ask me privately for the list: /lurkers clean.\nOne by one and "
    "by day, in about {minutes} {minutes|minute|minutes}; who speaks or goes on leave before their turn stays. "
    "This can't be undone.",
)
KEEPING = Phrase("，{n} 位留下", ", keep {n}")
REMOVING = Phrase(
    "好，慢慢移，做完告诉你。停下：/潜水 清理 取消",
    "I'll take my time and tell you when it's done. To stop: /lurkers clean cancel",
)
TOO_EARLY = Phrase(
    "还没到时候，先等大家回话。看看到哪了：/潜水 清理",
    "It is too early; people still have time to answer. See /lurkers clean",
)
NOT_LISTED = Phrase(
    "名单上没有 {numbers} 号。看名单：/潜水 清理", "Nobody with number {numbers} is on the list. See /lurkers clean"
)
NOBODY_LEFT = Phrase("名单上没有要移出的人了。", "Nobody on the list is left to be removed.")
UNREADABLE_NUMBERS = Phrase(
    "「{word}」看不懂。想留下谁，写 除 和编号。", "I can't read “{word}”. To keep some write except and their numbers."
)
UNREADABLE = Phrase(
    "「{word}」看不懂。写多少天没说话，比如 90。", "I can't read “{word}”. Write the days of silence, such as 90."
)
DAYS_RANGE = Phrase("可以清理 {least} 到 {most} 天没说话的。", "It can be {least} to {most} days of silence.")
STAY_RANGE = Phrase("可以给 {least} 到 {most} 天。", "It can be {least} to {most} days.")
STAY_IS = Phrase(
    "问了以后给 {days} 天。想改：/潜水 清理 期限 14天",
    "People have {days} days to answer. To change: /lurkers clean time 14d",
)
STAY_SET = Phrase("好，以后问了给 {days} 天", "From now on they have {days} days")
DID_SET_STAY = Phrase("把清理时留给大家的日子改成 {days} 天", "gave people {days} days to answer a cleaning")
DID_REMOVE = Phrase("让我移出很久没回音的 {names}", "had me remove {names}, who had long been silent")
REMOVED = Phrase("清理移出了 {names}", "removed {names} in the cleaning")
NAMED_AND_MORE = Phrase("{names} 等 {n} 位", "{names} and others, {n} in all")
RESULT = Phrase(
    "「{group}」的清理做完了：移出 {removed} 位{stayed}。",
    "The cleaning of “{group}” is done: {removed} removed{stayed}.",
)
THE_OTHERS = Phrase("，其余 {n} 位留下", ", the other {n} {n|stays|stay}")
REFUSED = Phrase(
    "有 {n} 位没能移出：{names}。微信只让群主和群管理员移出人，请让我当群管理员，或者你自己移出。",
    "{n} could not be removed: {names}. WeChat allows that only to a group's owner and its admins; make me one of "
    "them, or remove them yourself.",
)
WAS_AWAY = Phrase(
    "「{group}」的清理停了一下：我中间离开过，不知道有没有人说过话。没移的 {n} 位先留着，要接着移：/潜水 清理 移出",
    "The cleaning of “{group}” has stopped: I was away in between and can't know who has spoken. The {n} not yet "
    "removed stay for now; to go on: /lurkers clean remove",
)
ASK_PRIVATELY = Phrase(
    "清理有消息了，管理员私聊我发 /潜水 清理 看看。",
    "The cleaning has news for admins; ask me privately: /lurkers clean",
)
CANCELLED = Phrase("清理取消了，没有回音的也都留下。", "The cleaning is called off; everybody stays.")
DID_CANCEL = Phrase("取消了清理", "called the cleaning off")

# The white list

SPARED_LIST = Phrase("白名单上的 {n} 位，清理时不问：{names}", "{n} on the white list {n|is|are} never asked: {names}")
SPARED_MORE = Phrase("{names} 等", "{names} and others")
NOBODY_SPARED = Phrase(
    "白名单是空的。加人：/潜水 白名单 添加 @某人", "The white list is empty. To add: /lurkers spare add @somebody"
)
SPARED_NAME = Phrase("#{number} {name}", "#{number} {name}")
WHOM = Phrase("要写 @ 谁，或者写编号。", "Say whom, by mention or number.")
SPARED_FULL = Phrase("白名单最多 {most} 位。", "The white list holds {most} at most.")
IS_SPARED = Phrase("{name} 在白名单上，清理时不问", "{name} is on the white list and is never asked")
NOT_SPARED = Phrase("{name} 不在白名单上了", "{name} is not on the white list any more")
DID_SPARE = Phrase("把 {name} 加进白名单", "put {name} on the white list")
DID_UNSPARE = Phrase("把 {name} 从白名单去掉", "took {name} off the white list")

EXPLAIN = Phrase(
    "{days} 天没说话的人要不要留下，{who} 在 {at} 让我问的；没回音的，由群主或管理员确认后移出。",
    "On {at} {who} had me ask those silent for {days} days whether they stay; whom nobody heard from is removed only "
    "when the owner or an admin confirms it.",
)
SOMEBODY = Phrase("有人", "somebody")

# In the office

PAGE_TITLE = Phrase("成员", "Members")
ON_THE_LIST = Phrase("白名单", "never asked")
SPARE = Phrase("清理时不问", "Never ask")
SPARE_COMMAND = Phrase("/潜水 白名单 添加 #{n}", "/lurkers spare add #{n}")
UNSPARE = Phrase("移出白名单", "Off the list")
UNSPARE_COMMAND = Phrase("/潜水 白名单 删除 #{n}", "/lurkers spare delete #{n}")
CLEANING = Phrase("清理", "Cleaning")
BEGIN = Phrase("问问谁还想留下", "Ask who wants to stay")
BEGIN_COMMAND = Phrase("/潜水 清理 {days}", "/lurkers clean {days}")
BEGIN_DAYS = Phrase("多少天没说话", "Days of silence")
SEE_FIRST = Phrase("先看看会问到谁", "See who would be asked")
BEGIN_NOTE = Phrase(
    "先给你看名单，你确认了才问。问了以后给 {days} 天，要不要移出还是你定。",
    "You see the list first; nobody is asked unless you confirm. They have {days} days to answer, and you decide who "
    "is removed.",
)
CALL_OFF = Phrase("取消清理", "Call it off")
CALL_OFF_COMMAND = Phrase("/潜水 清理 取消", "/lurkers clean cancel")
UNANSWERED = Phrase("没有回音的", "Not heard from")
LIST_ON_PAGE = Phrase(
    "问了 {asked} 位，{stayed} 位留下，还有 {n} 位没有回音。两周不动，名单就作废。",
    "{asked} {asked|was|were} asked, {stayed} {stayed|stays|stay}, {n} {n|hasn't|haven't} answered. "
    "After two weeks this list is void.",
)
REMOVE_ALL = Phrase("移出这些人", "Remove them")
REMOVE_COMMAND = Phrase("/潜水 清理 移出", "/lurkers clean remove")
REMOVE_BUT = Phrase("留下几位，移出其余的", "Keep some, remove the others")
REMOVE_BUT_COMMAND = Phrase("/潜水 清理 移出 除 {numbers}", "/lurkers clean remove except {numbers}")
KEEP_NUMBERS = Phrase("留下谁的编号", "Numbers to keep")
STAY_FORM = Phrase("问了以后给几天", "Days to answer")
STAY_COMMAND = Phrase("/潜水 清理 期限 {days}天", "/lurkers clean time {days}d")
SAVE = Phrase("保存", "Save")
SPARED_TITLE = Phrase("白名单（清理时不问）：{n} 人", "Never asked in a cleaning: {n}")
NOBODY_ON_IT = Phrase("还没有人。在上面的名单里点「清理时不问」就能加。", "Nobody yet; add people from the list above.")
