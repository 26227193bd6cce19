"""Every sentence of the office's page of drops, and the words its neighbours' pages share."""

from bot.phrases import Phrase

DROPS = Phrase("投放", "Drops")
DROP = Phrase("投放", "Drop")
WHEN = Phrase("什么时候", "When")
KIND = Phrase("种类", "Kind")
STATE = Phrase("状态", "State")
EFFECT = Phrase("效果", "Effect")
WHERE = Phrase("发到", "Goes to")
TITLED = Phrase("#{n} {title}", "#{n} {title}")
TIMES_IN = Phrase("时间按 {zone}。", "Times in {zone}.")

VALUE = Phrase("有用", "value")
PROMO = Phrase("推广", "promo")
MUST = Phrase("必发", "must")
RUNS = Phrase("按时发", "on")
IS_PAUSED = Phrase("暂停中", "paused")
IS_OVER = Phrase("已发完", "over")
HELD = Phrase("在等：{why}", "waiting: {why}")
NOT_HERE = Phrase("这个群不要", "not for this group")
THIS_GROUP = Phrase("这个群", "this group")

COMING = Phrase("还要发的", "To come")
OVER = Phrase("发完的", "Over")
ALL_DROPS = Phrase("← 全部投放", "← All drops")
CALENDAR = Phrase("日历", "Calendar")
NOTHING_COMES = Phrase(
    "还没有投放。在下面「加一条投放」里写好时间和正文，就会按时发到群里。",
    "There are no drops yet. Give a time and a text under “Add a drop”, and it is posted on time.",
)
NOTHING_OVER = Phrase("还没有发完的投放。", "No drop is over yet.")

REHEARSE = Phrase("预演 7 天", "Rehearse 7 days")
REHEARSE_COMMAND = Phrase("/预演 7天", "/preview 7d")
EXPORT = Phrase("导出成文件", "Export to a file")
EXPORT_COMMAND = Phrase("/投放 导出", "/drop export")
TEMPLATE = Phrase("下载导入模板", "Get a table to start from")
TEMPLATE_COMMAND = Phrase("/投放 导入", "/drop import")
EFFECTS = Phrase("效果排行", "Effects ranked")
EFFECTS_COMMAND = Phrase("/投放 效果", "/drop effect")

ADD = Phrase("加一条投放", "Add a drop")
ADD_COMMAND = Phrase(
    "/投放 添加 {when} {title} {end} {kind} {look}\n{text}", "/drop add {when} {title} {end} {kind} {look}\n{text}"
)
ADD_NOTE = Phrase(
    "正文里可以写 {日期} {星期} {农历} {群名} {人数} {第几天}，发的时候自动填上。",
    "In the text, {date} {weekday} {lunar} {group} {count} {day} are filled in when it is posted.",
)
TIME = Phrase("时间", "When")
TIME_HINT = Phrase("每天 08:30，每周五 20:00，2026-11-11 20:00", "every day 08:30, every fri 20:00, 2026-11-11 20:00")
TITLE = Phrase("标题", "Title")
TITLE_HINT = Phrase("不写就用正文开头", "the first words, unless you give one")
END = Phrase("到什么时候", "Until")
END_HINT = Phrase("直到 2026-12-31，共10次，不限", "until 2026-12-31, 10 times, forever")
TEXT = Phrase("正文", "Text")
PICTURE = Phrase("图片", "Picture")
LOOK_FIRST = Phrase("现在就加，还是先看样子", "Add it, or look first")
ADD_IT = Phrase("加上", "Add it")
PREVIEW_TAG = Phrase("#预览", "#preview")
ONLY_LOOK = Phrase("先看看样子", "Only show me")
SUBMIT_ADD = Phrase("好", "Go")

FROM_LIBRARY = Phrase("从素材库轮着发", "Post from the library in turn")
FROM_LIBRARY_COMMAND = Phrase(
    "/投放 添加 {when} {title} 素材#{tag} 隔{days}天", "/drop add {when} {title} library#{tag} rest{days}"
)
TAG = Phrase("素材标签", "Tag of the items")
TAG_HINT = Phrase("早安", "morning")
REST = Phrase("同一条隔几天再发", "Days before an item comes again")

FIND = Phrase("找投放", "Find a drop")
FIND_COMMAND = Phrase("/投放 找 {word}", "/drop find {word}")
WORD = Phrase("标题或正文里的词", "A word of its title or text")
SUBMIT_FIND = Phrase("找", "Find")

IMPORT = Phrase("导入表格或日历", "Import a table or a calendar")
IMPORT_NOTE = Phrase(
    ".csv、.xlsx、.ics 或导出的 .toml。先给你看要添加什么，确认了才添加。",
    ".csv, .xlsx, .ics or an exported .toml. You see what would be added before anything is.",
)
FILE = Phrase("文件", "File")
SUBMIT_IMPORT = Phrase("看看里面有什么", "Show what is in it")

EDIT_TIME = Phrase("改时间、标题或种类", "Change time, title or kind")
EDIT_TIME_COMMAND = Phrase("/投放 修改 {n} {when} {title} {end} {kind}", "/drop edit {n} {when} {title} {end} {kind}")
EDIT_NOTE = Phrase("不改的就空着。", "Leave empty what stays.")
EDIT_TEXT = Phrase("换正文", "Change the text")
EDIT_TEXT_COMMAND = Phrase("/投放 修改 {n}\n{text}", "/drop edit {n}\n{text}")
EDIT_TEXT_NOTE = Phrase(
    "内容会整个换掉；要保留图片，请再选一次。", "All of it is replaced; to keep a picture, choose it again."
)
UNCHANGED = Phrase("不变", "as it is")
SUBMIT_EDIT = Phrase("改好", "Change it")
RENEW = Phrase("续期", "Renew")
RENEW_COMMAND = Phrase("/投放 续期 {n} {more}", "/drop renew {n} {more}")
MOVE = Phrase("只挪下一次", "Move only the next")
MOVE_COMMAND = Phrase("/投放 挪 {n} {when}", "/drop move {n} {when}")
MOVE_NOTE = Phrase("别的时间照旧。", "Its other times stay.")
MOVE_TO = Phrase("挪到", "Move to")
MOVE_HINT = Phrase("明天 9:00", "tomorrow 9:00")
SKIP = Phrase("跳过几次", "Skip some")
SKIP_COMMAND = Phrase("/投放 跳过 {n} {times}", "/drop skip {n} {times}")
TIMES = Phrase("几次", "How many")
SUBMIT_SKIP = Phrase("跳过", "Skip")
MORE_HINT = Phrase("90天，10次，直到 2026-12-31", "90d, 10 times, until 2026-12-31")

WILL_LOOK = Phrase("到时候是这样的", "How it will look")
THE_PICTURE = Phrase("#{n} {title} 的图片", "The picture of #{n} {title}")
LATELY = Phrase("最近几次", "Lately")
TIMES_AHEAD = Phrase("接下来", "Coming up")
DID_IT_HELP = Phrase("有没有效果", "Did it help")
PICKS = Phrase(
    "素材库里 #{tag} 的轮着发，同一条隔 {days} 天。",
    "Items tagged #{tag} of the library in turn, each {days} days apart.",
)
IN_SERIES = Phrase("内容在栏目里：看看排了什么 →", "It posts a series: see what is in line →")
IN_FEED = Phrase("内容来自订阅源：看看它 →", "It posts the news of a feed: see it →")
IN_LIBRARY = Phrase("去素材库 →", "To the library →")
OF_ANOTHER = Phrase(
    "这条是别人发给好几个群的，只有添加的人能改；这个群可以不要它。",
    "Somebody else posts this to several groups; only they can change it. This group can do without.",
)
GONE = Phrase(
    "没有 #{n} 这条投放，可能已经删掉了。删错了可以在历史里撤销。",
    "There is no drop #{n}; it may be deleted. The history can take that back.",
)
