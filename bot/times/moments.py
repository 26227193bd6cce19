"""How a moment is shown: the local date with its weekday and the time. The zone is said once, beside the first."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.phrases import Language
from bot.times.days import WEEKDAYS_EN, WEEKDAYS_ZH


def shown(at: datetime, zone: str, language: Language) -> str:
    """Such as 2026-07-03 周五 20:05."""
    local = at.astimezone(ZoneInfo(zone))
    day = f"周{WEEKDAYS_ZH[local.weekday()]}" if language == "zh" else WEEKDAYS_EN[local.weekday()]
    return f"{local:%Y-%m-%d} {day} {local:%H:%M}"


def shown_with_zone(at: datetime, zone: str, language: Language) -> str:
    """Such as 2026-07-03 周五 20:05 (Asia/Shanghai)."""
    return f"{shown(at, zone, language)} ({zone})"
