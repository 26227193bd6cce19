"""Sentences in both languages, side by side, and how values get into them.

A package's `messages.py` is its catalogue: every sentence it says is a `Phrase` there, so neither language can be
missing and both are read together (docs/decisions/0004-phrases.md).
"""

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]

_SLOT = re.compile(r"\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in Chinese and English with `{slots}`.

    `{n|member|members}` writes the first form when n is 1, else the second. Values are put in once and never read
    again as a template.
    """

    zh: str
    en: str

    def __call__(self, language: Language, /, **values: object) -> str:
        """The sentence in one language with its slots filled; a missing value is a KeyError."""

        def fill(match: re.Match[str]) -> str:
            name, one, many = match.groups()
            value = values[name]
            if one is not None:
                return one if value == 1 else many
            return value(language) if isinstance(value, Phrase) else str(value)

        return _SLOT.sub(fill, self.written(language))

    def written(self, language: Language) -> str:
        """The words of one language as they stand, their braces among them."""
        return self.zh if language == "zh" else self.en

    @property
    def slots(self) -> tuple[set[str], set[str]]:
        """The slot names of the Chinese and of the English sentence, for the test that compares them."""
        return {m[0] for m in _SLOT.findall(self.zh)}, {m[0] for m in _SLOT.findall(self.en)}
