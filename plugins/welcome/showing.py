"""How a group's welcome is listed for its admins."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.content import Content, File, Image, Link, Mention, MiniProgram, Removal, Text, from_json
from bot.phrases import Language
from plugins.welcome import messages as m
from plugins.welcome import rules
from plugins.welcome.settings import Welcome

SHOWN = 60
"""Characters of a message in a list."""


def state_of(welcome: Welcome, window: timedelta, language: Language) -> str:
    """Everything that is set, and what can be done next."""
    states = ((m.OFF, m.ON), (m.OFF_DEFAULT, m.ON_DEFAULT))
    return m.STATE(
        language,
        state=states[not welcome.text][welcome.on],
        text=rules.text_of(welcome, language) + (m.TRIED(language, text=welcome.text_b) if welcome.text_b else ""),
        more=_more(welcome, language),
        window=m.WINDOW_IS(language, window=duration(window, language)),
        back=m.BACK_IS(language, text=_short(welcome.back or m.DEFAULT_BACK[language])),
        farewell=_farewell(welcome, language),
        switch=m.TO_SWITCH_OFF if welcome.on else m.TO_SWITCH_ON,
    )


def beginning(content: Content, language: Language) -> str:
    """A message in a few words."""
    match content:
        case Text(parts):
            return _short("".join(part for part in parts if isinstance(part, str)))
        case Image():
            return m.PICTURE(language)
        case File(name=name):
            return m.FILE(language, name=name)
        case Link(title=title):
            return m.LINK(language, title=_short(title))
        case MiniProgram() | Removal():
            return ""


def in_full(contents: Sequence[Content], names: Mapping[int, str], language: Language) -> str:
    """Messages as they will be read, mentions by name."""
    return "\n".join(
        "".join(f"@{names.get(part.person_id, '')} " if isinstance(part, Mention) else part for part in content.parts)
        if isinstance(content, Text)
        else beginning(content, language)
        for content in contents
    )


def duration(window: timedelta, language: Language) -> str:
    """Such as 60 秒."""
    seconds = round(window.total_seconds())
    return m.SECONDS(language, n=seconds) if seconds % 60 or seconds < 120 else m.MINUTES(language, n=seconds // 60)


def _more(welcome: Welcome, language: Language) -> str:
    contents: Sequence[Content] = [from_json(each) for each in welcome.more]
    lines = [m.MORE_LINE(language, n=n, what=beginning(each, language)) for n, each in enumerate(contents, start=2)]
    return m.THEN(language, lines="\n".join(lines)) if lines else ""


def _farewell(welcome: Welcome, language: Language) -> str:
    if not welcome.farewell:
        return m.FAREWELL_OFF(language)
    return m.FAREWELL_ON(language, text=_short(welcome.farewell_text or m.DEFAULT_FAREWELL[language]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
