#!/usr/bin/env python3
"""Works out the winners of a draw from its file and says whether they are right. Needs nothing but Python.

python verify_draw.py draw-5.json [--commitment HEX] [--list HEX] [--code CODE]

The file is what the bot answers to `/抽奖 验证 5` (`/lottery verify 5`). Give it both fingerprints from the chat: the
one posted at the opening as --commitment, the one posted with the frozen list as --list; without them nothing says
that the file is of that draw. --code is your own. The rule is in docs/draw.md. Ends with 0 when everything is right.
"""

import argparse
import hashlib
import hmac
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

RULE = "dandelion-draw-1"


def sha256(text: str) -> str:
    """In hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def order(secret: str, codes: list[str]) -> list[str]:
    """The codes as they are drawn."""
    fingerprint = sha256(" ".join(sorted(codes)))

    def drawn(code: str) -> tuple[str, str]:
        message = f"{fingerprint}:{code}"
        return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest(), code

    return sorted(codes, key=drawn)


def wrong(told: dict[str, Any], commitment: str | None, fingerprint: str | None) -> list[str]:
    """Everything that is not as it has to be."""
    secret, codes = str(told["secret"]), [str(code) for code in told["entries"]]
    found: list[str] = []
    if told["rule"] != RULE:
        found.append(f"规则不是 {RULE} / the rule is not {RULE}: {told['rule']}")
    if len(secret) != 64 or secret.strip("0123456789abcdef"):
        found.append("种子不是 64 位十六进制 / the secret is not 64 hex digits")
    if sha256(secret) != told["commitment"]:
        found.append("种子和它的指纹不符 / the secret does not have the fingerprint")
    if commitment and commitment.strip().lower() != told["commitment"]:
        found.append("种子指纹和开抽奖时公布的不同 / the fingerprint of the secret is not the one posted")
    if len(set(codes)) != len(codes):
        found.append("名单里有重复的号码 / a code is on the list twice")
    if sha256(" ".join(sorted(codes))) != told["entries_sha256"]:
        found.append("名单和它的指纹不符 / the list does not have the fingerprint")
    if fingerprint and fingerprint.strip().lower() != told["entries_sha256"]:
        found.append("名单指纹和截止时公布的不同 / the fingerprint of the list is not the one posted")
    return found + wrong_winners(told, order(secret, codes))


def wrong_winners(told: dict[str, Any], drawn: list[str]) -> list[str]:
    """Which winners do not follow from the order: the first places have the prizes, the next what was passed on."""
    prizes = [prize["name"] for prize in told["prizes"] for _ in range(prize["count"])][: len(drawn)]
    found: list[str] = []
    if len(told["winners"]) < len(prizes):
        found.append("有奖品没有给出去 / a prize was not given")
    passed_on = Counter[str]()
    for place, winner in enumerate(told["winners"], 1):
        code = drawn[place - 1] if place <= len(drawn) else None
        if winner["place"] != place or winner["code"] != code:
            found.append(f"第 {place} 位应该是 {code} / place {place} is {code}, not {winner['code']}")
        if place <= len(prizes):
            if winner["prize"] != prizes[place - 1]:
                found.append(f"第 {place} 位的奖品应该是 / the prize of place {place} is {prizes[place - 1]}")
        elif passed_on[winner["prize"]]:
            passed_on[winner["prize"]] -= 1
        else:
            found.append(f"第 {place} 位不该有奖 / place {place} has no prize: {winner['prize']}")
        passed_on[winner["prize"]] += "passed_on" in winner
    return found


def main() -> int:
    """0 when everything is right, 1 when something is not, 2 when the file can't be read."""
    parser = argparse.ArgumentParser(description="Check a draw of Dandelion / 验证蒲公英的抽奖")
    parser.add_argument("file", type=Path, help="draw-5.json")
    parser.add_argument("--commitment", help="the fingerprint posted at the opening / 开抽奖时公布的种子指纹")
    parser.add_argument("--list", help="the fingerprint posted with the list / 截止时公布的名单指纹")
    parser.add_argument("--code", help="your own code / 你的号码")
    given = parser.parse_args()
    try:
        told = json.loads(given.file.read_text("utf-8"))
        problems = wrong(told, given.commitment, given.list)
        drawn = order(told["secret"], told["entries"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"读不了这个文件 / can't read this file: {error!r}")
        return 2
    for winner in told["winners"]:
        passed = f"  → {winner['passed_on']}" if "passed_on" in winner else ""
        print(f"{winner['place']:>4}  {winner['code']}  {winner['prize']}{passed}")
    if given.code:
        code = given.code.strip().upper()
        place = f"{drawn.index(code) + 1}/{len(drawn)}" if code in drawn else "不在名单上 / not on the list"
        print(f"{code}: {place}")
    if not (given.commitment and given.list):
        print("没有给聊天里的指纹，只验了文件自己 / without the fingerprints of the chat this is half a check")
    for problem in problems:
        print(f"✗ {problem}")
    print(
        "✗ 对不上 / WRONG" if problems else f"✓ {len(drawn)} 个号码，都对得上 / {len(drawn)} codes, everything is right"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
