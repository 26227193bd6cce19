"""Write .env.example from what bot/settings.py declares: python scripts/env_example.py."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.settings import declared

HEAD = """\
# 蒲公英的全部设置。复制成 .env，去掉要改的那一行开头的 #，再改等号后面的值。
# All settings of Dandelion. Copy this to .env, take the # from a line to change it, and change its value.
"""


def render() -> str:
    """Every setting commented out at its default, with why it is there and what is valid, in both languages."""
    parts = [HEAD]
    for about in declared().values():
        lines = [
            f"# {about.why.zh}（{about.kind.valid.zh}）",
            f"# {about.why.en} ({about.kind.valid.en})",
            f"#{about.name}={about.default}",
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / ".env.example").write_text(render(), "utf-8")
