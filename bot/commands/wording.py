"""How typed text is read: full-width slips made half-width, Chinese numerals made numbers. Bodies keep their text."""

_TABLE = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\u2005"): " ",  # what WeChat puts after a mention
    ord("∶"): ":",
}
_CAPITALS = range(ord("A"), ord("Z") + 1)
_FOLD = _TABLE | {c: c + 32 for c in _CAPITALS} | {c + 0xFEE0: c + 32 for c in _CAPITALS}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_SHORT = str.maketrans({"廿": "二十", "卅": "三十"})


def normalize(text: str) -> str:
    """The text with full-width ASCII and odd spaces made plain, character for character, so positions stay the same."""
    return text.translate(_TABLE)


def fold(text: str) -> str:
    """The text made plain and its Latin letters small, character for character: what names are compared by."""
    return text.translate(_FOLD)


def chinese_number(text: str) -> int | None:
    """The number that `12`, `十二`, `廿三`, `初八` or `一百二十` say, or None."""
    if text.isascii() and text.isdigit():
        return int(text)
    total, digit = 0, None
    numeral = text.removeprefix("初").translate(_SHORT)
    for char in numeral:
        if char in _UNITS:
            total, digit = total + (1 if digit is None else digit) * _UNITS[char], None
        elif char in _DIGITS and not digit:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0) if numeral else None
