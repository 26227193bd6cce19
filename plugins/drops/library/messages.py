"""Every sentence about the library."""

from bot.phrases import Phrase

A_PICTURE = Phrase("［图片］", "[a picture]")
A_FILE = Phrase("［文件］{name}", "[a file] {name}")
A_LINK = Phrase("［链接］{title}", "[a link] {title}")
A_CARD = Phrase("［小程序］", "[a card]")

NONE_YET = Phrase(
    "素材库还是空的。看到好的内容，引用它发一句 /素材 添加 #早安，就存下了。",
    "Your library is empty. Quote something good with /library add #morning, and it is kept.",
)
NONE_FOUND = Phrase("没有找到「{what}」。发 /素材 看全部。", "Nothing is found for “{what}”. /library lists all.")
SEARCH_WHAT = Phrase("找什么？写一个词，或者 #标签。", "What shall I look for? Write a word or a #tag.")
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
LIST = Phrase(
    "{head}（时间按 {zone}）\n{lines}\n{foot}",
    "{head} (times in {zone})\n{lines}\n{foot}",
)
ALL = Phrase("你的素材，共 {n} 条{page}", "Your library: {n} {n|item|items}{page}")
FOUND = Phrase("「{what}」找到 {n} 条{page}", "“{what}”: {n} {n|item|items}{page}")
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
LINE = Phrase("{number}. {what}{tags} · {uses}", "{number}. {what}{tags} · {uses}")
NEVER_USED = Phrase("还没用过", "never used")
USED = Phrase("用过 {n} 次，上次 {at}", "used {n} {n|time|times}, last {at}")
NEXT_PAGE = Phrase("下一页：/素材 {page}", "Next page: /library {page}")
NEXT_FOUND = Phrase("下一页：/素材 找 {what} {page}", "Next page: /library find {what} {page}")
HOW_TO_SEE = Phrase(
    "看一条：/素材 查看 {number}；定时轮着发：/投放 添加 每天 07:30 早安 素材#{tag}",
    "See one: /library show {number}; post them in turn: /drop add every day 07:30 morning library#{tag}",
)
MORNING = Phrase("早安", "morning")

ADDED = Phrase("存好了，素材 {number}{tags}", "Kept as item {number}{tags}")
TAGGED = Phrase("素材 {number} 的标签是{tags}", "Item {number} is tagged{tags}")
DELETED = Phrase("素材 {number} 删掉了", "Item {number} is deleted")
SHOWN = Phrase("素材 {number}{tags}，{uses}（{zone}）：", "Item {number}{tags}, {uses} ({zone}):")
SHOWN_NEVER = Phrase("素材 {number}{tags}，还没用过：", "Item {number}{tags}, never used:")

NO_SUCH = Phrase("你没有编号 {number} 的素材。发 /素材 看看。", "You have no item {number}. /library lists them.")
WHICH_TAG = Phrase("要什么标签？用 # 开头写在后面。", "Which tags? Write them after it, each with a #.")
NOT_A_TAG = Phrase(
    "「{tag}」不能当标签，最多 {most} 个字，不能全是数字。",
    "“{tag}” can't be a tag; at most {most} characters, not only digits.",
)
TOO_MANY_TAGS = Phrase("一条素材最多 {most} 个标签。", "An item can have {most} tags at most.")
TOO_MANY = Phrase(
    "素材库满了，最多 {most} 条。先删一些不用的。",
    "Your library is full; {most} items are the most. Delete some first.",
)
ONE_THING = Phrase(
    "一条素材只存一样：图片存一次，文字再存一次。要图文一起发，用 /栏目 或 /投放。",
    "An item is one thing: keep the picture, then the words. To post both together, use /series or /drop.",
)
PICK_OR_BODY = Phrase(
    "从素材里挑就不用写正文，两样只要一样。", "Either it is picked from the library or written below, not both."
)
REST_DAYS = Phrase("「{word}」要写 0 到 {most} 天。", "“{word}” must be 0 to {most} days.")

ALL_RESTING = Phrase(
    "#{number} {title}：带 #{tag} 的素材最近 {days} 天都用过了，今天没有发。再存几条就接着发：/素材 添加 #{tag}",
    "#{number} {title}: every item tagged #{tag} was used in the last {days} {days|day|days}, so nothing went out. "
    "It goes on once you add some: /library add #{tag}",
)
NONE_TAGGED = Phrase(
    "#{number} {title}：没有带 #{tag} 的素材，今天没有发。存几条就接着发：/素材 添加 #{tag}",
    "#{number} {title}: no item is tagged #{tag}, so nothing went out. "
    "It goes on once you add some: /library add #{tag}",
)

DID_ADD = Phrase("存了素材 {number}", "added item {number} to the library")
DID_TAG = Phrase("改了素材 {number} 的标签", "changed the tags of item {number}")
DID_DELETE = Phrase("删了素材 {number}", "deleted item {number} of the library")

PAGE = Phrase("素材", "Library")
YOURS = Phrase(
    "这是你自己的素材库，你管理的每个群都能用。存好以后，在投放里「从素材库轮着发」。",
    "This library is your own and serves every group you manage. Drops can post from it in turn.",
)
POST_IN_TURN = Phrase("去投放里轮着发 →", "Post in turn →")
EVERYTHING = Phrase("全部", "All")
A_TAG = Phrase("#{tag}（{n}）", "#{tag} ({n})")
ITEM = Phrase("素材", "Item")
NUMBERED = Phrase("{n}. {what}", "{n}. {what}")
TAGS = Phrase("标签", "Tags")
USES = Phrase("用过", "Used")
EMPTY_PAGE = Phrase(
    "素材库还是空的。下面传一张图、存一段话，以后就能轮着发。",
    "Your library is empty. Keep a picture or a text below, and drops can post from it.",
)
DELETE = Phrase("删除", "Delete")
DELETE_COMMAND = Phrase("/素材 删除 {n}", "/library delete {n}")
KEEP_PICTURE = Phrase("传一张图片", "Keep a picture")
KEEP_TEXT = Phrase("存一段文字", "Keep a text")
KEEP_FILE = Phrase("存一个文件", "Keep a file")
ADD_COMMAND = Phrase("/素材 添加 {tags}", "/library add {tags}")
ADD_TEXT_COMMAND = Phrase("/素材 添加 {tags}\n{text}", "/library add {tags}\n{text}")
THE_PICTURE = Phrase("图片", "Picture")
THE_FILE = Phrase("文件", "File")
TEXT = Phrase("文字", "Text")
TAGS_HINT = Phrase("#早安 #周一", "#morning #monday")
KEEP = Phrase("存下", "Keep")
RETAG = Phrase("换标签", "Change the tags")
RETAG_COMMAND = Phrase("/素材 标签 {n} {tags}", "/library tag {n} {tags}")
CHANGE = Phrase("改好", "Change")
BACK = Phrase("← 全部素材", "← The whole library")
NOT_YOURS = Phrase("你没有编号 {n} 的素材，可能已经删掉了。", "You have no item {n}; it may be deleted.")
SEARCH = Phrase("找素材", "Find an item")
SEARCH_COMMAND = Phrase("/素材 找 {word}", "/library find {word}")
WORD = Phrase("词或 #标签", "A word or a #tag")
FIND = Phrase("找", "Find")
PICTURE_OF = Phrase("素材 {n} 的图片", "The picture of item {n}")
