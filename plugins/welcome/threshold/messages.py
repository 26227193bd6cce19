"""Every sentence of the threshold."""

from bot.phrases import Phrase

# To newcomers, in the group after their mentions or in private.

ASK = {
    "question": Phrase(
        "进这个群要先答一个问题：\n{question}\n{limit}内答上就行，直接在群里说，或者私聊我。",
        "To stay in this group, please answer a question:\n{question}\n"
        "You have {limit}; just say it here, or tell me privately.",
    ),
    "code": Phrase(
        "进这个群要对一下暗号。{limit}内说出来就行，直接在群里说，或者私聊我。不知道的话，问问带你来的人。",
        "This group has a code word. You have {limit}; just say it here, or tell me privately. "
        "If you don't know it, ask who brought you.",
    ),
    "approval": Phrase(
        "等管理员点个头，就是正式成员了，先四处看看吧。",
        "An admin will look in and let you in for good. Meanwhile, look around.",
    ),
}
ASK_PRIVATELY = {
    "question": Phrase(
        "进「{group}」要先答一个问题：\n{question}\n{limit}内在这里回我就行。",
        "To stay in “{group}”, please answer a question:\n{question}\nYou have {limit}; just tell me here.",
    ),
    "code": Phrase(
        "进「{group}」要对一下暗号，{limit}内在这里回我就行。不知道的话，问问带你来的人。",
        "“{group}” has a code word. You have {limit}; just tell me here. If you don't know it, ask who brought you.",
    ),
}
REMIND = {
    "question": Phrase(
        "还差一个回答：\n{question}\n直接在群里说，或者私聊我。",
        "There is still a question to answer:\n{question}\nJust say it here, or tell me privately.",
    ),
    "code": Phrase(
        "还差一句暗号，直接在群里说，或者私聊我。", "The code word, please: say it here, or tell me privately."
    ),
}
REMIND_PRIVATELY = {
    "question": Phrase(
        "「{group}」还差你一个回答：\n{question}\n在这里回我就行。",
        "“{group}” is still waiting for your answer:\n{question}\nJust tell me here.",
    ),
    "code": Phrase(
        "「{group}」还差你一句暗号，在这里回我就行。", "“{group}” is still waiting for its code word; tell me here."
    ),
}
WARN = {
    "question": Phrase(
        "再不回答，一小时后我就要请你们离开了：\n{question}\n直接在群里说，或者私聊我。",
        "Without an answer I'll have to remove you in an hour:\n{question}\nJust say it here, or tell me privately.",
    ),
    "code": Phrase(
        "再不对上暗号，一小时后我就要请你们离开了。直接在群里说，或者私聊我。",
        "Without the code word I'll have to remove you in an hour. Just say it here, or tell me privately.",
    ),
}
WARN_PRIVATELY = {
    "question": Phrase(
        "再不回答，一小时后我就要请你离开「{group}」了：\n{question}\n在这里回我就行。",
        "Without an answer I'll have to remove you from “{group}” in an hour:\n{question}\nJust tell me here.",
    ),
    "code": Phrase(
        "再不对上暗号，一小时后我就要请你离开「{group}」了，在这里回我就行。",
        "Without the code word I'll have to remove you from “{group}” in an hour. Just tell me here.",
    ),
}
PASSED = Phrase("答上了，欢迎正式加入！", "That's it. Welcome in!")
PASSED_PRIVATELY = Phrase("答上了，欢迎正式加入「{group}」！", "That's it. Welcome to “{group}”!")
LET_IN = Phrase("管理员点头了，欢迎正式加入！", "An admin has let you in. Welcome!")
WRONG = Phrase("还不对，你还能试 {left} 次。", "Not yet; you can try {left} more {left|time|times}.")
WRONG_PRIVATELY = Phrase(
    "「{group}」的这一关还不对，你还能试 {left} 次。",
    "That's not it for “{group}”; you can try {left} more {left|time|times}.",
)
NO_MORE = Phrase(
    "还是不对，先不试了，等管理员来看看。", "Still not it. Let's leave it there; an admin will have a look."
)

# To whoever owns the group.

REPORT = Phrase(
    "「{group}」有 {n} 位新人没通过：\n{lines}\n放行：/门槛 放行 {number}\n移出：/门槛 移出 {number}",
    "{n} {n|newcomer|newcomers} of “{group}” {n|has|have} not passed:\n{lines}\n"
    "To let in: /threshold admit {number}\nTo remove: /threshold remove {number}",
)
REPORT_WARNED = Phrase(
    "「{group}」有 {n} 位新人还没通过，我提醒他们了，一小时后会移出：\n{lines}\n想留下：/门槛 放行 {number}",
    "{n} {n|newcomer|newcomers} of “{group}” {n|has|have} not passed. I have told them that I will remove them in an "
    "hour:\n{lines}\nTo keep: /threshold admit {number}",
)
REPORT_NEW = Phrase(
    "「{group}」有 {n} 位新人等你点头：\n{lines}\n放行：/门槛 放行 {number}\n移出：/门槛 移出 {number}",
    "{n} {n|newcomer|newcomers} of “{group}” {n|waits|wait} for your word:\n{lines}\n"
    "To let in: /threshold admit {number}\nTo remove: /threshold remove {number}",
)
REFUSED = Phrase(
    "「{group}」有 {n} 位没能移出：{names}。微信只让群主和群管理员移出人，请让我当群管理员，或者你自己移出。",
    "{n} {n|person|people} could not be removed from “{group}”: {names}. WeChat allows that only to a group's owner "
    "and its admins; make me one of them, or remove them yourself.",
)
REFUSED_HERE = Phrase("有 {n} 位没能移出，发 /门槛 看看。", "{n} could not be removed; see /threshold.")

# To admins.

STATE = Phrase("{what}\n{limit}\n\n{waiting}{more}", "{what}\n{limit}\n\n{waiting}{more}")
OFF = Phrase(
    "没有设门槛，进来的都算正式成员。\n出一个问题：/门槛 问题，从第二行写问题，再往下一行一个答案。\n"
    "用一句暗号：/门槛 暗号 蒲公英。等管理员点头：/门槛 审批。",
    "There is no threshold; everybody who joins is in.\nA question: /threshold question, the question on the second "
    "line and an accepted answer on each further line.\nA code word: /threshold code dandelion. An admin's word: "
    "/threshold approval.",
)
IS_QUESTION = Phrase(
    "门槛是一个问题：{question}\n能算对的答案有 {n} 个。",
    "The threshold is a question: {question}\n{n} {n|answer is|answers are} accepted.",
)
IS_QUESTION_TOLD = Phrase(
    "门槛是一个问题：{question}\n能算对的答案：{answers}",
    "The threshold is a question: {question}\nAccepted: {answers}",
)
IS_CODE = Phrase(
    "门槛是一句暗号，私聊我发 /门槛 能看到。", "The threshold is a code word; ask me privately with /threshold."
)
IS_CODE_TOLD = Phrase("门槛是一句暗号：{answers}", "The threshold is a code word: {answers}")
IS_APPROVAL = Phrase("门槛是管理员点头。", "The threshold is an admin's word.")
OR = Phrase(" / ", " / ")
LIMIT_IS = Phrase(
    "时限 {limit}，到时没通过的，我列给群主看。", "Newcomers have {limit}; who hasn't passed by then I tell the owner."
)
LIMIT_REMOVES = Phrase(
    "时限 {limit}，到时没通过的，提前一小时说一声再移出。",
    "Newcomers have {limit}; who hasn't passed by then is told, and an hour later removed.",
)
HOURS = Phrase("{n} 小时", "{n} {n|hour|hours}")
DAYS = Phrase("{n} 天", "{n} {n|day|days}")
NOBODY_WAITS = Phrase("没有人在等。", "Nobody is waiting.")
WAITING = Phrase("等着的 {n} 位（{zone}）：\n{lines}", "{n} {n|is|are} waiting ({zone}):\n{lines}")
LINE = Phrase("{number}. {name}，{at} 到时{marks}", "{number}. {name}, until {at}{marks}")
LINE_UNASKED = Phrase("{number}. {name}，刚进来{marks}", "{number}. {name}, just joined{marks}")
LINE_SHORT = Phrase("{number}. {name}", "{number}. {name}")
AND_MORE = Phrase("……还有 {n} 位", "… and {n} more")
MARK = Phrase("，{mark}", ", {mark}")
TRIED = Phrase("答错 {n} 次", "{n} wrong {n|answer|answers}")
IS_REMOVED = Phrase("正在移出", "being removed")
IS_REFUSED = Phrase("没能移出", "could not be removed")
NEXT_PAGE = Phrase("\n下一页：/门槛 {page}", "\nNext page: /threshold {page}")
WHAT_NOW = Phrase(
    "\n放行：/门槛 放行 {number}。移出：/门槛 移出 {number}。",
    "\nTo let in: /threshold admit {number}. To remove: /threshold remove {number}.",
)
NO_SUCH_PAGE = Phrase("一共只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
SOMEBODY = Phrase("没有昵称的人", "somebody without a name")

SET_QUESTION = Phrase("好，新人要先答「{question}」，{limit}内", "Newcomers now answer “{question}” within {limit}")
SET_CODE = Phrase("好，新人要先说出暗号，{limit}内", "Newcomers now say the code word within {limit}")
SET_APPROVAL = Phrase("好，新人进来要等管理员点头", "Newcomers now wait for an admin's word")
SET_OFF = Phrase("门槛撤了，进来的都算正式成员", "The threshold is gone; everybody who joins is in")
SET_LIMIT = Phrase("好，新人有 {limit}", "Newcomers now have {limit}")
SET_KEEPING = Phrase(
    "不再自动移出谁了，没通过的我列给群主看", "I no longer remove anybody by myself; I tell the owner who hasn't passed"
)
SET_REMOVING = Phrase(
    "好，到时没通过的，提前一小时说一声再移出", "Who hasn't passed in time is told, and an hour later removed"
)
ASKED_AGAIN = Phrase("等着的 {n} 位，我按新的再问一遍。", "I ask the {n} who {n|waits|wait} again.")
BETTER_PRIVATELY = Phrase(
    "不过答案大家都看到了。下次私聊我设，先发 /用 选好群。",
    "Everybody has seen the answer, though. Next time tell me privately, after choosing the group with /use.",
)
REMOVING_PREVIEW = Phrase(
    "打开自动移出：新人过了 {limit}还没通过，我在群里 @ 他，也告诉群主，一小时后移出。只在白天做。\n"
    "现在等着的 {n} 位也算在内。",
    "Removing by itself: whoever hasn't passed after {limit} is @mentioned, the owner is told, and an hour later they "
    "are removed; only by day.\nThis goes for the {n} now waiting, too.",
)
NOT_FOR_APPROVAL = Phrase(
    "现在的门槛是管理员点头。没点头不怪新人，所以不自动移出。",
    "The threshold is an admin's word. A newcomer can't help it if none comes, so nobody is removed for that.",
)
OFF_NOW = Phrase("现在没有门槛，先设一个。", "There is no threshold; set one first.")
REMOVE_PREVIEW = Phrase(
    "把这 {n} 位移出「{group}」：\n{lines}\n移出了不能撤销。",
    "Remove {n} {n|newcomer|newcomers} from “{group}”:\n{lines}\nThis can't be undone.",
)
REMOVING = Phrase(
    "好，这就移出 {n} 位。没能移出的，我会告诉你。", "Removing {n}. If any can't be removed, I'll tell you."
)
ADMITTED = Phrase("放行了 {names}", "Let in: {names}")
NAMED_AND_MORE = Phrase("{names} 等 {n} 位", "{names} and others, {n} in all")
WHICH = Phrase(
    "哪一位？发 /门槛 看编号，可以写几个，比如 2 3，或者 2-5，或者 全部。",
    "Who? /threshold lists their numbers; give some of them like 2 3 or 2-5, or all.",
)
NOT_WAITING = Phrase(
    "没有 {numbers} 号在等。发 /门槛 看看都有谁。", "Nobody with number {numbers} is waiting. /threshold lists them."
)
MENTIONED_NOT_WAITING = Phrase(
    "@ 到的人里有人不在等。发 /门槛 看看都有谁。", "Somebody you mentioned is not waiting. /threshold lists them."
)
TOO_LATE = Phrase("已经在移出了，来不及放行。", "They are being removed already; it is too late.")

NO_ANSWERS = Phrase(
    "第一行写问题，下面一行写一个能算对的答案。",
    "The question goes on the first line below, an accepted answer on each further line.",
)
NO_CODE = Phrase("暗号写在后面。", "The code word goes after it.")
TOO_LONG = Phrase("问题有 {n} 个字，最多 {most} 个。", "The question has {n} characters; {most} is the most.")
TOO_MANY_ANSWERS = Phrase("答案最多 {most} 个。", "There can be {most} answers at most.")
ANSWER_TOO_LONG = Phrase("答案太长了，最多 {most} 个字。", "An answer has {most} characters at most.")
IS_COMMAND = Phrase(
    "「{answer}」对我来说是命令，新人这么说我听不成答案，换一个吧。",
    "“{answer}” is a command to me; said by a newcomer I would not take it as an answer. Choose another.",
)
LIMIT_RANGE = Phrase(
    "时限要按整小时，从 {least} 小时到 {most} 天。", "The time is in whole hours, from {least} hours to {most} days."
)

DID_SET_QUESTION = Phrase("设了入群问题", "set an entry question")
DID_SET_CODE = Phrase("设了入群暗号", "set a code word")
DID_SET_APPROVAL = Phrase("设了入群审批", "set entry by approval")
DID_SET_OFF = Phrase("撤了门槛", "took the threshold away")
DID_SET_LIMIT = Phrase("把门槛的时限改成 {limit}", "gave newcomers {limit} to pass")
DID_SET_REMOVING = Phrase("打开了自动移出", "switched removing by itself on")
DID_SET_KEEPING = Phrase("关了自动移出", "switched removing by itself off")
DID_ADMIT = Phrase("放行了 {names}", "let {names} in")
DID_REMOVE = Phrase("让我移出没通过的 {names}", "had me remove {names}, who had not passed")
DID_REMOVE_BY_ITSELF = Phrase("到时没通过，自动移出了 {names}", "{names} had not passed in time and was removed")

# On the owner's page.

PAGE = Phrase("新人", "Newcomers")
IS = Phrase("门槛", "Threshold")
KINDS = {
    "": Phrase("没有", "none"),
    "question": Phrase("一个问题", "a question"),
    "code": Phrase("一句暗号", "a code word"),
    "approval": Phrase("管理员点头", "an admin's word"),
}
LIMIT = Phrase("时限", "Time to pass")
REMOVES = Phrase("到时没通过", "Not passed in time")
REMOVED = Phrase("自动移出", "removed")
LISTED = Phrase("告诉群主", "the owner is told")
HOW_MANY_WAIT = Phrase("等着的", "Waiting")
NO_THRESHOLD = Phrase(
    "没有设门槛，进来的都算正式成员。想让新人先答一个问题、说一句暗号或者等你点头，在下面选一样。",
    "There is no threshold; everybody who joins is in. Choose below whether newcomers answer a question, say a code "
    "word or wait for your word.",
)
WHO_WAITS = Phrase("等着的新人", "Who waits")
NUMBER = Phrase("编号", "No.")
NAME = Phrase("谁", "Who")
UNTIL = Phrase("到时", "Until")
JUST_JOINED = Phrase("刚进来", "just joined")
STATE_IS = Phrase("情况", "State")
IS_WAITING = Phrase("在等", "waiting")
QUESTION = Phrase("问题", "Question")
ANSWERS = Phrase("能算对的答案，一行一个", "Accepted answers, one a line")
CODE = Phrase("暗号", "Code word")
LIMIT_NOTE = Phrase("整小时，{least} 小时到 {most} 天，比如 24小时、3天。", "Whole hours, from {least}h to {most}d.")
HOURS_SAID = Phrase("{n}小时", "{n}h")
DO_ASK = Phrase("让新人答一个问题", "Have newcomers answer a question")
DO_CODE = Phrase("让新人说一句暗号", "Have newcomers say a code word")
DO_APPROVAL = Phrase("等管理员点头", "Have an admin let them in")
DO_LIMIT = Phrase("改时限", "Change the time")
DO_SAVE = Phrase("存下", "Save")
DO_OFF = Phrase("撤掉门槛", "Take the threshold away")
DO_REMOVING = Phrase("到时自动移出", "Remove who doesn't pass in time")
DO_KEEPING = Phrase("不再自动移出", "Stop removing by itself")
DO_ADMIT = Phrase("放行", "Let in")
DO_REMOVE = Phrase("移出", "Remove")
DO_ADMIT_ALL = Phrase("全部放行", "Let all in")
SAY_QUESTION = Phrase("/门槛 问题\n{question}\n{answers}", "/threshold question\n{question}\n{answers}")
SAY_CODE = Phrase("/门槛 暗号 {code}", "/threshold code {code}")
SAY_APPROVAL = Phrase("/门槛 审批", "/threshold approval")
SAY_OFF = Phrase("/门槛 关闭", "/threshold off")
SAY_LIMIT = Phrase("/门槛 时限 {limit}", "/threshold limit {limit}")
SAY_REMOVING = Phrase("/门槛 自动移出 开", "/threshold autoremove on")
SAY_KEEPING = Phrase("/门槛 自动移出 关", "/threshold autoremove off")
SAY_ADMIT = Phrase("/门槛 放行 {number}", "/threshold admit {number}")
SAY_REMOVE = Phrase("/门槛 移出 {number}", "/threshold remove {number}")
SAY_ADMIT_ALL = Phrase("/门槛 放行 全部", "/threshold admit all")
