"""Every sentence of the journey."""

from bot.phrases import Phrase

NO_STEPS = Phrase(
    "还没有步骤。加一步：/欢迎 步骤 添加 第1天 10:00，从第二行写起。",
    "There are no steps yet. To add one: /welcome steps add day 1 10:00, the text from the second line on.",
)
STEPS = Phrase("新人会走的步骤（{zone}）：\n{lines}\n{foot}", "The steps of a newcomer ({zone}):\n{lines}\n{foot}")
STEPS_FOOT = Phrase("看一步：/欢迎 步骤 预览 {number}", "To see one: /welcome steps preview {number}")
LINE = Phrase("#{number} {when}{only}{where}{paused}：{text}", "#{number} {when}{only}{where}{paused}: {text}")
ON_DAY = Phrase("进群第 {days} 天 {time}", "day {days} after joining, {time}")
SAME_DAY = Phrase("进群当天 {time}", "the day of joining, {time}")
ONLY = {
    "": Phrase("", ""),
    "spoken": Phrase("，还没发言的", ", who hasn't spoken"),
    "introduced": Phrase("，还没介绍的", ", who hasn't introduced themselves"),
    "passed": Phrase("，还没通过的", ", who hasn't passed"),
}
PRIVATELY = Phrase("，私聊", ", privately")
PAUSED = Phrase("（暂停）", " (paused)")

ADDED = Phrase("加上了 #{number}：{when}{only}{where}。{first}", "Added #{number}: {when}{only}{where}. {first}")
ADDED_MANY = Phrase(
    "{n} 个群都加上了：{when}{only}{where}。{first}", "Added to {n} groups: {when}{only}{where}. {first}"
)
FIRST = Phrase("今天进群的人，{at} 会收到", "Who joins today gets it on {at}")
FIRST_TODAY = Phrase("在那以前进群的人，当天就会收到", "Who joins earlier that day gets it the same day")
NOT_FRIENDS = Phrase(
    "私聊只发得到加了我好友的人，其他人我在群里说。",
    "In private I only reach people who have me as a friend; the others are told in the group.",
)
CHANGED = Phrase("#{number} 改好了：{when}{only}{where}", "#{number} is changed: {when}{only}{where}")
DELETED = Phrase("#{number} 不发了", "#{number} is gone")
PAUSED_NOW = Phrase("#{number} 停下了，轮到的人会跳过这一步", "#{number} rests; whose turn comes meanwhile skips it")
RESUMED = Phrase("#{number} 继续，从现在起轮到的人会收到", "#{number} goes on with those whose turn comes from now on")
NOTHING_TO_SAY = Phrase(
    "这一步现在没有可说的，群定位和群规都还空着。", "There is nothing to say: no charter and no rules yet."
)

WHEN_UNREADABLE = Phrase(
    "看不懂「{text}」。先写第几天，再写几点。", "I can't read “{text}”. First which day, then what time."
)
WHEN_MISSING = Phrase(
    "先写第几天，再写几点，内容从第二行写起。", "First which day, then what time; the text goes below."
)
NO_SUCH_DAY = Phrase("第几天要在 0 到 {most} 之间。", "The day is between 0 and {most}.")
UNKNOWN_WORD = Phrase(
    "看不懂「{word}」，这里可以写 未发言、未介绍、未通过、私聊。",
    "I can't read “{word}”; here you can say unspoken, unintroduced, unpassed, private.",
)
WHICH = Phrase("哪一步？发 /欢迎 步骤 看编号。", "Which step? /welcome steps lists their numbers.")
NO_SUCH_STEP = Phrase(
    "这个群没有 #{number} 这一步。发 /欢迎 步骤 看有哪些。",
    "This group has no step #{number}. /welcome steps lists them.",
)
TOO_MANY = Phrase("一个群最多 {most} 步，再多就烦人了。", "A group has {most} steps at most; more would be a bother.")
NOTHING_CHANGED = Phrase(
    "要改什么？可以写新的时间，也可以从第二行写新的内容。",
    "What is to change? Give a new time, or a new text from the second line on.",
)
NO_BODY_HERE = Phrase("这里不用写正文。", "There is no text needed here.")

DID_ADD = Phrase("加了新人步骤 #{number}", "added newcomer step #{number}")
DID_CHANGE = Phrase("改了新人步骤 #{number}", "changed newcomer step #{number}")
DID_DELETE = Phrase("删了新人步骤 #{number}", "deleted newcomer step #{number}")
DID_PAUSE = Phrase("暂停了新人步骤 #{number}", "paused newcomer step #{number}")
DID_RESUME = Phrase("恢复了新人步骤 #{number}", "resumed newcomer step #{number}")
