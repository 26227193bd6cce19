"""What is said about polls. Whatever is about one begins with its number: who quotes it, votes in it."""

from bot.phrases import Phrase

NEW_ZH = "/投票 新建 下周读什么 截止 周五 20:00\n小说\n散文"
NEW_EN = "/poll new What shall we read until fri 20:00\nA novel\nEssays"

# What can't be read.
NO_QUESTION = Phrase("要问什么呢？写在「新建」后面。", "What is the question? Write it after “new”.")
QUESTION_TOO_LONG = Phrase("问题太长了，最多 {most} 字。", "That question is too long; {most} characters at most.")
HOW_MANY_OPTIONS = Phrase(
    "选项一行写一个，{least} 到 {most} 个，现在有 {n} 个。",
    "Write one option a line, {least} to {most} of them; there {n|is|are} {n} now.",
)
OPTION_TOO_LONG = Phrase(
    "选项「{text}」太长了，最多 {most} 字。", "The option “{text}” is too long; {most} characters at most."
)
OPTION_TWICE = Phrase("选项「{text}」写了两次。", "The option “{text}” is there twice.")
BAD_CHOICES = Phrase(
    "「多选」后面写每人最多选几个，1 到 {n}，不是「{text}」。",
    "After “choose” say how many each may choose, 1 to {n}, not “{text}”.",
)
NO_UNTIL = Phrase("截止到什么时候？", "Until when?")
BAD_UNTIL = Phrase("「{text}」里的时间没看懂。", "I can't read the time in “{text}”.")
UNTIL_RANGE = Phrase("截止时间要在一分钟以后、{days} 天以内。", "A poll can stay open from a minute to {days} days.")
TOO_MANY_OPEN = Phrase(
    "群里已经有 {most} 个投票在进行了，先结束一些吧。",
    "There are {most} polls open here already; please end some first.",
)

# A poll.
QUESTION = Phrase("投票 #{number}：{question}\n{options}\n{how}", "Poll #{number}: {question}\n{options}\n{how}")
OPTION = Phrase("{place}. {text}", "{place}. {text}")
UNTIL = Phrase("截止 {at}（{zone}），之前都可以改。", "Open until {at} ({zone}); until then you can change your vote.")
HOW_ONE = Phrase("发「投票 2」，或引用这条回数字。", "Say “poll 2”, or quote this and reply with a number.")
HOW_SEVERAL = Phrase(
    "最多选 {n} 个：发「投票 1 2」，或引用这条回数字。",
    "Choose up to {n}: say “poll 1 2”, or quote this and reply with the numbers.",
)
HOW_NUMBERED = Phrase(
    "发「投票 #{number} 2」，或引用这条回数字。", "Say “poll #{number} 2”, or quote this and reply with a number."
)
ANONYMOUS = Phrase(
    "匿名：谁投了什么，谁也查不到。怕群里看见，私聊我发也算。",
    "Anonymous: nobody can look up who voted what. To vote unseen, tell me in private.",
)
OPENED = Phrase("发起了投票 #{number} {question}", "Poll #{number} is open: {question}")
DID_OPEN = Phrase("发起投票 #{number} {question}", "opened poll #{number} {question}")

# How things stand.
STANDS = Phrase(
    "投票 #{number}：{question}\n{options}\n{voters} 人投了 · 截止 {at}",
    "Poll #{number}: {question}\n{options}\n{voters} voted · open until {at}",
)
COUNTED = Phrase("{place}. {text}　{n} 票", "{place}. {text}: {n}")
COUNTED_SHARE = Phrase("{place}. {text}　{n} 票（{percent}%）{names}", "{place}. {text}: {n} ({percent}%){names}")
NAMES = Phrase("\n　{names}", "\n   {names}")
AND_MORE = Phrase("{names} 等 {n} 人", "{names} and others, {n} in all")
NONE_OPEN = Phrase("现在没有投票。", "There is no poll now.")
NONE_OPEN_ADMIN = Phrase("现在没有投票。要发起一个：\n" + NEW_ZH, "There is no poll now. To open one:\n" + NEW_EN)

# What it came to.
ENDED = Phrase(
    "投票 #{number} 结束了：{question}\n{outcome}\n{options}\n共 {voters} 人投票",
    "Poll #{number} has ended: {question}\n{outcome}\n{options}\n{voters} voted",
)
ENDED_WITHOUT = Phrase(
    "投票 #{number} 结束了：{question}\n没有人投票。", "Poll #{number} has ended: {question}\nNobody voted."
)
CANCELLED_ONE = Phrase("投票 #{number} 取消了：{question}", "Poll #{number} was cancelled: {question}")
WHO = Phrase("谁投了什么：/投票 查看 {number}", "Who voted what: /poll show {number}")
WON = Phrase("选出来的是：{text}（{n} 票）", "The choice is: {text} ({n} {n|vote|votes})")
TIED = Phrase("平票：{texts}，各 {n} 票", "A tie: {texts}, with {n} {n|vote|votes} each")
BETWEEN = Phrase("、", ", ")

# Voting.
WHICH = Phrase(
    "有 {n} 个投票在进行，请带上编号，比如「投票 #{number} 2」：\n{lines}",
    "{n} polls are open; please name one, such as “poll #{number} 2”:\n{lines}",
)
LINE = Phrase("#{number} {question}", "#{number} {question}")
NO_SUCH_OPTION = Phrase(
    "投票 #{number} 没有这一项，选项是 1 到 {n}。", "Poll #{number} has no such option; they are 1 to {n}."
)
TOO_MANY = Phrase("投票 #{number} 每人最多选 {most} 个。", "In poll #{number} you can choose {most} at most.")
IS_CLOSED = Phrase(
    "投票 #{number} 已经截止了。发 /投票 查看 {number} 看结果。",
    "Poll #{number} is over. /poll show {number} tells the result.",
)
NOT_A_VOTE = Phrase("「{text}」没看懂，投票写选项的数字。", "I can't read “{text}”; vote with an option's number.")
VOTE = Phrase("/投票 2", "/poll 2")
VOTED = Phrase(
    "记下了，投票 #{number} 你选了：{texts}。截止前可以改。",
    "Noted: in poll #{number} you chose {texts}. You can change it until it ends.",
)
VOTED_SECRETLY = Phrase(
    "记下了你在投票 #{number} 的选择。截止前可以改。",
    "Noted your choice in poll #{number}. You can change it until it ends.",
)
TOOK_BACK = Phrase("投票 #{number} 你的票收回了。", "Your vote in poll #{number} is taken back.")

# What admins do.
NO_SUCH_POLL = Phrase(
    "没有 #{number} 这个投票。发 /投票 历史 看以前的。", "There is no poll #{number}. /poll history lists them."
)
WHICH_NUMBER = Phrase("有 {n} 个投票在进行，请写编号：\n{lines}", "{n} polls are open; please give a number:\n{lines}")
NOT_OPEN = Phrase("投票 #{number} 已经结束了。", "Poll #{number} is over already.")
END_PREVIEW = Phrase(
    "现在就结束投票 #{number}「{question}」？已有 {voters} 人投票，结果马上公布，之后不能再投。",
    "End poll #{number} “{question}” now? {voters} voted; the result is told at once and nobody can vote any more.",
)
DID_END = Phrase("提前结束投票 #{number} {question}", "ended poll #{number} {question} early")
ENDED_IT = Phrase(
    "投票 #{number} 结束了，结果已经发到群里。", "Poll #{number} has ended; the group is told the result."
)
DID_CANCEL = Phrase("取消投票 #{number} {question}", "cancelled poll #{number} {question}")
TIME_IS_OVER = Phrase(
    "投票 #{number} 的时间已经过了，恢复不了。", "The time of poll #{number} is over; it can't go on."
)
CANCELLED = Phrase("投票 #{number} 取消了", "Poll #{number} is cancelled")

# What was decided before.
HISTORY = Phrase("以前的投票{page}：", "Polls so far{page}:")
PAGE = Phrase("（第 {page}/{pages} 页）", " (page {page} of {pages})")
NO_HISTORY = Phrase("还没有结束的投票。", "No poll has ended yet.")
NO_SUCH_PAGE = Phrase("没有这一页，一共 {pages} 页。", "There is no such page; {pages} in all.")
PAST = Phrase("#{number} {day} {question} → {outcome}", "#{number} {day} {question} → {outcome}")
PAST_WON = Phrase("{text}（{n}/{voters} 票）", "{text} ({n} of {voters})")
PAST_TIED = Phrase("平票：{texts}（各 {n}/{voters} 票）", "a tie: {texts} ({n} of {voters} each)")
PAST_NONE = Phrase("没有人投票", "nobody voted")
PAST_CANCELLED = Phrase("取消了", "cancelled")
HISTORY_FOOT = Phrase("看其中一个：/投票 查看 {number}", "To see one: /poll show {number}")

# In campaigns and pictures.
PARAMS = Phrase(
    "question=下周读什么 options=小说\n散文 choices=1", "question=What shall we read options=A novel\nEssays choices=1"
)
SUMMARY = Phrase("「{question}」投票：{outcome}", "“{question}”: {outcome}")
PICTURE_SUBTITLE = Phrase("投票 #{number} · {voters} 人", "Poll #{number} · {voters} voted")
FIGURE = Phrase("{n} 票 · {percent}%", "{n} · {percent}%")
FILE = "poll.png"

# On the page of activities.
PAGE_TITLE = Phrase("投票", "Polls")
NUMBER_ON_PAGE = Phrase("编号", "No.")
ASKED = Phrase("问题", "Question")
ANSWER = Phrase("结果", "Result")
ENDS = Phrase("截止", "Until")
STATE = Phrase("状态", "State")
IS_OPEN = Phrase("进行中", "open")
IS_OVER = Phrase("已结束", "over")
WAS_CANCELLED = Phrase("已取消", "cancelled")
VOTERS = Phrase("{n} 人投了", "{n} voted")
NONE_ON_PAGE = Phrase("还没有投票。", "No polls yet.")
DO_END = Phrase("提前结束", "End it now")
DO_CANCEL = Phrase("取消投票", "Cancel the poll")
DO_OPEN = Phrase("发起投票", "Open a poll")
POST_IT = Phrase("发到群里", "Post it in the group")
QUESTION_HINT = Phrase("下周读什么", "What shall we read")
OPTIONS_LABEL = Phrase("选项，一行一个", "Options, one a line")
OPTIONS_HINT = Phrase("小说\n散文", "A novel\nEssays")
UNTIL_HINT = Phrase("周五 20:00", "fri 20:00")
CHOOSE_LABEL = Phrase("每人最多选几个", "How many each may choose")
SECRECY = Phrase("记名", "By name")
BY_NAME = Phrase("记名：结束后看得到谁投了什么", "with names: shown at the end")
SECRET = Phrase("匿名：谁也查不到", "anonymous: nobody can look it up")
ANONYMOUSLY = Phrase("匿名", "anonymous")
SAY_NEW = Phrase(
    "/投票 新建 {question} [截止 {until}] [多选 {choices}] {secrecy}\n{options}",
    "/poll new {question} [until {until}] [choose {choices}] {secrecy}\n{options}",
)
SAY_END = Phrase("/投票 结束 {number}", "/poll end {number}")
SAY_CANCEL = Phrase("/投票 取消 {number}", "/poll cancel {number}")
