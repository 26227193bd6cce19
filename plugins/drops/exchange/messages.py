"""Every sentence about files of drops."""

from bot.phrases import Phrase

AT_LINE = Phrase("第 {line} 行：{what}", "line {line}: {what}")
SOMEWHERE = Phrase("{what}", "{what}")

TOO_LARGE = Phrase(
    "文件太大了，最多 {most} MB。分成几个再发吧。", "The file is too large; {most} MB at most. Please split it."
)
NOT_FETCHED = Phrase("这个文件没有取到，请再发一次。", "I couldn't get this file; please send it again.")
TOO_MANY = Phrase(
    "一个文件最多 {most} 条，分成几个再发吧。", "One file can hold {most} items at most. Please split it."
)
UNKNOWN_FORMAT = Phrase(
    "这种文件我读不了。请用 .csv、.xlsx、.ics 或 .toml。",
    "I can't read this kind of file. Please use .csv, .xlsx, .ics or .toml.",
)
OLD_EXCEL = Phrase(
    "旧的 .xls 我读不了，请在表格里「另存为」.xlsx 或 .csv 再发。",
    "I can't read the old .xls; please save it as .xlsx or .csv and send that.",
)
NOTHING_IN_IT = Phrase("文件里没有可以导入的内容。", "There is nothing to import in this file.")

NOT_TEXT = Phrase(
    "这个文件的文字读不出来。请存成 UTF-8 再发。", "I can't make out the text of this file. Please save it as UTF-8."
)
BROKEN_ROW = Phrase(
    "第 {line} 行的引号没有合上，或者一格太长。", "Line {line} has a quote that isn't closed, or a cell too long."
)
BROKEN_WORKBOOK = Phrase(
    "这个表格打不开，可能坏了或者加了密码。", "This workbook can't be opened; it may be broken or have a password."
)
NO_HEADER = Phrase(
    "没找到表头。第一行至少要有「时间」和「正文」两列。",
    "I found no header. The first row needs a “time” and a “text”.",
)
TABLE_EXAMPLE = "时间,正文\n每天 08:30,早安"
COLUMN_TWICE = Phrase("有两列都是「{column}」，留一列就好。", "Two columns are both “{column}”; please keep one.")
NO_WHEN = Phrase("没有写时间。", "There is no time.")
NO_TEXT = Phrase("没有写正文。", "There is no text.")
NO_RESULT = Phrase(
    "公式「{text}」没有算好的结果。在表格里打开、保存一次，或者直接填值。",
    "The formula “{text}” has no result. Open and save the file once in your spreadsheet, or write the value.",
)
CELL_ERROR = Phrase("格子里是错误值「{text}」。", "A cell holds the error “{text}”.")
NO_FLAG = Phrase("「{column}」要填 是 或 否，写的是「{text}」。", "“{column}” must be yes or no, not “{text}”.")
NO_END = Phrase(
    "看不懂什么时候结束：「{text}」。可以写 2026-12-31、共10次 或 不限。",
    "I can't read when it ends: “{text}”. Write 2026-12-31, 10 times or forever.",
)
NO_ZONE = Phrase(
    "没有「{text}」这个时区，要写成 Asia/Shanghai 这样。",
    "There is no time zone “{text}”; write it like Asia/Shanghai.",
)
GROUP_OR_TAG = Phrase("群和标签只能写一个。", "Give either a group or a tag, not both.")

BAD_TOML = Phrase("TOML 写得不对：{what}", "This is not TOML: {what}")
UNKNOWN_KEY = Phrase("{table} 没有「{key}」这一项。", "A {table} has no “{key}”.")
UNKNOWN_KEY_NEAR = Phrase(
    "{table} 没有「{key}」这一项，是想写 {near} 吗？", "A {table} has no “{key}”; did you mean {near}?"
)
UNKNOWN_TABLE = Phrase("没有 [[{table}]] 这种内容。可以写：{known}。", "There is no [[{table}]]. There are: {known}.")
MISSING_KEY = Phrase("缺「{key}」。", "“{key}” is missing.")
WRONG_VALUE = Phrase("「{key}」要填{valid}。", "“{key}” must be {valid}.")
A_TEXT = Phrase("文字", "a text")
A_NUMBER = Phrase("不小于 0 的整数", "a whole number, not below 0")
A_FLAG = Phrase(" true 或 false", "true or false")
A_DATE = Phrase("日期，如 2026-12-31", "a date such as 2026-12-31")
A_MOMENT = Phrase("带时区的时间，如 2026-12-31T20:00:00+08:00", "a time such as 2026-12-31T20:00:00+08:00")
A_LIST = Phrase("列表", "a list")
ONE_OF = Phrase("其中之一：{choices}", "one of: {choices}")
NEWER_FILE = Phrase(
    "这个文件是更新版本的蒲公英写的，请先更新。", "This file was written by a newer Dandelion; please update first."
)
NO_SUCH_FILE = Phrase(
    "这里没有「{name}」这个文件。图片和文件要先用 /素材 存进来。",
    "There is no file “{name}” here. Pictures and files have to be saved with /library first.",
)

BAD_ICS = Phrase("日历读不了：{what}", "This calendar can't be read: {what}")
ALL_DAY = Phrase("全天的日程没有几点发，请给它一个时间。", "An all-day event has no time of day; please give it one.")
BAD_EVENT = Phrase("这个日程的「{name}」读不懂。", "I can't read the {name} of this event.")
NO_RULE = Phrase(
    "「{rule}」这种重复我还不会，请改成每天、每周、每月或每年。",
    "I can't repeat by “{rule}”; please make it daily, weekly, monthly or yearly.",
)
SHORT_MONTHS = Phrase(
    "日历在没有 {day} 号的月份会跳过，我会改到月底，所以没有收。要月底就写 BYMONTHDAY=-1。",
    "A calendar skips months without a day {day}, I would take their last day; for the last day write BYMONTHDAY=-1.",
)
EXCEPTIONS = Phrase(
    "带有例外日期的重复日程我还不会，请把它拆开。", "I can't keep a repeating event with exceptions; please split it."
)

UNTIL_OR_TIMES = Phrase("until 和 times 只能写一个。", "Give either until or times, not both.")
TEXT_OR_CONTENT = Phrase("text 和 content 只能写一个。", "Give either text or content, not both.")
ONE_CONTENT = Phrase("一条内容只能是其中一种：{choices}。", "One content is one of: {choices}.")
A_JSON = Phrase("一个 JSON 对象", "a JSON object")

NO_SUCH_GROUP = Phrase(
    "你管理的群里没有「{name}」。发 /群 看有哪些。", "None of your groups is called “{name}”. /groups lists them."
)
WHICH_GROUP = Phrase(
    "有好几个群叫「{name}」，请改写成编号：{numbers}。",
    "Several groups are called “{name}”; please write the number: {numbers}.",
)
NO_ADDRESS = Phrase("「{url}」不是网址，要以 https:// 开头。", "“{url}” is no address; it has to begin with https://.")
WRONG_MOST = Phrase("一次最多 {most} 条。", "At most {most} at a time.")

DAY_TWICE = Phrase("课程「{name}」有一天写了两次。", "The course “{name}” has two lessons on one day.")

PREVIEW = Phrase("{name} 里要添加的：{what}。\n{lines}{more}{notes}", "{name} would add {what}.\n{lines}{more}{notes}")
SO_MANY_DROPS = Phrase("{n} 条投放", "{n} {n|drop|drops}")
SO_MANY_ISSUES = Phrase("{n} 期栏目", "{n} {n|issue|issues}")
SO_MANY_MATERIALS = Phrase("{n} 条素材", "{n} {n|material|materials}")
AND = Phrase("、", ", ")
LINE = Phrase("· {at} {title}（{where}{paused}）", "· {at} {title} ({where}{paused})")
LINE_PAUSED = Phrase("，暂停中", ", paused")
LINE_ISSUES = Phrase("· 栏目「{name}」再加 {n} 期", "· {n} more {n|issue|issues} for the series “{name}”")
GROUPS = Phrase("#{tag}，{n} 个群", "#{tag}, {n} {n|group|groups}")
ZONE = Phrase("（时间均为 {zone}）\n", "(all times {zone})\n")
AND_MORE = Phrase("\n……还有 {n} 条", "\n… and {n} more")
SAME = Phrase("\n已经有的 {n} 条跳过。", "\n{n} that {n|is|are} there already will be left out.")
PASSED = Phrase("\n已经过去的 {n} 条不导入。", "\n{n} that {n|is|are} over will be left out.")
IGNORED = Phrase("\n没用到的列：{names}。", "\nColumns I don't use: {names}.")
ALL_THERE = Phrase(
    "{name} 里的内容都已经有了，什么都没有改。{notes}",
    "All that {name} holds is there already; nothing was changed.{notes}",
)
WRONG = Phrase(
    "{name} 有 {n} 处要改，什么都没有导入：\n{lines}{more}\n改好再发一次就行。",
    "{name} has {n} {n|mistake|mistakes}, so nothing was imported:\n{lines}{more}\nPlease mend and send it again.",
)
MORE_WRONG = Phrase("\n……还有 {n} 处", "\n… and {n} more")
DID_IMPORT = Phrase("从 {name} 导入了 {n} 条", "imported {n} {n|item|items} from {name}")
IMPORTED = Phrase("从 {name} 导入了 {what}", "Imported {what} from {name}")

HOW_TO = Phrase(
    "把表格私聊发给我就能导入，.csv、.xlsx、.ics（日历）和我导出的 .toml 都行。\n"
    "第一行是表头：时间、标题、正文、群/标签、推广、必发、直到/共。只有「时间」和「正文」是必填的。\n"
    "比如一行：每周五 20:00，读书夜，今晚读第三章，#读书，否，否，共10次\n"
    "我会先给你看要添加什么、哪一行有问题，你说「确认」才动手，不满意可以 /撤销。\n"
    "下面是一个填好几行的样子，改改就能用：",
    "Send me a table privately and I import it: .csv, .xlsx, .ics (a calendar) or a .toml that I exported.\n"
    "The first row is the header: time, title, text, group/tag, promo, must, until/times. "
    "Only time and text are needed.\n"
    "A row might be: every fri 20:00, Reading night, Chapter three tonight, #books, no, no, 10 times\n"
    "I show you first what would be added and which line is wrong; nothing happens until you “confirm”, "
    "and /undo takes it back.\nHere is one with a few rows to start from:",
)
SEND_PRIVATELY = Phrase(
    "导入在私聊里做：把文件私聊发给我就行。", "Importing is done privately: just send me the file in a private chat."
)
TEMPLATE_NAME = Phrase("投放模板.csv", "drops.csv")
# Not phrases: these hold the slots of drops.
TEMPLATE_ZH = (
    "时间,标题,正文,群/标签,推广,必发,直到/共\r\n"
    "每天 08:30,早报,早安！今天是{{日期}} {{星期}},,否,否,不限\r\n"
    "每周五 20:00,读书夜,今晚一起读第三章,,否,否,共10次\r\n"
    "{year}-01-01 09:00,新年,新年快乐！,,否,是,\r\n"
)
TEMPLATE_EN = (
    "time,title,text,group/tag,promo,must,until/times\r\n"
    "every day 08:30,Morning,Good morning! It is {{weekday}} {{date}},,no,no,forever\r\n"
    "every fri 20:00,Reading night,Chapter three tonight,,no,no,10 times\r\n"
    "{year}-01-01 09:00,New year,Happy new year!,,no,yes,\r\n"
)
EXPORT_NAME = Phrase("投放-{day}.toml", "drops-{day}.toml")
EXPORTED = Phrase(
    "这个文件里有 {what}{where}，私聊发给我就能原样导回来。",
    "This file holds {what}{where}. Send it to me privately to have the same again.",
)
EXPORTED_PRIVATELY = Phrase("文件私聊发给你了。", "I have sent you the file privately.")
NOTHING_TO_EXPORT = Phrase("还没有可以导出的投放。", "There is nothing to export yet.")
AS_SAID = Phrase("{what}", "{what}")

# At the command line
NAME_A_GROUP = Phrase(
    "没有写发到哪个群。在这一行写群名，或者加上 --group 编号、--tag 标签。",
    "It doesn't say where to. Name a group on this line, or add --group NUMBER or --tag TAG.",
)
NO_GROUP_NUMBERED = Phrase("没有编号 {number} 的群。", "There is no group {number}.")
NO_ACCOUNT = Phrase(
    "机器人还没有登录过，没有群可以导入。先运行 dandelion run。",
    "The bot has never logged in, so there are no groups yet. Start it with dandelion run first.",
)
WHICH_ACCOUNT = Phrase(
    "数据库里有好几个账号，请用 --group 编号 指明。", "There are several accounts; say which by --group NUMBER."
)
NO_AUTHOR = Phrase(
    "还没有运营者，不知道这些投放归谁。先绑定运营者，或用 --group 指定一个有群主的群。",
    "There is no operator yet to whom these drops could belong. Bind one, or name a group with an owner by --group.",
)
NOT_MIGRATED = Phrase(
    "数据库还不是当前版本，先运行 dandelion migrate。", "The database is not up to date; run dandelion migrate first."
)
BUSY = Phrase(
    "机器人正在运行，不能同时改数据库。把 {name} 私聊发给它就能导入；或者先停掉它。",
    "The bot is running, and only one may change the database. Send it {name} in a private chat instead, or stop it.",
)
GO_AHEAD = Phrase("要导入吗？[y/N] ", "Go ahead? [y/N] ")
SAY_YES = Phrase("确定的话加上 --yes。", "Add --yes to go ahead.")
NOTHING_IMPORTED = Phrase("什么都没有导入。", "Nothing was imported.")
IMPORTED_HERE = Phrase(
    "从 {name} 导入了 {what}，归 {who}，在聊天里发 /撤销 可以收回。",
    "Imported {what} from {name} for {who}, who can take it back in chat by /undo.",
)
WRITTEN = Phrase("{what} 写进了 {file}。", "{what} in {file}.")
