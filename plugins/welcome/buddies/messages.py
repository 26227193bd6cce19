"""Every sentence about buddies."""

from bot.phrases import Phrase

# Said to a pair: names stand between these pieces as real mentions.
YOUR_BUDDY = Phrase("带你认识这个群的是 ", "your buddy here is ")
ASK_ANYTHING = Phrase("\n有什么想知道的，尽管问。{shared}", "\nAsk anything you like.{shared}")
BOTH_WROTE = Phrase("你们都写了：{tags}。", " You both wrote: {tags}.")
NEW_ONES = Phrase("这几位新朋友，有老朋友带：", "New here, and who shows you around:")
SHOWS = Phrase("带 ", "shows around ")
COMMON = Phrase("（{tags}）", "({tags}) ")
GO_AHEAD = Phrase("\n新朋友尽管问，老朋友先打个招呼吧。", "\nNewcomers, ask anything; old hands, say the first hello.")
YOURS_NOW = Phrase(
    "「{group}」来了新朋友，请你带一带：{names}。先打个招呼就好，过三天我会问问聊上了没有。",
    "New in “{group}”, for you to show around: {names}. Say a first hello; in three days I'll ask how it went.",
)
WHO_IS_YOURS = Phrase(
    "在「{group}」带你认识大家的是{name}，有什么想知道的，尽管问。{shared}",
    "In “{group}” your buddy is {name}. Ask anything you like.{shared}",
)
NAME_AND_COMMON = Phrase("{name}（{tags}）", "{name} ({tags})")

HAVE_YOU = Phrase(
    "三天了，聊上了吗？聊上了回「见了」，还没有回「还没」，哪位说都行。",
    "three days on: have you two talked? Say “met” or “not yet”, either of you.",
)
HAVE_YOU_ALL = Phrase("结伴三天了，聊上了吗？", "Three days on: have you talked?")
NUMBER = Phrase("#{number} ", "#{number} ")
EITHER = Phrase("\n聊上了回「见了」，还没有回「还没」，哪位说都行。", "\nSay “met” or “not yet”, either of you.")
BY_NUMBER = Phrase("带着几位的加上编号，比如「见了 {number}」。", " With several, add the number: “met {number}”.")

MET = Phrase("真好，{newcomer}和{buddy}聊上了，记下了。", "Lovely: {newcomer} and {buddy} have talked. Noted.")
NOT_YET = Phrase(
    "不急。{newcomer}和{buddy}聊上了，回我一句「见了」。",
    "No hurry. When {newcomer} and {buddy} have talked, say “met”.",
)
WHICH = Phrase(
    "说的是哪一位？{lines}。加上编号，比如「见了 {number}」。", "Which one? {lines}. Add the number: “met {number}”."
)
PAIR_LINE = Phrase("#{number} {name}", "#{number} {name}")
NO_PAIR_OF_YOURS = Phrase(
    "你现在没有在带新人，也没有人在带你。", "You are nobody's buddy at present, and nobody is yours."
)
NO_SUCH_PAIR = Phrase("这个群没有第 {number} 对。", "There is no pair {number} in this group.")
NOT_YOURS = Phrase("第 {number} 对里没有你，请他们自己说吧。", "You are not in pair {number}; let them say.")

JOINED = Phrase(
    "谢谢！有新人来，我就请你带，手上最多 {most} 位。不想带了发 /老带新 退出。",
    "Thank you! I'll have you show newcomers around, {most} at a time at most. To stop: /buddies leave.",
)
JOINED_ALREADY = Phrase("你已经在了，有新人来我会叫你。", "You are one already; I'll call you when somebody new comes.")
STEPPED_BACK = Phrase("好，不再请你带新人了。", "All right, I'll no longer ask you.")
STILL_YOURS = Phrase("{names}还请照看几天。", " Please look after {names} for some more days.")
WAS_NONE = Phrase("你本来就没有报名带新人。", "You have not volunteered.")
IS_OFF = Phrase(
    "这个群还没有开老带新，请管理员发 /老带新 开启。",
    "This group has no buddies yet; an admin can say /buddies on.",
)

STATE_OFF = Phrase(
    "老带新：关闭\n开了以后，群友可以报名，新人进群一小时后就有一位老朋友带，三天后我会问问聊上了没有。\n"
    "打开：/老带新 开启。",
    "Buddies: off\nOnce on, members volunteer, and a newcomer gets a buddy an hour after joining; "
    "three days later I ask how it went.\nTo start: /buddies on.",
)
STATE = Phrase(
    "老带新：开启\n愿意带的：{names}\n正带着 {open} 位新人，{waiting} 位在等。{mine}\n"
    "想带新人：/老带新 加入。不想带了：/老带新 退出。{admin}",
    "Buddies: on\nVolunteers: {names}\n{open} {open|newcomer has|newcomers have} a buddy, "
    "{waiting} {waiting|waits|wait} for one.{mine}\nTo be one: /buddies join. To stop: /buddies leave.{admin}",
)
NOBODY = Phrase("还没有人", "nobody yet")
NAMED_AND_MORE = Phrase("{names} 等 {n} 位", "{names} and others, {n} in all")
YOU_HAVE = Phrase("\n你带着：{names}。", "\nYou have: {names}.")
YOUR_BUDDY_IS = Phrase("\n带你的是：{names}。", "\nYour buddy: {names}.")
FOR_ADMINS = Phrase(
    "\n看带得怎样：/老带新 结果。停下：/老带新 关闭。", "\nHow it goes: /buddies results. To end it: /buddies off."
)
SWITCHED_ON = Phrase(
    "老带新开了，以后进群的新人都会有老朋友带。愿意带的朋友，发 /老带新 加入",
    "Buddies are on: whoever joins from now on gets one. To be one, say /buddies join",
)
SWITCHED_OFF = Phrase("老带新关了，不再安排，也不再问", "Buddies are off; I pair nobody and ask nothing")
DID_SWITCH_ON = Phrase("开启了老带新", "switched buddies on")
DID_SWITCH_OFF = Phrase("关闭了老带新", "switched buddies off")

RESULTS = Phrase(
    "老带新，最近 {days} 天配了 {pairs} 对：\n"
    "聊上了 {met}，还没聊上 {not_yet}，没回音 {silent}，有人走了 {left}，还在进行 {open}。{busiest}",
    "Buddies, the last {days} {days|day|days}: {pairs} {pairs|pair|pairs}.\nTalked {met}, not yet {not_yet}, "
    "not heard from {silent}, one left {left}, under way {open}.{busiest}",
)
BUSIEST = Phrase("带得最多：{names}。", "The busiest: {names}.")
NAME_AND_COUNT = Phrase("{name} {n} 位", "{name} {n}")
NO_RESULTS = Phrase("最近 {days} 天还没有配过对。", "Nobody has been paired in the last {days} {days|day|days}.")
SPAN_RANGE = Phrase("时长在 1 天到 {most} 天之间。", "The time is between 1 and {most} days.")
DID_NOTE_MET = Phrase("记下老带新 #{number} 聊上了", "noted that buddies #{number} have talked")
DID_NOTE_UNMET = Phrase("记下老带新 #{number} 还没聊上", "noted that buddies #{number} have not talked yet")

# On the owner's page.

TITLE = Phrase("老带新", "Buddies")
WHAT_IT_IS = Phrase(
    "群友报名，新人进群一小时后就有一位老朋友带，三天后我会问问聊上了没有。",
    "Members volunteer; a newcomer gets a buddy an hour after joining, and three days later I ask how it went.",
)
IS = Phrase("老带新", "Buddies")
ON = Phrase("开启", "on")
OFF = Phrase("关闭", "off")
VOLUNTEERS = Phrase("愿意带的", "Volunteers")
HAS_ONE = Phrase("正带着", "Being shown around")
WAITS_FOR_ONE = Phrase("在等", "Waiting")
HAVE_MET = Phrase("30 天里聊上了", "Talked, 30 days")
OF = Phrase("{n}/{of}", "{n} of {of}")
WILLING = Phrase("愿意带的：{names}。{busiest}", "Volunteers: {names}. {busiest}")
PAIRS = Phrase("正带着的", "Under way")
NO_PAIRS = Phrase(
    "现在没有结伴的。群里有人说「/老带新 加入」，再有新人来，就会出现在这里。",
    "Nobody is paired at present. Once a member says /buddies join and somebody new comes, they stand here.",
)
PAIR = Phrase("编号", "No.")
NEWCOMER = Phrase("新人", "Newcomer")
BUDDY = Phrase("老朋友", "Buddy")
SINCE = Phrase("从", "Since")
STATE_OF = Phrase("聊上了吗", "Talked?")
SAID_NOT_YET = Phrase("还没", "not yet")
ASKED = Phrase("问过了", "asked")
FRESH = Phrase("还没问", "not asked yet")
DO_START = Phrase("打开老带新", "Switch buddies on")
DO_STOP = Phrase("关闭老带新", "Switch buddies off")
DO_MET = Phrase("聊上了", "They talked")
DO_UNMET = Phrase("还没", "Not yet")
SAY_ON = Phrase("/老带新 开启", "/buddies on")
SAY_OFF = Phrase("/老带新 关闭", "/buddies off")
SAY_MET = Phrase("/老带新 见了 {number}", "/buddies met {number}")
SAY_UNMET = Phrase("/老带新 还没 {number}", "/buddies unmet {number}")
