"""What counts as asking, answering and thanking."""

import pytest

from bot.inbox.helping import is_answer, is_question, is_thanks


@pytest.mark.parametrize(
    "words",
    [
        "有人知道这个怎么装吗",
        "请问几点集合",
        "这个多少钱",
        "怎么弄啊",
        "什么时候开团？",
        "为什么我进不去",
        "哪里可以买到",
        "你们用的哪款",
        "有没有推荐的医生",
        "谁知道附近的停车场",
        "求助，孩子发烧了",
        "你好吗",
        "在吗",
        "大家周末有空一起去爬山吗？",
        "几点开始呀",
        "能不能便宜点",
        "@小王 这个是不是要先报名",
        "How do I install it",
        "anyone know a good dentist",
        "what time is the meeting",
        "Hi all, where is the file?",
        "Is there a discount",
        "Does anyone have the link",
        "can you share the slides",
        "谁有链接发一下",
        "咋报名",
        "这个要钱么？",
        "什么意思",
        "我不知道怎么办，求助",
        "周五去吗，还有位置",
    ],
)
def test_asking(words: str) -> None:
    """Questions are known by their marks and by their words, which often come without a mark."""
    assert is_question(words)


@pytest.mark.parametrize(
    "words",
    [
        "你好",
        "谢谢大家",
        "？",
        "？？？",
        "https://a.cn/?id=3",
        "看 https://x.com/a?b=c 很好",
        "无论如何都要来",
        "不怎么样",
        "没怎么吃",
        "我知道怎么弄了",
        "这就是为什么我喜欢",
        "哪里哪里，过奖",
        "怎么说呢",
        "没什么",
        "水果什么的都有",
        "/帮助 怎么用",
        "what a day",
        "When I was young",
        "I know what you mean",
        "how nice!",
        "今天的菜谱我试了一下味道很好谢谢群主分享",
        "报名一个名额",
        "大家都来看看",
        "谁都不容易",
        "有人来了",
        "什么都好",
        "不管是不是真的",
        "Whatever",
        "somehow",
        "我来教你怎么做",
        "@怎么样 你好",
        "好的，收到",
        "有人知道吗" + "，背景是这样的" * 60,
    ],
)
def test_not_asking(words: str) -> None:
    """Marks alone, addresses, names, commands, sayings and long texts ask nothing."""
    assert not is_question(words)


@pytest.mark.parametrize(
    "words",
    [
        "谢谢",
        "多谢老铁",
        "感谢分享",
        "特别感谢@小李",
        "谢了",
        "谢啦",
        "Thanks a lot",
        "thank you!",
        "thx",
        "谢！",
        "@小李 谢",
        "太好用谢谢",
        "先不说了，谢谢",
        "Thank u",
        "多谢多谢",
    ],
)
def test_thanking(words: str) -> None:
    """Thanks in the usual words of both languages."""
    assert is_thanks(words)


@pytest.mark.parametrize(
    "words",
    [
        "不谢",
        "不用谢",
        "不用谢谢",
        "不客气",
        "先谢谢了",
        "提前感谢",
        "no thanks",
        "No, thank you",
        "thanks in advance",
        "感谢信",
        "thankless",
        "谢绝推销",
        "小谢来了",
        "不用感谢",
        "it broke thanks to rain",
    ],
)
def test_not_thanking(words: str) -> None:
    """Declining, thanking beforehand and words that only look like it are no thanks."""
    assert not is_thanks(words)


@pytest.mark.parametrize("words", ["七点", "南门，别迟到", "At six", "", "我也不太清楚，问问群主"])
def test_answering(words: str) -> None:
    """Whatever is said to a question, a picture's empty text included, answers it."""
    assert is_answer(words, "请问几点集合？")
    assert not is_answer(words, "我到了")


@pytest.mark.parametrize("words", ["同问", "+1", "你是说哪一天？", "谢谢", "蹲一个", "？", "👍", "Me too"])
def test_not_answering(words: str) -> None:
    """Joining in, asking back, thanking and signs alone are no answer."""
    assert not is_answer(words, "请问几点集合？")
