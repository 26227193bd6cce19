"""Every sentence about topics but the topics themselves."""

from bot.phrases import Phrase

OWN = Phrase("自己的话题，共 {n} 条{page}：\n{lines}", "Topics of your own: {n}{page}\n{lines}")
NO_OWN = Phrase("还没有自己的话题。", "There are no topics of your own yet.")
LINE = Phrase("#{number} {text}{where}", "#{number} {text}{where}")
OF_SET = Phrase("（#{tag}）", " (#{tag})")
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
NEXT_PAGE = Phrase("下一页：/激活 话题 {page}", "Next page: /nudge topics {page}")
SHIPPED = Phrase(
    "我带来的话题，适合这个群（{kinds}）的有 {n} 条。", "Of the topics I bring along, {n} suit this group ({kinds})."
)
SHIPPED_ANY = Phrase("我带来的话题，什么群都能聊的有 {n} 条。", "Of the topics I bring along, {n} suit any group.")
SHIPPED_DIFFER = Phrase(
    "我带来的话题，各群不一样，有 {least} 到 {most} 条合适。",
    "Of the topics I bring along, {least} to {most} suit these groups, each its own.",
)
AND = Phrase("、", ", ")
HINT_KINDS = Phrase(
    "说说这是什么群，我能挑得更合适：/激活 话题 类型 读书",
    "Tell me what the group is about, and I choose better: /nudge topics kinds reading",
)
HINT_TRY = Phrase("看几个：/激活 话题 试看", "See some: /nudge topics try")
HINT_DELETE = Phrase("不要了：/激活 话题 删除 {number}", "To drop one: /nudge topics delete {number}")
HINT_ADD = Phrase(
    "加自己的：/激活 话题 添加，从第二行起一行一个", "To add your own: /nudge topics add, then one a line below"
)

ADDED = Phrase("记下了话题 #{number}", "Noted topic #{number}")
ADDED_SEVERAL = Phrase("记下了 {n} 个话题：{numbers}", "Noted {n} topics: {numbers}")
ALL_THERE = Phrase("这些话题都已经有了。", "All of that is there already.")
DELETED = Phrase("话题 #{number} 删掉了", "Topic #{number} is gone")
KINDS_SET = Phrase(
    "记下了，群里聊{kinds}，我带来的话题有 {n} 条合适", "Noted: it is about {kinds}; {n} of my topics suit"
)
KINDS_CLEARED = Phrase(
    "好，当作什么都聊，我带来的话题有 {n} 条合适", "Fine, a group about anything; {n} of my topics suit"
)
KINDS_ARE = Phrase(
    "这个群聊{kinds}。要换：/激活 话题 类型 读书 亲子\n可以选：{known}",
    "It is about {kinds}. To change that: /nudge topics kinds reading parents\nThere are: {known}",
)
KINDS_NONE = Phrase(
    "还没说这是什么群，只用通用的话题。告诉我：/激活 话题 类型 读书 亲子\n可以选：{known}",
    "Nobody told me what the group is about, so I keep to topics for anyone. "
    "Tell me: /nudge topics kinds reading parents\nThere are: {known}",
)
KINDS_DIFFER = Phrase(
    "这些群聊的不一样。要改成一样：/激活 话题 类型 读书 亲子\n可以选：{known}",
    "These groups are about different things. To make them alike: /nudge topics kinds reading parents\n"
    "There are: {known}",
)
TRIED = Phrase("比如：\n{lines}\n再看几个：/激活 话题 试看", "For example:\n{lines}\nSee others: /nudge topics try")
TRIED_LINE = Phrase("· {text}", "· {text}")

UNKNOWN_WORD = Phrase("看不懂「{word}」。", "I can't read “{word}”.")
WRITE_BELOW = Phrase("写上话题，一行一个。", "Write the topics below, one a line.")
NO_BODY_HERE = Phrase("这里不用写正文。", "There is no text needed here.")
NOTHING_BESIDE = Phrase("「{word}」后面不用再写什么。", "Nothing is needed after “{word}”.")
WHICH = Phrase("哪一条？写上编号。", "Which one? Add its number.")
NO_SUCH_TOPIC = Phrase(
    "没有编号 {number} 的话题。发 /激活 话题 看看。", "There is no topic {number}. /nudge topics lists them."
)
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
NOT_YOURS = Phrase(
    "话题 #{number} 是给一批群的，只有添加它的人可以删。",
    "Topic #{number} is for a set of groups; only whoever added it can delete it.",
)
SET_PRIVATELY = Phrase(
    "话题 #{number} 是给一批群的，请私聊我来删。",
    "Topic #{number} is for a set of groups; delete it in a private chat.",
)
NO_SUCH_KIND = Phrase("没有「{word}」这一类。可以选：{known}", "There is no kind “{word}”. There are: {known}")
TOO_LONG = Phrase(
    "「{text}」太长了，一个话题最多 {most} 个字。", "“{text}” is too long; a topic has {most} characters at most."
)
TOO_MANY = Phrase(
    "最多 {most} 个自己的话题，先删掉几个。", "{most} topics of your own are the most; delete some first."
)

DID_ADD = Phrase("加了 {n} 个话题", "added {n} {n|topic|topics}")
DID_DELETE = Phrase("删了话题 #{number}", "deleted topic #{number}")
DID_SET_KINDS = Phrase("说了这是什么群", "told what the group is about")

YEAR_AGO = Phrase(
    "一年前的今天，群里聊过：「{text}」\n现在再聊，会怎么说？",
    "A year ago today somebody asked here: “{text}”\nWhat would you say now?",
)

# In the office

OWN_TITLE = Phrase("自己的话题：{n} 条", "Topics of your own: {n}")
NUMBER = Phrase("编号", "Number")
TOPIC = Phrase("话题", "Topic")
DELETE = Phrase("删除", "Delete")
DELETE_COMMAND = Phrase("/激活 话题 删除 {number}", "/nudge topics delete {number}")
ADD = Phrase("添加话题", "Add topics")
ADD_COMMAND = Phrase("/激活 话题 添加\n{topics}", "/nudge topics add\n{topics}")
ONE_A_LINE = Phrase("一行一个", "One a line")
ADD_HINT = Phrase("大家最近在读什么？", "What are you reading?")
KINDS = Phrase("这是什么群", "What the group is about")
KINDS_COMMAND = Phrase("/激活 话题 类型 {kinds}", "/nudge topics kinds {kinds}")
KINDS_NOTE = Phrase("可以选几个，用空格隔开：{known}", "Some of these, with blanks between: {known}")
KINDS_HINT = Phrase("读书 亲子", "reading parents")
SAVE = Phrase("保存", "Save")
TRY = Phrase("看几个话题", "See some topics")
TRY_COMMAND = Phrase("/激活 话题 试看", "/nudge topics try")
