"""Other bots doing the same work as their users write it, in an environment of their own."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PEERS = {"aiogram": 1500, "nonebot": 500}
"""Events each is given: a few seconds' worth."""


def run_peers(folder: Path) -> dict[str, dict[str, float]]:
    """Figures of one run each, by name."""
    python = _environment(folder / "peers")
    return {name: _run(python, name, count) for name, count in PEERS.items()}


def _environment(place: Path) -> Path:
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", HERE / "requirements.txt"]
        subprocess.run(install, check=True)
    return python


def _run(python: Path, name: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as work:
        command = [python, HERE / f"{name}_bot.py", str(count)]
        done = subprocess.run(command, check=True, cwd=work, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])
