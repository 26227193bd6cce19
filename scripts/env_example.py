"""Write .env.example and the guides' tables from the declared settings: python scripts/env_example.py."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.phrases import Language
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


def table(language: Language) -> str:
    """The settings as the operations guides list them."""
    rows = {"en": "| Setting | Default | What it is |", "zh": "| 设置 | 默认 | 是什么 |"}[
        language
    ] + "\n|---|---|---|\n"
    for about in declared().values():
        default = f"`{about.default}`" if about.default else ""
        valid = {"en": f" ({about.kind.valid.en})", "zh": f"（{about.kind.valid.zh}）"}[language]
        rows += f"| `{about.name}` | {default} | {about.why(language)}{valid} |\n"
    return rows


def put_table(guide: Path, language: Language) -> None:
    """Put the table in the place of the one that is there."""
    new = table(language)
    head = re.escape(new.partition("\n")[0])
    guide.write_text(
        re.sub(rf"^{head}\n(\|.*\n)+", lambda _: new, guide.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )


if __name__ == "__main__":
    (ROOT / ".env.example").write_text(render(), "utf-8")
    put_table(ROOT / "docs/operations.md", "en")
    put_table(ROOT / "docs/operations.zh-CN.md", "zh")
