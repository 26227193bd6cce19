"""Rules about the code that no linter knows."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("bot", "plugins", "storage")

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50

MAY_ASK_THE_TIME = ("bot/clock.py", "bot/loops.py", "bot/platforms/")
ASKS_THE_TIME = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("asyncio", "sleep"),
    ("loop", "time"),
}


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    """Every Python file below the folders: its path in the project and its text."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def time_questions(tree: ast.AST) -> Iterable[int]:
    """The lines that ask a machine's clock or sleep."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if any(name.name == "time" for name in names):
                yield node.lineno
            case ast.ImportFrom(module="time"):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if (owner, name) in ASKS_THE_TIME:
                yield node.lineno
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=name) if (owner, name) in ASKS_THE_TIME:
                yield node.lineno
            case _:
                pass


def test_only_clock_loops_and_platforms_ask_for_the_time() -> None:
    """Everything else is told the time, so that a month can be played in seconds."""
    asking = [
        f"{path}:{line}"
        for path, text in sources(*CODE)
        if not path.startswith(MAY_ASK_THE_TIME)
        for line in time_questions(ast.parse(text))
    ]
    assert asking == []


def test_the_rule_about_time_can_fail() -> None:
    """Each way to ask is noticed, being told is not."""
    asking = "import time\nfrom time import sleep\ndatetime.now(UTC)\ndatetime.datetime.now()\nasyncio.sleep(1)\n"
    assert list(time_questions(ast.parse(asking + "clock.now()\nfrom datetime import time\n"))) == [1, 2, 3, 4, 5]


def test_files_and_functions_are_short() -> None:
    """Past 400 lines a file is split, past 50 a function; migrations are lists and may be long."""
    files = [(path, text) for path, text in sources(*CODE, "scripts", "tests") if "migrations/versions/" not in path]
    long = [path for path, text in files if text.count("\n") > MAX_FILE_LINES]
    long += [
        f"{path}:{node.lineno} {node.name}"
        for path, text in files
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert long == []
