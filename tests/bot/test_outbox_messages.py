"""Why a message was sent, held or given up, in words."""

from datetime import datetime, timedelta

import pytest

from bot.outbox.messages import explain
from bot.outbox.pacing import Held, Hold
from storage.tables import Outbox
from tests.bot.speaking import NOON

MINUTE = timedelta(minutes=1)
ZONE = "Asia/Shanghai"


def row(state: str, reason: str | None = None, **more: object) -> Outbox:
    """A message that was due at noon."""
    values: dict[str, object] = {"due_at": NOON, "next_at": NOON, "attempts": 0, "cause_kind": "schedule"}
    return Outbox(id=12, cause_id="3", state=state, reason=reason, **(values | more))


@pytest.mark.parametrize(
    ("message", "hold", "fate"),
    [
        (row("sent", sent_at=NOON), None, "2026-03-02 周一 12:00 (Asia/Shanghai) 发出了。"),
        (
            row("sent", sent_at=NOON + 5 * MINUTE),
            None,
            "原定 2026-03-02 周一 12:00，2026-03-02 周一 12:05 (Asia/Shanghai) 发出了。",
        ),
        (
            row("sent", "fatigue", sent_at=NOON + MINUTE),
            None,
            "原定 2026-03-02 周一 12:00，等到群里有人聊天，2026-03-02 周一 12:01 (Asia/Shanghai) 发出了。",
        ),
        (row("waiting"), None, "在排队，马上就发。"),
        (row("waiting", due_at=NOON + MINUTE), None, "还没到时间，2026-03-02 周一 12:01 (Asia/Shanghai) 再发。"),
        (row("waiting"), Hold(NOON, Held.OFFLINE, account=True), "在等：现在连不上平台。"),
        (
            row("waiting", "retry: busy", attempts=1, next_at=NOON + MINUTE),
            None,
            "在等：上次没发成（busy），稍后再试。最早 2026-03-02 周一 12:01 (Asia/Shanghai) 发。",
        ),
        (
            row("unknown", "crash"),
            None,
            "不知道发出去没有：发的时候我正好停了。请看看聊天里有没有，没有就发 /补发 12，有就发 /跳过 12。",
        ),
        (row("failed", "gave_up: a: b"), None, "没发成：试了很多次都不成（a: b）。想再试就发 /补发 12。"),
        (row("expired", expires_at=NOON), None, "过了 2026-03-02 周一 12:00 (Asia/Shanghai) 就没意义了，所以没发。"),
        (
            row("waiting", "ratio"),
            Hold(NOON + MINUTE, Held.RATIO, lacking=2),
            "在等：还差 2 条有用的内容，才轮到这条推广。到 2026-03-02 周一 12:01 (Asia/Shanghai) 还没等到，就不发了。",
        ),
        (
            row("waiting", "fatigue"),
            Hold(NOON + MINUTE, Held.FATIGUE, lacking=3),
            "在等：群里有点安静，再有 3 条聊天就发。到 2026-03-02 周一 12:01 (Asia/Shanghai) 还没等到，就不发了。",
        ),
        (row("expired", "ratio"), None, "没等到足够多有用的内容，这条推广就没发。发 /补发 12 让它再等一轮。"),
        (row("expired", "fatigue"), None, "群里没什么人说话，再发会显得吵，所以没发。还想发就发 /补发 12。"),
        (
            row("missed", "missed: 早报"),
            None,
            (
                "2026-03-02 周一 12:00 (Asia/Shanghai) 该发的时候我没在运行，所以没发。"
                "想补就发 /补发 12，不要了就发 /跳过 12。"
            ),
        ),
        (row("dropped", "left"), None, "没有发：我已经不在这个群了。"),
    ],
)
def test_the_fate_of_a_message(message: Outbox, hold: Hold | None, fate: str) -> None:
    """The cause first, then what became of it, with what an admin can do."""
    assert explain(message, "zh", ZONE, NOON, hold) == f"安排好的时间到了。\n{fate}"


def test_english_says_the_same() -> None:
    """And a cause nobody has words for is shown as it is."""
    text = explain(row("dropped", "paused", cause_kind="import"), "en", ZONE, NOON)
    assert text == "Its cause: import 3.\nIt was not sent: the group is paused."


@pytest.mark.parametrize("held", Held)
def test_every_hold_has_its_words(held: Held) -> None:
    """Nothing waits without a reason that can be told."""
    later: datetime = NOON + MINUTE
    lacking = 2 if held in (Held.RATIO, Held.FATIGUE) else 0
    assert "12:01" in explain(row("waiting"), "zh", ZONE, NOON, Hold(later, held, lacking=lacking))
