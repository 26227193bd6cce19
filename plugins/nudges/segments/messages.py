"""Every sentence about what kinds of members there are, who has been silent, and who is on leave."""

from bot.phrases import Phrase

# 10/80/10

TITLE = Phrase("成员构成", "Members")
SUBTITLE = Phrase("{group} · {n} 人 · {day}", "{group} · {n} {n|member|members} · {day}")
HEAD = Phrase("「{group}」的 {n} 位成员：", "The {n} {n|member|members} of “{group}”:")
ACTIVE = Phrase("活跃", "Active")
MIDDLE = Phrase("半活跃、半沉睡", "Half-active and half asleep")
SILENT = Phrase("潜水", "Lurking")
LINE = Phrase(
    "{part} {n} 人，{percent}%（常说 {usual}%），{compared}", "{part}: {n}, {percent}% ({usual}% is usual), {compared}"
)
FIGURE = Phrase("{n} 人，{percent}%", "{n} ({percent}%)")
NOTE = Phrase("常说 {usual}%，{compared}", "{usual}% is usual: {compared}")
NEAR = Phrase("差不多", "about the same")
MORE = Phrase("多 {n} 个百分点", "{n} {n|point|points} more")
FEWER = Phrase("少 {n} 个百分点", "{n} {n|point|points} fewer")
OF_MIDDLE = Phrase(
    "中间这些：半活跃 {half}，新人 {new}，渐远 {drifting}。",
    "In the middle: {half} half-active, {new} {new|newcomer|newcomers}, {drifting} drifting.",
)
BESIDES = Phrase("另外：{others}。", "Besides: {others}.")
AWAY = Phrase("请假的 {n} 人", "{n} on leave")
GONE = Phrase("退了群的 {n} 人", "{n} gone")
YOUNG = Phrase(
    "我才听了这个群 {days} 天，满 {window} 天才看得准。",
    "I have heard this group for {days} {days|day|days} only; it takes {window} for this to be right.",
)
SEE_MORE = Phrase(
    "谁没说话：/潜水 30。怎么算的：/成员 设置", "Who has been silent: /lurkers 30. How it is counted: /members set"
)
NOBODY = Phrase("群里还没有我认得的人。", "I don't know anybody in this group yet.")

# Definitions

DEFINITIONS = Phrase(
    "成员这样分，从上往下，先对上哪条算哪条：\n"
    "请假：自己说了 /请假，还没到日子\n"
    "新人：进群不到 {newcomer} 天\n"
    "渐远：最后一句话之前的 {window} 天里，有 {once} 天以上说过话，现在 {drifting} 到 90 天没出声\n"
    "活跃：近 {window} 天里有 {active} 天以上说过话\n"
    "半活跃：近 {window} 天里说过话\n"
    "潜水：其余的人\n"
    "我不在线的日子，谁也不算没说话。\n"
    "想改：/成员 设置 新人 7天，也可以改 活跃、近期（现在 {window} 天）、渐远。",
    "How members are told apart; the first line that fits is theirs:\n"
    "On leave: said /leave, and it isn't over\n"
    "Newcomer: joined less than {newcomer} {newcomer|day|days} ago\n"
    "Drifting: spoke on {once} {once|day|days} or more of the {window} up to their last word, and has been silent for "
    "{drifting} to 90 days\n"
    "Active: spoke on {active} {active|day|days} or more of the last {window}\n"
    "Half-active: spoke in the last {window} days\n"
    "Lurker: everybody else\n"
    "Days on which I was offline count as nobody's silence.\n"
    "To change: /members set newcomer 7d, or active, window (now {window} days), drifting.",
)
HOW_MANY = Phrase("要写几天，比如 7天。", "Say how many days, such as 7d.")
RANGE = Phrase("{what}可以是 {least} 到 {most} 天。", "{what} can be {least} to {most} days.")
MORE_THAN_WINDOW = Phrase(
    "近期是 {window} 天，活跃的天数不能比它多。",
    "The window is {window} days; active can't be more days than that.",
)
SET = Phrase("好，{what}改成 {days} 天", "Done: {what} is {days} {days|day|days} now")
DID_SET = Phrase("把成员划分里的{what}改成 {days} 天", "set {what} of members' kinds to {days} {days|day|days}")
WHATS = {
    "newcomer": Phrase("新人", "newcomer"),
    "active": Phrase("活跃", "active"),
    "window": Phrase("近期", "window"),
    "drifting": Phrase("渐远", "drifting"),
}

# Silence

IN_GROUP = Phrase(
    "{days} 天以上没说话的有 {n} 位。名单不在群里念，私聊我发 /潜水 {days}。",
    "{n} {n|has|have} been silent for {days} days or more. I don't read names out here; ask me privately: "
    "/lurkers {days}",
)
NOBODY_SILENT = Phrase("没有谁 {days} 天没说话。", "Nobody has been silent for {days} days.")
SILENT_HEAD = Phrase(
    "「{group}」{days} 天以上没说话的 {n} 位{page}：\n{lines}",
    "{n} of “{group}” {n|has|have} been silent for {days} days or more{page}:\n{lines}",
)
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
SILENT_LINE = Phrase("#{number} {name}：{silence}{mark}", "#{number} {name}: {silence}{mark}")
SINCE = Phrase("{days} 天没说话", "silent for {days} days")
NEVER = Phrase("入群后还没说过话（{days} 天）", "has not spoken since joining ({days} days)")
NEVER_HEARD = Phrase("我来以后还没说过话（{days} 天）", "has not spoken since I came ({days} days)")
COMMA = Phrase("，", ", ")
IS_AWAY = Phrase("请假到 {until}", "on leave until {until}")
IS_QUIET = Phrase("说过别@我", "asked not to be mentioned")
NEXT_PAGE = Phrase("下一页：/潜水 {days} {page}", "Next page: /lurkers {days} {page}")
WHAT_NOW = Phrase(
    "想轻轻叫醒他们：/激活。想问问谁还想留下：/潜水 清理 90",
    "To wake them gently: /nudge. To ask who wants to stay: /lurkers clean 90",
)
UNREADABLE = Phrase("先写天数，再写页码：/潜水 30 2。", "The days come first, then the page: /lurkers 30 2.")
SILENT_RANGE = Phrase("可以看 1 到 {most} 天。", "You can look at 1 to {most} days.")
NO_SUCH_PAGE = Phrase("一共只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
NAMELESS = Phrase("没有昵称的人", "somebody without a name")

# Leave

AWAY_UNTIL = Phrase(
    "好，请假到 {until}。这段时间我不会找你，也不把你算作没说话。提前回来就发 /请假 结束",
    "You are on leave until {until}. Until then I won't turn to you, nor count your silence. Back early? /leave end",
)
IS_ON_LEAVE = Phrase(
    "你请假到 {until}。提前回来就发 /请假 结束", "You are on leave until {until}. Back early? /leave end"
)
NOT_ON_LEAVE = Phrase(
    "你没有在请假。要离开一阵子就发 /请假 7天，或者 /请假 到 周五，在哪个群都算数。",
    "You are not on leave. Off for a while? /leave 7d, or /leave until fri; it holds in every group.",
)
IS_BACK = Phrase("欢迎回来，假销了。", "Welcome back; your leave is over.")
UNTIL_WHEN = Phrase("要写到哪天，比如 周五。", "Say until when, such as fri.")
LEAVE_RANGE = Phrase("请假最短 1 小时，最长 {most} 天。", "Leave lasts from an hour to {most} days.")

# In the office

SILENT_FOR = Phrase("{days} 天没说话", "silent for {days} days")
HAVE_LEFT = Phrase("已退群", "gone")
NUMBER = Phrase("编号", "Number")
NAME = Phrase("名字", "Name")
SILENCE = Phrase("多久没说话", "Silence")
JUST_SPOKE = Phrase("不到一天", "less than a day")
NOBODY_SO = Phrase("没有这样的成员。", "There are none.")
LISTED = Phrase("{kind}：{n} 人", "{kind}: {n}")
KINDS = Phrase("怎么划分", "How they are told apart")
WHAT = Phrase("改哪一个", "Which one")
DAYS = Phrase("改成几天", "Days")
CHANGE = Phrase("改", "Change")
DEFINE = Phrase("/成员 设置 {what} {days}天", "/members set {what} {days}d")
