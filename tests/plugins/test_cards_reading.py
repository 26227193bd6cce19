"""What is read as an introduction, and what is not."""

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.welcome.cards.reading import ENOUGH, LONGEST, Field, Introduction, looks_like_one, read
from plugins.welcome.cards.rules import template_of
from plugins.welcome.cards.settings import Cards

DEFAULT = template_of(Cards(), "zh")
NAMES = [field.name for field in DEFAULT]
CASES: list[tuple[str, dict[str, str]]] = [
    ("【称呼】小林\n【城市】杭州", {"称呼": "小林", "城市": "杭州"}),
    ("【城市】杭州【称呼】小林", {"称呼": "小林", "城市": "杭州"}),
    ("[称呼]小林\n［城市］杭州", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】：小林\n【城市】: 杭州", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼：】小林\n【城市：杭州】", {"称呼": "小林", "城市": "杭州"}),
    ("称呼：小林\n城市:杭州", {"称呼": "小林", "城市": "杭州"}),
    ("称呼：小林 城市：杭州，想找：朋友", {"称呼": "小林", "城市": "杭州", "想找": "朋友"}),
    ("【称　呼】小林\n城 市 ：杭州", {"称呼": "小林", "城市": "杭州"}),
    ("1. 称呼：小林\n2、城市：杭州\n③想找：朋友", {"称呼": "小林", "城市": "杭州", "想找": "朋友"}),
    ("🌸称呼：小林\n[玫瑰]城市：杭州", {"称呼": "小林", "城市": "杭州"}),
    ("大家好！\n\n【称呼】小林\n【城市】杭州\n请多关照", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】\n小林\n【城市】\n杭州\n\n再见", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】小林\n【年龄】30\n【城市】杭州", {"称呼": "小林", "城市": "杭州"}),
    ("称呼：小林\n年龄：30\n城市：杭州", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】小林\n【想找】\n1. 朋友\n2. 合伙人\n谢谢", {"称呼": "小林", "想找": "1. 朋友\n2. 合伙人\n谢谢"}),
    ("【称呼】小林\n【想找】1. 朋友\n2. 合伙人\n谢谢", {"称呼": "小林", "想找": "1. 朋友\n2. 合伙人"}),
    ("【在做】写东西\n主要写小说\n【城市】杭州", {"在做": "写东西\n主要写小说", "城市": "杭州"}),
    ("【称呼】小林\r\n【城市】杭州\r\n", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】小林\n【称呼】大林\n【城市】杭州", {"称呼": "小林", "城市": "杭州"}),
    ("【称呼】小林\n【城市】保密\n【在做】老师", {"称呼": "小林", "城市": "", "在做": "老师"}),
    ("大家好【称呼】小林【城市】杭州【在做】老师", {"称呼": "小林", "城市": "杭州", "在做": "老师"}),
    ("Name: Lin\nLooking for: friends", {"称呼": "Lin", "想找": "friends"}),
    ("【想找】朋友[微笑]一起玩[微笑]\n【城市】杭州", {"城市": "杭州", "想找": "朋友[微笑]一起玩[微笑]"}),
    ("【称呼】\u202e小林\n【城市】\u200b杭州", {"称呼": "小林", "城市": "杭州"}),
    ("称呼：小林\n想找：http://a.cn/b:c", {"称呼": "小林", "想找": "http://a.cn/b:c"}),
]
TALK = [
    "",
    "：：：：",
    "【称呼】小林",
    "【称呼】【城市】【在做】",
    "【称呼】（怎么叫你）\n【城市】（现在在哪）\n【在做】____",
    "【称呼】xxx\n【城市】...",
    "大家好【称呼】小林【城市】杭州",
    "我在的城市：杭州\n你称呼：随便",
    "我说，城市：杭州，称呼：随便",
    "下午3:30 开会，晚上8:00 吃饭",
    "小明：城市在哪\n小红：杭州",
    "https://称呼://城市://x",
    "[强][强]城市[玫瑰]在做[玫瑰]",
]


@pytest.mark.parametrize(("text", "told"), CASES)
def test_an_introduction(text: str, told: dict[str, str]):
    """Any order, brackets or colons of any width, some fields missing, words around it."""
    assert looks_like_one(text)
    assert read(text, DEFAULT) == Introduction(told)


@pytest.mark.parametrize("text", TALK)
def test_other_talk(text: str):
    """Fewer than two fields with something in them, labels in the middle of a sentence, templates."""
    assert read(text, DEFAULT) is None


@pytest.mark.parametrize(
    "text", ["哈哈", "明天见[微笑]", "几点？10:30", "[强][玫瑰]", "看 https://a.cn:80/b", "好的：）"]
)
def test_plain_talk_is_not_even_looked_at(text: str):
    """It never costs a transaction."""
    assert not looks_like_one(text)


def test_words_beside():
    """What stands with a # is kept once, wherever it is, but not twice."""
    read_so = read("【称呼】小林 #杭州\n【城市】杭州\n#徒步 #徒步 #1 C#开发 https://a.cn/#b", DEFAULT)
    assert read_so == Introduction({"称呼": "小林 #杭州", "城市": "杭州"}, ("徒步",))


def test_a_long_field_is_cut():
    """It stays readable in a chat."""
    told = read(f"【称呼】{'长' * 5000}\n【城市】{'🌸' * 300}", DEFAULT)
    assert told is not None
    assert [len(value) for value in told.values.values()] == [LONGEST + 1, LONGEST]


LETTERS = "小林杭州老师abcYZ🌸👩‍💻éعא"
VALUES = st.builds(
    "{}{}{}".format,
    st.sampled_from("小林aYéعא"),
    st.text(st.sampled_from(LETTERS + "0189 ，、。！+@{}%\\&<>'\""), max_size=30),
    st.sampled_from("小林aYéعא"),
)
STYLES = st.sampled_from(
    ["【{}】{}", "[{}]{}", "［{}］ {}", "【{}】：{}", "【{}：】{}", "{}：{}", "{}:{}", "- {}： {}", "1、{} :{}"]
)
AROUND = st.sampled_from(["", "大家好！\n", "新人报到，请多关照\n\n", "\n\n", "[微笑][微笑]\n"])


@given(
    told=st.dictionaries(st.sampled_from(NAMES), VALUES, min_size=ENOUGH),
    order=st.randoms(use_true_random=False),
    styles=st.lists(STYLES, min_size=5, max_size=5),
    before=AROUND,
    after=st.sampled_from(["", "\n很高兴认识大家", "\n\n以后常聊：下次见"]),
)
def test_whatever_is_told_is_read(told: dict[str, str], order: Random, styles: list[str], before: str, after: str):
    """In any order and any style, every field as it was written, and no more."""
    lines = [style.format(name, value) for (name, value), style in zip(told.items(), styles, strict=False)]
    order.shuffle(lines)
    text = before + "\n".join(lines) + after
    assert looks_like_one(text)
    read_so = read(text, DEFAULT)
    assert read_so is not None
    assert read_so.values == {name: " ".join(told[name].split()) for name in NAMES if name in told}


PIECES = st.sampled_from(
    [
        *NAMES,
        *"：:【】[]［］\n，、 #1一a。-（）/ \r\t\u2028",
        "微笑",
        "年龄",
        "🌸",
        "小林",
        "http://",
        "無",
        "Name",
        "x",
    ]
)


@given(
    pieces=st.lists(PIECES, max_size=40), fields=st.sampled_from([DEFAULT, (Field("城市"), Field("书 名"), Field("a"))])
)
@example(pieces=["【", "称呼", "】", "：", "a", "［", "城市", "：", "1", "］"], fields=DEFAULT)
def test_whatever_is_read_is_fit_to_be_kept(pieces: list[str], fields: tuple[Field, ...]):
    """Nothing breaks the reader; it finds known fields only, two at least, and words that were said."""
    text = "".join(pieces)
    read_so = read(text, fields)
    if read_so is not None:
        assert set(read_so.values) <= {field.name for field in fields}
        assert sum(map(bool, read_so.values.values())) >= ENOUGH
        for value in read_so.values.values():
            assert value == value.strip()
            assert set("".join(value.split())) <= set(text)


@given(pieces=st.lists(st.one_of(PIECES, st.sampled_from(["【称呼】小林", "\n城市：", "杭州 想找：x"])), max_size=30))
def test_what_is_read_was_noticed(pieces: list[str]):
    """The quick look lets nothing go that is read, but for an emoji's code right behind square brackets."""
    text = "".join(pieces)
    if read(text, DEFAULT) is not None and "][" not in text.replace("］", "]").replace("［", "["):
        assert looks_like_one(text)
