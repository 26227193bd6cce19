"""Every sentence about cards."""

from bot.phrases import Phrase

FIELDS = (
    Phrase("称呼", "name"),
    Phrase("城市", "city"),
    Phrase("在做", "doing"),
    Phrase("能提供", "can offer"),
    Phrase("想找", "looking for"),
)

KEPT = Phrase(
    "谢谢介绍，名片收好了。要改的话，再发一次就行。",
    "Thank you, I'll keep your card. To change it, post it again.",
)
KEPT_ALL = Phrase("谢谢介绍，名片都收好了。", "Thank you, I'll keep your cards.")
UPDATED = Phrase("名片更新了。", "Your card is up to date.")
SAME = Phrase("名片上就是这样写的。", "Your card says so already.")
MEET = Phrase("认识一下：", "You might like to know:")
OFFERED = Phrase("能提供你想找的 {tags}", "can offer {tags}, which you look for")
SOUGHT = Phrase("想找你能提供的 {tags}", "looks for {tags}, which you can offer")
SHARED = Phrase("也提到了 {tags}", "also named {tags}")
AND = Phrase("，", "; ")
OR_NOT = Phrase("不想被介绍：/名片 不介绍", "Rather not be introduced: /card alone")
IN_THE_GROUP = Phrase(
    "自我介绍发在群里吧，大家才认识你。", "Post your introduction in the group, so that people get to know you."
)

HEAD = Phrase("{name} 的名片", "The card of {name}")
LINE = Phrase("【{name}】{value}", "[{name}] {value}")
NOT_INTRODUCED = Phrase("（不介绍给别人）", " (not introduced to others)")
NONE_YOURS = Phrase(
    "你还没有名片。照这样发在群里，写几项都行：\n{template}",
    "You have no card yet. Post this in the group with what you like to tell:\n{template}",
)
NONE_THEIRS = Phrase("{name} 还没有名片。", "{name} has no card yet.")
OVERVIEW = Phrase(
    "{n} 个人有名片。照这样发在群里，就有一张，写几项都行：\n{template}\n"
    "看一个人：/名片 @他；找人：/名片 找 {field}=…；自己的：/名片 我的",
    "{n} {n|person has|people have} a card. To have one, post this in the group with what you like to tell:\n"
    "{template}\n"
    "To see one: /card @member; to find people: /card find {field}=…; your own: /card mine",
)
OFF_NOW = Phrase("\n现在不收自我介绍，打开：/名片 开启", "\nIntroductions are not kept now; to start: /card on")

FOUND_LINE = Phrase("#{number} {name}：{told}", "#{number} {name}: {told}")
FOOT = Phrase("\n看一张：/名片 {number}", "\nTo see one: /card {number}")
NEXT_PAGE = Phrase("\n下一页：/名片 找 {query} {page}", "\nNext page: /card find {query} {page}")
NOBODY = Phrase("没找到。换个词试试，写短一点更容易找到。", "Nobody found. Try another word; a shorter one finds more.")
NO_MORE = Phrase("没有更多了。", "There are no more.")
HOW_TO_FIND = Phrase(
    "写要找的词，最多三个，用空格隔开。", "Give up to three words to look for, with spaces between them."
)
NO_SUCH_FIELD = Phrase(
    "名片上没有「{name}」这一项，有的是：{names}。", "Cards don't have “{name}”; they have: {names}."
)

DELETE_YOURS = Phrase("要删掉你的名片吗？删了找不回来。", "Delete your card? It can't be brought back.")
DELETE_THEIRS = Phrase("要删掉 {name} 的名片吗？删了找不回来。", "Delete the card of {name}? It can't be brought back.")
ONLY_YOURS = Phrase("别人的名片只有群主或管理员能删。", "Only the owner or an admin can delete somebody else's card.")
DELETED = Phrase("名片删掉了。", "The card is deleted.")
ALONE = Phrase(
    "好，不把你介绍给别人。改主意了发 /名片 可介绍", "I won't introduce you to others. To change that: /card meet"
)
WILLING = Phrase(
    "好，有聊得来的人，我会介绍你们认识。不想了发 /名片 不介绍",
    "I'll introduce you to people you may get on with. To stop that: /card alone",
)

TEMPLATE = Phrase(
    "大家这样介绍自己：\n{template}\n换几项：/名片 模板，从第二行写起，一行一项。",
    "People introduce themselves like this:\n{template}\nTo change it: /card template, one field a line below.",
)
CHANGE_TEMPLATE = Phrase("换自我介绍的模板", "change the template of introductions")
TEMPLATE_SET = Phrase("模板换好了：\n{template}", "The template is set:\n{template}")
SWITCHED_ON = Phrase("有人自我介绍，我会收成名片", "I'll keep introductions as cards")
SWITCHED_OFF = Phrase("不再收自我介绍了，已有的名片还在", "I'll keep no more introductions; the cards there are stay")
BAD_FIELD = Phrase(
    "「{name}」不能做一项：最多 {most} 个字，头尾是文字，中间不带标点。",
    "“{name}” can't be a field: {most} characters at most, letters at both ends and no punctuation.",
)
FIELD_TWICE = Phrase("有一项写了两遍。", "One field is there twice.")
HOW_MANY_FIELDS = Phrase("模板要有 {fewest} 到 {most} 项。", "A template has {fewest} to {most} fields.")

DID_SET = Phrase("换了自我介绍的模板", "changed the template of introductions")
DID_SWITCH_ON = Phrase("开启了自我介绍", "switched introductions on")
DID_SWITCH_OFF = Phrase("关闭了自我介绍", "switched introductions off")
DID_DELETE = Phrase("删了一张名片", "deleted a card")

# On the owner's page.

PAGE = Phrase("名片", "Cards")
IS = Phrase("自我介绍", "Introductions")
ON = Phrase("在收", "kept")
OFF = Phrase("不收", "not kept")
HOW_MANY = Phrase("有名片的", "People with a card")
NO_CARDS = Phrase(
    "还没有人有名片。把模板发在群里，请大家照着写，写了的就会出现在这里。",
    "Nobody has a card yet. Post the template in the group; whoever fills it in stands here.",
)
NUMBER = Phrase("编号", "No.")
WHO = Phrase("谁", "Who")
TOLD = Phrase("写了什么", "What they tell")
ALL = Phrase("所有人", "Everybody")
TAG = Phrase("{word} {n}", "{word} {n}")
PEOPLE_WITH = Phrase("「{word}」的人", "Who says “{word}”")
TEMPLATE_IS = Phrase("自我介绍的模板", "The template")
FIELDS_ARE = Phrase("一行一项", "One field a line")
WORDS_WANTED = Phrase("找什么", "What to look for")
FIND_NOTE = Phrase("写一个词，或者 {field}=…，最多三个。", "A word, or {field}=…; three at most.")
DO_FIND = Phrase("找人", "Find people")
DO_SEARCH = Phrase("找", "Find")
DO_TEMPLATE = Phrase("换模板", "Change the template")
DO_SAVE = Phrase("存下", "Save")
DO_DEFAULT = Phrase("用默认模板", "Use the default template")
DO_START = Phrase("开始收自我介绍", "Keep introductions")
DO_STOP = Phrase("不再收自我介绍", "Stop keeping introductions")
DO_DELETE = Phrase("删掉", "Delete")
SAY_FIND = Phrase("/名片 找 {wanted}", "/card find {wanted}")
SAY_TEMPLATE = Phrase("/名片 模板\n{fields}", "/card template\n{fields}")
SAY_DEFAULT = Phrase("/名片 模板 默认", "/card template default")
SAY_ON = Phrase("/名片 开启", "/card on")
SAY_OFF = Phrase("/名片 关闭", "/card off")
SAY_DELETE = Phrase("/名片 删除 {number}", "/card delete {number}")
