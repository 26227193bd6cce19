"""What is sent to the API. `<token>` is that of one owner, whose group is `<ours>`."""

import gzip
from collections.abc import Sequence

from tests.web.abuse import Abuse

API = "/api/v1"
JSON = ("Content-Type", "application/json")
TOKEN = ("Authorization", "Bearer <token>")
KEY = ("Idempotency-Key", "a-key-of-an-abuser")
DROP = b'{"groups": [<ours>], "when": "every day 08:30", "text": "x"}'


def posted(body: bytes, statuses: Sequence[int] = (400,), *headers: tuple[str, str]) -> Abuse:
    """A drop ordered in a way that is none."""
    return Abuse(f"{API}/drops", statuses, "POST", headers or (TOKEN, JSON, KEY), body)


CALLS = [
    *(
        Abuse(f"{API}/groups", (401,), headers=[("Authorization", value)])
        for value in (
            "",
            "Bearer",
            "Bearer ",
            "<token>",
            "Bearer <token>x",
            "Bearer <mine>",
            "Bearer <fresh link>",
            "Bearer <hash>",
            "Basic <token>",
            "Bearer " + "é" * 30,
            "Bearer " + "\udcff" * 30,
            "Bearer " + "a" * 7000,
            "Bearer ' or 1=1 --",
            "Bearer <token>, Bearer <token>",
        )
    ),
    Abuse(f"{API}/groups", (401,), headers=[("Cookie", "dandelion=<mine>")]),
    Abuse(f"{API}/groups?token=<token>", (400, 401)),
    Abuse(f"{API}/groups", (403,), headers=[TOKEN], host="evil.example"),
    Abuse(f"{API}/drops", (405,), headers=[TOKEN]),
    *(
        Abuse(f"{API}/groups/{group}", (400, 404), headers=[TOKEN])
        for group in ("<other>", "99", "0", "-1", "%C2%B2", "9" * 5000, "1%00", "..%2f2", "' or 1=1", "%ff")
    ),
    *(
        Abuse(f"{API}/groups?{query}", (400,), headers=[TOKEN])
        for query in ("nothing=1", "page=-1", "page=1&page=2", "page=%C2%B2", "page=" + "9" * 4000, "%00=%00", "q[]=1")
    ),
    *(
        posted(body)
        for body in (
            b"",
            b"{",
            b"[]",
            b"null",
            b"\xff\xfe",
            b'"\x00"',
            b"[" * 30_000,
            b'{"groups": [1e999]}',
            b'{"groups": [NaN]}',
            b'{"groups": [-1], "text": "x"}',
            b'{"groups": ["<ours>"], "text": "x"}',
            b'{"groups": [], "text": "x"}',
            b'{"groups": [' + b"1," * 5000 + b"1]}",
            b'{"__class__": 1}',
            b'{"groups": [<ours>], "text": "\\ud800"}',
        )
    ),
    posted(b'{"groups": [<other>], "when": "every day 08:30", "text": "x"}', (400, 404)),
    posted(b"{" + b" " * 70_000 + b"}", (413,)),
    posted(DROP, (401,), JSON, KEY),
    posted(DROP, (401,), ("Cookie", "dandelion=<mine>"), JSON, KEY),
    posted(DROP, (400,), TOKEN, JSON),
    posted(DROP, (400,), TOKEN, JSON, ("Idempotency-Key", "é")),
    posted(DROP, (400,), TOKEN, JSON, ("Idempotency-Key", "k" * 65)),
    posted(DROP, (415,), TOKEN, KEY, ("Content-Type", "text/plain")),
    posted(DROP, (415,), TOKEN, KEY, ("Content-Type", "multipart/form-data; boundary=b")),
    posted(gzip.compress(b" " * (20 << 20)), (400,), TOKEN, JSON, KEY, ("Content-Encoding", "gzip")),
    posted(b"zz\r\n{}\r\n0\r\n\r\n", (400,), TOKEN, JSON, KEY, ("Transfer-Encoding", "chunked")),
    posted(b"5\r\n{}\r\n0\r\n\r\n", (400,), TOKEN, JSON, KEY, ("Transfer-Encoding", "chunked")),
]
