"""Words of a site made fit for a chat: no markup, no control characters, no mention of anybody, not too long."""

import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import urlsplit

HTML_READ = 4000
"""Characters of markup that are looked at; what is said first is what is shown."""
LONGEST_LINK = 1000
_SILENT = frozenset({"script", "style", "head", "template", "noscript"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>|&(?:#\w{1,8}|\w{2,32});")
_KEPT_CONTROLS = frozenset("\u200d\ufe0f")
"""Emoji are built with them."""


class _Words(HTMLParser):
    """The words between the tags; a block's end is a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BREAKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def line_of(markup: str, most: int) -> str:
    """What markup, even thrice escaped, says, on one line of at most `most` characters."""
    text = markup[:HTML_READ]
    for _ in range(3):
        if not _TAG.search(text):
            break
        text = _without_tags(text)
    line = " ".join("".join(map(_harmless, text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def link_of(address: str) -> str:
    """The address if it is one of the web, else nothing: `javascript:` leads nowhere."""
    link = "".join(address.split())
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    if not is_web or len(link) > LONGEST_LINK or any(_is_hidden(char) for char in link):
        return ""
    return link


def _without_tags(markup: str) -> str:
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.parts)


def _harmless(char: str) -> str:
    """An at-sign mentions somebody to a reader at least; what can't be seen may hide or turn what can."""
    if char == "@":
        return "＠"
    if char.isspace():
        return " "
    return "" if _is_hidden(char) and char not in _KEPT_CONTROLS else char


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")
