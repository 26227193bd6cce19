"""Every sentence about scene files."""

from bot.phrases import Phrase

LONGEST = 30


def short(text: object) -> str:
    """So much of a text as is needed to know it again."""
    line = " ".join(str(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


AT = Phrase("第 {line} 行 {field}：{what}", "line {line}, {field}: {what}")
AT_LINE = Phrase("第 {line} 行：{what}", "line {line}: {what}")
EXAMPLE = Phrase("例如 {example}", "For example: {example}")
AND_MORE = Phrase("还有 {n} 处，先改这些。", "and {n} more; mend these first.")

NOT_TEXT = Phrase(
    "这个文件的文字读不出来，请存成 UTF-8。", "The text of this file can't be made out; please save it as UTF-8."
)
TOO_LARGE = Phrase("太长了，一个模板最多 {most} KB。", "It is too long; a scene has {most} KB at most.")
BAD_TOML = Phrase(
    'TOML 写得不对（{what}）。引号要用英文的 ""，每项写成 名字 = 值。',
    "This is not TOML ({what}). Quotes have to be straight ones, and each item is name = value.",
)
UNKNOWN_KEY = Phrase("没有这一项。可以写：{known}。", "There is no such key. There are: {known}.")
UNKNOWN_KEY_NEAR = Phrase("没有这一项，是想写 {near} 吗？", "There is no such key; did you mean {near}?")
MISSING = Phrase("还没写。", "It is missing.")
MISSING_LANGUAGE = Phrase(
    "缺{which}。两种语言都要写；只想写一句给大家看，就直接写成文字。",
    "The {which} is missing. Write both languages, or one plain text for everybody.",
)
LANGUAGES = {"zh": Phrase("中文（zh）", "Chinese (zh)"), "en": Phrase("英文（en）", "English (en)")}
NOT_WORDS = Phrase("这里要写文字。", "This has to be a text.")
NOT_FLAG = Phrase("这里要写 true 或 false。", "This has to be true or false.")
NOT_LIST = Phrase("这里要写成一列文字。", "This has to be a list of texts.")
NOT_TABLE = Phrase("这里要写成一节。", "This has to be a table.")
TOO_LONG = Phrase("太长了，{n} 字；最多 {most} 字。", "It is too long: {n} characters, {most} at most.")
TOO_MANY = Phrase("太多了，最多 {most} 个。", "There are too many; {most} at most.")

BAD_SLUG = Phrase("「{text}」不行，只能用小写字母、数字和 -。", "“{text}” won't do: small letters, digits and - only.")
UNKNOWN_DAY = Phrase(
    "不认识「{text}」这一天。可以写节日、11-11、农历 8-15；每次由群主定的，就不写这一项。",
    "I don't know the day “{text}”. Write a festival, 11-11 or lunar 8-15; without a date the owner says it each time.",
)
BAD_INPUT_KEY = Phrase(
    "「{text}」不行，只能用小写字母、数字和 _，字母开头。",
    "“{text}” won't do: small letters, digits and _, a letter first.",
)
BAD_INPUT_NAME = Phrase(
    "「{text}」不行：名字里不能有空格、标点和大写字母。", "“{text}” won't do: no spaces, marks or capital letters."
)
NAME_TAKEN = Phrase("「{text}」已经有了，换个名字吧。", "“{text}” is taken; please choose another name.")
UNUSED_INPUT = Phrase("要群主填「{name}」，文字里却没用到。", "The owner is asked for “{name}”, but no text uses it.")
UNUSED_IN = {
    "zh": Phrase(
        "要群主填「{name}」，中文里却没用到。", "The owner is asked for “{name}”, but no Chinese text uses it."
    ),
    "en": Phrase(
        "要群主填「{name}」，英文里却没用到。", "The owner is asked for “{name}”, but no English text uses it."
    ),
}
NO_PHASE = Phrase("一步也没有，至少写一步。", "There is no phase; write one at least.")
NO_OFFSET = Phrase(
    "看不懂「{text}」。T 是当天，往前写 T-7天，往后写 T+1天，再写几点。",
    "I can't read “{text}”. T is the day, T-7 days is before it, T+1 day after it; then the time.",
)
TOO_FAR = Phrase(
    "「{text}」太远了：最早提前 {before} 天，最晚延后 {after} 天。",
    "“{text}” is too far off: {before} days before at most, {after} after.",
)
OUT_OF_ORDER = Phrase(
    "「{text}」不比上一步的「{before}」晚。各步要按时间先后写。",
    "“{text}” is not later than “{before}” of the phase above. Write phases in the order they come.",
)
UNKNOWN_SERVING = Phrase(
    "「{text}」不行，只能是 value（给大家有用的）或 promo（推广）。", "“{text}” won't do: value or promo."
)
UNKNOWN_KIND = Phrase("没有「{text}」这种活动。有：{known}。", "There is no activity “{text}”. There are: {known}.")
UNKNOWN_PARAM = Phrase("{kind} 没有这一项。可以写：{known}。", "A {kind} has no such key. There are: {known}.")
UNKNOWN_PARAM_NEAR = Phrase("{kind} 没有这一项，是想写 {near} 吗？", "A {kind} has no such key; did you mean {near}?")
BAD_PARAM = Phrase("看不懂「{text}」。", "I can't read “{text}”.")
NO_UNTIL = Phrase(
    "看不懂「{text}」。写 T+1天 20:00，或者开多久，如 24小时。",
    "I can't read “{text}”. Write T+1 day 20:00, or for how long, such as 24 hours.",
)
ENDS_FIRST = Phrase(
    "「{text}」不比这一步的「{opening}」晚，还没开就结束了。",
    "“{text}” is not later than the phase itself, “{opening}”: it would close before it opens.",
)
NO_POLL_YET = Phrase(
    "用了 {{slot}}，可前面没有哪一步开过投票。", "It uses {{slot}}, but no phase before it opens a poll."
)
PROMO_FIRST = Phrase(
    "提醒：第一条推广之前，没有一步是给大家有用的（value）。先服务后索取，大家更愿意看。",
    "Note: nothing of use to members (value) comes before the first promo. Serve before you ask.",
)

# The command line
WRONG = Phrase("{file} 有 {n} 处要改：\n{lines}", "{file} has {n} {n|problem|problems}:\n{lines}")
FINE = Phrase("{file} 没问题。", "{file} is fine.")
SCENE = Phrase("{name}：{about}", "{name}: {about}")
DAY = Phrase("日子：{date}", "Day: {date}")
DAY_IS_ASKED = Phrase("日子：由群主定（日期=…）", "Day: said by the owner (date=…)")
ASKS = Phrase("要填：{inputs}", "Asks for: {inputs}")
ASKS_NOTHING = Phrase("什么都不用填", "Asks for nothing")
INPUT = Phrase("{name}（如 {example}）", "{name} (such as {example})")
OPTIONAL = Phrase("{name}（可不填，如 {example}）", "{name} (optional, such as {example})")
PHASE = Phrase("  {at} {name}{promo}{activity}", "  {at} {name}{promo}{activity}")
PROMO = Phrase("（推广）", " (promo)")
OPENS = {
    "signup": Phrase("，开接龙", ", opens a sign-up"),
    "groupbuy": Phrase("，开拼团", ", opens a group buy"),
    "lottery": Phrase("，开抽奖", ", opens a lottery"),
    "codes": Phrase("，发优惠码", ", gives away codes"),
    "poll": Phrase("，开投票", ", opens a poll"),
}
AND = Phrase("、", ", ")
