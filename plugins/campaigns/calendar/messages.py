"""Every sentence of the calendar."""

from bot.phrases import Phrase

UNREADABLE = Phrase(
    "看不懂「{text}」。可以写月份，也可以写天数。", "I can't read “{text}”. Name a month, or a number of days."
)
TOO_FAR = Phrase("日历只有 {first} 到 {last} 年。", "The calendar goes from {first} to {last}.")
TOO_MANY_DAYS = Phrase("天数要在 1 到 {most} 之间。", "It must be between 1 and {most} days.")
NO_NAME = Phrase("这是什么日子？把名字也写上。", "What day is it? Please name it as well.")
NO_DATE = Phrase(
    "没看到日期。可以写 2024-05-20、5月20日、农历八月初三，也可以写节日的名字。",
    "I see no date. You can write 2024-05-20, 20 May, lunar 8-3, or a festival's name.",
)
NAME_TOO_LONG = Phrase("名字太长了，最多 {most} 个字。", "The name is too long; {most} characters at most.")
TOO_MANY_OWN = Phrase("一个群最多记 {most} 个日子。", "A group can have {most} days of its own at most.")
HAS_ALREADY = Phrase("已经记着了，是 #{number}。", "That is there already, as #{number}.")
NO_SUCH_DAY = Phrase(
    "没有叫「{which}」的日子。发 /日历 日子 看看有哪些。", "There is no day “{which}”. /calendar days lists them."
)
WHICH_OF_THEM = Phrase("叫「{name}」的不止一个，请写编号：{numbers}。", "Several are called “{name}”: {numbers}.")

AHEAD = Phrase("接下来 {n} 天（{where}，{zone}）：", "The next {n} {n|day|days} ({where}, {zone}):")
MONTH = Phrase("{year}年{month}月（{where}，{zone}）：", "{month} {year} ({where}, {zone}):")
DAY = Phrase("{day} {weekday} {names}{left}", "{day} {weekday} {names}{left}")
TODAY = Phrase("，就是今天", ", today")
TOMORROW = Phrase("，明天", ", tomorrow")
IN_DAYS = Phrase("，还有 {n} 天", ", in {n} {n|day|days}")
AND = Phrase("、", ", ")
OWN = Phrase("★{name}{years}", "★{name}{years}")
YEARS = Phrase("（{n} 周年）", " ({n} {n|year|years})")
MORE_DAYS = Phrase("……还有 {n} 个日子，换短一点看：/日历 30天", "… and {n} more; ask for less: /calendar 30d")
OFF = Phrase("放假：{spans}", "Days off: {spans}")
MADE_UP = Phrase("调休上班：{spans}", "Make-up workdays: {spans}")
SPAN = Phrase("{first} 到 {last}（{n} 天）", "{first} to {last} ({n} days)")
UNANNOUNCED = Phrase(
    "{year} 年的放假调休安排还没公布，先按法定节假日算，以后会变。",
    "The holidays of {year} are not announced yet; this is only what the law fixes.",
)
NOTHING = Phrase("没有特别的日子。", "No special days.")
HINT_ADD = Phrase(
    "记下群里自己的日子：/日历 添加 群生日 2024-05-20", "To note a day of your own: /calendar add birthday 2024-05-20"
)
HINT_OWN = Phrase("★ 是群里自己的日子，全部：/日历 日子", "★ are the group's own days; all of them: /calendar days")

SUBTITLE = Phrase("{where}的日历", "Calendar of {where}")
A_SET = Phrase("#{tag} 的 {n} 个群", "{n} groups tagged #{tag}")

NO_DAYS = Phrase("还没有记下自己的日子。", "There are no days of your own yet.")
OWN_DAYS = Phrase(
    "自己的日子（{zone}）：\n{lines}\n不要了：/日历 删除 {number}",
    "Days of your own ({zone}):\n{lines}\nTo drop one: /calendar delete {number}",
)
OWN_LINE = Phrase("#{number} {name} {when}{next}{groups}", "#{number} {name}, {when}{next}{groups}")
NEXT = Phrase("，下次 {day} {weekday}{years}{left}", ", next {day} {weekday}{years}{left}")
OVER = Phrase("，已经过了", ", over")
IN_GROUPS = Phrase("（{n} 个群）", " ({n} groups)")
ONCE = Phrase("只这一次", "only once")

ADDED = Phrase("记下了 #{number} {name}：{when}{next}{leap}", "Noted #{number} {name}: {when}{next}{leap}")
LEAP = Phrase(
    "。没有闰{month}的年份，就在平常的{month}过", ". In years without a leap {month} it is in the regular {month}"
)
DELETED = Phrase("去掉了 #{number} {name}", "#{number} {name} is gone")
DID_ADD = Phrase("记下了日子「{name}」", "noted the day “{name}”")
DID_DELETE = Phrase("删了日子「{name}」", "dropped the day “{name}”")

# On its page.
PAGE = Phrase("日子", "Days")
NUMBER = Phrase("编号", "No.")
NAME = Phrase("名字", "Name")
DATE = Phrase("日期", "Date")
NEXT_TIME = Phrase("下次", "Next")
OWN_ON_PAGE = Phrase("群里自己的日子", "The group's own days")
NONE_ON_PAGE = Phrase(
    "还没有。记下群生日、老板生日这样的日子，到时候好办活动。", "None yet. Note the group's birthday and the like."
)
COMING = Phrase("接下来的日子", "What is coming")
MONTH_PICTURE = Phrase("{year}年{month}月的日历", "The calendar of {month}/{year}")
DO_DELETE = Phrase("删掉", "Delete")
DO_ADD = Phrase("记下一个日子", "Note a day")
ADD_IT = Phrase("记下", "Note it")
NAME_HINT = Phrase("群生日", "birthday")
DATE_HINT = Phrase("2024-05-20，或 农历八月初三", "2024-05-20, or lunar 8-3")
SAY_ADD = Phrase("/日历 添加 {name} {date}", "/calendar add {name} {date}")
SAY_DELETE = Phrase("/日历 删除 {number}", "/calendar delete {number}")
