"""Every sentence about groups."""

from bot.phrases import Phrase

LIST = Phrase("{head}\n{lines}\n{foot}", "{head}\n{lines}\n{foot}")
MY_GROUPS = Phrase("我的群，共 {n} 个{page}：", "My groups, {n} in all{page}:")
FOUND_GROUPS = Phrase("找到 {n} 个群{page}：", "Found {n} {n|group|groups}{page}:")
PAGE_OF = Phrase("（第 {page}/{pages} 页）", " (page {page} of {pages})")
GROUP_LINE = Phrase("{id}  {name}（{n} 人）{extra}", "{id}  {name} ({n} {n|member|members}){extra}")
PAUSED_MARK = Phrase(" 已暂停", " paused")
NEXT_PAGE = Phrase("下一页：/群 {query}{page}", "Next page: /groups {query}{page}")
HOW_TO_USE = Phrase("选一个来管理：/用 {id}", "Choose one to manage: /use {id}")
NONE_FOUND = Phrase("没有找到「{text}」这样的群。发 /群 看全部。", "I found no group like “{text}”. /groups lists all.")
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
THIS_GROUP = Phrase(
    "这个群的编号是 {id}：{name}，{n} 人{extra}", "This is group {id}: {name}, {n} {n|member|members}{extra}"
)

USE_PRIVATELY = Phrase(
    "在群里发的命令只管这个群。要换群，私聊我发 /用。",
    "In a group, commands are about that group. To choose another, send me /use privately.",
)
USING_NOTHING = Phrase(
    "还没有选群。发 /群 看列表，再发 /用 加编号。",
    "No group is chosen. /groups lists them, /use and a number picks one.",
)
USING_ONE = Phrase(
    "现在管理的是 {id} {name}。换一个：/用 加编号、#标签或群名。",
    "You are managing {id} {name}. To change: /use and a number, #tag or name.",
)
USING_SET = Phrase(
    "现在管理的是 #{tag} 的 {n} 个群：{names}。换一个：/用 加编号、#标签或群名。",
    "You are managing {n} {n|group|groups} tagged #{tag}: {names}. To change: /use and a number, #tag or name.",
)
NOW_USING_ONE = Phrase("好，接下来的命令都管 {id} {name}。", "All right, commands are now about {id} {name}.")
NOW_USING_SET = Phrase(
    "好，接下来的命令都管 #{tag} 的 {n} 个群：{names}。",
    "All right, commands are now about {n} {n|group|groups} tagged #{tag}: {names}.",
)
AND_MORE = Phrase("{names} 等", "{names} and more")
NO_SUCH_NUMBER = Phrase(
    "你管理的群里没有 {number} 号。发 /群 看列表。", "You manage no group {number}. /groups lists yours."
)
USE = Phrase("/用 {id}", "/use {id}")
SEVERAL_NAMED = Phrase(
    "名字里有「{name}」的群不止一个，请用编号：\n{lines}",
    "Several groups match “{name}”; please use a number:\n{lines}",
)

RELINK_PREVIEW = Phrase(
    "要把 {old}「{old_name}」（{old_n} 人）的设置和记录都并到 {new}「{new_name}」（{new_n} 人），"
    "两个编号合成一个。并好以后分不开。",
    "All settings and records of {old} “{old_name}” ({old_n} members) go to {new} “{new_name}” ({new_n} members), "
    "and the two become one. This can't be undone.",
)
RELINK_PRIVATELY = Phrase("并群请私聊我来做。", "Please do this in a private chat with me.")
RELINKED = Phrase("并好了，现在是 {id} {name}。", "Done; it is now {id} {name}.")
DID_RELINK = Phrase("把 {old} 并到了 {new}", "joined {old} to {new}")
SAME_GROUP = Phrase("两个编号是同一个群。", "Both numbers are the same group.")
NO_GROUP = Phrase("没有 {number} 号群。", "There is no group {number}.")

NO_TAGS = Phrase("还没有标签。加一个：/标签 添加 #读书", "There are no tags yet. Add one: /tag add #books")
NO_TAGS_PRIVATELY = Phrase(
    "还没有标签。给几个群加一个，写编号或群名里的字：/标签 添加 #读书 1 3 5-8",
    "There are no tags yet. To tag some groups, give numbers or a part of their names: /tag add #books 1 3 5-8",
)
TAGS_HERE = Phrase(
    "这个群的标签：{tags}\n再加一个：/标签 添加 #北京；去掉：/标签 移除 #{tag}",
    "This group's tags: {tags}\nTo add one: /tag add #weekend; to remove one: /tag remove #{tag}",
)
TAGS = Phrase("标签：\n{lines}\n{foot}", "Tags:\n{lines}\n{foot}")
MORE_TAGS = Phrase("下一页：/标签 {page}", "Next page: /tag {page}")
USE_TAG = Phrase(
    "一起管理：/用 #{tag}；给更多群加上：/标签 添加 #{tag} 1 3 5-8",
    "To manage a set: /use #{tag}; to tag more groups: /tag add #{tag} 1 3 5-8",
)
ONLY_THIS_GROUP = Phrase(
    "「{word}」用不上：在这里只管这个群，标签以 # 开头。",
    "“{word}” is too much: here this is about this group, and tags begin with #.",
)
TAG_LINE = Phrase("#{tag}（{n} 个群）", "#{tag} ({n} {n|group|groups})")
WHICH_TAG = Phrase("还缺标签，用 # 开头。", "A tag is missing; it begins with #.")
NOT_A_TAG = Phrase(
    "「{tag}」不能做标签：1 到 {most} 个字，中间不空格，不能全是数字。",
    "“{tag}” can't be a tag: 1 to {most} characters, no spaces, not only digits.",
)
TAG_RESERVED = Phrase(
    "#{tag} 在命令里另有用处，换一个名字吧。", "#{tag} means something else in commands; please take another."
)
TAGGED = Phrase("加上了 {tags}", "Tagged {tags}")
UNTAGGED = Phrase("去掉了 {tags}", "Removed {tags}")
DID_TAG = Phrase("加了标签 {tags}", "added {tags}")
DID_UNTAG = Phrase("去掉了标签 {tags}", "removed {tags}")

CHARTER = Phrase(
    "群定位：\n{text}\n\n换一段：/群定位 设置 或 /群定位 做什么，从第二行写起。",
    "Charter:\n{text}\n\nTo change it: /charter set or /charter doing, the text from the second line on.",
)
CHARTER_IS = Phrase("群定位：\n{text}", "What this group is for:\n{text}")
NO_CHARTER_YET = Phrase("这个群还没有写群定位。", "This group has no charter yet.")
NO_CHARTER = Phrase(
    "还没有写群定位。说清这个群为了谁、靠谁、大家来做什么：发 /群定位 设置，从第二行写起。",
    "There is no charter yet. Say whom the group is for and what people do here: "
    "/charter set, the text from the second line on.",
)
CHARTER_SET = Phrase("群定位记下了", "The charter is set")
CHARTER_CLEARED = Phrase("群定位清空了", "The charter is cleared")
DID_SET_CHARTER = Phrase("设置了群定位", "set the charter")
DID_CLEAR_CHARTER = Phrase("清空了群定位", "cleared the charter")
SERVING = Phrase(
    "投放的分寸：{ratio}；{talk}。\n改分寸：/群定位 配比 3:1，/群定位 间隔 5条，不要就写 不限。",
    "Scheduled posts: {ratio}; {talk}.\nTo change that: /charter ratio 3:1, /charter talk 5, or “off”.",
)
RATIO_IS = Phrase("每发 {n} 条有用的内容，才发 1 条推广", "a promo goes out only after {n} useful {n|post|posts}")
RATIO_OFF = Phrase("推广到点就发", "promos go out when they are due")
TALK_IS = Phrase(
    "两次投放之间至少要有 {n} 条聊天", "any two posts have at least {n} {n|message|messages} from members between them"
)
TALK_OFF = Phrase("两次投放之间不用等人说话", "posts don't wait for people to talk")
FROM_NOW_ON = Phrase("好，以后{rule}", "All right, from now on {rule}")
DID_SET_RATIO = Phrase("改了推广的配比", "changed how much comes before a promo")
DID_SET_TALK = Phrase("改了投放的间隔", "changed how much talk comes between posts")
NOT_A_RATIO = Phrase(
    "看不懂「{text}」，要写几比一，最多 {most}:1。", "I can't read “{text}”; say how many to one, {most}:1 at most."
)
NOT_TALK = Phrase(
    "看不懂「{text}」，要写几条，最多 {most} 条。", "I can't read “{text}”; say how many messages, {most} at most."
)
RULES = Phrase("群规：\n{text}", "Rules:\n{text}")
NO_RULES = Phrase("这个群还没有写群规。", "This group has no written rules yet.")
NO_RULES_ADMIN = Phrase(
    "还没有群规。发 /群规 设置，从第二行写起。", "There are no rules yet: /rules set, the text from the second line on."
)
RULES_SET = Phrase("群规记下了，大家发「群规」就能看到", "The rules are set; anybody can see them by saying “rules”")
RULES_CLEARED = Phrase("群规清空了", "The rules are cleared")
DID_SET_RULES = Phrase("设置了群规", "set the rules")
DID_CLEAR_RULES = Phrase("清空了群规", "cleared the rules")
TOO_LONG = Phrase("有 {n} 个字，最多 {most} 个。", "That is {n} characters; {most} is the most.")

PAUSED = Phrase(
    "好，我先不说话了，只回答管理员。发 /恢复 我就回来", "I'll be silent and only answer admins; /resume brings me back"
)
RESUMED = Phrase("我回来了", "I'm back")
ALREADY_PAUSED = Phrase("已经是暂停的。发 /恢复 我就回来。", "I'm paused already; /resume brings me back.")
NOT_PAUSED = Phrase("没有暂停，我一直在。", "I'm not paused.")
DID_PAUSE = Phrase("暂停了机器人", "paused the bot")
DID_RESUME = Phrase("恢复了机器人", "resumed the bot")
QUIET_HOURS = Phrase(
    "每天 {hours} 是安静时段（{zone}），不主动发消息。改时间：/暂停 每天 23:00-07:00；不要了：/暂停 每天 不用",
    "{hours} ({zone}) are quiet hours: no posts then. To change: /pause daily 23:00-07:00; for none: /pause daily none",
)
NO_QUIET_HOURS = Phrase(
    "这个群没有安静时段。要设：/暂停 每天 22:30-08:00",
    "This group has no quiet hours. To set them: /pause daily 22:30-08:00",
)
QUIET_HOURS_SET = Phrase(
    "好，每天 {hours} 不主动发消息，有人问照样答", "All right, no posts during {hours}; who asks is still answered"
)
QUIET_HOURS_OFF = Phrase("好，不设安静时段，晚上也会发消息", "All right, no quiet hours; posts come at night too")
DID_SET_QUIET_HOURS = Phrase("把安静时段改成{hours}", "changed the quiet hours to {hours}")
DEFAULT_HOURS = Phrase("默认的", "the default")
NO_HOURS = Phrase("不用", "none")
NOT_HOURS = Phrase("看不懂时段「{text}」，要写从几点到几点。", "I can't read “{text}” as hours; say from when to when.")

LANGUAGE = Phrase("在群里说{name}。To switch: /language en", "I speak {name} in the group. 换成中文：/语言 中文")
LANGUAGE_SET = Phrase("好，以后在群里说{name}", "All right, {name} in the group from now on")
LANGUAGE_NAMES = {"zh": Phrase("中文", "Chinese"), "en": Phrase("英文", "English")}
NO_SUCH_LANGUAGE = Phrase("我只会中文和英文，不会「{text}」。", "I know Chinese and English, but not “{text}”.")
DID_SET_LANGUAGE = Phrase("把语言换成{name}", "changed the language to {name}")
ZONE = Phrase(
    "时区是 {zone}，现在 {now}。换一个：/时区 东京",
    "The time zone is {zone}; it is {now}. To change: /timezone Asia/Tokyo",
)
ZONE_SET = Phrase("时区改成 {zone} 了，那里现在是 {now}", "The time zone is now {zone}, where it is {now}")
ZONE_SET_FOR_ALL = Phrase(
    "时区改成 {zone} 了，那里现在是 {now}。安排好的 {n} 项还是原来的钟点，按那里的钟走",
    "The time zone is now {zone}, where it is {now}. What is scheduled ({n}) keeps its times, by the clocks there",
)
NO_SUCH_ZONE = Phrase(
    "不认识时区「{text}」。写大一点的城市试试。", "I don't know the time zone “{text}”. Try the name of a bigger city."
)
DID_SET_ZONE = Phrase("把时区改成 {zone}", "changed the time zone to {zone}")

WORDS = Phrase(
    "群成员直接说就有回应的词：\n{lines}\n开关：/口令 关闭 {word}",
    "Words members can just say:\n{lines}\nTo switch: /words off {word}",
)
NO_WORDS = Phrase("现在没有口令。", "There are no words.")
WORD_LINE = Phrase("{word}：{summary}（{state}）", "{word}: {summary} ({state})")
WORD_ON = Phrase("开", "on")
WORD_OFF = Phrase("关", "off")
NO_SUCH_WORD = Phrase("没有「{word}」这个口令。有这些：{words}。", "There is no word “{word}”. There are: {words}.")
WORD_SWITCHED_ON = Phrase("「{word}」打开了", "“{word}” is on")
WORD_SWITCHED_OFF = Phrase("「{word}」关掉了，说了也不会有回应", "“{word}” is off and gets no answer")
DID_SWITCH_WORD_ON = Phrase("打开了口令「{word}」", "switched the word “{word}” on")
DID_SWITCH_WORD_OFF = Phrase("关掉了口令「{word}」", "switched the word “{word}” off")

HELLO = Phrase(
    "大家好，我是蒲公英，帮群主照看这个群。群主发 /帮助 就能看到我会什么。",
    "Hello, I'm Dandelion and I help the owner look after this group. Owner, /help shows what I can do.",
)

PAGE_TITLE = Phrase("设置", "Settings")
STATE = Phrase("状态", "State")
IS_ON = Phrase("在工作", "at work")
IS_PAUSED = Phrase("已暂停，只回答管理员", "paused, answers admins only")
NAME = Phrase("群名", "Name")
NUMBER = Phrase("编号", "Number")
MEMBERS = Phrase("人数", "Members")
CHARTER_TITLE = Phrase("群定位", "Charter")
CHARTER_MISSING = Phrase(
    "还没有写。说清这个群为了谁、大家来做什么，欢迎新人时会用到。",
    "Nothing yet. Say whom the group is for and what people do here; welcomes quote it.",
)
PURPOSE_FORM = Phrase("改群定位", "Change the charter")
PURPOSE = Phrase("这个群为了谁", "Whom the group is for")
PURPOSE_HINT = Phrase("给刚开始读书的人，每周一起读一本", "For people who start reading: a book a week")
DOING_FORM = Phrase("改大家在这里做什么", "Change what people do here")
DOING = Phrase("大家在这里做什么", "What people do here")
DOING_HINT = Phrase("周一选书，周五晚上一起聊", "Monday we choose, Friday we talk")
RULES_TITLE = Phrase("群规", "Rules")
RULES_MISSING = Phrase(
    "还没有写。写好后，大家发「群规」就能看到。", "None yet. Once written, anybody sees them by saying “rules”."
)
RULES_FORM = Phrase("改群规", "Change the rules")
RULES_HINT = Phrase("1. 不发广告\n2. 好好说话", "1. No ads\n2. Be kind")
CLEAR_CHARTER = Phrase("清空群定位", "Clear the charter")
CLEAR_RULES = Phrase("清空群规", "Clear the rules")
SAVE = Phrase("保存", "Save")
HABITS_TITLE = Phrase("说话的分寸", "When and how it speaks")
HOURS = Phrase("安静时段", "Quiet hours")
HOURS_FORM = Phrase("改安静时段", "Change the quiet hours")
HOURS_HINT = Phrase("22:30-08:00、默认 或 不用", "22:30-08:00, default or none")
HOURS_NOTE = Phrase(
    "这段时间不主动发消息，有人问照样答。写「默认」用通用的，写「不用」就不设。",
    "No posts then; who asks is still answered. “default” is the common one, “none” is none.",
)
ZONE_NAME = Phrase("时区", "Time zone")
ZONE_NOW = Phrase("{zone}，现在 {now}", "{zone}, {now} now")
ZONE_FORM = Phrase("改时区", "Change the time zone")
ZONE_HINT = Phrase("东京，或 Asia/Tokyo", "Tokyo, or Asia/Tokyo")
LANGUAGE_NAME = Phrase("在群里说", "Language")
LANGUAGE_FORM = Phrase("改语言", "Change the language")
RATIO_NAME = Phrase("推广配比", "Promos")
RATIO_FORM = Phrase("改推广配比", "Change how often promos come")
RATIO_FIELD = Phrase("几条有用的配一条推广", "Useful posts before a promo")
RATIO_HINT = Phrase("3:1 或 不限", "3:1 or off")
TALK_NAME = Phrase("投放间隔", "Between posts")
TALK_FORM = Phrase("改投放间隔", "Change the talk between posts")
TALK_FIELD = Phrase("两次投放之间的聊天条数", "Messages between two posts")
TALK_HINT = Phrase("5 或 不限", "5 or off")
WITHOUT_RULE = Phrase("不限", "off")
WORDS_TITLE = Phrase("口令：成员直接说就有回应的词", "Words members can just say")
WORD = Phrase("口令", "Word")
WHAT_IT_DOES = Phrase("作用", "What it does")
SWITCH_ON = Phrase("打开", "Switch on")
SWITCH_OFF = Phrase("关掉", "Switch off")
TAGS_TITLE = Phrase("标签", "Tags")
TAGS_MISSING = Phrase(
    "还没有标签。标签把几个群归成一组，可以一起投放、一起管理。",
    "No tags yet. A tag makes a set of groups that can be managed and posted to together.",
)
UNTAG = Phrase("去掉", "Remove")
TAG_FORM = Phrase("加标签", "Add tags")
TAG_HINT = Phrase("#读书 #北京", "#books #weekend")
PAUSE_IT = Phrase("先别说话", "Pause")
RESUME_IT = Phrase("继续说话", "Resume")

SAY_PAUSE = Phrase("/暂停", "/pause")
SAY_RESUME = Phrase("/恢复", "/resume")
SAY_PURPOSE = Phrase("/群定位 设置\n{purpose}", "/charter set\n{purpose}")
SAY_DOING = Phrase("/群定位 做什么\n{doing}", "/charter doing\n{doing}")
SAY_NO_CHARTER = Phrase("/群定位 清空", "/charter clear")
SAY_RULES = Phrase("/群规 设置\n{rules}", "/rules set\n{rules}")
SAY_NO_RULES = Phrase("/群规 清空", "/rules clear")
SAY_HOURS = Phrase("/暂停 每天 {hours}", "/pause daily {hours}")
SAY_ZONE = Phrase("/时区 {zone}", "/timezone {zone}")
SAY_LANGUAGE = Phrase("/语言 {language}", "/language {language}")
SAY_RATIO = Phrase("/群定位 配比 {ratio}", "/charter ratio {ratio}")
SAY_TALK = Phrase("/群定位 间隔 {talk}", "/charter talk {talk}")
SAY_WORD_ON = Phrase("/口令 开启 {word}", "/words on {word}")
SAY_WORD_OFF = Phrase("/口令 关闭 {word}", "/words off {word}")
SAY_TAG = Phrase("/标签 添加 {tags}", "/tag add {tags}")
SAY_UNTAG = Phrase("/标签 移除 #{tag}", "/tag remove #{tag}")
