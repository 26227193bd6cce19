"""What is sent to the office. `<mine>` and `<theirs>` are sessions of two owners, `<ours>`, `<other>` their groups."""

import gzip
from collections.abc import Iterator, Sequence

from tests.web.abuse import Abuse, parts

ME = ("Cookie", "dandelion=<mine>")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
PARTS = ("Content-Type", "multipart/form-data; boundary=b")
NAME = "home"
HOME = f"/office/g/<ours>/{NAME}"
KEY = "a-key-of-the-tests-"
REFUSED = (400,)
SHUT = (0, 400)
GET = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POST = "POST /office/in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def raw(text: str, statuses: Sequence[int] = REFUSED, body: bytes = b"") -> Abuse:
    """One that is no proper HTTP."""
    return Abuse(raw=text.encode("utf-8", "surrogateescape") + body, statuses=statuses)


WIRE = [
    raw("\x00\x01\x02\x03\r\n\r\n"),
    raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    raw("hello\r\n\r\n"),
    raw("GET\r\n\r\n"),
    raw("GET /healthz\r\n\r\n", (200, 400)),
    raw("GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n"),
    raw("GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n", (200, 400)),
    raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    raw("GET /healthz HTTQ/1.1\r\nHost: localhost\r\n\r\n"),
    raw("GET /heal thz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("GET /healthz\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("GET /healthz\n HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw(" GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("G\x00T /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("GÉT /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw(f"GET /{'a' * 9000} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw(f"GET /{'a' * 1_000_000} HTTP/1.1\r\nHost: localhost\r\n\r\n", SHUT),
    raw(f"{GET}X: {'a' * 9000}\r\n\r\n"),
    raw(f"{GET}{'X' * 9000}: a\r\n\r\n"),
    raw(f"{GET}X: {'a' * 2_000_000}\r\n\r\n", SHUT),
    raw(f"{GET}" + "".join(f"X-{n}: {n}\r\n" for n in range(300)) + "\r\n"),
    raw(f"{GET}" + "".join(f"X-{n}: {n}\r\n" for n in range(50_000)) + "\r\n", SHUT),
    raw(f"{GET}Cookie: {'; '.join(f'a{n}=b' for n in range(5000))}\r\n\r\n"),
    raw(f"{GET}no colon\r\n\r\n"),
    raw(f"{GET}: empty\r\n\r\n"),
    raw(f"{GET}X : blank before\r\n\r\n"),
    raw(f"{GET}X\x00Y: a\r\n\r\n"),
    raw(f"{GET}X: a\x00b\r\n\r\n"),
    raw(f"{GET}X: a\r\n folded\r\n\r\n"),
    raw(f"{GET}X: a\rX-Injected: 1\r\n\r\n"),
    raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"),
    raw(f"{POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
    raw(f"{POST}Content-Length: 5, 6\r\n\r\nhello"),
    raw(f"{POST}Content-Length: -5\r\n\r\nhello"),
    raw(f"{POST}Content-Length: +5\r\n\r\nhello"),
    raw(f"{POST}Content-Length: 5_0\r\n\r\nhello"),
    raw(f"{POST}Content-Length: 0x5\r\n\r\nhello"),
    raw(f"{POST}Content-Length: ٥\r\n\r\nhello"),
    raw(f"{POST}Content-Length: {'9' * 40}\r\n\r\nhello"),
    raw(f"{POST}Content-Length:\r\n\r\nhello"),
    raw(f"{POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\n\r\n{'f' * 40}\r\nhello\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n"),
    raw(f"{POST}Transfer-Encoding: chunked\r\n\r\n5;{'x' * 20_000}\r\nhello\r\n0\r\n\r\n", (400, 410)),
    raw(f"{GET}Expect: 300-surprise\r\n\r\n", (417,)),
    raw("GET http://evil.example/office HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", (400, 403)),
    raw("GET http://evil.example/office HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 401, 403)),
    raw("GET file:///etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 404)),
    raw("GET //evil.example/office HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 404)),
    raw("GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 404)),
    raw("GET office HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 404)),
    raw("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", (400, 403, 404, 405)),
    raw("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", (400, 404, 405)),
    raw("GET /office HTTP/1.0\r\n\r\n", (400, 401, 403)),
]

TRAVELS = (
    "/office/static/../../../etc/passwd",
    "/office/static/..%2f..%2f..%2fetc%2fpasswd",
    "/office/static/%2e%2e/%2e%2e/etc/passwd",
    "/office/static/%252e%252e%252fapp.py",
    "/office/static/..%5capp.py",
    "/office/static/..\\app.py",
    "/office/static/%00office.css",
    "/office/static/office.css%00",
    "/office/static/office.css%2500.py",
    "/office/static/%c0%ae%c0%ae/app.py",
    "/office/static/%c0%afetc",
    "/office/static/%ff%fe",
    "/office/static//office.css",
    "/office/static/",
    "/office/static/OFFICE.CSS",
    "/office/static/office.css/",
    "/office/static/office.css;x=1",
    "/office/static/.%0d%0aX-Injected:%201",
    "/office/./in",
    "/office/in",
    "/office/%69n",
    "/office//g/<ours>/home",
    "//office",
    "/office/",
    "/OFFICE",
    "/office/g",
    "/office/g/",
    "/office/%2e%2e/metrics/x",
    "/office/..;/metrics",
    "/office/.git/config",
    "/office/.env",
    "/.env",
    "/.git/HEAD",
    "/wp-login.php",
    "/metrics/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/healthz/",
    "/healthz%00",
    "/debug/pprof/",
    "/data/tryout/dandelion.db",
)
PATHS = [Abuse(target, (400, 401, 404, 405)) for target in TRAVELS]

HOSTS = [
    Abuse("/office", (403,), host=host)
    for host in (
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example#localhost",
        "127.0.0.1.evil.example",
        "LOCALHOST",
        "localhost.",
        "bot.example.com",
        "0x7f000001",
        "127.1",
        "[::1",
        "例子.测试",
        "a" * 5000,
        "localhost localhost",
        "../localhost",
    )
] + [
    Abuse("/office", (400, 403), host=""),
    Abuse("/office", (400, 403), raw=b"GET /office HTTP/1.1\r\nConnection: close\r\n\r\n"),
    Abuse("/office", (403,), host="evil.example", headers=[("X-Forwarded-Host", "localhost")]),
    Abuse("/office", (401,), headers=[("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https")]),
    Abuse("/office", (401,), headers=[("Forwarded", "host=evil.example;proto=https"), ("X-Original-URL", "/metrics")]),
    Abuse("/office", (401,), headers=[("X-Forwarded-For", "\x80" * 300), ("X-HTTP-Method-Override", "DELETE")]),
]

METHODS = [
    Abuse(target, (400, 403, 404, 405), method=method, headers=[ME])
    for target in ("/office", HOME, "/office/out", "/healthz", "/metrics")
    for method in ("TRACE", "PROPFIND", "DELETE", "PUT", "PATCH", "get", "Post", "OPTIONS", "TRACK", "X" * 60)
]


def cookies(*pairs: tuple[str, Sequence[int]]) -> Iterator[Abuse]:
    """Somebody who says that they were let in."""
    for cookie, statuses in pairs:
        for target in ("/office", HOME, f"{HOME}/live"):
            yield Abuse(target, statuses, headers=[("Cookie", cookie)])


COOKIES = [
    *cookies(
        ("", (401,)),
        ("dandelion=", (401,)),
        ("dandelion=<ended>", (401,)),
        ("dandelion=<used link>", (401,)),
        ("dandelion=<fresh link>", (401,)),
        ("dandelion=<token>", (401,)),
        ("dandelion=<mine>x", (401,)),
        ("dandelion=<MINE>", (401,)),
        ("__Host-dandelion=<mine>", (401,)),
        ("Dandelion=<mine>", (401,)),
        ("dandelion=<csrf>", (401,)),
        ("dandelion=<hash>", (401,)),
        (f"dandelion={'é' * 30}", (401,)),
        ("dandelion=" + "\udcff" * 30, (401,)),
        (f"dandelion={'a' * 7000}", (401,)),
        ("dandelion=' or 1=1 -- -- -- -- --", (401,)),
        ('dandelion="<theirs>; dandelion=', (401,)),
        ("lang=en%0d%0aX-Injected:1", (401,)),
    ),
    *(
        Abuse("/office/in", (410,), "POST", [FORM], f"link={link}".encode())
        for link in ("<used link>", "<mine>", "<theirs>", "<token>", "<hash>", "", "x", "%00", "a" * 5000, "%ff%fe")
    ),
]

OTHERS = [
    Abuse(target, (404,), headers=[ME])
    for group in (
        "<other>",
        "99",
        "0",
        "-1",
        "1e0",
        "+1",
        "%201",
        "1%00",
        "%C2%B2",
        "%EF%BC%91",
        "9" * 12,
        "9" * 5000,
        "1%2f..%2f2",
    )
    for target in (f"/office/g/{group}", f"/office/g/{group}/home", f"/office/g/{group}/{NAME}/live")
] + [
    Abuse("/office/g/<other>/settings", (404,), headers=[ME]),
    Abuse(f"/office/g/<other>/{NAME}/week.png", (404,), headers=[ME]),
    Abuse("/office/g/<ours>/nothing", (404,), headers=[ME]),
    Abuse(f"{HOME}/nothing.png", (404,), headers=[ME]),
    Abuse("/office/g/<ours>/__class__", (404,), headers=[ME]),
    Abuse(f"{HOME}/../../<other>/home", (404,), headers=[ME]),
    *(
        Abuse(f"/office/file/{key}/{number}", (400, 404), headers=[ME])
        for key, number in (
            ("<their key>", "0"),
            ("<their key>", "1"),
            ("..%2f..%2f", "0"),
            ("<my key>", "1"),
            ("<my key>", "-1"),
            ("<my key>", "%C2%B2"),
            ("<my key>", "00"),
            ("<my key>", "9" * 6000),
            ("%00", "0"),
            ("%ff", "0"),
            ("' or 1=1", "0"),
        )
    ),
    Abuse("/office/file/<my key>/0", (401,)),
    Abuse("/office?q=%E7%A7%98%E5%AF%86", (200,), headers=[ME]),
    Abuse("/office?q=%25&page=1", (200,), headers=[ME]),
    Abuse(f"{HOME}?done=<their key>", (200,), headers=[ME]),
    Abuse("/office/g/<ours>", (404,), headers=[("Cookie", "dandelion=<theirs>")], hush=["读书会"]),
]


def form(target: str = HOME, *, headers: Sequence[tuple[str, str]] = (ME, FORM), **fields: str) -> Abuse:
    """A form of mine that lacks or carries something it should not."""
    given = {"csrf": "<csrf>", "key": KEY + "1", "command": "/暂停", **fields}
    body = "&".join(f"{name}={value}" for name, value in given.items()).encode("utf-8", "surrogateescape")
    return Abuse(target, (403,), "POST", headers, body)


WRONG_FORMS = [
    form(csrf=""),
    form(csrf="0" * 64),
    form(csrf="<their csrf>"),
    form(csrf="<CSRF>"),
    form(csrf="é" * 64),
    form(csrf="%ff" * 64),
    form(csrf="\udcff"),
    form(csrf="<mine>"),
    form(csrf="<csrf>0"),
    form(csrf="<seal>"),
    form(key="short"),
    form(key="k" * 65),
    form("/office/out", csrf="<their csrf>"),
    form("/office/out", csrf=""),
    form(headers=[ME, FORM, ("Sec-Fetch-Site", "cross-site")]),
    form(headers=[ME, FORM, ("Sec-Fetch-Site", "same-site")]),
    form(headers=[ME, FORM, ("Sec-Fetch-Site", "x"), ("Origin", "https://evil.example")]),
    form(kept="<forged upload>"),
    form(kept="<their upload>"),
    form(kept="<csrf>csrf"),
    form(kept="x"),
    form(kept="<csrf>%5B%5D"),
    form(kept="%ff" * 70),
]
WRONG_KINDS = [
    Abuse(HOME, (415,), "POST", [ME, ("Content-Type", kind)], b'{"csrf": "<csrf>", "command": "/x"}')
    for kind in ("text/plain", "application/json", "application/xml", "image/png", "x", "multipart/mixed; boundary=b")
]
WRONG_PLACES = [
    Abuse("/office/g/<other>/home", (404,), "POST", [ME, FORM], f"csrf=<csrf>&key={KEY}2&command=/暂停".encode()),
    Abuse("/office/g/<other>", (404,), "POST", [ME, PARTS], parts(("csrf", "<csrf>"), ("key", KEY + "3"))),
    Abuse("/office/g/<other>/settings", (404,), "POST", [ME, FORM], f"csrf=<csrf>&key={KEY}4".encode()),
    Abuse(HOME, (401,), "POST", [FORM], f"csrf=<csrf>&key={KEY}5&command=/暂停".encode()),
    Abuse("/office/out", (401,), "POST", [FORM], b"csrf=<csrf>"),
]

MANY = b"&".join(b"a%d=1" % n for n in range(100_000))
NESTED = parts(("csrf", "<csrf>")).replace(b'name="csrf"', b'name="csrf"\r\nContent-Type: multipart/mixed; boundary=c')
BODIES = [
    Abuse(HOME, (400,), "POST", [ME, FORM], MANY),
    Abuse(HOME, (413,), "POST", [ME, FORM], b"a=" + b"x" * (2 << 20)),
    Abuse("/office/in", (413,), "POST", [FORM], b"link=" + b"x" * (2 << 20)),
    Abuse(HOME, (413, 0), "POST", [ME, PARTS, ("Content-Length", str(10**12))], b"--b\r\n"),
    Abuse("/office/in", (413, 0), "POST", [FORM, ("Content-Length", str(10**12))], b"link=x"),
    Abuse(HOME, (401,), "POST", [PARTS, ("Content-Length", str(11 << 20))], b"--b\r\n"),
    Abuse(HOME, (413,), "POST", [ME, PARTS], parts(*((f"f{n}", "x" * (1 << 20)) for n in range(12)))),
    Abuse(HOME, (413,), "POST", [ME, PARTS], parts(file=("a.png", b"x" * (12 << 20)))),
    Abuse(HOME, (400,), "POST", [ME, PARTS], parts(*((f"f_{n}", "x") for n in range(60)))),
    Abuse(HOME, (400,), "POST", [ME, PARTS], parts(*(("f_same", "x") for _ in range(3000)))),
    Abuse(HOME, (400,), "POST", [ME, PARTS], NESTED),
    Abuse(HOME, (400,), "POST", [ME, ("Content-Type", "multipart/form-data")], parts(("csrf", "<csrf>"))),
    Abuse(HOME, (400, 403), "POST", [ME, ("Content-Type", "multipart/form-data; boundary=")], parts(("csrf", "x"))),
    Abuse(HOME, (400,), "POST", [ME, ("Content-Type", f"multipart/form-data; boundary={'b' * 90}")], parts()),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"no part at all"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Disposition: form-data; name=csrf\r\n\r\nno end"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nno colon\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\n" + b"X: " + b"a" * 20_000 + b"\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\n" + b"X: a\r\n" * 2000 + b"\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Length: 99999\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Length: -1\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Length: x\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Transfer-Encoding: base64\r\n\r\n=\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"--b\r\nContent-Disposition: \xff\xfe\r\n\r\nx\r\n--b--\r\n"),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS], b"\r\n" * 100_000 + b"--b--\r\n"),
    Abuse(HOME, (403,), "POST", [ME, ("Content-Type", f"{FORM[1]}; charset=nonsense")], b"csrf=x"),
    Abuse(HOME, (403,), "POST", [ME, ("Content-Type", f"{FORM[1]}; charset=utf-16")], b"csrf=x"),
    Abuse(HOME, (403,), "POST", [ME, FORM], b"csrf=\xff\xfe%ff%00"),
    Abuse(HOME, (403,), "POST", [ME, FORM], b"&&&=&=&;;csrf"),
    Abuse(HOME, (403,), "POST", [ME, FORM]),
    Abuse(HOME, (403,), "POST", [ME, FORM, ("Content-Encoding", "gzip")], gzip.compress(b"a" * (50 << 20))),
    Abuse(HOME, (400, 403), "POST", [ME, PARTS, ("Content-Encoding", "deflate")], b"\x00" * 100),
]

NUMBERS = (
    "0",
    "-1",
    "99999",
    "9" * 100,
    "1e9",
    "%EF%BC%91",
    "%C2%B2",
    "NaN",
    "0x10",
    "1_000",
    "%00",
    "%0a",
    "",
    "' or 1=1",
    "1;2",
)
WRONG_PAGES = [Abuse(f"/office?page={n}".replace(" ", "%20"), (200,), headers=[ME]) for n in NUMBERS]
OF_A_GROUP = [Abuse(f"{HOME}?page={n}".replace(" ", "%20"), (200,), headers=[ME]) for n in NUMBERS]
WRONG_WORDS = [
    Abuse(f"{target}?{query}", (200, 400), headers=[ME])
    for target in ("/office", HOME)
    for query in (
        "lang=en%0d%0aX-Injected:%201",
        "lang=en\x0bX",
        "q=%0d%0aX-Injected:%201",
        "done=%0d%0aX-Injected:%201",
        "q=%ff%fe%00",
        "q=\udcff\udcfe",
        "q=%ed%a0%80",
        "q=" + "a" * 5000,
        "&".join(f"a{n}=1" for n in range(1500)),
        "done=..%2f..%2fetc",
        "on=../../x",
        "q=%25%5f%5c",
        "[]=1&q[]=2",
        "next=//evil.example&back=https://evil.example",
        "%=%&%%%",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22%20onfocus=alert(1)%20autofocus=%22",
        "q={{7*7}}${7*7}",
    )
]
WRONG_LINKS = [
    Abuse(f"/office/in/{link}", (200, 400, 404))
    for link in (
        "%3Cscript%3Ealert(1)%3C",
        "%22%3E%3Cimg%20src=x%20onerror=1%3E",
        "%ff",
        "\udcff",
        "a" * 7000,
        "%0d%0aX-Injected:1",
    )
]

TABLES = {
    "wire": WIRE,
    "paths": PATHS,
    "hosts": HOSTS,
    "methods": METHODS,
    "cookies": COOKIES,
    "others": OTHERS,
    "forged": [*WRONG_FORMS, *WRONG_KINDS, *WRONG_PLACES],
    "bodies": BODIES,
    "queries": [*WRONG_PAGES, *OF_A_GROUP, *WRONG_WORDS, *WRONG_LINKS],
}
