"""Every sentence of thanks and of questions nobody has answered."""

from bot.phrases import Phrase

SOMEBODY = Phrase("群友", "somebody")
AND = Phrase("、", ", ")

# /本周之星
TITLE = Phrase(
    "上周（{first} 周一到 {last} 周日）帮大家最多的：", "Who helped most last week (Mon {first} to Sun {last}):"
)
LINE = Phrase("{place}. {name}：{did}", "{place}. {name}: {did}")
SCORED = Phrase("{place}. {name}：{did}，{score} 分", "{place}. {name}: {did}; {score} {score|point|points}")
ANSWERED = Phrase("回答了 {n} 次", "answered {n} {n|time|times}")
WAS_THANKED = Phrase("被谢了 {n} 次", "was thanked {n} {n|time|times}")
HOW = Phrase(
    "回答别人的问题一次算 {answer} 分，被谢一次算 {thanks} 分。",
    "An answer to a question counts {answer}, being thanked counts {thanks}.",
)
NOBODY = Phrase(
    "上周（{first} 周一到 {last} 周日）还没有看到谁引用着回答问题，或者被人道谢。",
    "Last week (Mon {first} to Sun {last}) I saw nobody quote a question to answer it, and nobody being thanked.",
)
WEEKLY_ON = Phrase(
    "每周在群里感谢：{at}（{zone}）。停下：/本周之星 关闭", "Thanks in the group: {at} ({zone}). To stop: /stars off"
)
WEEKLY_OFF = Phrase("每周在群里感谢：没开。打开：/本周之星 开启", "Thanks in the group: off. To start: /stars on")
WHOLE_TABLE = Phrase(
    "看前 {n} 名和分数，私聊我发 /本周之星。", "For the first {n} with their points, ask me in private: /stars."
)
SWITCHED_ON = Phrase(
    "好，{at} 我在群里谢谢上周帮大家最多的人；没有人帮忙的那周不说话",
    "Fine: {at} I thank in the group whoever helped most the week before; in a week without help I say nothing",
)
SWITCHED_OFF = Phrase("好，不再每周在群里感谢了", "Fine, no weekly thanks any more")
ONCE_A_WEEK = Phrase(
    "一周一次，选一天，时间在 {first} 到 {last} 之间。",
    "Once a week: one weekday, at a time between {first} and {last}.",
)
DID_SWITCH_ON = Phrase("开启了每周感谢（{at}）", "switched weekly thanks on ({at})")
DID_SWITCH_OFF = Phrase("关闭了每周感谢", "switched weekly thanks off")

# The thanks themselves: names stand between these pieces, as real mentions where they are wanted.
OPENINGS = (
    Phrase("回头看看上一周，最肯帮忙的是 ", "Looking back at last week, the most helpful was "),
    Phrase("说到上一周，要先谢谢 ", "For last week, the first thanks go to "),
    Phrase("一周过去了，最热心的是 ", "A week has gone by, and the kindest was "),
)
STAR_DID = Phrase("：{did}。谢谢你！", ": {did}. Thank you!")
ALSO = Phrase("\n也谢谢 ", "\nThanks as well to ")
HELPED_TOO = Phrase("，有你们在，问题就有人接。", ": with you here, questions find an answer.")
WEEKLY_THANKS = Phrase("每周感谢", "weekly thanks")
BECAUSE_THANKS = Phrase(
    "这个群开了每周感谢（/本周之星），谢的是 {week} 这一周帮大家最多的人。",
    "This group has weekly thanks (/stars): for whoever helped most in the week of {week}.",
)

# /值日
UNANSWERED = Phrase(
    "{name}问的「{text}」过了一个小时还没人接，你知道的话帮忙看看？",
    "nobody has taken up what {name} asked an hour ago: “{text}” Could you have a look?",
)
UNANSWERED_PRIVATE = Phrase(
    "「{group}」里{name}问了「{text}」，过了一个小时还没人接。知道的话，去群里回一句吧。",
    "In “{group}” {name} asked “{text}”, and nobody has answered for an hour. If you know, reply there.",
)
BECAUSE_DUTY = Phrase(
    "{name}的问题按白天算等了一个小时没人接，轮到 {volunteer} 值日，所以提了一句（/值日）。",
    "{name}'s question had waited an hour by day, and it was {volunteer}'s turn, so I brought it up (/duty).",
)
STATE = Phrase(
    "值日：{names}\n有问题按白天算过一个小时没人接，我就轮着请一位看看，{first} 到 {last} 之间，{how}，"
    "一天最多 {most} 个。\n"
    "想帮忙：/值日 加入。不想了：/值日 退出。最近一周：/值日 记录{admin}",
    "On duty: {names}\nWhen a question has waited an hour by day, I ask one of you in turn to look at it: between "
    "{first} and {last}, {how}, at most {most} a day.\nTo help: /duty join. To stop: /duty leave. "
    "The last week: /duty log{admin}",
)
STATE_OFF = Phrase(
    "值日：这个群设成了一天 0 个，没人接的问题我不提。{admin}",
    "Duty: this group has set it to 0 a day, so I don't bring unanswered questions up.{admin}",
)
NO_VOLUNTEERS = Phrase("还没有人", "nobody yet")
NAMED_AND_MORE = Phrase("{names} 等 {n} 位", "{names} and others, {n} in all")
IN_GROUP = Phrase("在群里说", "in the group")
IN_PRIVATE = Phrase("加了我好友的私聊说", "in private to those who have me as a friend")
FOR_ADMINS = Phrase(
    "\n管理员可以改：/值日 每天 5，/值日 提醒 私聊", "\nAdmins can change it: /duty daily 5, /duty remind private"
)
JOINED = Phrase(
    "谢谢！有问题没人接的时候，我会轮着请你看看。不想了发 /值日 退出。",
    "Thank you! When a question stays without an answer, I'll ask you in turn. To stop: /duty leave.",
)
JOINED_QUIETLY = Phrase(
    "谢谢！不过你说过别@你，我就先不叫你；想被叫到就发 可以@我。",
    "Thank you! But you asked not to be mentioned, so I won't call on you until you take that back.",
)
JOINED_ALREADY = Phrase("你已经在值日里了。", "You are on duty already.")
LEFT = Phrase("好，不再请你看问题了。谢谢你帮过忙。", "All right, I'll no longer ask you. Thank you for your help.")
WAS_NONE = Phrase("你本来就没有值日。", "You are not on duty.")
DAILY_SET = Phrase("好，没人接的问题一天最多提 {n} 个", "Fine: at most {n} unanswered {n|question|questions} a day")
DAILY_OFF = Phrase("好，没人接的问题不再提了", "Fine: unanswered questions are no longer brought up")
DAILY_RANGE = Phrase("一天 0 到 {most} 个，0 就是不提。", "Between 0 and {most} a day; 0 means none.")
REMIND_PRIVATELY = Phrase(
    "好，以后私聊值日的人；没加我好友的，还是在群里说",
    "Fine: I write to whoever is on duty in private, and in the group to those who don't have me as a friend",
)
REMIND_IN_GROUP = Phrase("好，以后在群里说", "Fine: I say it in the group")
DID_SET_DAILY = Phrase("把没人接的问题改成一天最多提 {n} 个", "set unanswered questions to at most {n} a day")
DID_SET_REMIND = Phrase("改了没人接的问题在哪里提", "changed where unanswered questions are brought up")

NO_LOG = Phrase("最近 {days} 天没有提过问题。", "I brought no question up in the last {days} days.")
LOG = Phrase(
    "最近 {days} 天提了 {n} 个没人接的问题，之后有人接的 {answered} 个{median}。{zone}\n{lines}",
    "In the last {days} days I brought up {n} unanswered {n|question|questions}; {answered} {answered|was|were} "
    "taken up after that{median}. {zone}\n{lines}",
)
MEDIAN = Phrase("，一般等 {minutes} 分钟", ", usually within {minutes} {minutes|minute|minutes}")
LOG_LINE = Phrase("{at} {name}：「{text}」{outcome}", "{at} {name}: “{text}” {outcome}")
TAKEN_UP = Phrase("有人接了", "taken up")
STILL_OPEN = Phrase("还在等", "still waits")
NOT_TAKEN_UP = Phrase("没等到", "not taken up")
NO_WORDS = Phrase("原话已经清掉", "its words are gone by now")
LOG_MORE = Phrase("…只列最近 {n} 个。", "… only the latest {n} are listed.")

# In the office

PAGE_TITLE = Phrase("感谢与值日", "Thanks and duty")
THANKS = Phrase("本周之星", "Stars of the week")
IN_GROUP_WEEKLY = Phrase("每周在群里感谢", "Weekly thanks in the group")
IS_ON = Phrase("开着，{at}", "on, {at}")
IS_OFF = Phrase("没开", "off")
SWITCH_OFF = Phrase("关掉每周感谢", "No weekly thanks")
SWITCH_OFF_COMMAND = Phrase("/本周之星 关闭", "/stars off")
SWITCH_ON = Phrase("每周感谢：打开或改时间", "Weekly thanks: switch on, or change the time")
SWITCH_ON_COMMAND = Phrase("/本周之星 开启 每周{day} {time}", "/stars on every {day} {time}")
DAY = Phrase("周几", "Day")
WEEKDAY = Phrase("周{day}", "{day}")
TIME = Phrase("几点", "Time")
SAVE = Phrase("保存", "Save")
DUTY = Phrase("值日", "Duty")
WHO = Phrase("谁在值日", "On duty")
HOW_MANY = Phrase("没人接的问题一天最多提几个", "Unanswered questions a day, at most")
WHERE = Phrase("在哪里说", "Where")
JOIN = Phrase("我来值日", "I volunteer")
JOIN_COMMAND = Phrase("/值日 加入", "/duty join")
LEAVE = Phrase("我不值日了", "I leave duty")
LEAVE_COMMAND = Phrase("/值日 退出", "/duty leave")
TO_PRIVATE = Phrase("改成私聊说", "Say it in private")
TO_PRIVATE_COMMAND = Phrase("/值日 提醒 私聊", "/duty remind private")
TO_GROUP = Phrase("改成在群里说", "Say it in the group")
TO_GROUP_COMMAND = Phrase("/值日 提醒 群里", "/duty remind group")
DAILY_COMMAND = Phrase("/值日 每天 {n}", "/duty daily {n}")
DAILY_NOTE = Phrase("0 就是不提。", "0 means none.")
