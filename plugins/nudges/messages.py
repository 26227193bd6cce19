"""Every sentence about nudges but the topics themselves."""

from bot.phrases import Phrase
from plugins.nudges.rules import Rung, Why
from plugins.nudges.topics.topic import Kind

WOULD_LOVE = Phrase(
    "想听听你们怎么说。不想被我叫到，回「别@我」就好。",
    "I would love to hear from you. Say “quiet me” and I will not call you again.",
)
PRIVATELY = Phrase(
    "你好，我是「{group}」群里的助手。群里最近有点安静，想起了你：\n{topic}\n有空去群里说两句？"
    "以后不想收到我的私信，回「别@我」就好。",
    "Hello, I am the helper of the group “{group}”. It has been rather quiet there, and I thought of you:\n{topic}\n"
    "Would you say a word in the group? If you would rather not hear from me in private, answer “quiet me”.",
)

REPORT = Phrase(
    "「{group}」已经 {days} 天没怎么说话了，我试了 {n} 次都没叫醒，先停下，不再打扰大家。\n{people}\n{advice}\n"
    "想让我再试：/激活 开启",
    "“{group}” has hardly talked for {days} {days|day|days}. I tried {n} times to wake it, in vain, and leave it in "
    "peace now.\n{people}\n{advice}\nTo let me try again: /nudge on",
)
QUIET_PEOPLE = Phrase("很久没说话的人：{names}", "Silent for long: {names}")
NOBODY_QUIET = Phrase("没有特别该找的人。", "There is nobody in particular to turn to.")
PERSON = Phrase("{name}（{n} 天）", "{name} ({n} {n|day|days})")
AND_MORE = Phrase("{names}等 {n} 人", "{names} and others, {n} in all")
ADVICE = Phrase(
    "可以亲自私聊其中一两位，问问他们现在关心什么；或者和别的群合并，好好道个别。",
    "You could write to one or two of them yourself and ask what matters to them now; "
    "or merge the group with another and say a proper farewell.",
)

ON = Phrase("开着", "on")
OFF = Phrase("关着", "off")
SWITCHED_ON = Phrase(
    "打开了。群里安静得不像平时，我才会轻轻说一句；一天最多一次，三次没用就停下告诉群主",
    "It is on. Only when the group is more silent than is usual there do I say a word: once a day at most, "
    "and after three in vain I stop and tell its owner",
)
SWITCHED_OFF = Phrase("关掉了，我不再叫醒大家", "It is off; I wake nobody any more")
DID_SWITCH_ON = Phrase("开启了激活", "switched nudges on")
DID_SWITCH_OFF = Phrase("关闭了激活", "switched nudges off")

STATE = Phrase("激活{state}。{next}", "Nudges are {state}. {next}")
STATE_SEVERAL = Phrase(
    "{n} 个群里，开着激活的 {on} 个，试过没用停下的 {stopped} 个。",
    "Nudges are on in {on} of {n} {n|group|groups}; in {stopped} they were in vain and have stopped.",
)
NOTHING_LATELY = Phrase("还没叫醒过。", "Nothing was tried yet.")
LATELY = Phrase("最近几次（{zone}）：\n{lines}", "Lately ({zone}):\n{lines}")
LINE = Phrase("{at} {rung}，{kind}：{effect}", "{at} {rung}, {kind}: {effect}")
HINT_ON = Phrase("打开：/激活 开启", "To switch them on: /nudge on")
HINT_OFF = Phrase("关闭：/激活 关闭", "To switch them off: /nudge off")
HINT_PREVIEW = Phrase("看现在会说什么：/激活 预览", "What I would say now: /nudge preview")
HINT_EFFECT = Phrase("看有没有用：/激活 效果", "Whether it helps: /nudge effect")
HINT_SETTINGS = Phrase("改时段、点名和私聊：/激活 设置", "Hours, mentions, private words: /nudge set")

RUNGS = {
    Rung.TOPIC: Phrase("在群里抛个话题", "a topic for everybody"),
    Rung.MENTION: Phrase("点名邀请几位", "a topic for some by name"),
    Rung.PRIVATE: Phrase("私聊几位好友", "a private word to friends"),
}
KINDS = {
    Kind.QUESTION: Phrase("提问", "question"),
    Kind.CHOICE: Phrase("二选一", "choice"),
    Kind.TASK: Phrase("小任务", "task"),
    Kind.MEMORY: Phrase("回忆", "memory"),
    Kind.HELP: Phrase("互助", "help"),
    Kind.OPINION: Phrase("看法", "opinion"),
    Kind.RITUAL: Phrase("小仪式", "ritual"),
    Kind.OWN: Phrase("自己的话题", "of your own"),
    Kind.YEAR_AGO: Phrase("去年今日", "a year ago"),
}
UNDER_WAY = Phrase("还在看", "too early to tell")
UNHEARD = Phrase("那会儿我不在线，没看到", "I was away and saw nothing")
WORKED = Phrase("{n} 人接话", "{n} {n|person|people} spoke")
NOBODY_SPOKE = Phrase("没人接话", "nobody spoke")

WOULD = Phrase("现在可以：下个整点过后就会{rung}。", "The time is right: soon after the full hour I try {rung}.")
NOT_NOW = Phrase("现在不会：{why}之后会{rung}。", "Not now: {why} After that I try {rung}.")
NOT_AT_ALL = Phrase("现在不会：{why}", "Not now: {why}")
WHY = {
    Why.OFF: Phrase("没有打开。", "they are off."),
    Why.PAUSED: Phrase("这个群暂停了。", "the group is paused."),
    Why.STOPPED: Phrase("连着三次没用，{at} 停下了。", "three in a row were in vain, so I stopped on {at}."),
    Why.UNKNOWN: Phrase("还没听到群里说过话。", "I have not heard anybody speak here yet."),
    Why.LIVELY: Phrase("{at} 还有人说话，没比平时安静。", "people spoke on {at}; it is no quieter than usual."),
    Why.TALK: Phrase("刚才还有人聊，{at} 之前不插话。", "people were just talking; I keep quiet until {at}."),
    Why.RESTING: Phrase("前不久试过，歇到 {at}。", "I tried lately and rest until {at}."),
    Why.SERVED: Phrase(
        "刚发过安排好的内容，{at} 之前不多说。", "scheduled content has just gone out; I keep quiet until {at}."
    ),
    Why.HOURS: Phrase("不在时段里，{at} 起才可以。", "it is out of hours; not before {at}."),
    Why.QUIET_HOURS: Phrase("安静时段，到 {at}。", "these are quiet hours, until {at}."),
    Why.PLANNED: Phrase("{at} 有安排好的内容，不抢在前面。", "scheduled content comes on {at}; I keep out of its way."),
}

PREVIEW = Phrase(
    "{verdict}\n要是现在说（{rung}，{kind}）：\n{text}{people}",
    "{verdict}\nIt would be ({rung}, {kind}):\n{text}{people}",
)
PREVIEW_PEOPLE = Phrase("\n会找：{names}", "\nTo: {names}")
PREVIEW_HELD_OUT = Phrase(
    "今天抽到留着不说，好比一比不说会怎样。", "By lot, today’s chance is let pass, to see what happens by itself."
)

SETTINGS = Phrase(
    "时段 {start}-{end}（{zone}）；{days} 天没人说话也算安静；点名{mention}；私聊{private}；一次最多 {people} 人。",
    "Hours {start}-{end} ({zone}); {days} {days|day|days} without a word are silence in any case; "
    "mentions {mention}; private words {private}; {people} {people|person|people} at once at most.",
)
YES, NO = Phrase("开", "on"), Phrase("关", "off")
HOW_TO_SET = Phrase(
    "要改：/激活 设置 时段 9:00-21:30，或者 安静 3天、点名 关、私聊 关、人数 2",
    "To change: /nudge set hours 9:00-21:30, or silence 3d, mentions off, private off, people 2",
)
SETTINGS_DIFFER = Phrase("这些群的设置不一样。", "These groups differ.")
SET = Phrase("改好了：{what}", "Done: {what}")
SET_HOURS = Phrase("时段 {start}-{end}", "hours {start}-{end}")
SET_DAYS = Phrase("{n} 天没人说话算安静", "{n} {n|day|days} without a word are silence")
SET_MENTION = Phrase("点名{state}", "mentions {state}")
SET_PRIVATE = Phrase("私聊{state}", "private words {state}")
SET_PEOPLE = Phrase("一次最多 {n} 人", "{n} {n|person|people} at once at most")
DID_SET = Phrase("改了激活的设置（{what}）", "changed the settings of nudges ({what})")
WHAT_VALUE = Phrase("后面写上要改成什么。", "Add what it should be.")
NO_SUCH_THING = Phrase(
    "没有「{word}」这一项。能改的有：时段、安静、点名、私聊、人数。",
    "There is no “{word}”. What can be set: hours, silence, mentions, private, people.",
)
NOT_SO = Phrase("看不懂「{word}」。", "I can't read “{word}”.")
NOT_SO_MANY = Phrase("要在 {least} 到 {most} 之间。", "It has to be from {least} to {most}.")
WAKING_HOURS = Phrase(
    "时段要在 {first} 到 {last} 之间，从早到晚。",
    "The hours have to lie between {first} and {last}, the earlier first.",
)

EFFECT = Phrase(
    "激活有没有用，最近 {days} 天{where}：\n{used}\n{held}\n{lift}\n按做法：\n{rungs}\n按话题：\n{kinds}\n"
    "有用，是说两小时内至少两人说话。",
    "What nudges did in the last {days} days{where}:\n{used}\n{held}\n{lift}\nBy way:\n{rungs}\nBy topic:\n{kinds}\n"
    "It helped when at least two people spoke within two hours.",
)
OF_GROUPS = Phrase("，{n} 个群", ", in {n} groups")
NO_EFFECT = Phrase(
    "还没有结果。第一次说过之后两小时再来看。", "There is nothing yet. Look again two hours after the first."
)
USED = Phrase(
    "说了 {n} 次，有用 {of} 次（{percent}%）。", "Said {n} {n|time|times}, helped {of} {of|time|times} ({percent}%)."
)
HELD = Phrase(
    "抽签留着没说 {n} 次，自己聊起来 {of} 次（{percent}%）。",
    "Let pass by lot {n} {n|time|times}, talked by themselves {of} {of|time|times} ({percent}%).",
)
LIFT = Phrase(
    "所以有用：多出 {more} 个百分点（95% 在 {low} 到 {high} 之间）。",
    "So it helps: {more} percentage points more (95%: {low} to {high}).",
)
HARM = Phrase(
    "反而更冷：少了 {more} 个百分点（95% 在 {low} 到 {high} 之间）。",
    "It makes things worse: {more} percentage points less (95%: {low} to {high}).",
)
UNCLEAR = Phrase(
    "相差 {more} 个百分点（95% 在 {low} 到 {high} 之间），还说不准。",
    "A difference of {more} percentage points (95%: {low} to {high}), which may be chance.",
)
TOO_FEW = Phrase("样本不足，两边各要 {n} 次才好比。", "Too few to compare; it takes {n} of each.")
PART = Phrase("· {name}：{n} 次，有用 {of} 次{lift}", "· {name}: {n} {n|time|times}, helped {of}{lift}")
PART_LIFT = Phrase("，相差 {more}（{low} 到 {high}）", ", {more} apart ({low} to {high})")
PART_TOO_FEW = Phrase("，样本不足", ", too few")

EXPLAINED = Phrase(
    "群里从 {since} 起没人说话，比平时安静，所以{rung}（{kind}）。不想被叫到，说「别@我」；整个群不要，发 /激活 关闭。",
    "Nobody had spoken since {since}, longer than is usual here, so I tried {rung} ({kind}). "
    "Who does not want to be called says “quiet me”; /nudge off ends it for the group.",
)
EXPLAINED_UNHEARD = Phrase(
    "群里很久没人说话了，所以{rung}（{kind}）。不想被叫到，说「别@我」；整个群不要，发 /激活 关闭。",
    "Nobody had spoken for long, so I tried {rung} ({kind}). "
    "Who does not want to be called says “quiet me”; /nudge off ends it for the group.",
)
EXPLAINED_REPORT = Phrase(
    "连着三次没叫醒这个群，所以告诉群主一声。", "Three nudges in a row were in vain, so its owner was told."
)
SOMEBODY = Phrase("一位群友", "a member")
NOTHING_BESIDE = Phrase("「{word}」后面不用再写什么。", "Nothing is needed after “{word}”.")

# In the office

PAGE_TITLE = Phrase("激活", "Nudges")
IS_STOPPED = Phrase("停下了", "stopped")
SWITCH_ON = Phrase("打开", "Switch on")
SWITCH_ON_COMMAND = Phrase("/激活 开启", "/nudge on")
TRY_AGAIN = Phrase("再试一次", "Try again")
SWITCH_OFF = Phrase("关闭", "Switch off")
SWITCH_OFF_COMMAND = Phrase("/激活 关闭", "/nudge off")
NEXT = Phrase("接下来", "What comes next")
SETTINGS_TITLE = Phrase("设置", "Settings")
MENTIONS = {
    True: (Phrase("不再点名", "No mentions"), Phrase("/激活 设置 点名 关", "/nudge set mentions off")),
    False: (Phrase("可以点名", "Allow mentions"), Phrase("/激活 设置 点名 开", "/nudge set mentions on")),
}
PRIVATES = {
    True: (Phrase("不再私聊", "No private words"), Phrase("/激活 设置 私聊 关", "/nudge set private off")),
    False: (Phrase("可以私聊", "Allow private words"), Phrase("/激活 设置 私聊 开", "/nudge set private on")),
}
HOURS_FORM = Phrase("改时段", "Change the hours")
HOURS_COMMAND = Phrase("/激活 设置 时段 {start}-{end}", "/nudge set hours {start}-{end}")
FROM, TO = Phrase("从几点", "From"), Phrase("到几点", "To")
SILENCE_FORM = Phrase("几天没人说话算安静", "Days without a word that are silence")
SILENCE_COMMAND = Phrase("/激活 设置 安静 {days}天", "/nudge set silence {days}d")
PEOPLE_FORM = Phrase("一次最多找几人", "People at once, at most")
PEOPLE_COMMAND = Phrase("/激活 设置 人数 {n}", "/nudge set people {n}")
SAVE = Phrase("保存", "Save")
LATELY_TITLE = Phrase("最近几次", "Lately")
WHEN, HOW = Phrase("时间", "When"), Phrase("做法", "How")
ABOUT, CAME_OF_IT = Phrase("话题", "Topic"), Phrase("结果", "What came of it")
EFFECT_TITLE = Phrase("有没有用", "Whether it helps")
CLEANING = Phrase("清理", "Cleaning")
CLEANING_ON, CLEANING_NONE = Phrase("进行中", "under way"), Phrase("没有进行", "none under way")
GO_THERE = Phrase("去看看", "see")
