"""Every sentence of lotteries."""

from bot.phrases import Phrase

NEW_EXAMPLE = Phrase(
    "/抽奖 新建 周年抽奖 一等奖x1 耳机; 参与奖x5 书签 截止 周五 20:00",
    "/lottery new Anniversary draw: First x1 headphones; Thanks x5 bookmark until fri 20:00",
)
NO_TITLE = Phrase("这次抽奖叫什么？写在奖品前面。", "What is the draw called? Write it before the prizes.")
TITLE_TOO_LONG = Phrase("名字太长了，最多 {most} 个字。", "The title is too long; {most} characters at most.")
NO_PRIZES = Phrase(
    "抽什么奖、各几份？写成「一等奖x1 耳机」。", "What are the prizes? Write them as “First x1 headphones”."
)
BAD_PRIZE = Phrase(
    "看不懂奖品「{text}」，要写成「名字x份数 奖品」。",
    "I can't read the prize “{text}”: name, x and how many, what it is.",
)
TOO_MANY_PRIZES = Phrase(
    "奖品最多 {kinds} 种、一共 {most} 份，每种至少 1 份。",
    "At most {kinds} kinds of prizes and {most} in all, at least one of each.",
)
BAD_CONDITION = Phrase(
    "看不懂条件「{text}」。可以写：进群7天、发言3天、参加活动3。",
    "I can't read the condition “{text}”. You can say: joined 7d, spoke 3d, took part 3.",
)
CONDITION_TOO_LONG = Phrase(
    "进群最多要求 {days} 天，发言最多要求 {recent} 天。",
    "At most {days} days in the group, and {recent} days of speaking.",
)
BAD_TIME = Phrase(
    "看不懂截止时间「{text}」，要写清楚哪天几点。", "I can't read the deadline “{text}”; please say day and hour."
)
TOO_FAR = Phrase("太远了，最多 {days} 天以后开奖。", "Too far ahead; a draw is held within {days} days.")
BAD_CLAIM = Phrase(
    "领奖期限写天数，1 到 {most}，比如：领奖 3天", "The time to claim is 1 to {most} days, such as: claim 3d"
)
TOO_MANY_OPEN = Phrase("一个群最多同时开 {most} 个抽奖。", "A group can have {most} draws open at most.")
NO_SUCH_CAMPAIGN = Phrase("没有活动 #{number}。", "There is no campaign #{number}.")

NO_SUCH = Phrase("这个群没有抽奖 #{number}。", "This group has no draw #{number}.")
NONE_YET = Phrase("这个群还没有抽奖。", "This group has had no draw yet.")
NOT_OPEN = Phrase("抽奖 #{number} {state}。", "Draw #{number} {state}.")
NOT_DRAWN = Phrase("抽奖 #{number} 还没开奖。", "Draw #{number} has not been held yet.")
WHICH = Phrase(
    "现在有几个抽奖，说一下是哪个，比如：{example}\n{lines}", "Several are open; say which, such as: {example}\n{lines}"
)
ONE = Phrase("#{number} {title}", "#{number} {title}")
ENTER = Phrase("抽奖", "draw")
STATES = {
    "open": Phrase("正在进行", "is open"),
    "frozen": Phrase("名单已定，马上开奖", "has its list; the winners follow"),
    "drawn": Phrase("已经开奖了", "has been held"),
    "cancelled": Phrase("已经取消了", "was cancelled"),
}

OPENED = Phrase(
    "抽奖 #{number}「{title}」\n{prizes}\n回「{word}」参加，{until} 截止，当场开奖。\n"
    "{conditions}群主和管理员不参加。\n"
    "结果现在就锁定在一个种子里，它的指纹是：\n{commitment}\n开奖时公布种子，谁都能验：/抽奖 验证 {number}",
    "Draw #{number}: {title}\n{prizes}\nSay “{word}” to enter, until {until}; the winners follow at once.\n"
    "{conditions}Owner and admins don't take part.\n"
    "What decides it is fixed already, in a secret with this fingerprint:\n{commitment}\n"
    "The secret is shown with the winners, so anyone can check: /lottery verify {number}",
)
PRIZE = Phrase("{name} × {count}{item}", "{name} × {count}{item}")
ITEM = Phrase("：{item}", ": {item}")
CONDITIONS = Phrase("条件：{conditions}。\n", "Who can enter: {conditions}.\n")
MEMBER_DAYS = Phrase("进群满 {n} 天", "{n} {n|day|days} in the group")
SPOKEN_DAYS = Phrase("近 30 天里有 {n} 天说过话（当天不算）", "spoke on {n} of the last 30 days, today not counted")
TOOK_PART = Phrase("参加过活动 #{n}（开奖时核对）", "took part in campaign #{n} (looked up at the draw)")
MADE = Phrase("抽奖 #{number}「{title}」开好了", "Draw #{number}, {title}, is open")
DID_OPEN = Phrase("开抽奖 #{number}「{title}」", "opened draw #{number}, {title}")

TOO_LATE = Phrase("「{title}」已经截止了。", "“{title}” is closed.")
ADMINS_OUT = Phrase(
    "你是群主或管理员，这次不参加「{title}」，免得说不清。",
    "You are an owner or admin, so you sit “{title}” out: nobody shall wonder.",
)
TOO_NEW = Phrase(
    "「{title}」要进群满 {n} 天才能参加。", "“{title}” is for who has been here {n} {n|day|days} or longer."
)
TOO_QUIET = Phrase(
    "「{title}」要近 30 天里有 {n} 天说过话才能参加，你有 {have} 天（今天不算）。",
    "“{title}” is for who spoke on {n} of the last 30 days; you did on {have}, today not counted.",
)

LIST = Phrase(
    "「{title}」新参加 {new} 人，一共 {all} 人。记住自己的号码：\n{names}",
    "{new} more {new|has|have} entered “{title}”, {all} in all. Your codes:\n{names}",
)
NAMED = Phrase("{name} {code}", "{name} {code}")
BETWEEN = Phrase("、", ", ")
SOMEBODY = Phrase("一位朋友", "a friend")
FROZEN = Phrase(
    "「{title}」截止，名单定了，{n} 个号码：\n{codes}\n名单指纹：{fingerprint}\n{out}马上开奖。",
    "“{title}” is closed. The list is fixed, {n} {n|code|codes}:\n{codes}\nFingerprint of the list: {fingerprint}\n"
    "{out}The winners follow.",
)
OUT_CONDITIONS = Phrase(
    "没有参加活动 #{number}，这次不计入：{codes}\n", "Not in campaign #{number}, so not counted: {codes}\n"
)
OUT_LEFT = Phrase("已经退群，不计入：{codes}\n", "Left the group, so not counted: {codes}\n")
OUT_ADMIN = Phrase("成了群主或管理员，不计入：{codes}\n", "Owner or admin by now, so not counted: {codes}\n")
NOBODY = Phrase(
    "「{title}」截止了，没有人参加，这次就不开奖了。",
    "“{title}” is closed. Nobody entered, so there is no draw this time.",
)
WILL_DRAW = Phrase("「{title}」开奖（谁会中，到时候才知道）", "“{title}” is drawn (who wins shows then)")
DRAWN = Phrase("「{title}」开奖了：\n", "“{title}” has been drawn:\n")
PRIZE_HEAD = Phrase("{prize} → ", "{prize} → ")
CODE = Phrase("（{code}）", " ({code})")
LEFT_OVER = Phrase("（{n} 份没人抽）", " ({n} left over)")
DRAWN_FOOT = Phrase(
    "\n中了的朋友请在 {until} 前回「领奖」。\n种子：{secret}\n想验一验：/抽奖 验证 {number}",
    "\nIf you have won, say “collect” before {until}.\nThe secret: {secret}\nTo check it: /lottery verify {number}",
)

CLAIMED = Phrase("记下了：{prizes}。群主会联系你。", "Noted: {prizes}. The owner will be in touch.")
ALREADY_CLAIMED = Phrase("已经记下了，等群主联系你就好。", "That is noted already; the owner will be in touch.")
NOTHING_WON = Phrase("没有找到你中的奖。", "I find no prize of yours.")
REPORT = Phrase(
    "「{name}」群的抽奖 #{number}「{title}」领奖时间到了。{claimed}{unclaimed}",
    "The time to claim in draw #{number}, {title}, of “{name}” is over.{claimed}{unclaimed}",
)
REPORT_CLAIMED = Phrase("\n来领的：{who}", "\nClaimed: {who}")
REPORT_UNCLAIMED = Phrase(
    "\n没来领的：{who}\n可以再等等，也可以换下一位：/抽奖 重抽 {number} {code} 没来领奖",
    "\nNot claimed: {who}\nYou can wait, or let the next one have it: /lottery redraw {number} {code} not claimed",
)
WINNER = Phrase("{name}（{code}）{prize}", "{name} ({code}) {prize}")

NO_REASON = Phrase("为什么重抽？原因会当众说出来。", "Why? The reason is told in the group.")
NOT_A_WINNER = Phrase("「{who}」不在 #{number} 的中奖名单上。", "“{who}” is no winner of #{number}.")
NONE_LEFT = Phrase("名单上没有下一位了。", "Nobody is left on the list.")
REDRAW_PREVIEW = Phrase(
    "「{title}」的{prize}，{name}（{code}）的这份给顺位的下一位？\n"
    "下一位由种子定好了，不能挑，也不能撤销。原因会当众说：{reason}",
    "“{title}”, {prize}: let the next in order have what {name} ({code}) won?\n"
    "The secret has decided who that is; it can't be chosen or taken back. The reason is told in the group: {reason}",
)
REDRAWN = Phrase(
    "「{title}」的{prize}换人，原因：{reason}。\n", "“{title}”, {prize}, goes to somebody else: {reason}.\n"
)
REDRAWN_SKIPPED = Phrase("第 {place} 位（{code}）{why}，跳过。\n", "Place {place} ({code}): {why}, so passed over.\n")
REDRAWN_TO = Phrase("按开奖时的顺序，第 {place} 位是：", "In the order of the draw, place {place} is ")
REDRAWN_FOOT = Phrase(
    "（{code}）\n请在 {until} 前回「领奖」。想验一验：/抽奖 验证 {number}",
    " ({code})\nSay “collect” before {until}. To check it: /lottery verify {number}",
)
DID_REDRAW = Phrase(
    "抽奖 #{number} 的{prize}重抽：{old} 换成 {new}，{reason}",
    "redrew {prize} of draw #{number}: {new} for {old}, {reason}",
)
LEFT = Phrase("已退群", "left the group")
ADMIN_SINCE = Phrase("成了管理员", "an admin by now")
DONE_REDRAW = Phrase("好了，已经在群里说了。", "Done; the group has been told.")

CANCEL_PREVIEW = Phrase(
    "取消抽奖 #{number}「{title}」？已有 {n} 人参加，会在群里说一声，不能撤销。",
    "Cancel draw #{number}, {title}? {n} {n|has|have} entered; the group is told, and it can't be taken back.",
)
CANCELLED = Phrase(
    "抽奖 #{number}「{title}」取消了，不开奖。{reason}", "Draw #{number}, {title}, is cancelled.{reason}"
)
REASON = Phrase("原因：{reason}", " The reason: {reason}")
DID_CANCEL = Phrase("取消抽奖 #{number}「{title}」", "cancelled draw #{number}, {title}")
DONE_CANCEL = Phrase("抽奖 #{number} 取消了。", "Draw #{number} is cancelled.")
DRAW_PREVIEW = Phrase(
    "现在就开「{title}」的奖？已有 {n} 人参加，原定 {until}。",
    "Draw “{title}” now, with {n} entered, instead of at {until}?",
)
DID_DRAW = Phrase("提前开抽奖 #{number}「{title}」", "held draw #{number}, {title}, early")
DONE_DRAW = Phrase("好，一分钟内开奖。", "The winners follow within a minute.")

STATE_OPEN = Phrase(
    "抽奖 #{number}「{title}」，{n} 人参加，{until} 截止。\n{prizes}\n{conditions}{mine}",
    "Draw #{number}, {title}: {n} entered, open until {until}.\n{prizes}\n{conditions}{mine}",
)
STATE_OVER = Phrase(
    "抽奖 #{number}「{title}」{state}，{n} 人参加。{mine}", "Draw #{number}, {title}, {state}; {n} entered.{mine}"
)
MINE_IN = Phrase("你的号码是 {code}。", "Your code is {code}.")
MINE_OUT = Phrase("回「{word}」就能参加。", "Say “{word}” to enter.")
WIN_LINE = Phrase(
    "\n第 {place} 位 {prize}：{name}（{code}）{state}", "\nPlace {place}, {prize}: {name} ({code}){state}"
)
WIN_STATES = {
    "won": Phrase("", ""),
    "claimed": Phrase("，已领", ", claimed"),
    "passed": Phrase("，换人了：{reason}", ", passed on: {reason}"),
}
OVERVIEW = Phrase(
    "最近的抽奖（{zone}）：\n{lines}\n看一个：/抽奖 {number}",
    "The latest draws ({zone}):\n{lines}\nMore of one: /lottery {number}",
)
OVERVIEW_LINE = Phrase("#{number} {title}，{n} 人，{state}", "#{number} {title}, {n} entered, {state}")

VERIFY_OPEN = Phrase(
    "抽奖 #{number}「{title}」还没开奖。\n开的时候公布的种子指纹：\n{commitment}\n{mine}"
    "开奖时会公布名单和种子，到时候再发 /抽奖 验证 {number}，谁都能自己算一遍。",
    "Draw #{number}, {title}, is still to come.\nThe fingerprint posted when it was opened:\n{commitment}\n{mine}"
    "List and secret are shown at the draw; then say /lottery verify {number}, and anyone can work it out.",
)
VERIFY = Phrase(
    "抽奖 #{number}「{title}」\n种子指纹：{commitment}\n种子：{secret}\n名单指纹：{fingerprint}（{n} 个号码）\n{mine}"
    "怎么算：每个号码的抽签数 = HMAC-SHA256(种子, 名单指纹:号码)，小的在前，前面的依次得奖。"
    "名单和结果都在文件里（一小时发一次，没看到就往上翻），算法和验证程序在文档「抽奖怎么验」里。",
    "Draw #{number}, {title}\nFingerprint of the secret: {commitment}\nThe secret: {secret}\n"
    "Fingerprint of the list: {fingerprint} ({n} {n|code|codes})\n{mine}"
    "How: the number of each code is HMAC-SHA256(secret, fingerprint of the list:code); the least come first and win. "
    "List and result are in the file, sent once an hour; "
    "the rule and a program that checks it are in the page “Checking a draw”.",
)
MINE_AT = Phrase("你的号码 {code} 排第 {place} 位。\n", "Your code, {code}, has place {place}.\n")
MINE_CODE = Phrase("你的号码是 {code}。\n", "Your code is {code}.\n")
FILE_NAME = Phrase("抽奖{number}.json", "draw-{number}.json")

RECAP = Phrase("抽奖 {n} 人参加", "{n} entered the draw")
RECAP_WON = Phrase("抽奖 {n} 人参加，送出 {won} 份", "{n} entered the draw, {won} won")

# On the page of activities.
PAGE_TITLE = Phrase("抽奖", "Lotteries")
NUMBER = Phrase("编号", "No.")
TITLE = Phrase("名字", "Title")
ENTERED = Phrase("参加", "Entered")
CLOSES = Phrase("截止", "Until")
STATE = Phrase("状态", "State")
BADGES = {
    "open": Phrase("进行中", "open"),
    "frozen": Phrase("马上开奖", "to be drawn"),
    "drawn": Phrase("已开奖", "drawn"),
    "cancelled": Phrase("已取消", "cancelled"),
}
NONE_ON_PAGE = Phrase("还没有抽奖。", "No lotteries yet.")
PRIZES = Phrase("奖品", "Prizes")
WHO_MAY = Phrase("谁能参加", "Who can enter")
EVERYBODY = Phrase("人人", "everybody")
FINGERPRINT = Phrase("种子指纹", "Fingerprint")
WINNERS = Phrase("中奖的", "Winners")
PLACE = Phrase("第几位", "Place")
PRIZE_WON = Phrase("奖品", "Prize")
WINNER_NAME = Phrase("谁", "Who")
WIN_BADGES = {
    "won": Phrase("等人来领", "to be claimed"),
    "claimed": Phrase("已领", "claimed"),
    "passed": Phrase("换人了", "passed on"),
}
NOBODY_WON = Phrase("还没有开奖。", "Not drawn yet.")
DO_DRAW = Phrase("提前开奖", "Draw now")
DO_CANCEL = Phrase("取消抽奖", "Cancel the draw")
DO_VERIFY = Phrase("验一验", "Check it")
DO_REDRAW = Phrase("让下一位得奖", "Let the next one have a prize")
DO_OPEN = Phrase("开一个抽奖", "Open a lottery")
POST_IT = Phrase("发到群里", "Post it in the group")
REASON_LABEL = Phrase("原因（会在群里说）", "The reason (told in the group)")
REASON_HINT = Phrase("没来领奖", "not claimed")
CANCEL_HINT = Phrase("奖品没到", "no prizes yet")
WHOSE = Phrase("谁的那份", "Whose prize")
TITLE_HINT = Phrase("周年抽奖", "Anniversary draw")
PRIZES_LABEL = Phrase("奖品，一行一种", "Prizes, one a line")
PRIZES_HINT = Phrase("一等奖x1 耳机\n参与奖x5 书签", "First x1 headphones\nThanks x5 bookmark")
UNTIL_HINT = Phrase("周五 20:00", "fri 20:00")
WHO_HINT = Phrase("进群7天 发言3天", "joined 7d, spoke 3d")
CLAIM_LABEL = Phrase("几天内领奖", "Days to claim")
CLAIM_HINT = Phrase("3天", "3d")
SAY_NEW = Phrase(
    "/抽奖 新建 {title}\n{prizes}\n截止 {until}\n[条件 {who}]\n[领奖 {claim}]",
    "/lottery new {title}\n{prizes}\nuntil {until}\n[who {who}]\n[claim {claim}]",
)
SAY_DRAW = Phrase("/抽奖 开奖 {number}", "/lottery draw {number}")
SAY_CANCEL = Phrase("/抽奖 取消 {number} {reason}", "/lottery cancel {number} {reason}")
SAY_VERIFY = Phrase("/抽奖 验证 {number}", "/lottery verify {number}")
SAY_REDRAW = Phrase("/抽奖 重抽 {number} {code} {reason}", "/lottery redraw {number} {code} {reason}")
