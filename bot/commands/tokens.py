"""A command's line cut into words, “words in quotes” and mentions, each knowing where it stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.commands.wording import normalize

MENTION = r"@[^@\u2005\n]{1,64}\u2005"
_QUOTED = "|".join(rf"{left}[^{right}\n]{{0,500}}{right}" for left, right in ("“”", '""', "＂＂", "「」"))


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a line: the characters from `start` to `end`, and their plain reading."""

    start: int
    end: int
    text: str
    is_mention: bool = False

    @property
    def plain(self) -> str:
        """The text with full-width characters made plain."""
        return normalize(self.text)


def tokens_of(line: str, names: Iterable[str] = ()) -> list[Token]:
    """The pieces of a line; `names` are those of the people it mentions, which may hold spaces."""
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    named = rf"@(?P<known>{known})(?:\u2005|(?=\s|$))|" if known else ""
    pattern = rf"{named}(?P<mention>{MENTION})|(?P<quoted>{_QUOTED})(?=\s|$)|\S+"
    return [_token(match) for match in re.finditer(pattern, line)]


def _token(match: re.Match[str]) -> Token:
    found = match.groupdict()
    if found.get("known"):
        return Token(match.start(), match.end(), found["known"], True)
    if found["mention"]:
        return Token(match.start(), match.end(), found["mention"][1:-1], True)
    text = found["quoted"][1:-1] if found["quoted"] else match[0]
    return Token(match.start(), match.end(), text)


def text_of(line: str, left: list[Token], taken: list[Token]) -> str:
    """What was written from the first token that is left, without those taken out of the middle."""
    if not left:
        return ""
    start, text = left[0].start, line[left[0].start :]
    for token in sorted(taken, key=lambda each: each.start, reverse=True):
        if token.start >= start:
            text = text[: token.start - start].rstrip() + " " + text[token.end - start :].lstrip()
    return text.strip()


_ADDRESSED = re.compile(rf"\s*(?:(?:{MENTION}\s*)+|@\S+\s*)")
_MENTIONED = re.compile(rf"{MENTION}|(?<!\S)@\S+")


def without_bot(text: str, people: int) -> str:
    """A text that mentions the bot, without that mention; `people` are mentioned besides.

    Mentions at the beginning are how one addresses somebody and all go. Elsewhere there is one more mention than there
    are people, and it stands at the end of the line or first.
    """
    addressed = _ADDRESSED.match(text)
    if addressed:
        return text[addressed.end() :]
    line = text.lstrip().partition("\n")[0]
    spans = [match.span() for match in _MENTIONED.finditer(line)]
    if len(spans) <= people:
        return text
    start, end = spans[-1] if not line[spans[-1][1] :].strip() else spans[0]
    return f"{line[:start]} {line[end:]}" + text.lstrip()[len(line) :]
