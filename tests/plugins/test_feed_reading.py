"""From bytes to news: formats, charsets, ids, and words that are no harm in a chat. Pure, without any network."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import UserError
from bot.fetching import Fetched
from plugins.drops.feeds import rules
from plugins.drops.feeds.plaintext import line_of, link_of
from plugins.drops.feeds.reading import Entry, LeadsTo, NotAFeed, Parsed, Reading, read
from plugins.drops.feeds.rules import Style

URL = "http://example.org/feed.xml"
RSS = '<?xml version="1.0"{encoding}?><rss version="2.0"><channel><title>早报</title>{items}</channel></rss>'


def page(body: str | bytes, content_type: str = "text/xml") -> Reading:
    """What is read from a body."""
    return read(Fetched(URL, body.encode() if isinstance(body, str) else body, content_type))


def rss(*items: str) -> Parsed:
    """A feed with these items."""
    found = page(RSS.format(encoding="", items="".join(f"<item>{item}</item>" for item in items)))
    assert isinstance(found, Parsed)
    return found


def titles(found: Reading) -> list[str]:
    """Of its entries, as the site lists them."""
    assert isinstance(found, Parsed)
    return [entry.title for entry in found.entries]


def test_rss_2() -> None:
    """The format of most."""
    entry = rss(
        "<title>一</title><link>/a?x=1&amp;y=2</link><guid>g</guid><description>&lt;p&gt;摘要&lt;/p&gt;</description>"
        "<pubDate>Mon, 02 Mar 2026 08:00:00 +0800</pubDate>"
    ).entries[0]
    assert (entry.title, entry.link, entry.summary) == ("一", "http://example.org/a?x=1&y=2", "摘要")
    assert entry.at == datetime(2026, 3, 2, tzinfo=UTC)


def test_rss_1() -> None:
    """The format with a namespace for everything."""
    found = page(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>报</title></channel>'
        "<item rdf:about='http://example.org/1'><title>一</title><link>http://example.org/1</link>"
        "<dc:date>2026-03-02T08:00:00+08:00</dc:date></item></rdf:RDF>"
    )
    assert isinstance(found, Parsed)
    assert (found.title, found.entries[0].link, found.entries[0].at) == (
        "报",
        "http://example.org/1",
        datetime(2026, 3, 2, tzinfo=UTC),
    )


def test_atom() -> None:
    """Markup in a title, a relative link, a date of change only."""
    found = page(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>报</title><entry><id>tag:1</id>'
        '<title type="html">一 &lt;b&gt;二&lt;/b&gt;</title><link href="posts/1"/>'
        '<updated>2026-03-02T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>内容</p></div></content></entry></feed>'
    )
    assert isinstance(found, Parsed)
    [entry] = found.entries
    assert (entry.title, entry.link, entry.summary) == ("一 二", "http://example.org/posts/1", "内容")
    assert entry.at == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("charset", "said_in", "content_type"),
    [
        ("gbk", "gbk", "text/xml"),
        ("gb18030", "gb2312", "application/xml"),
        ("gbk", "", "text/xml; charset=gbk"),
        ("shift_jis", "shift_jis", "text/xml"),
        ("utf-16", "utf-16", "text/xml"),
        ("utf-8", "", "text/html"),
        ("utf-8", "utf-8", "text/xml; charset=ISO-8859-1"),
    ],
)
def test_charsets(charset: str, said_in: str, content_type: str) -> None:
    """Said in the page or beside it, or wrongly."""
    encoding = f' encoding="{said_in}"' if said_in else ""
    text = RSS.format(encoding=encoding, items="<item><title>中文標題</title><link>/1</link></item>")
    text = text.replace("报", "報")
    if content_type.endswith("8859-1"):
        assert len(titles(page(text.encode(charset), content_type))) == 1
    else:
        assert titles(page(text.encode(charset), content_type)) == ["中文標題"]


@pytest.mark.parametrize(
    "cut",
    [
        "</channel></rss>",
        "</item></channel></rss>",
        "&nosuchentity;</item></channel></rss>",
        "</wrong></item></channel></rss>",
        "\x00\x08</item></channel></rss>",
    ],
)
def test_malformed_xml_is_read_as_far_as_it_goes(cut: str) -> None:
    """Half the feeds of the world are."""
    good = RSS.format(encoding="", items="<item><title>一</title><link>/1</link></item><item><title>二")
    assert titles(page(good.removesuffix("</channel></rss>") + cut))[:1] == ["一"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "<html><head><link rel='alternate' type='application/rss+xml' href='/f'></head></html>",
            "http://example.org/f",
        ),
        ('<html><link rel="alternate" type="application/ATOM+xml" href="//b.example/f">', "http://b.example/f"),
        ("<html><link rel='alternate' type='application/rss+xml' href='javascript:x'></html>", None),
        ("<html><link rel='stylesheet' type='text/css' href='/f'></html>", None),
        ("", None),
        ("{}", None),
        (b"\x89PNG\r\n\x1a\n\0\0", None),
        ("<a>" * 250_000, None),
        ("<rss><channel><item>&#99999999999999999999;", None),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', None),
    ],
)
def test_what_is_no_feed(body: str | bytes, found: str | None) -> None:
    """A page may name one; anything else is none, however large."""
    assert page(body, "text/html") == (NotAFeed() if found is None else LeadsTo(found))


def test_a_feed_without_news_is_a_feed() -> None:
    """It may have some one day."""
    assert rss() == Parsed("早报", ())
    assert page("<rss version='2.0'><channel></channel></rss>") == Parsed("example.org", ())


def test_entities_do_not_grow() -> None:
    """A billion laughs are none."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    found = page(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>'
        "<rss version='2.0'><channel><title>&l9;</title></channel></rss>"
    )
    assert isinstance(found, Parsed)
    assert len(found.title) < 100


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<3 AT&T R&D", "<3 AT&T R&D"),
        ("&amp;lt;b&amp;gt;早&amp;lt;/b&amp;gt; &amp;amp; 晚", "早 & 晚"),
        ("<p>一</p><p>二<br>三</p><script>bad()</script><style>x{}</style>", "一 二 三"),
        ("@所有人 看", "＠所有人 看"),
        ("a\u2005b\n\tc", "a b c"),
        ("\u202e反\u200b\x07", "反"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\ud800", ""),
        ("x" * 30, "x" * 19 + "…"),
        ("<!-- 注 -->文", "文"),
        ("<img src=x onerror=alert(1)>图", "图"),
    ],
)
def test_words_are_plain(markup: str, line: str) -> None:
    """No markup, no mention, nothing hidden, not too long."""
    assert line_of(markup, 20) == line


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://medium.com/@me/1?a=1#b", "https://medium.com/@me/1?a=1#b"),
        (" http://a.example/\n1 ", "http://a.example/1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example/", ""),
        ("http://", ""),
        ("http://[", ""),
        ("http://a.example/\u202e", ""),
        ("http://a.example/" + "a" * 1000, ""),
    ],
)
def test_links_lead_to_the_web(address: str, link: str) -> None:
    """Others are left out."""
    assert link_of(address) == link


def known(found: Parsed) -> set[str]:
    """What is remembered once all of it was seen."""
    return {key for entry in found.entries for key in entry.keys}


def fresh(before: Parsed, after: Parsed) -> list[str]:
    """What is new after all of `before` was seen."""
    return [entry.title for entry in rules.news(after.entries, known(before), 10).entries]


MONDAY, TUESDAY = (f"<pubDate>0{n} Mar 2026 08:00:00 +0800</pubDate>" for n in (2, 3))
A = "<title>一</title><link>http://example.org/1</link>"


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([A + "<guid>1</guid>"], [A + "<guid>1</guid>"], []),
        ([A + "<guid>1</guid>"], ["<title>改</title><link>http://b.example/</link><guid>1</guid>"], []),
        ([A + "<guid>1</guid>"], [A + "<guid>2</guid>"], []),
        ([A + MONDAY + "<guid>1</guid>"], [A + MONDAY + "<guid>https://example.org/1</guid>"], []),
        ([A + MONDAY + "<guid>1</guid>"], [A + TUESDAY + "<guid>2</guid>"], ["一"]),
        ([A], [A.replace("一", "改")], []),
        ([A], [A.replace("http://", "https://").replace("/1", "/1/?utm_source=x&amp;spm=1")], []),
        ([A + "<guid>0</guid>"], [A + "<guid>0</guid>", A.replace("一", "二") + "<guid>0</guid>"], ["二"]),
        ([A + "<guid>1</guid>"], ["<title>二</title><link>http://example.org/1</link><guid>2</guid>"], ["二"]),
        (["<title>一</title>"], ["<title>一</title>", "<title>二</title>"], ["二"]),
        ([A], [A, A.replace("一", "二")], ["二"]),
        ([], [A, A, A], ["一"]),
        ([], ["<description>只有正文</description>"], ["只有正文"]),
        ([], ["<guid>http://example.org/1</guid>"], [""]),
        ([], ["<category>x</category>"], []),
    ],
    ids=[
        "same",
        "edited",
        "a new id each time",
        "a new id, the date of before",
        "the same title and link each day",
        "title edited, no id",
        "moved to https and tracked",
        "one id for all",
        "one link for all",
        "titles only",
        "one link, no ids",
        "listed thrice",
        "summary only",
        "link only",
        "empty",
    ],
)
def test_what_is_new(before: list[str], after: list[str], new: list[str]) -> None:
    """An entry is known by its id, or else by where it leads and what it is called."""
    assert fresh(rss(*before), rss(*after)) == new


def entry(n: int, at: datetime | None = None) -> Entry:
    """One entry of many."""
    return Entry((str(n),), f"t{n}", f"http://example.org/{n}", "", at)


NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entries", "order"),
    [
        ([entry(3), entry(2), entry(1)], ["t2", "t3"]),
        ([entry(n, NOW + timedelta(n)) for n in (1, 2, 3)], ["t2", "t3"]),
        ([entry(n, NOW + timedelta(n)) for n in (2, 3, 1)], ["t2", "t3"]),
        ([entry(3), entry(2, NOW), entry(1, NOW)], ["t2", "t3"]),
        ([entry(3, NOW), entry(2, NOW), entry(1, NOW)], ["t2", "t3"]),
    ],
    ids=["as listed", "oldest first", "mixed up", "some without date", "all at once"],
)
def test_the_newest_go_out_the_newest_last(entries: list[Entry], order: list[str]) -> None:
    """By date where all have one; the rest are counted."""
    news = rules.news(entries, (), 2)
    assert [each.title for each in news.entries] == order
    assert news.passed_over == 1


@pytest.mark.parametrize(
    ("typed", "most", "left"),
    [
        ("最多3条", 3, ""),
        ("早报 最多 ５ 条 直到 2026-12-31", 5, "早报 直到 2026-12-31"),
        ("每次两篇", 2, ""),
        ("最多10", 10, ""),
        ("most 4 Morning news", 4, "Morning news"),
        ("up to 2", 2, ""),
        ("早报", None, "早报"),
        ("", None, ""),
    ],
)
def test_how_many_at_most(typed: str, most: int | None, left: str) -> None:
    """In either language, anywhere on the line."""
    assert rules.read_most(typed) == (most, left)


@pytest.mark.parametrize("typed", ["最多0条", "最多11条", "most 999999"])
def test_too_few_or_too_many(typed: str) -> None:
    """One to ten."""
    with pytest.raises(UserError):
        rules.read_most(typed)


def test_texts() -> None:
    """One item stands right below the head, several apart; what is missing leaves no gap; braces are words."""
    style = Style("", "报", "Asia/Shanghai", "zh")
    assert rules.text_of([entry(1)], style).parts == ("【报】\nt1\nhttp://example.org/1",)
    no_link = Entry(("x",), "{标题} {x", "", "", None)
    both = rules.text_of([no_link, entry(2)], style).parts
    assert both == ("【报】\n\n{标题} {x\n\nt2\nhttp://example.org/2",)
    own = Style("{date} {title}｜{source}\n{summary}\n{link}", "报", "Asia/Shanghai", "en")
    assert rules.text_of([entry(1, NOW)], own).parts == ("2026-03-02 Mon 08:00 t1｜报\nhttp://example.org/1",)


def test_failures() -> None:
    """It rests an hour, then twice as long each time up to a day; after three over a day somebody hears."""
    assert [rules.rest(n) // timedelta(hours=1) for n in (1, 2, 3, 5, 6, 1000)] == [1, 2, 4, 16, 24, 24]
    day = timedelta(days=1)
    assert not rules.is_dead(3, day - timedelta(seconds=1), gone=False)
    assert not rules.is_dead(2, day, gone=False)
    assert rules.is_dead(3, day, gone=False)
    assert rules.is_dead(1, timedelta(), gone=True)
