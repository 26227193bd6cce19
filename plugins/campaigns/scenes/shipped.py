"""The scenes that come with the bot, read when they are first asked for."""

from functools import cache
from importlib.resources import files

from bot.commands.wording import fold
from plugins.campaigns.scenes.reading import read
from plugins.campaigns.scenes.scene import Scene


@cache
def load() -> tuple[Scene, ...]:
    """All of them, by slug."""
    packs = files("plugins.campaigns.scenes").joinpath("packs").iterdir()
    texts = [pack.read_text("utf-8") for pack in packs if pack.name.endswith(".toml")]
    return tuple(sorted(map(read, texts), key=lambda scene: scene.slug))


def find(name: str) -> Scene | None:
    """The shipped scene that a name, an alias or a slug means, in any width and case."""
    return _by_name().get(_key(name))


@cache
def _by_name() -> dict[str, Scene]:
    return {
        _key(name): scene
        for scene in reversed(load())
        for name in (*scene.aliases, scene.name.en, scene.name.zh, scene.slug)
    }


def _key(name: str) -> str:
    return "".join(fold(name).split())
