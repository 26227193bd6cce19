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
AND = Phrase("，{what}", ", {what}")
ONLY = {
    "spoken": Phrase("还没发言的", "who hasn't spoken"),
    "introduced": Phrase("还没介绍的", "who hasn't introduced themselves"),
    "passed": Phrase("还没通过的", "who hasn't passed"),
}
PRIVATELY = Phrase("私聊", "privately")
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

# On the owner's page.

TITLE = Phrase("头几周，一步一步带", "The first weeks, step by step")
NONE_YET = Phrase(
    "还没有步骤。可以从这一步开始：进群第 1 天 10:00，还没发言的，问一句「最近在忙什么？」",
    "No steps yet. One to begin with: on day 1 at 10:00, who hasn't spoken is asked what they are up to.",
)
NUMBER = Phrase("编号", "No.")
WHEN = Phrase("什么时候", "When")
WHOM = Phrase("给谁", "To whom")
WHERE = Phrase("在哪说", "Where")
WHAT = Phrase("说什么", "Words")
STATE = Phrase("状态", "State")
IS_ON = Phrase("进行中", "on")
IS_PAUSED = Phrase("暂停", "paused")
EVERYBODY = Phrase("所有人", "everybody")
IN_THE_GROUP = Phrase("群里", "in the group")
IN_PRIVATE = Phrase("{whom}，私聊", "{whom}, privately")
EDIT = Phrase("#{number} · 看和改", "#{number} · see, edit")
IF_IT_WERE_YOU = Phrase("#{number} 轮到你的话，会看到", "What you would read of #{number} if it were your turn")
WITH_PICTURE = Phrase(
    "这一步还有图片或文件。内容空着就都不动，写了就整个换掉。",
    "This step also has a picture or file. Left empty, all stays; what you write replaces all of it.",
)
DAY = Phrase("进群第几天（0 是当天）", "Days after joining (0 is the same day)")
TIME = Phrase("几点", "At")
PICTURE_OR_FILE = Phrase("图片或文件", "Picture or file")
DO_ADD = Phrase("加一步", "Add a step")
DO_CHANGE = Phrase("改 #{number}", "Change #{number}")
DO_SAVE = Phrase("存下", "Save")
DO_PAUSE = Phrase("暂停", "Pause")
DO_RESUME = Phrase("恢复", "Resume")
DO_DELETE = Phrase("删掉", "Delete")

ONLY_SAID = {
    "": Phrase("所有人", "everybody"),
    "spoken": Phrase("未发言", "unspoken"),
    "introduced": Phrase("未介绍", "unintroduced"),
    "passed": Phrase("未通过", "unpassed"),
}
IN_THE_GROUP_SAID = Phrase("群里", "group")
PRIVATELY_SAID = Phrase("私聊", "private")
SAY_ADD = Phrase(
    "/欢迎 步骤 添加 第{days}天 {time} {only} {where}\n{text}",
    "/welcome steps add day {days} {time} {only} {where}\n{text}",
)
SAY_CHANGE = Phrase(
    "/欢迎 步骤 修改 {number} 第{days}天 {time} {only} {where}\n{text}",
    "/welcome steps change {number} day {days} {time} {only} {where}\n{text}",
)
SAY_PAUSE = Phrase("/欢迎 步骤 暂停 {number}", "/welcome steps pause {number}")
SAY_RESUME = Phrase("/欢迎 步骤 恢复 {number}", "/welcome steps resume {number}")
SAY_DELETE = Phrase("/欢迎 步骤 删除 {number}", "/welcome steps delete {number}")
