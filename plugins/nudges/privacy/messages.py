"""Every sentence about being left in peace, and about what is kept of somebody."""

from collections.abc import Iterable, Mapping

from bot import messages as core
from bot.phrases import Language, Phrase

QUIET = Phrase(
    "好，以后哪个群里都不@你，也不主动私信你。想恢复就说「可以@我」。",
    "All right: no more @ in any group, and no private words you didn't ask for. To undo it, say “mention me”.",
)
NOT_QUIET = Phrase("好，可以@你了。想安静就说「别@我」。", "All right, I may @ you again. For peace, say “quiet me”.")

COME_PRIVATELY = Phrase(
    "这个私聊说：加我好友，私聊发「我的数据」。", "In private, please: add me as a friend and send me “mydata”."
)
SENT_PRIVATELY = Phrase("私聊发你了。", "I've sent it to you in private.")

KEPT_OF_YOU = Phrase("关于你，我记着这些：\n{lines}\n{foot}", "This is what I keep about you:\n{lines}\n{foot}")
FOOT = Phrase(
    "想让我忘掉，私聊发「/忘记我」。",
    "If you want me to forget it, send me “/forget” in private.",
)
LINE = Phrase("· {what}", "· {what}")
NAME = Phrase("名字「{name}」，平台编号", "your name “{name}” and your number on the platform")
NO_NAME = Phrase("平台编号", "your number on the platform")
FRIEND = Phrase("你是我的好友", "that you are my friend")
GROUP = Phrase("群「{group}」：{parts}", "group “{group}”: {parts}")
GROUP_LEFT = Phrase("离开的群「{group}」：{parts}", "group “{group}”, which you left: {parts}")
ALIAS = Phrase("群昵称「{alias}」", "your name there, “{alias}”")
JOINED = Phrase("{day}进群", "joined on {day}")
THERE_BEFORE = Phrase("比我先到", "there before me")
SPOKE = Phrase("{days} 天里说过 {n} 句", "{n} {n|message|messages} on {days} {days|day|days}")
LAST_SPOKE = Phrase("最近一次 {day}", "the last on {day}")
NEVER_SPOKE = Phrase("没说过话", "nothing said")
MORE_GROUPS = Phrase("还有 {n} 个群", "{n} more {n|group|groups}")
MANAGES = Phrase("权限：{roles}", "your rights: {roles}")
MANAGES_ALL = Phrase("所有群的运营者", "operator of all groups")
MANAGES_ONE = Phrase("「{group}」{role}", "{role} of “{group}”")
ROLES = {"owner": Phrase("群主", "owner"), "admin": Phrase("管理员", "admin"), "operator": Phrase("运营者", "operator")}
TEXTS = Phrase(
    "聊天原文：留 {keep} 天就删，现在有你从 {day} 起说的约 {n} 句",
    "the words of your messages, for {keep} days: now about {n} since {day}",
)
NO_TEXTS = Phrase(
    "聊天原文：留 {keep} 天就删，现在没有你的", "the words of messages, for {keep} days: none of yours now"
)
PRIVATE_TEXTS = Phrase(
    "私聊里说的也一样；我发给你的话，留 {keep} 天",
    "the same for what you tell me in private; what I send you, for {keep} days",
)
IS_QUIET = Phrase("你说过「别@我」（{day}）", "that you said “quiet me” ({day})")
IS_AWAY = Phrase("你请假到 {day}", "that you are on leave until {day}")
COUNTED = Phrase("{kind} {n}", "{kind}: {n}")
OTHER = Phrase("其他（{table}）", "other things ({table})")
IS_FORGOTTEN_SOON = Phrase("你要我忘掉，正在办", "that you want to be forgotten, which is under way")

KINDS: Mapping[str, Phrase] = {
    "audit": Phrase("改设置的记录", "settings you changed"),
    "cleaning_people": Phrase("清理潜水时问过你", "times you were asked whether you stay"),
    "cleaning_spared": Phrase("清理时不动你的群", "groups where you are never asked whether you stay"),
    "cleanings": Phrase("你做的清理", "cleanings you began"),
    "campaign_code_lists": Phrase("你建的码", "lists of codes you made"),
    "campaign_codes": Phrase("领过的码", "codes you were given"),
    "campaign_groupbuy_entries": Phrase("拼团", "group buys you joined"),
    "campaign_groupbuys": Phrase("你开的拼团", "group buys you opened"),
    "campaign_lotteries": Phrase("你开的抽奖", "lotteries you opened"),
    "campaign_lottery_entries": Phrase("参加的抽奖", "lotteries you entered"),
    "campaign_lottery_wins": Phrase("中奖", "lotteries you won"),
    "campaign_poll_votes": Phrase("投票", "votes"),
    "campaign_polls": Phrase("你发起的投票", "polls you opened"),
    "campaign_scenes": Phrase("你写的场景", "scenes you wrote"),
    "campaign_signup_entries": Phrase("接龙报名", "sign-ups you joined"),
    "campaign_signups": Phrase("你开的接龙", "sign-ups you opened"),
    "campaigns": Phrase("你办的活动", "campaigns you made"),
    "confirmations": Phrase("等你确认的事", "things that wait for your yes"),
    "drops": Phrase("你排的投放", "drops you scheduled"),
    "events": Phrase("最近的操作", "what you lately asked of me"),
    "groups": Phrase("你的群", "groups you own"),
    "history_senders": Phrase("导入的聊天记录里的你", "you in imported logs"),
    "invites_counted": Phrase("算数的邀请", "invitations that count"),
    "library": Phrase("你存的素材", "materials you saved"),
    "missed_reports": Phrase("漏发通知", "reports of what was missed"),
    "nudge_people": Phrase("叫过你的次数", "times I tried to draw you in"),
    "nudge_questions": Phrase("没人答的提问", "questions nobody answered"),
    "nudge_stars": Phrase("本周之星", "weeks you were thanked for"),
    "nudge_topics": Phrase("你加的话题", "topics you added"),
    "nudge_volunteers": Phrase("值日", "duties you took on"),
    "orders": Phrase("你在后台做的事", "what you had done in the office"),
    "hooks": Phrase("要通知的网址", "addresses that are told what happens"),
    "passes": Phrase("进后台的钥匙", "your keys to the office"),
    "outbox": Phrase("我私聊发给你的话", "what I sent you in private"),
    "privacy_forgettings": IS_FORGOTTEN_SOON,
    "roster_changes": Phrase("进出群的记录", "comings and goings"),
    "selections": Phrase("你选中的群", "the groups you chose"),
    "ties": Phrase("和别人的互动（按天计数）", "days on which you and others turned to each other"),
    "welcome_applicants": Phrase("进门问答", "questions at the door"),
    "welcome_arrivals": Phrase("新人旅程", "how you came to groups"),
    "welcome_buddies": Phrase("做搭子", "groups where you are a buddy"),
    "welcome_card_tags": Phrase("名片上的词", "words on your cards"),
    "welcome_card_ties": Phrase("介绍认识的人", "people I introduced you to"),
    "welcome_cards": Phrase("名片", "cards"),
    "welcome_newcomers": Phrase("等着欢迎", "welcomes that wait"),
    "welcome_pairs": Phrase("结过的搭子", "buddies you were paired with"),
    "welcome_steps_done": Phrase("收过的新人提示", "steps you had as a newcomer"),
}
"""What the rows of a table are to the person they bear."""
TOLD_APART = frozenset({"activity", "grants", "memberships", "messages"})
"""Tables told of in words of their own."""

FORGET_PRIVATELY = Phrase("这件事私聊我：私聊发「/忘记我」。", "In private, please: send me “/forget” there.")
PREVIEW = Phrase(
    "要我忘掉你？会这样：\n"
    "· 删掉：你说过的话的原文、名片、名字和群昵称、接龙里写的备注、我私聊发给你的话\n"
    "· 只剩数字、不再是你的：每天说了几句、谁和谁互动、进出群、投票、抽奖、领码这些\n"
    "· 留下：你在哪些群（免得再当新人欢迎你，最后说话的时间改成现在）、「别@我」和请假、"
    "管理员权限和操作记录、你给群里做的东西{needed}\n"
    "· 名字在你下次说话、或平台更新群名单时会重新记下\n"
    "忘了就找不回来。",
    "Shall I forget you? This is what happens:\n"
    "· Deleted: the words of all you said, your cards, your name, notes on sign-ups, what I sent you in private\n"
    "· Left as numbers that are nobody's: messages a day, who turned to whom, comings and goings, votes, draws, codes\n"
    "· Kept: which groups you are in (so that I don't greet you as new; you last spoke now), “quiet me” and leave, "
    "rights and the history of what admins did, what you made for groups{needed}\n"
    "· Your name is noted again when you next speak or the platform lists the group\n"
    "What is forgotten can't be had back.",
)
STILL_NEEDED = Phrase("；还没结束的{what}，等结束再忘", "; and until they are over: {what}")
BEGUN = Phrase("好，这就开始忘。弄完私聊告诉你。", "All right, I'm beginning to. I'll tell you here when it is done.")
UNDER_WAY = Phrase("已经在忘了，弄完私聊告诉你。", "I'm already at it, and will tell you here when it is done.")
FORGOTTEN = Phrase("忘好了。", "Done: I have forgotten it.")
FORGOTTEN_BUT = Phrase(
    "忘好了。还没结束的{what}，等结束了我再忘。", "Done: I have forgotten it. The rest when it is over: {what}."
)


def named(language: Language, tables: Iterable[str]) -> str:
    """What these tables hold, in a row."""
    return core.COMMA(language).join(kind(language, table) for table in tables)


def kind(language: Language, table: str) -> str:
    """What a table holds; that of a plugin we don't know bears its own name."""
    return KINDS[table](language) if table in KINDS else OTHER(language, table=table)
