"""The error tree. Only a `UserError` is ever read in chat; the rest become a short reference code."""

from bot.phrases import Language, Phrase


class DandelionError(Exception):
    """Parent of everything we raise on purpose."""


class UserError(DandelionError):
    """What a person did wrong, in their words, and one correct example to copy."""

    def __init__(self, phrase: Phrase, /, example: str = "", **values: object) -> None:
        super().__init__(phrase.zh)
        self.phrase = phrase
        self.values = values
        self.example = example

    def offer(self, example: str) -> None:
        """Show this example, unless there is a better one already."""
        self.example = self.example or example


class Refusal(UserError):
    """What can't be done now, however it is written: no example would help."""

    def offer(self, example: str) -> None:
        """Show none."""


class SettingsError(DandelionError):
    """A setting in the environment or .env is wrong: its name, what was read, what is valid."""


class DatabaseError(DandelionError):
    """The database can't be used as it is, and what to do about it."""


class PlatformError(DandelionError):
    """The platform refuses us for good: a wrong token, a wrong endpoint."""

    def __init__(self, said: Phrase | str, /, **values: object) -> None:
        super().__init__(said("en", **values) if isinstance(said, Phrase) else said)
        self._said = said
        self._values = values

    def text(self, language: Language) -> str:
        """The refusal in words for the owner."""
        return self._said(language, **self._values) if isinstance(self._said, Phrase) else self._said
