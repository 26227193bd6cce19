"""Lines in and out of a terminal or a pipe while the bot goes on living."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Generator
from typing import Protocol


class Terminal(Protocol):
    """Where a chat is typed and read."""

    interactive: bool
    """Whether somebody sits there; lines from a pipe come all at once."""

    async def read(self, prompt: str) -> str | None:
        """The next line without its end, None when there are no more."""
        ...

    def write(self, text: str, aside: str = "") -> None:
        """Show lines, and less prominently something aside, above what is being typed."""
        ...

    def replace(self, text: str) -> None:
        """Show a line in place of what was just typed."""
        ...


class Console:
    """Standard input and output, with line editing and history where somebody sits there."""

    def __init__(self) -> None:
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._prompt = ""
        if self.interactive:
            import readline  # input() edits lines with it once it is imported

            self._typed = readline.get_line_buffer

    async def read(self, prompt: str) -> str | None:
        """Read in a thread, so that the bot can speak meanwhile."""
        loop = asyncio.get_running_loop()
        line: asyncio.Future[str | None] = loop.create_future()

        def work() -> None:
            text = self._line(prompt)
            with contextlib.suppress(RuntimeError):  # the loop may be closed by now
                loop.call_soon_threadsafe(lambda: None if line.done() else line.set_result(text))

        threading.Thread(target=work, daemon=True).start()
        self._prompt = prompt
        try:
            return await line
        finally:
            self._prompt = ""

    def write(self, text: str, aside: str = "") -> None:
        """Show it above the line being typed, which is drawn again."""
        if aside:
            text += f"\n\x1b[2m  {aside}\x1b[0m" if self.interactive else f"\n  {aside}"
        if self._prompt and self.interactive:
            text = f"\r\x1b[K{text}\n{self._prompt}{self._typed()}"
            print(text, end="", flush=True)
        else:
            print(text, flush=True)

    def replace(self, text: str) -> None:
        """Show it where the prompt stood."""
        self.write(f"\x1b[1A\r\x1b[K{text}" if self.interactive else text)

    def _line(self, prompt: str) -> str | None:
        if not self.interactive:
            line = sys.stdin.readline()
            return line.rstrip("\r\n") if line else None
        try:
            return input(prompt)
        except EOFError:
            return None


@contextlib.contextmanager
def restored() -> Generator[None]:
    """Leave the terminal as it was found, even when the line being typed is given up."""
    if os.name != "posix" or not sys.stdin.isatty():
        yield
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
