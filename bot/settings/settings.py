"""What the owner may set, read once from the environment and `.env` into one frozen value.

Each field says its kind, its default as it would be typed, and why it is there; `.env.example` and the messages about
wrong values come from the same words (docs/decisions/0005-start-up.md tells why no library does it).
"""

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any, Literal, cast

from bot.errors import SettingsError
from bot.operations import messages as say
from bot.phrases import Language, Phrase
from bot.settings import kinds as kinds
from bot.settings.dotenv import BadLineError, parse_dotenv
from bot.settings.kinds import Kind, Secret, T

PREFIX = "DANDELION_"
HOME = "DANDELION_HOME"
"""Names the folder that `.env` and relative paths belong to, by default the current one; scripts/run sets it."""

_PASSWORD = re.compile(r"(\S*//)?\S*@")
_SQLITE_FILE = re.compile(r"^(sqlite(?:\+\w+)?:///)([^?]+)(.*)$")


@dataclass(frozen=True, slots=True)
class About:
    """What is declared of one setting; `name` is the full one of the environment."""

    name: str
    kind: Kind[object]
    default: str
    why: Phrase

    def shown(self, raw: str, language: Language) -> str:
        """What was read, without what must not be seen."""
        if isinstance(self.kind.parse(self.default), Secret):
            return say.HIDDEN(language)
        return _PASSWORD.sub(r"\1***@", raw) or say.EMPTY(language)


def _setting(kind: Kind[T], default: str, zh: str, en: str) -> T:
    about = (kind, default, Phrase(zh=zh, en=en))
    return field(default=kind.parse(default), repr=kind is not kinds.database_url, metadata={"about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value, named as in `.env.example` but small and without the prefix."""

    language: Language = _setting(
        cast(Kind[Language], kinds.one_of("zh", "en")),
        "zh",
        "机器人默认说的语言，每个群可另设。",
        "The language the bot speaks unless a group chose its own.",
    )
    zone: str = _setting(
        kinds.zone,
        "Asia/Shanghai",
        "默认时区，每个群可另设。",
        "The time zone of groups that have not set their own.",
    )
    operators: tuple[str, ...] = _setting(
        kinds.names,
        "",
        "管理所有群的人的平台编号；留空则用首次启动时打印的绑定码。",
        "Platform ids of those who run the bot everywhere; without them a one-time code is printed at first start.",
    )
    database_url: str = _setting(
        kinds.database_url,
        "sqlite:///data/dandelion.db",
        "数据存在哪里。",
        "Where everything is kept.",
    )
    backup_dir: Path = _setting(
        kinds.path,
        "data/backups",
        "备份放在哪里；每次升级数据库前会自动备份。",
        "Where backups go; one is made before every migration.",
    )
    media_dir: Path = _setting(
        kinds.path,
        "data/media",
        "要投放的图片和文件放在哪里；备份时请一起带上。",
        "Where pictures and files to be posted are kept; take them along when you back up.",
    )
    keep_messages: timedelta = _setting(
        kinds.duration,
        "180d",
        "成员消息的原文保留多久；计数会一直保留。",
        "How long the text of members' messages is kept; the counts stay.",
    )

    wechaty_endpoint: str = _setting(
        kinds.endpoint,
        "",
        "Wechaty 网关的地址；留空则在浏览器里试用。",
        "Where the Wechaty gateway listens; without it the bot is tried out in the browser.",
    )
    wechaty_token: Secret = _setting(
        kinds.secret,
        "",
        "网关启动时用的同一个令牌。",
        "The token the gateway was started with.",
    )
    wechaty_tls: str = _setting(
        kinds.text,
        "off",
        "off 不加密，system 用系统证书，或写网关 CA 文件的路径。",
        "off for plain text, system for the machine's certificates, or the path of the gateway's CA file.",
    )
    wechaty_tls_name: str = _setting(
        kinds.text,
        "",
        "网关证书上的名字，与地址不同时才需要。",
        "The name in the gateway's certificate, where it is not that of the endpoint.",
    )
    wechaty_accept_invites: bool = _setting(
        kinds.on_off,
        "on",
        "是否自动接受入群邀请和好友请求。",
        "Whether invitations to groups and requests of friendship are accepted.",
    )
    max_message_age: timedelta = _setting(
        kinds.duration,
        "10m",
        "比这更早的消息只记录、不回应（重新登录会补发旧消息）。",
        "Older messages are recorded but not answered; a new login replays them.",
    )
    inbox_limit: int = _setting(
        kinds.whole(100, 1_000_000),
        "10000",
        "最多有多少事件排队，再多就让平台等一等。",
        "How many events may queue before the platform is made to wait.",
    )

    pacing: bool = _setting(
        kinds.on_off,
        "on",
        "发送限速；真实微信号请保持 on，否则可能被封。",
        "Limits on sending; keep them on for a real account, which may be banned without.",
    )
    account_per_minute: int = _setting(
        kinds.whole(1, 100_000),
        "20",
        "整个账号每分钟最多发几条。",
        "Messages a minute for the whole account.",
    )
    account_burst: int = _setting(
        kinds.whole(1, 100_000),
        "5",
        "整个账号可以连着发几条。",
        "Messages the account may send at once after a rest.",
    )
    group_per_minute: int = _setting(
        kinds.whole(1, 100_000),
        "6",
        "每个群每分钟最多发几条，回答不算。",
        "Messages a minute in one group, answers aside.",
    )
    group_burst: int = _setting(
        kinds.whole(1, 100_000),
        "3",
        "每个群可以连着发几条。",
        "Messages a group may get at once after a rest.",
    )
    daily_cap: int = _setting(
        kinds.whole(1, 10_000_000),
        "2000",
        "整个账号每天最多主动发几条。",
        "Posts a day for the whole account.",
    )
    group_daily_cap: int = _setting(
        kinds.whole(1, 1_000_000),
        "20",
        "每个群每天最多主动发几条。",
        "Posts a day in one group.",
    )
    new_account_days: int = _setting(
        kinds.whole(0, 365),
        "7",
        "新账号头几天限速降到三分之一、每天最多 200 条；0 表示不用。",
        "Days a new account goes at a third of the rates and 200 posts a day; 0 for none.",
    )
    quiet_hours: tuple[time, time] | None = _setting(
        kinds.quiet_hours,
        "22:30-08:00",
        "各群的安静时段，期间不主动发消息，但照常回答。",
        "When groups get no posts; answers are still given.",
    )
    jitter: timedelta = _setting(
        kinds.duration,
        "3s",
        "每次发送前最多随机等多久，显得自然。",
        "The longest random wait before a message, to look human.",
    )
    welcome_window: timedelta = _setting(
        kinds.duration,
        "60s",
        "多久内进群的人合在一条欢迎里；每个群可以用 /欢迎 等待 另设。",
        "People who join within it share one welcome; /welcome wait sets a group's own.",
    )
    fetch_private: bool = _setting(
        kinds.on_off,
        "off",
        "订阅源可不可以在内网里；只在测试或自己的内网里打开。",
        "Whether feeds may be on private networks; only for tests and intranets.",
    )
    missed_grace: timedelta = _setting(
        kinds.duration,
        "30m",
        "停机后，定时内容晚多久之内照样发；更晚的先私下问群主。对以后新排的生效。",
        "How late scheduled content still goes out after a downtime; owners are asked about what is later. "
        "For schedules made from then on.",
    )

    log_level: str = _setting(
        kinds.one_of("debug", "info", "warning", "error"),
        "info",
        "日志的详细程度。",
        "How much is logged.",
    )
    log_format: str = _setting(
        kinds.one_of("console", "json"),
        "console",
        "日志给人看还是给程序看。",
        "Logs for people or for programs.",
    )
    web_host: str = _setting(
        kinds.host,
        "127.0.0.1",
        "网页在哪个地址上（试用、后台、接口、健康检查、指标）；默认只有本机能看。",
        "Where the try-out, the office, the API, health and metrics are served; by default only to this machine.",
    )
    web_port: int = _setting(
        kinds.whole(0, 65535),
        "8080",
        "它们的端口，0 表示关闭。",
        "Their port; 0 for none.",
    )
    web_url: str = _setting(
        kinds.site,
        "",
        "群主在手机上打开后台用的网址，前面要有 nginx 或 Caddy；留空则只能在本机打开。",
        "Where owners open the office on their phones, behind nginx or Caddy; else only this machine can.",
    )
    alert_webhook: Secret = _setting(
        kinds.web_address,
        "",
        "掉线时往这个网址发一条提醒。",
        "An address that is told when the bot is offline.",
    )

    @property
    def platform(self) -> Literal["wechaty", "simulator"]:
        """Wechaty where a gateway is named, else the simulator."""
        return "wechaty" if self.wechaty_endpoint else "simulator"


def declared() -> dict[str, About]:
    """Every setting by its full name, in the order of `.env.example`."""
    known: dict[str, About] = {}
    for each in fields(Settings):
        kind, default, why = each.metadata["about"]
        name = PREFIX + each.name.upper()
        known[name] = About(name, kind, default, why)
    return known


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this machine: the environment before `.env`. Raises SettingsError naming everything wrong."""
    home = Path(environ.get(HOME) or ".").absolute()
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX) and name != HOME}
    return _build(_dotenv(home / ".env") | given, home)


def settings_from(overrides: Mapping[str, str]) -> Settings:
    """Defaults but for `overrides`, whose names may be small and without the prefix; `.env` is not looked at."""
    given = {PREFIX + name.upper().removeprefix(PREFIX): value for name, value in overrides.items()}
    return _build(given, Path.cwd())


def preferred_language(environ: Mapping[str, str] = os.environ) -> Language:
    """The language for what must be said even when the settings are wrong."""
    try:
        return _language(_dotenv(Path(environ.get(HOME) or ".") / ".env") | dict(environ))
    except SettingsError:
        return _language(environ)


def _dotenv(file: Path) -> dict[str, str]:
    try:
        values = parse_dotenv(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(say.BAD_FILE(_language(os.environ), file=file, why=error)) from None
    except BadLineError as wrong:
        raise SettingsError(say.BAD_LINE(_language(os.environ), file=file, line=wrong.number)) from None
    return {name: value for name, value in values.items() if name != HOME and _concerns_us(name)}


def _concerns_us(name: str) -> bool:
    """`.env` may hold other programs' names, but ours without the prefix is a slip worth telling."""
    return name.startswith(PREFIX) or PREFIX + name.upper() in declared()


def _language(given: Mapping[str, str]) -> Language:
    return "en" if given.get(PREFIX + "LANGUAGE", "").strip().lower() == "en" else "zh"


def _build(given: Mapping[str, str], home: Path) -> Settings:
    known, language = declared(), _language(given)
    problems = [_unknown(name, language) for name in given if name not in known]
    values: dict[str, Any] = {}
    for name, about in known.items():
        if name in given:
            try:
                values[name.removeprefix(PREFIX).lower()] = about.kind.parse(given[name].strip())
            except (ValueError, KeyError, OverflowError, OSError):
                problems.append(_wrong(about, given[name], about.kind.valid, language))
    settings = _placed(Settings(**values), home)
    problems += _disagreements(settings, language)
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _unknown(name: str, language: Language) -> str:
    near = difflib.get_close_matches(PREFIX + name.upper().removeprefix(PREFIX), declared(), n=1)
    return say.UNKNOWN_NAME_NEAR(language, name=name, near=near[0]) if near else say.UNKNOWN_NAME(language, name=name)


def _wrong(about: About, raw: str, valid: Phrase, language: Language) -> str:
    return say.WRONG_VALUE(language, name=about.name, read=about.shown(raw, language), valid=valid)


def _disagreements(settings: Settings, language: Language) -> Iterable[str]:
    """What is wrong only when two settings or the disk are looked at together."""
    known = declared()
    endpoint, token, tls = (known[f"{PREFIX}WECHATY_{part}"] for part in ("ENDPOINT", "TOKEN", "TLS"))
    if settings.wechaty_endpoint and not settings.wechaty_token:
        yield say.NEEDS_OTHER(language, name=token.name, given=endpoint.name)
    if settings.wechaty_token and not settings.wechaty_endpoint:
        yield say.NEEDS_OTHER(language, name=endpoint.name, given=token.name)
    if settings.wechaty_tls not in ("off", "system") and not Path(settings.wechaty_tls).is_file():
        yield _wrong(tls, settings.wechaty_tls, say.TLS_CHOICES, language)


def _placed(settings: Settings, home: Path) -> Settings:
    """The same with paths made whole, so nothing depends on the current folder later."""
    tls = settings.wechaty_tls
    return replace(
        settings,
        database_url=_SQLITE_FILE.sub(lambda m: f"{m[1]}{home / m[2]}{m[3]}", settings.database_url),
        backup_dir=home / settings.backup_dir,
        media_dir=home / settings.media_dir,
        wechaty_tls=tls if tls in ("off", "system") else str(home / Path(tls).expanduser()),
    )
