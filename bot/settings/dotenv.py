"""Reading `.env`: NAME=VALUE lines, `#` comments, optional quotes and `export`."""

import re

_LINE = re.compile(
    r"""(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'].*?|))\s*(?:(?<=\s)#.*)?""", re.ASCII
)


class BadLineError(Exception):
    """A line that is no assignment; `number` counts from 1. What it says is kept to itself: it may be a secret."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def parse_dotenv(text: str) -> dict[str, str]:
    """The values by name, the last one of a name winning; raises BadLineError."""
    values: dict[str, str] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise BadLineError(number)
        name, *forms = match.groups()
        values[name] = next((form for form in forms if form is not None), "").strip()
    return values
