"""Plays the chats of a page: what people say in them is said to the bot, what the bot says is compared.

A chat is a block of lines `名字：话` or `Name: words`, each going on in lines indented by four spaces. A line between
dashes is what happens otherwise. In the bot's words `…` stands for anything, a time of day for any, and the number of
a message for the one it has this time. Somebody who says `[文件 名字]` sends the page's block of that name.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.phrases import Language
from bot.platforms.base import AFTER_MENTION
from bot.platforms.simulator import Accepted
from tests.fakes.site import Site
from tests.world import BOT_NAME, Chat, GroupChat, World

CODE = "7K3M9QXA2B"
"""Stands on the pages for the one-time code."""
SITE = "https://example.com"
"""Stands on the pages for a website with a feed."""
BREATH = 30.0
"""Seconds after each line, so that pacing lets through what is due."""
WELCOMED_AFTER = 60.0
UNITS = {"秒": "seconds", "分钟": "minutes", "小时": "hours", "天": "days"}

_SPEECH = re.compile(
    r"(?P<who>[^\s：:（(]+)(?: ?[（(](?:引用|quoting )[「“](?P<quote>.+?)[」”][）)])?(?:：|: ?)(?P<text>.*)"
)
_HAPPENING = re.compile(r"—— (.+) ——")
_VARIES = re.compile(
    r"(?P<any>…)|(?P<time>\d\d:\d\d)|"
    r"(?:(?<=/补发 )|(?<=/跳过 )|(?<=/为什么 )|(?<=/resend )|(?<=/skip )|(?<=/why )|^)(?P<number>\d+)",
    re.MULTILINE,
)
_FILE = re.compile(r"\[(?:文件|file) (.+)\]")
_LIST = re.compile(r"、|, ")


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says, or with nobody named, what happens."""

    who: str
    text: str
    quote: str = ""


def lines_of(block: str) -> Iterator[Line]:
    """The lines of a chat, each with those it goes on in."""
    parts = re.split(r"\n(?=\S)", block.rstrip("\n"))
    for part in parts:
        first, *below = part.split("\n")
        if happening := _HAPPENING.fullmatch(first):
            yield Line("", happening[1])
        elif speech := _SPEECH.fullmatch(first):
            text = "\n".join([speech["text"], *(line.removeprefix("    ") for line in below)])
            yield Line(speech["who"], text, speech["quote"] or "")
        else:
            raise ValueError(f"not a line of a chat: {first}")


class Show:
    """The chats of one page, played one after the other in the same world."""

    def __init__(
        self, world: World, language: Language, site: Site | None = None, files: Mapping[str, Path] | None = None
    ) -> None:
        self.world, self.language, self.site, self.files = world, language, site, files or {}
        self.articles: list[str] = []
        self.bot = "蒲公英" if language == "zh" else "Dandelion"
        self.groups: list[GroupChat] = []
        self.private = False
        self.chats: dict[str, Chat] = {}
        self.listening: Chat | None = None
        self.unheard: dict[Chat, list[str]] = {}
        self.numbers: dict[str, str] = {}

    async def play(self, block: str) -> None:
        """Play one chat, which begins in the group; whatever the bot says must be written down."""
        self.private = False
        for line in lines_of(block):
            if line.who == self.bot:
                self._hear(line.text)
                continue
            self._nothing_unread(before=line.text)
            await (self._say(line) if line.who else self._happen(line.text))
        self._nothing_unread(before="the end of the block")

    def _hear(self, written: str) -> None:
        """Pacing decides which of an answer and a post comes first, so they may be written in either order."""
        assert self.listening is not None
        unheard = self.unheard.setdefault(self.listening, [])
        unheard += map(self._on_page, self.listening.heard())
        matches = ((said, re.fullmatch(_pattern(written), said, re.DOTALL)) for said in unheard)
        said, match = next(((said, match) for said, match in matches if match), ("", None))
        assert match, f"the page says\n{written}\nthe bot says\n{unheard}"
        unheard.remove(said)
        numbers = [found["number"] for found in _VARIES.finditer(written) if found["number"]]
        self.numbers |= dict(zip(numbers, match.groups(), strict=True))

    def _on_page(self, text: str) -> str:
        text = text if self.site is None else text.replace(self.site.url(""), SITE)
        return re.sub(r"[ \t]+(?=\n|$)", "", text.replace(BOT_NAME, self.bot))

    def _nothing_unread(self, before: str) -> None:
        for chat in (*self.groups, *self.chats.values()):
            unread = self.unheard.pop(chat, []) + chat.heard()
            assert unread == [], f"not on the page, before {before!r}: {unread}"

    async def _say(self, line: Line) -> None:
        group, text = self.groups[-1], self._meant(line.text)
        member_id = self.world.id_of(line.who)
        if self.private:
            self.listening = self.chats.setdefault(member_id, self.world.private(member_id))
            sent = _FILE.fullmatch(text)
            await self.world.say(member_id, "" if sent else text, file=self.files[sent[1]] if sent else None)
        else:
            self.listening = group
            written, mentions = group.with_mentions(text)
            await self.world.say(
                member_id, written, group_id=group.group_id, mentions=mentions, quote=self._quoted(line.quote)
            )
        await self.world.advance(seconds=BREATH)

    def _meant(self, written: str) -> str:
        """With the code, the bot's name and the numbers of messages as they are in this world."""
        text = written.replace(CODE, self.world.codes[-1]).replace(self.bot, BOT_NAME)
        text = text if self.site is None else text.replace(SITE, self.site.url(""))
        return _VARIES.sub(lambda m: self.numbers.get(m["number"], m[0]) if m["number"] else m[0], text)

    def _quoted(self, beginning: str) -> Accepted | None:
        if not beginning:
            return None
        start = beginning.removesuffix("…").replace(self.bot, BOT_NAME)
        accepted = self.world.platform.accepted
        return next(each for each in reversed(accepted) if each.text.replace(AFTER_MENTION, " ").startswith(start))

    async def _happen(self, text: str) -> None:
        for pattern, act in self._happenings().items():
            if match := re.fullmatch(pattern, text):
                await act(*match.groups())
                await self.world.advance(seconds=BREATH)
                return
        raise ValueError(f"nothing that can happen: {text}")

    def _happenings(self) -> dict[str, Callable[..., Awaitable[None]]]:
        if self.language == "zh":
            return {
                "蒲公英进了「(.+)」：群主 (.+?)，成员 (.+)": self._add,
                "(.+) 邀请 (.+) 进群了": self._invite,
                "(.+) 进群了": self._join,
                "(.+) 退群了": self._leave,
                "(.+) 私聊蒲公英": self._whisper,
                "回到「(.+)」": self._return,
                "过了 (\\d+) (秒|分钟|小时|天)": self._wait,
                "微信没有收下下一条消息": self._refuse,
                "example.com「(.+)」发了「(.+)」": self._publish,
            }
        return {
            "Dandelion is added to “(.+)”: owner (.+?), members (.+)": self._add,
            "(.+) invites (.+)": self._invite,
            "(.+?) joins?": self._join,
            "(.+) leaves": self._leave,
            "(.+) writes to Dandelion privately": self._whisper,
            "Back in “(.+)”": self._return,
            "(\\d+) (second|minute|hour|day)s? later": self._wait,
            "WeChat refuses the next message": self._refuse,
            "example.com “(.+)” publishes “(.+)”": self._publish,
        }

    async def _add(self, name: str, owner: str, members: str) -> None:
        self.groups.append(await self.world.group(name, owner, *_LIST.split(members)))
        self.listening = self.groups[-1]

    async def _join(self, names: str) -> None:
        self.listening = self.groups[-1]
        await self.groups[-1].joins(*_LIST.split(names))
        await self.world.advance(seconds=WELCOMED_AFTER)

    async def _invite(self, inviter: str, names: str) -> None:
        self.listening = self.groups[-1]
        await self.groups[-1].joins(*_LIST.split(names), inviter=inviter)
        await self.world.advance(seconds=WELCOMED_AFTER)

    async def _leave(self, name: str) -> None:
        self.listening = self.groups[-1]
        await self.groups[-1].leaves(name)
        await self.world.advance(seconds=WELCOMED_AFTER)

    async def _whisper(self, _who: str) -> None:
        self.private = True

    async def _return(self, name: str) -> None:
        self.private = False
        self.groups.sort(key=lambda group: group.name == name)

    async def _wait(self, number: str, unit: str) -> None:
        await self.world.advance(**{UNITS.get(unit, f"{unit}s"): float(number)})

    async def _publish(self, name: str, article: str) -> None:
        """It is at the address of its number, and first in the feed."""
        assert self.site is not None
        self.articles.append(article)
        items = [
            f"<item><title>{title}</title><link>{SITE}/{number}</link></item>"
            for number, title in enumerate(self.articles, start=1)
        ]
        channel = f"<title>{name}</title>{''.join(reversed(items))}"
        self.site["/feed"] = f'<rss version="2.0"><channel>{channel}</channel></rss>'

    async def _refuse(self) -> None:
        self.world.platform.fail_sends("permanent", 1)


def _pattern(written: str) -> str:
    def of(match: re.Match[str]) -> str:
        return ".*" if match["any"] else r"\d\d:\d\d" if match["time"] else r"(\d+)"

    pattern, end = "", 0
    for match in _VARIES.finditer(written):
        pattern += re.escape(written[end : match.start()]) + of(match)
        end = match.end()
    return pattern + re.escape(written[end:])
