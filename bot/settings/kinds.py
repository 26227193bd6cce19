"""How the text of a setting becomes its value; a `ValueError` is what makes a text wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.phrases import Phrase

T = TypeVar("T")

_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")
_DATABASES = ("sqlite:///", "sqlite+aiosqlite:///", "postgresql://", "postgresql+asyncpg://", "postgres://")


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A value that shows itself only when asked by name."""

    _value: str

    def reveal(self) -> str:
        """The value itself, never to be logged."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(***)" if self._value else "Secret()"


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A sort of setting: how it is read, and which texts are valid, in words."""

    parse: Callable[[str], T]
    valid: Phrase


def one_of(*choices: str) -> Kind[str]:
    """One word of a few."""

    def parse(raw: str) -> str:
        if raw.lower() not in choices:
            raise ValueError(raw)
        return raw.lower()

    return Kind(parse, Phrase(zh=" 或 ".join(choices), en=" or ".join(choices)))


def whole(least: int, most: int) -> Kind[int]:
    """A whole number between two bounds, both included."""

    def parse(raw: str) -> int:
        if not least <= (number := int(raw)) <= most:
            raise ValueError(raw)
        return number

    return Kind(parse, Phrase(zh=f"{least} 到 {most} 的整数", en=f"a whole number from {least} to {most}"))


def _on_off(raw: str) -> bool:
    return {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}[
        raw.lower()
    ]


def _duration(raw: str) -> timedelta:
    match = _DURATION.fullmatch(raw.replace(" ", "").lower())
    if not raw or match is None:
        raise ValueError(raw)
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _quiet_hours(raw: str) -> tuple[time, time] | None:
    if not raw:
        return None
    start, end = (time.fromisoformat(part.strip().zfill(5)) for part in raw.replace("–", "-").split("-"))
    if start == end or start.tzinfo or end.tzinfo:
        raise ValueError(raw)
    return start, end


def _zone(raw: str) -> str:
    return ZoneInfo(raw).key


def _database_url(raw: str) -> str:
    if not raw.startswith(_DATABASES):
        raise ValueError(raw)
    return raw


def _endpoint(raw: str) -> str:
    if not raw:
        return raw
    parts = urlsplit(f"//{raw}")
    if not parts.hostname or not parts.port or parts.path or parts.query or parts.username is not None:
        raise ValueError(raw)
    return raw


def _web_address(raw: str) -> Secret:
    parts = urlsplit(raw)
    if raw and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(raw)
    return Secret(raw)


def _site(raw: str) -> str:
    parts = urlsplit(raw)
    if raw and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
        raise ValueError(raw)
    return raw.rstrip("/")


def _names(raw: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in raw.replace("\uff0c", ",").split(",") if name.strip())


def _path(raw: str) -> Path:
    if not raw:
        raise ValueError(raw)
    return Path(raw).expanduser()


def _host(raw: str) -> str:
    if not raw or any(map(str.isspace, raw)):
        raise ValueError(raw)
    return raw


ANY = Phrase(zh="任意文字", en="any text")

on_off = Kind(_on_off, Phrase(zh="on 或 off", en="on or off"))
duration = Kind(_duration, Phrase(zh="时长，如 5s、10m、2h、180d", en="a duration such as 5s, 10m, 2h or 180d"))
quiet_hours = Kind(
    _quiet_hours,
    Phrase(zh="起止时间，如 22:30-08:00；留空表示不设", en="two times such as 22:30-08:00; empty for none"),
)
zone = Kind(_zone, Phrase(zh="时区名，如 Asia/Shanghai", en="a time zone such as Asia/Shanghai"))
database_url = Kind(
    _database_url,
    Phrase(
        zh="sqlite:///文件路径 或 postgresql://用户:密码@主机/库名",
        en="sqlite:///path/of/the/file or postgresql://user:password@host/name",
    ),
)
endpoint = Kind(_endpoint, Phrase(zh="主机:端口，如 127.0.0.1:8788", en="host:port, such as 127.0.0.1:8788"))
site = Kind(_site, Phrase(zh="网站的网址，如 https://bot.example.com", en="a site such as https://bot.example.com"))
web_address = Kind(_web_address, Phrase(zh="http:// 或 https:// 开头的网址", en="an address with http:// or https://"))
names = Kind(_names, Phrase(zh="用逗号隔开的编号", en="ids with commas between"))
path = Kind(_path, Phrase(zh="文件夹路径", en="the path of a folder"))
host = Kind(_host, Phrase(zh="地址，如 127.0.0.1", en="an address such as 127.0.0.1"))
text = Kind(str, ANY)
secret = Kind(Secret, ANY)
