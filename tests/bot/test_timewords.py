"""The times people write in commands are read as they mean them, and what can't be is refused with an example."""

from datetime import UTC, datetime
from time import perf_counter

import pytest

from bot.errors import UserError
from bot.times.clockwords import parse_duration
from bot.times.timewords import parse_moment, parse_recurrence, recurrence_of

SHANGHAI = "Asia/Shanghai"
NOW = datetime(2026, 3, 3, 2, 0, 0, 500_000, tzinfo=UTC)  # Tuesday, 10:00 in Shanghai


@pytest.mark.parametrize(
    ("line", "canonical", "left"),
    [
        ("每天 08:30", "每天 08:30", ""),
        ("每天08:30 大家早上好", "每天 08:30", "大家早上好"),
        ("每天　０８：３０ 早", "每天 08:30", "早"),
        ("每天 8点 20:00 12点半 三次", "每天 08:00 12:30 20:00", "三次"),
        ("每天 8:30 20:00开会", "每天 08:30", "20:00开会"),
        ("每天早上8点和晚上8点", "每天 08:00 20:00", ""),
        ("每天早上8点晚上8点", "每天 08:00 20:00", ""),
        ("每晚8点", "每天 20:00", ""),
        ("每天晚上12点", "每天 00:00", ""),
        ("每周五 20:00", "每周五 20:00", ""),
        ("每星期天 9点", "每周日 09:00", ""),
        ("每周一、三、五 9点", "每周一、三、五 09:00", ""),
        ("每周一三五9点", "每周一、三、五 09:00", ""),
        ("每周1，3 9点", "每周一、三 09:00", ""),
        ("每周一三点半", "每周一 03:30", ""),
        ("每周五7:30", "每周五 07:30", ""),
        ("每周五 5点", "每周五 05:00", ""),
        ("每周末 10:00", "每周六、日 10:00", ""),
        ("每周一到周五 9点", "每周一、二、三、四、五 09:00", ""),
        ("每周六至一 9点", "每周一、六、日 09:00", ""),
        ("每两周周五 20:00", "从2026-03-06起每14天 20:00", ""),
        ("隔周二 9:00", "从2026-03-10起每14天 09:00", ""),
        ("每月1号 9点", "每月1号 09:00", ""),
        ("每月1、15号 9点", "每月1号、15号 09:00", ""),
        ("每月十五八点", "每月15号 08:00", ""),
        ("每月31号 9点", "每月最后一天 09:00", ""),
        ("每月1号和最后一天 9点", "每月1号、最后一天 09:00", ""),
        ("每个月月底 9点", "每月最后一天 09:00", ""),
        ("每年11月11日 20:00", "每年11月11日 20:00", ""),
        ("每年2月29日 9:00", "每年2月29日 09:00", ""),
        ("工作日 9:00", "工作日 09:00", ""),
        ("每个工作日9点", "工作日 09:00", ""),
        ("休息日 10点", "休息日 10:00", ""),
        ("农历八月十五 18:00", "农历八月十五 18:00", ""),
        ("每年农历8月15 18:00", "农历八月十五 18:00", ""),
        ("农历八月十五十八点", "农历八月十五 18:00", ""),
        ("农历腊月廿三 9:00", "农历腊月廿三 09:00", ""),
        ("农历十一月二十 9:00", "农历冬月二十 09:00", ""),
        ("除夕 20:00", "农历腊月三十 20:00", ""),
        ("农历每月初一十五 9:00", "农历每月初一、十五 09:00", ""),
        ("每2小时 提醒", "每2小时", "提醒"),
        ("每小时", "每1小时", ""),
        ("每半小时", "每30分钟", ""),
        ("每90分钟", None, ""),
        ("每3天 9:00", "从2026-03-04起每3天 09:00", ""),
        ("每3天 11:00", "从2026-03-03起每3天 11:00", ""),
        ("隔天 9:00", "从2026-03-04起每2天 09:00", ""),
        ("从2026-03-01起每3天 9:00", "从2026-03-01起每3天 09:00", ""),
        ("cron 30 8 * * 1-5 早报", "cron 30 8 * * 1-5", "早报"),
        ("CRON 0 9 * * MON", "cron 0 9 * * mon", ""),
        ("every day 08:30", "每天 08:30", ""),
        ("Daily 8:30 am good morning", "每天 08:30", "good morning"),
        ("every fri 20:00", "每周五 20:00", ""),
        ("every Monday, wed and fri at 9:00", "每周一、三、五 09:00", ""),
        ("every mon-fri 8pm", "每周一、二、三、四、五 20:00", ""),
        ("every weekend 10:00", "每周六、日 10:00", ""),
        ("every 2 weeks on fri 20:00", "从2026-03-06起每14天 20:00", ""),
        ("weekdays 9:00", "工作日 09:00", ""),
        ("days off 9:00", "休息日 09:00", ""),
        ("every month on 1 at 9:00", "每月1号 09:00", ""),
        ("monthly on the 1st, 15th at 9am", "每月1号、15号 09:00", ""),
        ("every month on the last day at 9:00", "每月最后一天 09:00", ""),
        ("every year on 11-11 at 20:00", "每年11月11日 20:00", ""),
        ("lunar 8-15 18:00", "农历八月十五 18:00", ""),
        ("every 2 hours", "每2小时", ""),
        ("every other day 9:00", "从2026-03-04起每2天 09:00", ""),
        ("2026-11-11 20:00 双11", "2026-11-11 20:00", "双11"),
        ("明天 9:00", "2026-03-04 09:00", ""),
        ("3小时后", "2026-03-03T13:00:00+08:00", ""),
    ],
)
def test_recurrences(line: str, canonical: str | None, left: str) -> None:
    """As many tokens are taken as belong to the time, and its canonical text is what was meant."""
    tokens = line.split()
    if canonical is None:
        with pytest.raises(UserError):
            parse_recurrence(tokens, NOW, SHANGHAI)
        return
    recurrence, used = parse_recurrence(tokens, NOW, SHANGHAI)
    assert (str(recurrence), " ".join(tokens[used:])) == (canonical, left)


@pytest.mark.parametrize(
    ("line", "moment", "left"),
    [
        ("2026-11-11 20:00", "2026-11-11T20:00", ""),
        ("2026年11月11日20:00 开抢", "2026-11-11T20:00", "开抢"),
        ("２０２６／１１／１１ ２０：００", "2026-11-11T20:00", ""),
        ("2026-11-11T20:00:00+00:00", "2026-11-12T04:00", ""),
        ("11月11日 20:00", "2026-11-11T20:00", ""),
        ("十一月十一号晚上8点", "2026-11-11T20:00", ""),
        ("11-11 20:00", "2026-11-11T20:00", ""),
        ("3-3 10:01", "2026-03-03T10:01", ""),
        ("3-3 10:00", "2027-03-03T10:00", ""),
        ("1月1日 8点", "2027-01-01T08:00", ""),
        ("2月29日 9:00", "2028-02-29T09:00", ""),
        ("今天 20:00", "2026-03-03T20:00", ""),
        ("今晚8点 见", "2026-03-03T20:00", "见"),
        ("今晚12点", "2026-03-04T00:00", ""),
        ("明早8点", "2026-03-04T08:00", ""),
        ("明天 9:00", "2026-03-04T09:00", ""),
        ("明天 9:00 10:00", "2026-03-04T09:00", "10:00"),
        ("后天 下午3点", "2026-03-05T15:00", ""),
        ("大后天中午", "2026-03-06T12:00", ""),
        ("周五 20:00", "2026-03-06T20:00", ""),
        ("周二 11:00", "2026-03-03T11:00", ""),
        ("周二 9:00", "2026-03-10T09:00", ""),
        ("周五 24:00", "2026-03-07T00:00", ""),
        ("本周日 9:00", "2026-03-08T09:00", ""),
        ("下周一 9:00", "2026-03-09T09:00", ""),
        ("下个星期天 9:00", "2026-03-15T09:00", ""),
        ("下下周一 9:00", "2026-03-16T09:00", ""),
        ("3小时后", "2026-03-03T13:00", ""),
        ("30分钟后 提醒我", "2026-03-03T10:30", "提醒我"),
        ("半小时以后", "2026-03-03T10:30", ""),
        ("过10分钟后", "2026-03-03T10:10", ""),
        ("3天后", "2026-03-06T10:00", ""),
        ("3天后 9:00", "2026-03-06T09:00", ""),
        ("20:00", "2026-03-03T20:00", ""),
        ("9:00", "2026-03-04T09:00", ""),
        ("晚上8点", "2026-03-03T20:00", ""),
        ("tomorrow at 8:30 pm", "2026-03-04T20:30", ""),
        ("tonight at 8pm", "2026-03-03T20:00", ""),
        ("in 3 hours", "2026-03-03T13:00", ""),
        ("in 2 days at 9:00", "2026-03-05T09:00", ""),
        ("fri 20:00", "2026-03-06T20:00", ""),
        ("next mon 9:00", "2026-03-09T09:00", ""),
    ],
)
def test_moments(line: str, moment: str, left: str) -> None:
    """The next such moment from now, in the group's zone."""
    tokens = line.split()
    found, used = parse_moment(tokens, NOW, SHANGHAI)
    assert (found, " ".join(tokens[used:])) == (datetime.fromisoformat(f"{moment}+08:00"), left)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "还缺时间"),
        ("你好", "看不懂时间「你好」"),
        ("hello", "看不懂时间「hello」"),
        ("每天", "「每天」还要写几点"),
        ("后天", "「后天」还要写几点"),
        ("下周一 开会", "「下周一」还要写几点"),
        ("每天 25:00", "没有「25:00」这个钟点"),
        ("每周五 24:00", "「24:00」已经是第二天了"),
        ("2026-02-30 9:00", "没有「2026-02-30 9:00」这一天"),
        ("2月30日 9:00 记得", "没有「2月30日 9:00」这一天"),
        ("13-1 9:00", "没有「13-1 9:00」这一天"),
        ("2026-13-01T09:00:00+08:00", "这一天"),
        ("每年2月30日 9:00", "没有「每年2月30日」这一天"),
        ("每年4月31日 9:00", "没有「每年4月31日」这一天"),
        ("每月32号 9:00", "没有「每月32号」这一天"),
        ("每月0号 9:00", "没有「每月0号」这一天"),
        ("农历十三月初一 9:00", "没有「农历十三月初一」这一天"),
        ("农历闰六月初一 9:00", "闰月不是每年都有"),
        ("2026-1-1 8:00", "「2026-1-1 8:00」已经过去了"),
        ("今天 9:00", "「今天 9:00」已经过去了"),
        ("本周一 9:00", "「本周一 9:00」已经过去了"),
        ("每7小时", "「每7小时」不能整除"),
        ("every 7 minutes", "「every 7 minutes」不能整除"),
        ("每0天 9:00", "看不懂时间「每0天」"),
        ("cron 30 8 * *", "看不懂 cron「30 8 * *」"),
        ("cron", "看不懂 cron「」"),
        ("cron 60 8 * * *", "看不懂 cron「60 8 * * *」"),
        ("cron 0 0 30 2 *", "看不懂 cron「0 0 30 2 *」"),
        ("cron 0 0 * * 8", "看不懂 cron「0 0 * * 8」"),
        ("cron */0 0 * * *", "看不懂 cron「*/0 0 * * *」"),
        ("cron jan 0 * * *", "看不懂 cron「jan 0 * * *」"),
        ("99999天后", "「99999天」太久了"),
    ],
)
def test_refusals(line: str, why: str) -> None:
    """What is wrong is said in both languages, and the example that comes with it works."""
    with pytest.raises(UserError) as caught:
        parse_recurrence(line.split(), NOW, SHANGHAI)
    error = caught.value
    assert why in error.phrase("zh", **error.values)
    assert error.phrase("en", **error.values)
    assert error.example.isascii() or not line.isascii() or not line


@pytest.mark.parametrize(
    "line",
    [
        "每天",
        "后天",
        "2月30日 9:00",
        "2026-1-1 8:00",
        "每7小时",
        "cron 1",
        "你好",
        "hello",
        "every fri",
        "每周五 24:00",
    ],
)
def test_the_examples_of_refusals_are_right(line: str) -> None:
    """An example can be copied as it is."""
    with pytest.raises(UserError) as caught:
        parse_recurrence(line.split(), NOW, SHANGHAI)
    tokens = caught.value.example.split()
    assert parse_recurrence(tokens, NOW, SHANGHAI)[1] == len(tokens)


def test_a_stored_recurrence_may_be_past() -> None:
    """What was saved is read back whatever the time is now; text with more than a time in it is refused."""
    assert str(recurrence_of("2026-01-01 08:00")) == "2026-01-01 08:00"
    with pytest.raises(UserError):
        recurrence_of("每天 08:30 大家早")


def test_a_relative_moment_in_a_repeated_hour_is_not_lost() -> None:
    """When the clock goes back, half an hour from now is half an hour from now and not an hour ago."""
    now = datetime(2026, 11, 1, 5, 45, tzinfo=UTC)  # 01:45 in New York, for the first time
    moment, _ = parse_moment(["30分钟后"], now, "America/New_York")
    assert moment == datetime(2026, 11, 1, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "1小时" * 3000 + "x",
        "1" * 5000,
        "每周" + "一、" * 5000,
        "每天 " + "8点" * 5000,
        "in " + "1h" * 3000,
        "十" * 9999,
    ],
)
def test_an_endless_text_is_refused_at_once(text: str) -> None:
    """No text keeps the bot busy, and only its beginning is repeated in the answer."""
    start = perf_counter()
    with pytest.raises(UserError) as caught:
        parse_recurrence(text.split(" "), NOW, SHANGHAI)
    with pytest.raises(UserError):
        parse_duration(text)
    assert perf_counter() - start < 0.1
    assert len(caught.value.phrase("zh", **caught.value.values)) < 60
