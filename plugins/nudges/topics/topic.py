"""What a topic is, of which kind, and for which kinds of group."""

from dataclasses import dataclass
from enum import Enum
from itertools import chain

from bot.phrases import Language, Phrase


class Kind(Enum):
    """What a topic asks of people."""

    QUESTION = "question"
    CHOICE = "choice"
    TASK = "task"
    MEMORY = "memory"
    HELP = "help"
    OPINION = "opinion"
    RITUAL = "ritual"
    OWN = "own"
    YEAR_AGO = "year-ago"


SHIPPED = tuple(kind for kind in Kind if kind not in (Kind.OWN, Kind.YEAR_AGO))


class GroupKind(Enum):
    """What a group is about, by the words for it: the Chinese and the English one first, then others."""

    GENERAL = ("通用", "general", "不限", "其他", "any")
    READING = ("读书", "reading", "阅读", "书友", "books")
    PARENTS = ("亲子", "parents", "家长", "宝妈", "育儿", "family")
    NEIGHBOURS = ("邻里", "neighbours", "邻居", "小区", "社区", "业主", "neighbors")
    SPORT = ("运动", "sport", "跑步", "跑团", "骑行", "健身", "球友", "running", "sports")
    FOOD = ("美食", "food", "吃货", "烘焙", "做饭", "cooking")
    SHOP = ("小店", "shop", "购物", "团购", "门店", "shopping")
    STUDY = ("学习", "study", "考试", "考研", "同学", "exam")
    WORK = ("职场", "work", "同行", "工作", "行业", "professional")
    FRIENDS = ("老友", "friends", "校友", "朋友", "亲友", "alumni")
    CITY = ("同城", "city", "本地", "老乡", "local")
    TECH = ("数码", "tech", "游戏", "科技", "技术", "games")
    CRAFT = ("手工", "craft", "手作", "园艺", "花友", "garden", "crafts")
    HEALTH = ("健康", "health", "早睡", "养生", "wellbeing")

    @property
    def title(self) -> Phrase:
        """How it is called."""
        return Phrase(*self.value[:2])


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to be asked; without groups it is the group's own and suits it whatever it is about."""

    slug: str
    kind: Kind
    groups: frozenset[GroupKind]
    text: Phrase

    def said(self, language: Language) -> str:
        """The words as they stand; a member's braces are braces."""
        return self.text.written(language)


WORDS = {word: kind for kind in GroupKind for word in chain(kind.value)}
