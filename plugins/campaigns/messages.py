"""What is said about campaigns."""

from bot.phrases import Phrase

NEW_EXAMPLE = Phrase(
    "/活动 新建 双11 商品=手工皂礼盒 价格=99元 链接=https://shop.example",
    "/campaign new double-11 product=soap box price=99 link=https://shop.example",
)

# What can't be read.
NO_SUCH_SCENE = Phrase(
    "没有叫「{name}」的模板。发 /活动 模板 看有哪些。",
    "There is no scene called “{name}”. /campaign scenes lists them.",
)
NO_SUCH_SCENE_NEAR = Phrase(
    "没有叫「{name}」的模板，是「{near}」吗？", "There is no scene called “{name}”. Did you mean “{near}”?"
)
NO_FIELD = Phrase(
    "「{text}」没看懂。请写成 名称=内容，这里能填：{fields}。",
    "I can't read “{text}”. Please write name=value; there are: {fields}.",
)
UNKNOWN_FIELD = Phrase("没有「{name}」这一项，能填的有：{fields}。", "There is no “{name}” here; there are: {fields}.")
VALUE_TOO_LONG = Phrase("「{name}」太长了，最多 {most} 字。", "“{name}” is too long; {most} characters at most.")
MISSING = Phrase("还差：{names}。", "Still missing: {names}.")
DATE_NEEDED = Phrase("这个活动没有固定日子，请写明日期。", "This campaign has no day of its own; please name one.")
DATE_EXAMPLE = Phrase("日期=2026-11-20", "date=2026-11-20")
DATE_UNREADABLE = Phrase("看不懂日期「{text}」。", "I can't read “{text}” as a date.")
DATE_PAST = Phrase("{day} 已经过去了。", "{day} is over.")
DATE_FAR = Phrase("{day} 太远了，一年以内的再安排吧。", "{day} is too far away; please stay within a year.")
ALL_PAST = Phrase("每一步的时间都已经过了，换个日期吧。", "All its moments are past; please choose another day.")
TOO_MANY = Phrase(
    "这里已经有 {most} 场没结束的活动了，先取消一些吧。",
    "There are {most} campaigns here already; please cancel some first.",
)
NO_SUCH_CAMPAIGN = Phrase(
    "没有 #{number} 这场活动。发 /活动 看列表。", "There is no campaign #{number}. /campaign lists them."
)
NO_SUCH_PHASE = Phrase(
    "#{number} 没有第 {phase} 步，它有 {n} 步。", "Campaign #{number} has no step {phase}; it has {n}."
)
NO_SUCH_PAGE = Phrase("没有这一页，一共 {pages} 页。", "There is no such page; {pages} in all.")
TEXT_TOO_LONG = Phrase("这段话太长了，最多 {most} 字。", "That text is too long; {most} characters at most.")
TEXT_EMPTY = Phrase("请在第二行写新的内容，或者写新的时间。", "Please write the new text below, or a new time.")
MOMENT_PAST = Phrase("{at} 已经过去了。", "{at} is past.")
UNTIL_BEFORE = Phrase("第 {phase} 步还没开始，它的截止时间就已经到了。", "Step {phase} would close before it begins.")

# What can't be done now.
NOT_YOURS = Phrase(
    "#{number} 是别人建的多群活动，只有创建的人能改。",
    "Campaign #{number} is for several groups; only who made it can change it.",
)
SET_PRIVATELY = Phrase(
    "#{number} 是多群活动，请私聊我来改。", "Campaign #{number} is for several groups; please tell me in private."
)
RUNNING_ALREADY = Phrase("#{number} 已经开始了，不用再开一次。", "Campaign #{number} has begun already.")
NOT_RUNNING = Phrase(
    "#{number} 现在是「{state}」，不能这样做。", "Campaign #{number} is {state} now; that can't be done."
)
PHASE_GONE = Phrase("第 {phase} 步已经发过了，改不了。", "Step {phase} has gone out; it can't be changed.")
NO_NEXT = Phrase(
    "这个活动没有固定的日子，复制时请写 日期=…", "It has no day of its own; please name the date of the copy."
)
NOTHING_LEFT = Phrase(
    "#{number} 剩下的几步都过时了，没有可以恢复的。",
    "All that is left of campaign #{number} is past; nothing to resume.",
)

# What is shown.
NONE_YET = Phrase(
    "这里还没有活动。挑个日子，几句话就能办一场：", "No campaigns here yet. Choose a day, and a few words make one:"
)
LIST_HEAD = Phrase("活动 {n} 场{page}（{zone}）{where}", "{n} {n|campaign|campaigns}{page} ({zone}){where}")
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
LINE = Phrase("#{number} {title} · {day}{place} · {state}{next}", "#{number} {title} · {day}{place} · {state}{next}")
NEXT = Phrase("，下一步 {at}", ", next {at}")
LIST_FOOT = Phrase(
    "看一场：/活动 查看 {number}\n再办一场：/活动 模板",
    "See one: /campaign show {number}\nAnother one: /campaign scenes",
)
STATES = {
    "draft": Phrase("草稿", "a draft"),
    "running": Phrase("进行中", "running"),
    "paused": Phrase("暂停", "paused"),
    "done": Phrase("已结束", "over"),
    "cancelled": Phrase("已取消", "cancelled"),
}
PHASE_STATES = {
    "planned": Phrase("", ""),
    "posted": Phrase("已发", "sent"),
    "past": Phrase("时间已过，不发", "past, left out"),
    "cancelled": Phrase("已取消", "cancelled"),
}
HEAD = Phrase("#{number} {title} · {day}{place} · {state}", "#{number} {title} · {day}{place} · {state}")
STEP = Phrase("{n}. {name} · {at}{days}{marks}", "{n}. {name} · {at}{days}{marks}")
DAYS_TO_GO = Phrase("（T{n}天）", " (T{n})")
THE_DAY = Phrase("（当天）", " (the day)")
MARK = Phrase(" [{mark}]", " [{mark}]")
PROMO = Phrase("推广", "promo")
MUST = Phrase("必发", "must")
OTHER_TEXT = Phrase("（另一种写法）", "(another version)")
WITH_PICTURE = Phrase("［图片或链接 {n} 个］", "[{n} {n|picture or link|pictures or links}]")
OPENS = Phrase("［同时开始：{kind}{until}］", "[opens: {kind}{until}]")
UNTIL = Phrase("，{at} 截止", " until {at}")
KINDS = {
    "signup": Phrase("接龙", "a sign-up"),
    "groupbuy": Phrase("拼团", "a group buy"),
    "lottery": Phrase("抽奖", "a lottery"),
    "codes": Phrase("优惠码", "codes"),
    "poll": Phrase("投票", "a poll"),
}
PREVIEW = Phrase("{head}\n\n{steps}{notes}\n\n{foot}", "{head}\n\n{steps}{notes}\n\n{foot}")
START_FOOT = Phrase(
    "现在就开始{groups}？想改先别确认：/活动 修改 {number} 1 换时间或正文；以后再开始：/活动 开始 {number}",
    "Begin now{groups}? To change it first, don’t confirm: /campaign edit {number} 1 with a time or a text; "
    "to begin later: /campaign start {number}",
)
IN_N_GROUPS = Phrase("（发到 {n} 个群）", " (in {n} groups)")
NOTES = Phrase("\n\n留意：\n{lines}", "\n\nMind:\n{lines}")
NOTE_PAST = Phrase("· 第 {steps} 步的时间已经过了，会略过。", "· Step {steps}: its time is past, so it is left out.")
NOTE_QUIET = Phrase(
    "· 第 {step} 步（{at}）在静默时段，会等到早上再发。",
    "· Step {step} ({at}) falls into the quiet hours and waits until morning.",
)
NOTE_CLASH = Phrase(
    "· 第 {step} 步（{at}）和「{title}」挨得很近（{other}）。", "· Step {step} ({at}) is close to “{title}” ({other})."
)
NOTE_HELD = Phrase(
    "· 第 {step} 步是推广：按这个群的配比，之前还差 {n} 条有用的内容，不够就先不发。改成不限：/群定位 配比 不限",
    "· Step {step} is promo: by this group’s ratio {n} more {n|post|posts} of use must come first, or it is held back. "
    "Without a rule: /charter ratio none",
)
NOTE_TWICE = Phrase("· 同一天已经有 #{number} {title}。", "· There is #{number} {title} on that day already.")
NOTE_WORKDAYS = Phrase(
    "· {year} 年的放假安排还没公布，调休可能会变。", "· The days off of {year} are not announced yet and may change."
)
WHAT_NOW = Phrase(
    "改一步：/活动 修改 {number} 2 换时间或正文\n暂停、恢复、取消、复制：/活动 暂停 {number} …",
    "Change a step: /campaign edit {number} 2 with a time or text\nOr: /campaign pause {number}, resume, cancel, copy",
)
DRAFT_NOW = Phrase(
    "开始：/活动 开始 {number}\n改一步：/活动 修改 {number} 2 换时间或正文",
    "Begin: /campaign start {number}\nChange a step: /campaign edit {number} 2 with a time or a text",
)
SCENES_HEAD = Phrase("活动模板 {n} 个", "{n} scenes")
SCENE_LINE = Phrase("· {name}{day} — {about}", "· {name}{day}: {about}")
SCENE_DAY = Phrase("（{day}）", " ({day})")
SCENES_FOOT = Phrase("细看：/活动 模板 {name}\n开办：{example}", "More: /campaign scenes {name}\nBegin: {example}")
SCENE_HEAD = Phrase("{name}{day}\n{about}", "{name}{day}\n{about}")
SCENE_INPUT = Phrase("· {name}{need}，例如 {example}", "· {name}{need}, such as {example}")
OPTIONAL = Phrase("（可不填）", " (may be left out)")
SCENE_INPUTS = Phrase("要你填的：", "What it asks of you:")
SCENE_STEPS = Phrase("前后几步：", "Its steps:")
SCENE_STEP = Phrase("{n}. {at} {name}{marks}", "{n}. {at} {name}{marks}")
NEW = Phrase("/活动 新建 {name}", "/campaign new {name}")
SCENE_FOOT = Phrase("开办：{example}", "Begin: {example}")

# What was done.
DID_START = Phrase("开始活动 #{number} {title}", "started campaign #{number} {title}")
STARTED = Phrase(
    "活动 #{number} {title} 开始了，下一步 {at}（{zone}）", "Campaign #{number} {title} has begun; next {at} ({zone})"
)
DID_EDIT = Phrase("修改活动 #{number} 第 {phase} 步", "changed step {phase} of campaign #{number}")
DID_FILL = Phrase("修改活动 #{number} 的内容", "changed what campaign #{number} says")
EDITED = Phrase("已改好 #{number} 第 {phase} 步", "Step {phase} of campaign #{number} is changed")
FILLED = Phrase("已改好 #{number}：{names}", "Campaign #{number} is changed: {names}")
DID_PAUSE = Phrase("暂停活动 #{number}", "paused campaign #{number}")
PAUSED = Phrase("活动 #{number} 已暂停", "Campaign #{number} is paused")
DID_RESUME = Phrase("恢复活动 #{number}", "resumed campaign #{number}")
RESUMED = Phrase("活动 #{number} 继续{next}", "Campaign #{number} goes on{next}")
CANCEL_WHAT = Phrase(
    "取消活动 #{number} {title}？还没发的 {n} 步都不发了，开着的接龙、投票等也会关掉。{tell}",
    "Cancel campaign #{number} {title}? Its {n} {n|step|steps} to come won’t go out, what is open in it closes. {tell}",
)
TELL_THEM = Phrase("并在 {n} 个群里说一声。", "{n} {n|group is|groups are} told.")
TELL_NOBODY = Phrase(
    "群里不会收到通知（想说一声就加「通知」）。", "The groups are not told (add “tell” if they should be)."
)
DID_CANCEL = Phrase("取消活动 #{number} {title}", "cancelled campaign #{number} {title}")
CANCELLED = Phrase("活动 #{number} 已取消", "Campaign #{number} is cancelled")
SORRY = Phrase("「{title}」活动取消了，给大家添麻烦了，抱歉。", "“{title}” is called off. Sorry for the trouble.")
BETWEEN = Phrase("、", ", ")
NO_POLL_YET = Phrase("（还没有结果）", "(no result yet)")
SAVED = Phrase(
    "已存成模板「{name}」。下次：/活动 新建 {name}", "Kept as the scene “{name}”. Next time: /campaign new {name}"
)
SCENE_NAME = Phrase("名字请写 1 到 {most} 个字，不带 # 和 =。", "A name has 1 to {most} characters, without # and =.")
TOO_MANY_SCENES = Phrase(
    "你已经有 {most} 个自己的模板了，先删掉一些：/活动 忘掉 名字",
    "You have {most} scenes of your own; please delete some first: /campaign forget name",
)
SCENE_KEPT = Phrase(
    "收下了模板「{name}」，共 {n} 步。开办：/活动 新建 {name}",
    "Kept the scene “{name}” with {n} {n|step|steps}. Begin: /campaign new {name}",
)
SCENE_NOT_FETCHED = Phrase("文件没取到，请再发一次。", "I couldn’t fetch the file; please send it again.")
SCENE_WRONG = Phrase("这个模板文件有几处要改：\n{problems}", "This scene has to be corrected:\n{problems}")
SCENE_FORGOTTEN = Phrase("已删除模板「{name}」", "The scene “{name}” is deleted")
NO_OWN_SCENE = Phrase("你没有叫「{name}」的自己的模板。", "You have no scene of your own called “{name}”.")
START = Phrase("/活动 开始 {number}", "/campaign start {number}")
DRAFTED = Phrase(
    "草稿 #{number} {title} 做好了。看一遍每一步，再开始。",
    "The draft #{number} {title} is ready. Look through its steps, then begin it.",
)

# On its page.
PAGE = Phrase("活动", "Campaigns")
NUMBER = Phrase("编号", "No.")
TITLE = Phrase("活动", "Campaign")
DAY = Phrase("日子", "Day")
STATE = Phrase("状态", "State")
GOES_ON = Phrase("下一步", "Next")
FOR_GROUPS = Phrase("发到", "For")
SET_OF_GROUPS = Phrase("带 #{tag} 的群", "groups tagged #{tag}")
NO_CAMPAIGNS = Phrase(
    "这里还没有活动。挑个模板，填几项就能办一场。", "No campaigns here yet. Choose a scene and fill a few things in."
)
CHOOSE = Phrase("办一场活动", "Begin a campaign")
ALL_CAMPAIGNS = Phrase("全部活动", "All campaigns")
ALL_SCENES = Phrase("全部模板", "All scenes")
SCENES = Phrase("模板", "Scenes")
SCENE = Phrase("模板", "Scene")
NEXT_DAY = Phrase("最近一次", "Next time")
ABOUT = Phrase("讲什么", "About")
OWN_SCENE = Phrase("自己的", "your own")
WITHOUT_DAY = Phrase("自己定", "you say when")
STEPS = Phrase("每一步", "Its steps")
STEP_NAME = Phrase("步骤", "Step")
WHEN = Phrase("时间", "When")
SAYS = Phrase("说什么", "What is said")
OPENS_THERE = Phrase("同时开始", "Opens")
MADE_OF_IT = Phrase("用它办的", "Made of it")
MIND = Phrase("留意", "Mind")
IS_PLANNED = Phrase("待发", "to come")
NUMBERED = Phrase("{n}. {name}", "{n}. {name}")
FILL_IN = Phrase("填几项，先做成草稿", "Fill it in, as a draft first")
MAKE_DRAFT = Phrase("做成草稿", "Make the draft")
DATE_LABEL = Phrase("日期", "Date")
DATE_HINT = Phrase("2026-11-20", "2026-11-20")
TAG_LABEL = Phrase("带标签的群", "Groups tagged")
TAG_HINT = Phrase("不填就只在这个群", "left out: only this group")
SUCH_AS = Phrase("例如 {example}", "such as {example}")
UPLOAD = Phrase("上传自己的模板", "Upload a scene of your own")
UPLOAD_FILE = Phrase("模板文件", "The scene’s file")
UPLOAD_NOTE = Phrase(
    "文件名以 .scene.toml 结尾。写错的地方会一处处说清楚。",
    "Its name ends in .scene.toml. Whatever is wrong in it is said line by line.",
)
UPLOAD_IT = Phrase("上传", "Upload")
DO_FORGET = Phrase("删掉", "Delete")
DO_START = Phrase("开始", "Begin")
DO_PAUSE = Phrase("暂停", "Pause")
DO_RESUME = Phrase("恢复", "Resume")
DO_CANCEL = Phrase("取消", "Call off")
DO_CANCEL_AND_TELL = Phrase("取消并在群里说一声", "Call off and tell the groups")
DO_EDIT = Phrase("改", "Change")
EDIT_STEP = Phrase("改第 {n} 步", "Change step {n}")
EDIT_NOTE = Phrase("只填要改的；{…} 里的词会换成真的内容。", "Fill in what is to change; words in {…} are replaced.")
EDIT_NOTE_SEVERAL = Phrase(
    "这一步有 {n} 种写法，填了正文就只剩这一种。", "This step has {n} wordings; a new text replaces all of them."
)
NEW_TIME = Phrase("时间", "Time")
NEW_TIME_HINT = Phrase("T-1天 19:00", "T-1 19:00")
NEW_TEXT = Phrase("正文", "Text")
NEW_PICTURE = Phrase("图片（跟在正文后面）", "Picture (after the text)")
SAVE_CHANGES = Phrase("改好", "Change it")
FILL_AGAIN = Phrase("改填的内容", "Change what was filled in")
DO_COPY = Phrase("再办一次", "Have it again")
COPY_HINT = Phrase("不填就是下一年的同一天", "left out: the same day next year")
DO_SAVE = Phrase("存成自己的模板", "Keep as a scene of your own")
SCENE_CALLED = Phrase("名字", "Name")
NOT_YOURS_HERE = Phrase("这是多群活动，只有建它的人能改。", "It is for several groups; only who made it can change it.")
SAY_PAUSE = Phrase("/活动 暂停 {number}", "/campaign pause {number}")
SAY_RESUME = Phrase("/活动 恢复 {number}", "/campaign resume {number}")
SAY_CANCEL = Phrase("/活动 取消 {number}", "/campaign cancel {number}")
SAY_CANCEL_AND_TELL = Phrase("/活动 取消 {number} 通知", "/campaign cancel {number} tell")
SAY_EDIT = Phrase("/活动 修改 {number} {step} {when}\n{text}", "/campaign edit {number} {step} {when}\n{text}")
SAY_FILL = Phrase("/活动 修改 {number} {fields}", "/campaign edit {number} {fields}")
SAY_NEW = Phrase("/活动 新建 {name} [#{tag}]", "/campaign new {name} [#{tag}]")
SAY_COPY = Phrase("/活动 复制 {number} [日期={date}] [#{tag}]", "/campaign copy {number} [date={date}] [#{tag}]")
SAY_SAVE = Phrase("/活动 保存 {number} {name}", "/campaign save {number} {name}")
SAY_FORGET = Phrase("/活动 忘掉 {name}", "/campaign forget {name}")
EQUALS = Phrase("{name}={slot}", "{name}={slot}")

ACTIVITIES = Phrase("小活动", "Activities")
ALL_KINDS = Phrase("全部", "All")
KINDS_ON_PAGE = {
    "groupbuy": Phrase("拼团", "Group buys"),
    "lottery": Phrase("抽奖", "Lotteries"),
    "poll": Phrase("投票", "Polls"),
    "codes": Phrase("优惠码", "Codes"),
}
