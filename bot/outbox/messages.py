"""Why a message was sent, held or given up, for `/为什么`."""

from datetime import datetime

from bot.outbox.pacing import Held, Hold
from bot.phrases import Language, Phrase
from bot.times.moments import shown, shown_with_zone
from storage.tables import Outbox

CAUSES = {
    "command": Phrase("有人发了命令，这是回答。", "Somebody sent a command; this is the answer."),
    "event": Phrase(
        "群里有了变化（比如新人进群），所以说这句。", "Something changed in the group, such as people joining."
    ),
    "schedule": Phrase("安排好的时间到了。", "Its scheduled time had come."),
}
OTHER_CAUSE = Phrase("起因：{kind} {id}。", "Its cause: {kind} {id}.")

SENT = Phrase("{at} 发出了。", "It was sent on {at}.")
SENT_LATE = Phrase("原定 {due}，{at} 发出了。", "It was due on {due} and sent on {at}.")
SENT_INTO_TALK = Phrase(
    "原定 {due}，等到群里有人聊天，{at} 发出了。",
    "It was due on {due}, waited until people were talking, and was sent on {at}.",
)
PROVEN = Phrase(
    "{at} 发出了：当时没收到回音，后来在聊天里看到了它。",
    "It was sent on {at}: no answer came, but it was later seen in the chat.",
)
SENDING = Phrase("正在发。", "It is being sent.")
NOT_YET = Phrase("还没到时间，{due} 再发。", "It is not due yet; it will be sent on {due}.")
WAITING = Phrase("在排队，马上就发。", "It is in the queue and goes out any moment.")
HELD = Phrase("在等：{why}", "It waits: {why}")
AT_THE_EARLIEST = Phrase("最早 {until} 发。", " It goes out on {until} at the earliest.")
AT_THE_LATEST = Phrase("到 {until} 还没等到，就不发了。", " If nothing changes by {until}, it is not sent.")
UNKNOWN = Phrase(
    "不知道发出去没有：{why}请看看聊天里有没有，没有就发 /补发 {id}，有就发 /跳过 {id}。",
    "Nobody knows whether it was sent: {why} Look in the chat; if it is missing, send /resend {id}, else /skip {id}.",
)
FAILED = Phrase("没发成：{why}想再试就发 /补发 {id}。", "It could not be sent: {why} To try again, send /resend {id}.")
EXPIRED = Phrase("过了 {until} 就没意义了，所以没发。", "It was only worth sending until {until}, so it was not.")
NEVER_ITS_TURN = Phrase(
    "没等到足够多有用的内容，这条推广就没发。发 /补发 {id} 让它再等一轮。",
    "Too few useful posts went before it, so this promo was not sent. /resend {id} lets it wait once more.",
)
TOO_SILENT = Phrase(
    "群里没什么人说话，再发会显得吵，所以没发。还想发就发 /补发 {id}。",
    "Hardly anybody was talking and more posts would only be noise, so it was not sent. "
    "To send it after all: /resend {id}.",
)
MISSED = Phrase(
    "{due} 该发的时候我没在运行，所以没发。想补就发 /补发 {id}，不要了就发 /跳过 {id}。",
    "I was not running when it was due on {due}, so it was not sent. "
    "To send it now: /resend {id}; to let it be: /skip {id}.",
)
DROPPED = Phrase("没有发：{why}", "It was not sent: {why}")

REASONS = {
    "refused": Phrase("平台不收（{detail}）。", "the platform refused it ({detail})."),
    "gave_up": Phrase("试了很多次都不成（{detail}）。", "many attempts failed ({detail})."),
    "nobody": Phrase("找不到要发给谁。", "there is nobody to send it to."),
    "left": Phrase("我已经不在这个群了。", "I am no longer in the group."),
    "paused": Phrase("这个群暂停了。", "the group is paused."),
    "skipped": Phrase("管理员让跳过。", "an admin let it be."),
    "quiet": Phrase(
        "对方说过「别@我」，不请自来的私信就不发。", "they said “quiet me”: nothing unasked is sent to them."
    ),
    "forgotten": Phrase("对方要我忘记 TA。", "they asked to be forgotten."),
    "missed": Phrase(
        "该发的时候我不在，之后一周也没人要补。", "I was away when it was due, and nobody wanted it later."
    ),
    "lost": Phrase("平台没有回答（{detail}）。", "the platform gave no answer ({detail})."),
    "crash": Phrase("发的时候我正好停了。", "I was stopped in the middle of sending it."),
    "ratio": Phrase("没等到足够多有用的内容。", "too few useful posts had gone out."),
    "fatigue": Phrase("群里没什么人说话。", "hardly anybody was talking."),
    "retry": Phrase("上次没发成（{detail}），稍后再试。", "the last attempt failed ({detail})."),
}
HOLDS = {
    Held.HUMAN_PAUSE: Phrase("说话前停一停，像真人。", "a short pause, as a person would make."),
    Held.ACCOUNT_PACE: Phrase("整个账号刚才说得够快了。", "the account has been talking fast enough."),
    Held.GROUP_PACE: Phrase("这个群刚收到好几条。", "this chat has just had several messages."),
    Held.QUIET_HOURS: Phrase("现在是安静时段。", "these are quiet hours."),
    Held.ACCOUNT_CAP: Phrase("账号今天的条数用完了。", "the account has used up its posts of today."),
    Held.GROUP_CAP: Phrase("这个群今天的条数用完了。", "this group has used up its posts of today."),
    Held.FLOOD: Phrase("平台嫌太快，整个账号要歇一歇。", "the platform wants the whole account to rest."),
    Held.RETRY: Phrase("上次没发成，稍后再试。", "the last attempt failed; there will be another."),
    Held.OFFLINE: Phrase("现在连不上平台。", "the platform can't be reached now."),
    Held.ORDER: Phrase("前面还有一条没发完。", "another message goes before it."),
    Held.RATIO: Phrase(
        "还差 {n} 条有用的内容，才轮到这条推广。", "{n} more useful {n|post has|posts have} to come before this promo."
    ),
    Held.FATIGUE: Phrase(
        "群里有点安静，再有 {n} 条聊天就发。",
        "the group is quiet; it goes out after {n} more {n|message|messages} from its members.",
    ),
}

NOT_SERVED = {Held.RATIO.value: NEVER_ITS_TURN, Held.FATIGUE.value: TOO_SILENT}
"""Why scheduled content was given up."""

STATES = {
    "waiting": Phrase("排队中", "waiting"),
    "sending": Phrase("发送中", "being sent"),
    "sent": Phrase("已发送", "sent"),
    "unknown": Phrase("不确定", "unknown"),
    "failed": Phrase("没发成", "failed"),
    "expired": Phrase("过期没发", "expired"),
    "dropped": Phrase("没有发", "dropped"),
    "missed": Phrase("停机错过", "missed"),
}
SERVED_STATES = {
    ("waiting", Held.RATIO.value): Phrase("等有用的内容先发", "waits for useful posts"),
    ("waiting", Held.FATIGUE.value): Phrase("等群里聊几句", "waits for talk"),
    ("expired", Held.RATIO.value): Phrase("没轮到", "never its turn"),
    ("expired", Held.FATIGUE.value): Phrase("群里太静没发", "skipped, too silent"),
}


def state_of(row: Outbox) -> Phrase:
    """How a message stands, in a word or two for a list."""
    return SERVED_STATES.get((row.state, row.reason or ""), STATES[row.state])


def explain(
    row: Outbox, language: Language, zone: str, now: datetime, hold: Hold | None = None, because: str | None = None
) -> str:
    """Why it exists and what has become of it; `hold` is what a waiting one has to wait for now.

    `because` is what whoever wanted it said tells of its cause.
    """
    return f"{because or _cause(row, language)}\n{fate(row, language, zone, now, hold)}"


def _cause(row: Outbox, language: Language) -> str:
    cause = CAUSES.get(row.cause_kind)
    return cause(language) if cause else OTHER_CAUSE(language, kind=row.cause_kind, id=row.cause_id)


def fate(row: Outbox, language: Language, zone: str, now: datetime, hold: Hold | None) -> str:
    """What has become of it, or what it waits for."""
    why = _reason(row.reason, language)
    match row.state:
        case "sent":
            return _sent(row, language, zone)
        case "sending":
            return SENDING(language)
        case "waiting":
            return _waiting(row, language, zone, now, hold)
        case "unknown":
            return UNKNOWN(language, why=why, id=row.id)
        case "failed":
            return FAILED(language, why=why, id=row.id)
        case "missed":
            return MISSED(language, due=shown_with_zone(row.due_at, zone, language), id=row.id)
        case "expired" if row.reason in NOT_SERVED:
            return NOT_SERVED[row.reason](language, id=row.id)
        case "expired":
            return EXPIRED(language, until=shown_with_zone(row.expires_at or row.due_at, zone, language))
        case _:
            return DROPPED(language, why=why)


def _sent(row: Outbox, language: Language, zone: str) -> str:
    at = row.sent_at or row.due_at
    if row.reason == Held.FATIGUE:
        due = shown(row.due_at, zone, language)
        return SENT_INTO_TALK(language, due=due, at=shown_with_zone(at, zone, language))
    if row.reason == "echo":
        return PROVEN(language, at=shown_with_zone(at, zone, language))
    if (at - row.due_at).total_seconds() < 60:
        return SENT(language, at=shown_with_zone(at, zone, language))
    return SENT_LATE(language, due=shown(row.due_at, zone, language), at=shown_with_zone(at, zone, language))


def _waiting(row: Outbox, language: Language, zone: str, now: datetime, hold: Hold | None) -> str:
    if row.due_at > now:
        return NOT_YET(language, due=shown_with_zone(row.due_at, zone, language))
    if hold is not None and hold.account:
        why, until = HOLDS[hold.why](language), hold.until
    elif row.attempts and row.reason:
        why, until = _reason(row.reason, language), row.next_at
    elif hold is not None and hold.lacking:
        why = HOLDS[hold.why](language, n=hold.lacking)
        return HELD(language, why=why) + AT_THE_LATEST(language, until=shown_with_zone(hold.until, zone, language))
    elif hold is not None:
        why, until = HOLDS[hold.why](language), max(hold.until, row.next_at)
    else:
        return WAITING(language)
    when = AT_THE_EARLIEST(language, until=shown_with_zone(until, zone, language)) if until > now else ""
    return HELD(language, why=why) + when


def _reason(reason: str | None, language: Language) -> str:
    """The reason kept in the row, a word and what the platform said, as a sentence."""
    word, _, detail = (reason or "").partition(": ")
    phrase = REASONS.get(word)
    return phrase(language, detail=detail) if phrase else ""
