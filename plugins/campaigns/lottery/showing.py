"""What is said of a lottery, in its own language; names are leaves."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.content import Mention, Text
from bot.phrases import Language
from bot.times.moments import shown, shown_with_zone
from plugins.campaigns.lottery import draw
from plugins.campaigns.lottery import messages as m
from plugins.campaigns.lottery.draw import Seed
from plugins.campaigns.lottery.tables import Lottery, LotteryEntry, LotteryWin


def opened(lottery: Lottery, *, is_only: bool) -> Text:
    """The rules, before anybody enters."""
    language = lottery.language
    return _text(
        m.OPENED(
            language,
            number=lottery.id,
            title=lottery.title,
            prizes=prizes(lottery, language),
            word=word(lottery.id, language, is_only=is_only),
            until=shown_with_zone(lottery.closes_at, lottery.zone, language),
            conditions=conditions(lottery, language),
            commitment=lottery.commitment,
        )
    )


def word(number: int, language: Language, *, is_only: bool) -> str:
    """What members say to enter."""
    return m.ENTER(language) if is_only else f"{m.ENTER(language)} {number}"


def prizes(lottery: Lottery, language: Language) -> str:
    """One a line."""
    lines = [m.PRIZE(language, name=p["name"], count=p["count"], item=_item(p, language)) for p in lottery.prizes]
    return "\n".join(lines)


def prize(lottery: Lottery, index: int, language: Language) -> str:
    """One of them with what it is."""
    each = lottery.prizes[index]
    return f"{each['name']} {each['item']}".strip()


def conditions(lottery: Lottery, language: Language) -> str:
    """Who may enter, as a line; nothing where everybody may."""
    known = (
        (m.MEMBER_DAYS, lottery.member_days),
        (m.SPOKEN_DAYS, lottery.spoken_days),
        (m.TOOK_PART, lottery.took_part or 0),
    )
    said = [phrase(language, n=n) for phrase, n in known if n]
    return m.CONDITIONS(language, conditions=m.BETWEEN(language).join(said)) if said else ""


def newcomers(lottery: Lottery, entries: Sequence[LotteryEntry], names: Mapping[int, str]) -> Text:
    """Who entered since the last list, each with their code."""
    language = lottery.language
    named = [m.NAMED(language, name=_name(names, each.person_id, language), code=each.code) for each in entries]
    lines = m.BETWEEN(language).join(named)
    return _text(m.LIST(language, title=lottery.title, new=len(entries), all=lottery.entered, names=lines))


def frozen(lottery: Lottery, entries: Sequence[LotteryEntry]) -> Text:
    """The list that is drawn among, with its fingerprint, and who is not on it."""
    language = lottery.language
    codes = draw.listed([each.code for each in entries if not each.out])
    reasons = (("conditions", m.OUT_CONDITIONS), ("left", m.OUT_LEFT), ("admin", m.OUT_ADMIN))
    gone = {out: draw.listed([each.code for each in entries if each.out == out]) for out, _ in reasons}
    out = "".join(phrase(language, codes=gone[r], number=lottery.took_part) for r, phrase in reasons if gone[r])
    n = sum(not each.out for each in entries)
    if not n:
        return _text(m.NOBODY(language, title=lottery.title) + (f"\n{out.rstrip()}" if out else ""))
    said = {"title": lottery.title, "n": n, "codes": codes, "fingerprint": lottery.entries_hash, "out": out}
    return _text(m.FROZEN(language, **said))


def drawn(lottery: Lottery, wins: Sequence[LotteryWin], seed: Seed) -> Text:
    """The winners by real mentions, and the secret."""
    language = lottery.language
    parts: list[str | Mention] = [m.DRAWN(language, title=lottery.title)]
    for index, each in enumerate(lottery.prizes):
        parts.append(("\n" if index else "") + m.PRIZE_HEAD(language, prize=prize(lottery, index, language)))
        mine = [win for win in wins if win.prize == index]
        for win in mine:
            parts += [Mention(win.person_id), m.CODE(language, code=win.code)]
        if each["count"] > len(mine):
            parts.append(m.LEFT_OVER(language, n=each["count"] - len(mine)))
    until = shown(claim_by(lottery, lottery.drawn_at or lottery.closes_at), lottery.zone, language)
    parts.append(m.DRAWN_FOOT(language, until=until, secret=seed.reveal(), number=lottery.id))
    return Text(tuple(parts))


def redrawn(lottery: Lottery, passed: LotteryWin, skipped: Sequence[LotteryWin], win: LotteryWin, why: str) -> Text:
    """Who has it now, and why."""
    language = lottery.language
    head = m.REDRAWN(language, title=lottery.title, prize=prize(lottery, passed.prize, language), reason=why)
    head += "".join(m.REDRAWN_SKIPPED(language, place=each.place, code=each.code, why=each.reason) for each in skipped)
    head += m.REDRAWN_TO(language, place=win.place)
    until = shown(win.claim_by, lottery.zone, language)
    foot = m.REDRAWN_FOOT(language, code=win.code, until=until, number=lottery.id)
    return Text((head, Mention(win.person_id), foot))


def winner(lottery: Lottery, win: LotteryWin, names: Mapping[int, str], language: Language) -> str:
    """By name, code and prize."""
    name = _name(names, win.person_id, language)
    return m.WINNER(language, name=name, code=win.code, prize=prize(lottery, win.prize, language))


def wins_told(lottery: Lottery, wins: Sequence[LotteryWin], names: Mapping[int, str], language: Language) -> str:
    """A line for each place that had a prize."""
    return "".join(
        m.WIN_LINE(
            language,
            place=win.place,
            prize=prize(lottery, win.prize, language),
            name=_name(names, win.person_id, language),
            code=win.code,
            state=m.WIN_STATES[win.state](language, reason=win.reason),
        )
        for win in wins
    )


def claim_by(lottery: Lottery, now: datetime) -> datetime:
    """Until when what is won now is to be claimed."""
    return now + timedelta(days=lottery.claim_days)


def evidence(lottery: Lottery, entries: Sequence[LotteryEntry], wins: Sequence[LotteryWin], seed: Seed) -> bytes:
    """All that is needed to work out the winners, without anybody's name; what scripts/verify_draw.py reads."""
    told: dict[str, Any] = {
        "rule": draw.RULE,
        "lottery": lottery.id,
        "title": lottery.title,
        "commitment": lottery.commitment,
        "secret": seed.reveal(),
        "entries_sha256": lottery.entries_hash,
        "entries": sorted(each.code for each in entries if not each.out),
        "prizes": [{"name": each["name"], "count": each["count"]} for each in lottery.prizes],
        "winners": [
            {"place": win.place, "code": win.code, "prize": lottery.prizes[win.prize]["name"]}
            | ({"passed_on": win.reason} if win.state == "passed" else {})
            for win in wins
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(each: Mapping[str, Any], language: Language) -> str:
    return m.ITEM(language, item=each["item"]) if each["item"] else ""


def _name(names: Mapping[int, str], person_id: int, language: Language) -> str:
    return names.get(person_id) or m.SOMEBODY(language)


def _text(words: str) -> Text:
    return Text((words,))
