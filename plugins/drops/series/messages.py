"""Every sentence about series."""

from bot.phrases import Phrase

# Not phrases: these are templates, put above an issue that does not say itself which it is.
HEADING_ZH, HEADING_EN = "【{栏目} · 第 {期数} 期】", "[{series} · issue {issue}]"
LESSON_HEADING_ZH, LESSON_HEADING_EN = "【{栏目} · 第 {期数} 天】", "[{series} · day {issue}]"

NOT_A_NAME = Phrase(
    "「{name}」不能当栏目名，最多 {most} 个字，不能全是数字。",
    "“{name}” can't be a series' name; at most {most} characters, not only digits.",
)
TAKEN = Phrase(
    "这里已经有叫「{name}」的栏目了（#{number}）。加一期：/栏目 添加 {name}",
    "There is a series called “{name}” here already (#{number}). To add an issue: /series add {name}",
)
NO_SUCH = Phrase(
    "没有叫「{name}」的栏目。发 /栏目 看有哪些。", "There is no series called “{name}”. /series lists them."
)
SEVERAL = Phrase(
    "有好几个叫「{name}」的栏目：{numbers}。用编号代替名字吧。",
    "Several series are called “{name}”: {numbers}. Please use the number in place of the name.",
)
NONE_YET = Phrase(
    "还没有栏目。新建一个：/栏目 新建 读书 每周五 20:00",
    "There is no series yet. To begin one: /series new reading every fri 20:00",
)
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
NOT_UNDERSTOOD = Phrase("看不懂「{word}」。", "I can't read “{word}”.")
COURSE_FROM = Phrase(
    "课程从哪天开始？写在「课程」后面，今天或以后。", "From which day? Write it after “course”: today or later."
)
COURSE_DOES_NOT_LOOP = Phrase("课程按天发，不能循环。", "A course goes by days and can't be evergreen.")
NO_COURSE = Phrase("「{name}」不是课程，直接排在后面就行，不用写第几天。", "“{name}” is no course; leave the day out.")
NO_DAY = Phrase("写第几天，1 到 {most}，例如 第3天。", "Say which day, 1 to {most}, such as day 3.")
DAY_TAKEN = Phrase(
    "第 {day} 天已经有内容了。要换：/栏目 修改 {name} {day}",
    "Day {day} has its lesson. To change it: /series edit {name} {day}",
)
NO_ISSUE = Phrase(
    "「{name}」里没有第 {place} 个。发 /栏目 查看 {name} 看看。",
    "“{name}” has no number {place}. See /series show {name}",
)
TOO_MANY = Phrase("一个栏目最多排 {most} 期。", "A series can hold {most} issues at most.")
GONE_OUT = Phrase("这一期已经发出去了，收不回来。", "This issue has gone out and can't be taken back.")

MADE = Phrase(
    "栏目「{name}」建好了（#{number}），{when}。\n{then}", "The series “{name}” is set up (#{number}), {when}.\n{then}"
)
NOW_ADD = Phrase(
    "现在加第一期：/栏目 添加 {name}，从第二行写起，或者引用一条消息。",
    "Now add the first issue: /series add {name}, the text from the second line on, or quote a message.",
)
NOW_ADD_DAYS = Phrase(
    "现在加每天的内容：/栏目 添加 {name} 第1天，从第二行写起。开始：{day}",
    "Now add each day's lesson: /series add {name} day 1, the text from the second line on. It begins on {day}",
)
ADDED = Phrase(
    "「{name}」加了一期，排在第 {place}，{when}", "“{name}” has one more issue, number {place} in line, {when}"
)
ADDED_DAY = Phrase("「{name}」第 {day} 天的内容放好了，{when}", "“{name}” has its lesson for day {day}, {when}")
COMES = Phrase("大约 {at}（{zone}）发", "to come about {at} ({zone})")
COMES_NOT = Phrase("现在还排不到时间", "with no time of its own yet")
IS_PAST = Phrase("不过那天已经过了", "though that day is past")
EDITED = Phrase("「{name}」第 {place} 个改好了", "Number {place} of “{name}” is changed")
REMOVED = Phrase("「{name}」第 {place} 个拿掉了", "Number {place} of “{name}” is taken out")
MOVED = Phrase("「{name}」第 {place} 个移到了第 {to}", "Number {place} of “{name}” is number {to} now")
PAUSED = Phrase("栏目「{name}」先停着，排好的都留着", "The series “{name}” is paused; what is queued stays")
RESUMED = Phrase("栏目「{name}」继续，{when}", "The series “{name}” goes on, {when}")
SKIPPED = Phrase("栏目「{name}」跳过 {n} 次，{when}", "The series “{name}” skips {n} {n|time|times}, {when}")
DELETED = Phrase(
    "栏目「{name}」删掉了，排着的 {n} 期也不发了", "The series “{name}” is deleted with {n} {n|issue|issues} in line"
)
LOOPS = Phrase(
    "「{name}」发完会从最久没发的开始再来一轮", "“{name}” begins again when it is through, the longest unseen first"
)
LOOPS_NOT = Phrase("「{name}」发完就停，不再循环", "“{name}” stops when it is through")

LIST = Phrase("栏目 {n} 个{page}\n{lines}\n{foot}", "{n} series{page}\n{lines}\n{foot}")
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
LINE = Phrase("#{number} {name}{marks} · {told}", "#{number} {name}{marks} · {told}")
BETWEEN = Phrase(" · ", " · ")
LEFT = Phrase("还有 {n} 期", "{n} left")
LESSONS = Phrase("课程 {n} 天", "a course of {n} {n|lesson|lessons}")
MARK_LOOPS = Phrase("（循环）", " (evergreen)")
MARK_PROMO = Phrase("（推广）", " (promo)")
HOW_TO_SEE = Phrase("看排了什么：/栏目 查看 {name}", "What is in line: /series show {name}")
NEXT_PAGE = Phrase("下一页：/栏目 {page}", "Next page: /series {page}")

SHOWN = Phrase(
    "{name}（#{number}）{marks}：{when}\n{lines}\n{foot}", "{name} (#{number}){marks}: {when}\n{lines}\n{foot}"
)
EMPTY = Phrase("还没有排上内容。", "Nothing is in line.")
ISSUE = Phrase("{place}. {at}{what}", "{place}. {at}{what}")
LESSON = Phrase("第 {place} 天 {at}{what}", "day {place} {at}{what}")
AT = Phrase("{at} · ", "{at} · ")
WENT_OUT = Phrase("（已发）", " (gone out)")
MORE_ISSUES = Phrase("下一页：/栏目 查看 {name} {page}", "Next page: /series show {name} {page}")
HOW_TO_CHANGE = Phrase(
    "加一期：/栏目 添加 {name}；换顺序：/栏目 移动 {name} 2 1；看一期：/栏目 预览 {name} 1",
    "To add: /series add {name}; to reorder: /series move {name} 2 1; to see one: /series preview {name} 1",
)

LOW = Phrase(
    "栏目「{name}」只剩 {n} 期了，有空补几期：/栏目 添加 {name}",
    "The series “{name}” has only {n} {n|issue|issues} left. To add some: /series add {name}",
)
LAST = Phrase(
    "栏目「{name}」轮到最后一期了，下次没有内容了。补一期：/栏目 添加 {name}",
    "It is the turn of the last issue of “{name}”; there is none for the next time. To add one: /series add {name}",
)
RAN_OUT = Phrase(
    "栏目「{name}」这次没有内容，没发。补上一期，下次照常：/栏目 添加 {name}",
    "The series “{name}” had nothing this time, so nothing went out. Add an issue and it goes on: /series add {name}",
)
COURSE_OVER = Phrase(
    "课程「{name}」全部发完了，辛苦啦。不再需要它：/栏目 删除 {name}",
    "The course “{name}” is complete. Well done! If it is no longer needed: /series delete {name}",
)

DID_ADD = Phrase("给栏目 {name} 加了一期", "added an issue to the series {name}")
DID_EDIT = Phrase("改了栏目 {name} 的一期", "changed an issue of the series {name}")
DID_REMOVE = Phrase("拿掉了栏目 {name} 的一期", "took an issue out of the series {name}")
DID_MOVE = Phrase("换了栏目 {name} 的顺序", "reordered the series {name}")
DID_LOOP = Phrase("改了栏目 {name} 的循环", "changed whether the series {name} begins again")

PAGE = Phrase("栏目", "Series")
NONE_HERE = Phrase(
    "还没有栏目。一期一期地连载，大家才会等下一期：在下面「新建栏目」开一个。",
    "There is no series yet. Issue after issue gives people a thing to wait for: begin one below.",
)
COLUMN_NAME = Phrase("栏目", "Series")
COLUMN_LEFT = Phrase("排着", "In line")
COLUMN_WHEN = Phrase("什么时候", "When")
COLUMN_STATE = Phrase("状态", "State")
COLUMN_PLACE = Phrase("第几个", "Place")
COLUMN_DAY = Phrase("第几天", "Day")
COLUMN_WHAT = Phrase("内容", "What")
NUMBERED = Phrase("#{n} {name}{marks}", "#{n} {name}{marks}")
ALL = Phrase("← 全部栏目", "← All series")
ITS_DROP = Phrase("时间、效果和更多 →", "Times, effect and more →")
BACK_TO = Phrase("← {name}", "← {name}")
NO_SUCH_HERE = Phrase("这个群没有这个栏目，可能已经删掉了。", "This group has no such series; it may be deleted.")
NOTHING_IN_LINE = Phrase("还没有排上内容。在下面加第一期。", "Nothing is in line. Add the first issue below.")
IN_LINE = Phrase("排着的", "In line")
LOOKS = Phrase("发出来是这样的", "How it will look")
ITS_PICTURE = Phrase("第 {place} 个的图片", "The picture of number {place}")

NEW = Phrase("新建栏目", "Begin a series")
NEW_COMMAND = Phrase(
    "/栏目 新建 {name} {when} {how} {first} {end} {kind}", "/series new {name} {when} {how} {first} {end} {kind}"
)
NAME = Phrase("名字", "Name")
NAME_HINT = Phrase("读书", "reading")
TIME_HINT = Phrase("每周五 20:00", "every fri 20:00")
HOW = Phrase("怎么发", "How")
IN_TURN = Phrase("一期一期，发完为止", "issue after issue, until it is through")
LOOPING = Phrase("循环", "evergreen")
LOOPING_TOLD = Phrase("循环，发完再来一轮", "again and again")
A_COURSE = Phrase("课程", "course")
A_COURSE_TOLD = Phrase("课程，按第几天发", "a course, day by day")
FIRST_DAY = Phrase("课程从哪天开始", "First day of a course")
FIRST_DAY_HINT = Phrase("2026-12-01，只有课程要写", "2026-12-01; only of a course")
BEGIN = Phrase("新建", "Begin")

ADD = Phrase("加一期", "Add an issue")
ADD_COMMAND = Phrase("/栏目 添加 {n} {day}\n{text}", "/series add {n} {day}\n{text}")
ADD_NOTE = Phrase("排在最后。", "It goes to the end of the line.")
ADD_DAY_NOTE = Phrase("不写第几天就接在最后一天后面。", "Without a day it follows the last one.")
DAY_HINT = Phrase("第3天", "day 3")
EDIT = Phrase("换内容", "Change it")
EDIT_COMMAND = Phrase("/栏目 修改 {n} {place}\n{text}", "/series edit {n} {place}\n{text}")
MOVE = Phrase("换先后", "Reorder")
MOVE_COMMAND = Phrase("/栏目 移动 {n} {place} {to}", "/series move {n} {place} {to}")
TO = Phrase("移到第几个", "To place")
TO_DAY = Phrase("移到第几天", "To day")
UP = Phrase("往前", "Up")
REMOVE = Phrase("拿掉", "Take out")
REMOVE_COMMAND = Phrase("/栏目 移除 {n} {place}", "/series remove {n} {place}")
LOOP_ON = Phrase("循环起来", "Let it begin again")
LOOP_ON_COMMAND = Phrase("/栏目 循环 {n} 开", "/series loop {n} on")
LOOP_OFF = Phrase("不再循环", "Stop when through")
LOOP_OFF_COMMAND = Phrase("/栏目 循环 {n} 关", "/series loop {n} off")
