"""Which topic comes next, how own ones are written, and what a group talked about a year ago. Pure."""

import re
from collections.abc import Iterable, Sequence
from random import Random

from bot.commands.readers import short
from bot.commands.wording import fold
from bot.errors import UserError
from bot.phrases import Phrase
from plugins.nudges.topics import messages as m
from plugins.nudges.topics.topic import WORDS, GroupKind, Kind, Topic

PAGE = 10
MOST = 200
"""Topics of their own that a group, or a set of groups, can have."""
LONGEST = 200
AFTER = 20
"""How many messages after a question may be about it."""
ANSWERS = 2
"""How many of them must be, so that it was talked about."""

TOUCHY = re.compile(
    r"钱|工资|收入|房价|股票|基金|病|医院|医生|吃药|减肥|体重|胖|瘦|离婚|相亲|单身|怀孕|吵|骂|死|政府|选举|宗教"
    r"|\b(money|salary|wages?|debt|loans?|stocks?|ill|sick|doctor|hospital|pills?|diet|weight|fat|divorce|dating|single"
    r"|pregnan\w+|fight|stupid|die[ds]?|dead|election|government|church|god|pray\w*)\b",
    re.IGNORECASE,
)
"""What the bot brings up with nobody."""

_LISTED = re.compile(r"^\s*(?:\d{1,3}(?:[.．](?!\d)|[、)）])|[-*•·])")
_QUESTION = re.compile(r"[?？吗呢]\s*$")
_PERSONAL = re.compile(r"@|https?:|www\.|\d{5}|\n|你(?!们)|[「」]|^[/／#]")
_WORD = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]")
_EMPTY = frozenset("的了是我你他她它们这那有在不也都就吗呢吧啊哦嗯么什怎哪个一很还要好家大") | {
    *("this", "that", "what", "where", "when", "which", "with", "have"),
    *("does", "anyone", "think", "your", "from", "there"),
}
"""Words that say nothing of what a text is about."""
_SHORTEST_QUESTION, _LONGEST_QUESTION = 5, 60


def suiting(topics: Iterable[Topic], kinds_of_group: Iterable[GroupKind]) -> list[Topic]:
    """Those a group of these kinds can be asked."""
    wanted = {GroupKind.GENERAL, *kinds_of_group}
    return [topic for topic in topics if not topic.groups or not wanted.isdisjoint(topic.groups)]


def fresh(topics: Iterable[Topic], used: Sequence[str], kinds_of_group: Iterable[GroupKind], seed: int) -> Topic | None:
    """The next topic for a group of these kinds; `used` are the slugs of earlier ones, the latest last.

    One that was never used, as often one of the group's own as one for its kind as one for any group; when all were,
    the one used longest ago. The same for the same seed, in whichever order the topics come.
    """
    possible = sorted(suiting(topics, kinds_of_group), key=lambda topic: topic.slug)
    last_use = {slug: place for place, slug in enumerate(used)}
    unused = [topic for topic in possible if topic.slug not in last_use]
    if not unused:
        return min(possible, key=lambda topic: last_use[topic.slug], default=None)
    own = [topic for topic in unused if not topic.groups]
    of_kind = [topic for topic in unused if topic.groups and GroupKind.GENERAL not in topic.groups]
    general = [topic for topic in unused if GroupKind.GENERAL in topic.groups]
    random = Random(seed)
    return random.choice(random.choice([some for some in (own, of_kind, general) if some]))


def read_kinds(text: str) -> tuple[GroupKind, ...]:
    """The kinds that `读书 亲子` or `reading, parents` names; none for 通用. Raises UserError."""
    kinds: list[GroupKind] = []
    for word in re.split(r"[\s,，、;；/]+", fold(text).strip()):
        if word.removesuffix("群") not in WORDS:
            raise UserError(m.NO_SUCH_KIND, word=short(word), known=_known())
        kinds.append(WORDS[word.removesuffix("群")])
    return tuple(kind for kind in GroupKind if kind in kinds and kind is not GroupKind.GENERAL)


def read_texts(body: str, had: Iterable[str]) -> list[str]:
    """A topic a line, without list numbers, blank lines and what is there already. Raises UserError."""
    seen = {key_of(text) for text in had}
    texts: list[str] = []
    for line in body.splitlines():
        text = " ".join(_LISTED.sub("", line).split())
        if len(text) > LONGEST:
            raise UserError(m.TOO_LONG, text=short(text), most=LONGEST)
        if text and key_of(text) not in seen:
            seen.add(key_of(text))
            texts.append(text)
    return texts


def key_of(text: str) -> str:
    """What two topics that are the same have in common."""
    return "".join(fold(text).split())


def own_topic(number: int, text: str) -> Topic:
    """A topic of the group's own, in the words of whoever wrote it."""
    return Topic(f"own-{number}", Kind.OWN, frozenset(), Phrase(text, text))


def year_ago(texts: Sequence[str]) -> Topic | None:
    """The question that was talked about most in what a group said that day, texts in order; None if there is none.

    A question's answers are the messages soon after it that share words with it. Nothing is brought up again that is
    private or touchy, or said to one person.
    """
    words = [words_of(text) for text in texts]
    answers = {
        place: sum(shares(words[place], each) for each in words[place + 1 : place + 1 + AFTER])
        for place, text in enumerate(texts)
        if words[place] and _can_be_asked_again(text)
    }
    best = max(answers, key=lambda place: (answers[place], -place), default=None)
    if best is None or answers[best] < ANSWERS:
        return None
    text = texts[best].strip()
    said = Phrase(m.YEAR_AGO("zh", text=text), m.YEAR_AGO("en", text=text))
    return Topic("year-ago", Kind.YEAR_AGO, frozenset(), said)


def _can_be_asked_again(text: str) -> bool:
    text = text.strip()
    if not _SHORTEST_QUESTION <= len(text) <= _LONGEST_QUESTION or not _QUESTION.search(text):
        return False
    return not _PERSONAL.search(text) and not TOUCHY.search(text)


def shares(question: frozenset[str], text: frozenset[str]) -> bool:
    """An English word says as much as two Chinese characters."""
    return sum(2 if word.isascii() else 1 for word in question & text) >= 2


def words_of(text: str) -> frozenset[str]:
    """What a text is about: its English words and Chinese characters but for those that say nothing of that."""
    return frozenset(_WORD.findall(fold(text))) - _EMPTY


def _known() -> Phrase:
    return Phrase("、".join(kind.value[0] for kind in GroupKind), ", ".join(kind.value[1] for kind in GroupKind))
