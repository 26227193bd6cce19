"""What is sent to the try-out."""

import gzip
import json
from collections.abc import Sequence

from tests.web.abuse import CLIENTS_FAULT, Abuse

FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")
OURS = ("X-Dandelion", "1")


def told(path: str, body: bytes, statuses: Sequence[int] = CLIENTS_FAULT, *headers: tuple[str, str]) -> Abuse:
    """Something done on the try-out's page."""
    return Abuse(f"/tryout/{path}", statuses, "POST", [JSON, *(headers or (OURS,))], body)


def said(**values: object) -> bytes:
    """What a page would send."""
    return json.dumps({"chat": "春日读书会", "who": "小明", "text": "在吗", **values}).encode()


TRYOUT = [
    told("say", said(), (403,), ("X-Dandelion", "0")),
    told("say", said(), (403,), ("Cookie", "dandelion=1")),
    told("say", said(), (403,), OURS, ("Sec-Fetch-Site", "cross-site")),
    told("say", said(), (403,), OURS, ("Sec-Fetch-Site", "same-site")),
    told("reset", b"{}", (403,), ("Origin", "null")),
    Abuse("/tryout/say", (403,), "POST", [("Content-Type", "text/plain")], said()),
    Abuse("/tryout/say", (403,), "POST", [FORM], b"chat=x&who=y&text=z"),
    Abuse("/tryout/say", (403,), "POST", [OURS], said(), host="evil.example"),
    Abuse("/tryout/world", (403,), host="evil.example"),
    Abuse("/tryout/stream", (403,), host="evil.example"),
    Abuse("/tryout/stream", (405,), method="HEAD"),
    Abuse("/tryout/say", (405,)),
    *(told("say", body, (400,)) for body in (b"", b"{", b"[]", b"1", b"null", b'"x"', b"\xff", b"\x00", b"{} {}")),
    told("say", b"[" * 500_000, (400,)),
    told("say", b'{"a":' * 100_000, (400,)),
    told("say", b'{"text":' + b"9" * 10_000 + b"}", (400, 422)),
    told("say", b"{" + b" " * (2 << 20) + b"}", (413,)),
    told("say", gzip.compress(b" " * (50 << 20)), (400,), OURS, ("Content-Encoding", "gzip")),
    told("say", said(text=["x"]), (422,)),
    told("say", said(text={"a": 1}), (422,)),
    told("say", said(text=" "), (422,)),
    told("say", said(who="谁"), (422,)),
    told("say", said(who="bot"), (422,)),
    told("say", said(chat="没有"), (422,)),
    told("say", said(chat="../../etc"), (422,)),
    told("say", said(chat="private:谁", who="谁"), (422,)),
    told("say", said(chat="private:阿宁", who="小明"), (422,)),
    told("say", said(text="\ud800 半个\x00字"), (200,)),
    told("say", said(text="<script>alert(1)</script>"), (200,)),
    told("say", said(quote="../../x\ud800"), (200,)),
    told("say", said(text="x" * 500_000), (200,)),
    told("join", said(name="\ud800"), (200, 422)),
    told("join", said(name=" "), (422,)),
    told("join", said(name="<img src=x onerror=1>" * 9), (200,)),
    told("leave", said(who="阿宁"), (422,)),
    *(
        told("move", said(to=to), (422,))
        for to in (
            "",
            "+",
            "+-1h",
            "+99999999999天",
            "+1e9h",
            "昨天",
            "9999-12-31 23:59",
            "2026-02-30",
            "+²天",
            "\ud800",
        )
    ),
    *(
        Abuse(f"/tryout/{path}", (200, 400, 404, 422))
        for path in (
            "chat?chat=%ff%00&before=%ff",
            "chat?chat=" + "a" * 7000,
            "chat",
            "complete?chat=%00&who=%00&text=%00",
            "complete?text=/" + "(" * 3000,
            "coming?chat=%00",
            "coming?chat=\udcff",
            "why?id=%00",
            "why?id=out:%C2%B2",
            "picture?id=../../etc/passwd",
            "picture?id=out:%C2%B2",
            "picture?id=out:" + "9" * 5000,
            "picture?id=%00",
            "world?lang=%0d%0aX-Injected:1",
        )
    ),
    *(
        Abuse(f"/static/{name}", (404,))
        for name in (
            "../pages.py",
            "..%2fpages.py",
            "%2e%2e/pages.py",
            "..%5cpages.py",
            "tryout.html%00",
            "/etc/passwd",
        )
    ),
    *(
        Abuse("/tryout/send?chat=x&who=y", (422,), "POST", [OURS], data)
        for data in (b"", b"x", b"GIF89a?", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    ),
    Abuse("/tryout/send", (422,), "POST", [OURS], b"\xff\xd8\xff" + b"x" * (6 << 20)),
    Abuse("/tryout/send", (422, 413), "POST", [OURS, ("Content-Length", str(10**12))], b"x"),
    Abuse("/office", (401,)),
    Abuse("/office/in", (410,), "POST", [FORM], b"link=x"),
    Abuse("/office/g/1/home", (401,), "POST", [FORM], b"command=/x"),
]
