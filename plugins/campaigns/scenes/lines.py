"""At which line of a TOML file each of its values is written."""

import re
from bisect import bisect_right

Path = tuple[str | int, ...]
"""The way to a value: keys, and places in arrays counted from 0."""

_DEEPEST = 8
_KEY = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_TOKEN = re.compile(
    rf"^[ \t]*(?P<open>\[\[?)[ \t]*(?P<header>{_KEYS})[ \t]*\]|^[ \t]*(?P<keys>{_KEYS})[ \t]*="
    r"|\"\"\"(?:\\.|[^\\])*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*",
    re.MULTILINE | re.DOTALL,
)


class Lines:
    """Finds the line of a path; for one that is not written, the line of what it would belong to."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {}
        ends = [match.start() for match in re.finditer("\n", text)]
        counts: dict[Path, int] = {}
        table: Path = ()
        for token in _TOKEN.finditer(text):
            line = bisect_right(ends, token.start("header" if token["header"] else 0) - 1) + 1
            if token["header"]:
                table = _place(_names(token["header"]), counts, is_new=token["open"] == "[[")
                self._found.setdefault(table, line)
            elif token["keys"]:
                path: Path = table
                for name in _names(token["keys"]):
                    path = (*path, name)
                    self._found.setdefault(path, line)

    def of(self, path: Path) -> int:
        """The line, counted from 1."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)


def _names(keys: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_KEY, keys)[:_DEEPEST]]


def _place(names: list[str], counts: dict[Path, int], *, is_new: bool) -> Path:
    """The way to a table, through the latest of each array on it."""
    path: Path = ()
    for n, name in enumerate(names, 1):
        path = (*path, name)
        if is_new and n == len(names):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
    return path
