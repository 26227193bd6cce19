"""The chat in the terminal: what can be typed, what is shown, and that it is all kept."""

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import VirtualClock
from bot.settings import Settings, settings_from
from bot.terminal.chat import converse
from plugins import PLUGINS

ROOT = Path(__file__).parents[2]
NINE = datetime(2026, 10, 10, 1, tzinfo=UTC)


class Typed:
    """A terminal whose lines are typed beforehand; what is shown can be read."""

    interactive = False

    def __init__(self, *lines: str) -> None:
        self.shown: list[str] = []
        self.prompts: list[str] = []
        self._lines = list(lines)

    async def read(self, prompt: str) -> str | None:
        """The next line."""
        self.prompts.append(prompt)
        return self._lines.pop(0) if self._lines else None

    def write(self, text: str, aside: str = "") -> None:
        """Keep it."""
        self.shown.append(f"{text}\n{aside}" if aside else text)

    def replace(self, text: str) -> None:
        """Keep it."""
        self.write(text)

    def showed(self, *pieces: str) -> str:
        """The first thing shown that holds all the pieces."""
        found = next((each for each in self.shown if all(piece in each for piece in pieces)), None)
        assert found is not None, "\n".join(self.shown)
        return found


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    """Settings as the chat uses them, on a database of the test's own."""
    return settings_from({"DATABASE_URL": sqlite_url, "PACING": "off"})


async def typed(settings: Settings, *lines: str, start: datetime = NINE) -> Typed:
    """A chat of these lines."""
    terminal = Typed(*lines)
    await converse(settings, PLUGINS, terminal, VirtualClock(start))
    return terminal


async def test_the_owner_speaks_first_and_commands_are_answered_with_their_reason(settings: Settings) -> None:
    """The prompt shows who speaks where; the answer comes with its number and why."""
    terminal = await typed(settings, "/群规")
    assert terminal.prompts[0] == "阿宁@春日读书会> "
    terminal.showed("阿宁：/群规")
    terminal.showed("蒲公英：", "#", "因为有人发了命令")


async def test_a_name_and_a_colon_switch_the_speaker(settings: Settings) -> None:
    """Full-width colons too; a colon after anything else is just talk."""
    terminal = await typed(settings, "小明: 大家好", "小红：", "时间: 八点", ":as 老周", ":-)")
    assert [each.partition("@")[0] for each in terminal.prompts] == ["阿宁", "小明", "小红", "小红", "老周", "老周"]
    terminal.showed("小明：大家好")
    terminal.showed("小红：时间: 八点")
    terminal.showed("老周：:-)")


async def test_joining_is_welcomed_and_leaving_is_shown(settings: Settings) -> None:
    """A newcomer named with an inviter gets the bot's welcome within the pause after a line."""
    terminal = await typed(settings, ":join 小李 小明", ":leave 小李")
    terminal.showed("小明 邀请 小李 进群了")
    terminal.showed("蒲公英：", "@小李\u2005")
    terminal.showed("小李 退群了")


async def test_mentioning_the_bot_addresses_it(settings: Settings) -> None:
    """@蒲公英 is a real mention and is answered without a prefix."""
    terminal = await typed(settings, "@蒲公英 帮助")
    terminal.showed("阿宁：@蒲公英\u2005帮助")
    terminal.showed("蒲公英：", "欢迎")


async def test_a_backslash_goes_on_in_a_new_line(settings: Settings) -> None:
    """So a command can have a body."""
    terminal = await typed(settings, "/群规 设置\\", "好好说话", "/群规")
    assert terminal.prompts[1] == "… "
    terminal.showed("蒲公英：", "好好说话")


async def test_private_chat_and_back(settings: Settings) -> None:
    """In private the bot is spoken to alone, and its answers say so."""
    terminal = await typed(settings, ":private", "群", ":join 小李", ":group 徒步", ":group 没有")
    assert terminal.prompts[1] == "阿宁@私聊> "
    terminal.showed("[私聊 阿宁] 阿宁：群")
    terminal.showed("[私聊 阿宁] 蒲公英：", "春日读书会")
    terminal.showed("先用 :group 回到群里")
    assert terminal.prompts[4] == "阿宁@周末徒步群> "
    terminal.showed("没有叫「没有」的群")


async def test_the_clock_moves_forward_with_everything_due_on_the_way(settings: Settings) -> None:
    """By a length of time or to a moment; the new time is shown with its weekday and zone."""
    terminal = await typed(settings, ":clock +1d", ":clock 20:00", ":clock", ":clock +long")
    terminal.showed("现在是 2026-10-11 周日 09:00（Asia/Shanghai）")
    terminal.showed("现在是 2026-10-11 周日 20:00（Asia/Shanghai）")
    assert sum("现在是" in each for each in terminal.shown) == 3


async def test_quoting_and_pictures(settings: Settings, tmp_path: Path) -> None:
    """A shown number can be quoted; a picture goes by its path."""
    (tmp_path / "cake.png").write_bytes(b"png")
    terminal = await typed(
        settings,
        "/群规",
        ":quote 1 /为什么",
        ":quote 99 好",
        ":quote 1",
        f":image {tmp_path}/cake.png",
        ":image /nowhere.png",
    )
    terminal.showed("没有编号为 99 的消息")
    terminal.showed("还要写上要说的话")
    terminal.showed("阿宁：[cake.png]")
    terminal.showed("找不到图片 /nowhere.png")


async def test_a_file_is_sent_privately(settings: Settings, tmp_path: Path) -> None:
    """An owner can try an import before there is any WeChat."""
    (tmp_path / "drops.csv").write_text("时间,正文\n每天 12:00,你好\n")
    terminal = await typed(settings, ":private", f":file {tmp_path}/drops.csv", ":file /nowhere.csv", "确认")
    terminal.showed("[drops.csv]")
    terminal.showed("drops.csv 里要添加的：1 条投放")
    terminal.showed("从 drops.csv 导入了 1 条投放")
    terminal.showed("找不到文件 /nowhere.csv")


async def test_help_lists_every_command_and_slips_are_told(settings: Settings) -> None:
    """Each command stands in :help; an unknown one points there."""
    terminal = await typed(settings, ":help", "：groups", ":dance", ":as 没有", ":as", ":join 小明", ":quit", "不会说")
    people = ("as", "join", "leave", "private", "group", "groups", "quote", "image", "file")
    for name in (*people, "clock", "help", "quit"):
        terminal.showed(f":{name}")
    terminal.showed("没有 :dance")
    terminal.showed("春日读书会：群主 阿宁")
    terminal.showed("没有 不在这个群里")
    terminal.showed("要写上名字")
    terminal.showed("小明 已经在群里了")
    assert not [each for each in terminal.shown if "不会说" in each]


async def test_the_world_is_kept_between_chats(settings: Settings) -> None:
    """Members, settings and the time reached are there the next time, and nobody is greeted again."""
    await typed(settings, ":join 小李", ":leave 小明", "/群规 设置\\", "好好说话", ":clock +2d", "晚安")
    terminal = await typed(settings, ":groups", "/群规", ":clock", start=NINE + timedelta(hours=1))
    row = terminal.showed("春日读书会：群主 阿宁")
    assert "小李" in row
    assert "小明" not in row
    terminal.showed("蒲公英：", "好好说话")
    terminal.showed("现在是 2026-10-12")
    assert not [each for each in terminal.shown if "@小李" in each]


async def test_english_is_spoken_when_set(sqlite_url: str) -> None:
    """LANGUAGE=en changes the chat's own words and the bot's."""
    settings = settings_from({"DATABASE_URL": sqlite_url, "PACING": "off", "LANGUAGE": "en"})
    terminal = await typed(settings, ":help", "/rules", ":clock")
    terminal.showed("speak as that person")
    terminal.showed("because of a command")
    terminal.showed("It is 2026-10-10 Sat 09:0")


def test_lines_can_come_from_a_pipe(tmp_path: Path) -> None:
    """`dandelion chat` takes lines until the end and leaves its database."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=":join 小李\n小李: 大家好\n",
        env={"DANDELION_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "小李 进群了" in done.stdout
    assert "@小李\u2005" in done.stdout
    assert "小李：大家好" in done.stdout
    assert (tmp_path / "data" / "dandelion.db").is_file()


def test_somebody_can_sit_there(tmp_path: Path) -> None:
    """On a terminal there is a prompt, and what is typed becomes a message."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "chat"]
    env = {"DANDELION_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, cwd=tmp_path, env=env) as chat:
        os.close(theirs)
        os.write(ours, "小明: 大家好\n:quit\n".encode())
        shown = _everything(ours)
    assert chat.returncode == 0
    assert "阿宁@春日读书会> " in shown
    assert "\x1b[1A\r\x1b[K" in shown
    assert "小明：大家好" in shown
    assert "小明@春日读书会> " in shown


def _everything(terminal: int) -> str:
    """What is shown until the terminal is left."""
    shown = b""
    while True:
        try:
            some = os.read(terminal, 65536)
        except OSError:
            some = b""
        if not some:
            os.close(terminal)
            return shown.decode()
        shown += some
