"""Whether words ask, answer or thank: what the ledger counts as help.

Judged by the words alone and rather too strictly: praise for what was no help costs more than help that is not seen.
"""

import re

LONGEST = 300
"""Characters; what is longer is there to be read."""

_MIGHT_ASK = re.compile(  # literals only, which are searched for several times faster
    r"\?|？|吗|请问|请教|求助|求问|求推|有没有|谁|有人|怎么|怎样|咋|如何|为什么|为啥|哪|什么|几点|多少|能不能|可不可以|是不是|会不会"
    "|how|what|where|when|who|why|which|anyone|anybody|any idea|is there|someone|somebody|can you|could you"
)
_NO_WORDS = re.compile(r"https?://\S+|@\S+")
_TELLS = re.compile(
    "[不没](?:咋|怎么|如何)|(?:无论|不管|不论).{0,8}(?:如何|怎[么样]|哪|是不是|会不会|有没有)|哪里[,，]?哪里|怎么说呢|怎么可能"
    "|(?<!谁)(?<!有人)(?:知道|明白|告诉.{1,3}|教.{1,3}|看看|说说|讲讲)(?:怎[么样]|咋|如何|为[什啥]|哪|什么|多少|几点|是不是|能不能)"
    "|(?:这|那)(?:就是|才是|也是|是)(?:为什么|怎么)|[没不]什么|什么的|没有?多少|看起来怎么"
)
_ASKS = re.compile(
    r"\w\W{0,3}[?？]|[吗](?:\W|$)|请[问教]|求[助问]|求推荐|有没有|(?:谁|有人|哪位)(?:知道|有|会|能|懂|用过|去过|可以|了解)"
    r"|怎[么样]|咋|如何|为什么|为啥|哪[里儿个位家款种些]|什么(?:时候|时间|意思|原因|价)|几点|多少(?:钱|人)|能不能|可不可以|是不是|会不会"
    r"|\b(?:how|what|where|when|who|why|which)(?:'s| (?:is|are|was|were|do|does|did|can|could|should|would|will|to|much"
    r"|many|long|about|time|kind)\b)"
    r"|\b(?:does|do|did|has|have|can|could|would|is) (?:any|some)(?:one|body)\b"
    r"|\bany(?:one|body) (?:know|tried|got|has|have)|\bany ideas?\b|\bis there an?\b|\b(?:can|could) you\b"
)
_ECHOES = re.compile(
    r"同(?:问|求|样的问题|款问题)|蹲|我也(?:想知道|想问)|\+\s*1|me too|same (?:here|question)|following"
)
_WORDLESS = re.compile(r"[\W_]+")
_THANKS = re.compile(
    r"谢谢|感谢|多谢|谢[了啦过]|(?<!\w)谢(?!\w)|蟹蟹|\b(?:thank(?:s| (?:you|u)\b)|thx|tks|many thanks|cheers)"
)
_NO_THANKS = re.compile(
    r"不(?:用|必|需要?)\W?(?:谢谢|感谢|多谢|谢了)|无需(?:谢谢|感谢)|(?:先|提前|预先)(?:谢谢|感谢|谢[了过啦])"
    r"|感谢信|\bno,? thank(?:s| you)|thanks? (?:you )?in advance|thanks to\b"
)


def is_question(text: str) -> bool:
    """Whether a message asks the others something; quick on plain talk, so also fit to notice questions by."""
    if len(text) > LONGEST or not _MIGHT_ASK.search(lowered := text.lower()) or text.startswith(("/", "／")):
        return False
    words = _NO_WORDS.sub(" ", lowered)
    return _ASKS.search(_TELLS.sub(" ", words)) is not None


def is_answer(text: str, quoted: str) -> bool:
    """Whether words quoting others do answer a question, instead of joining in or asking back."""
    if not is_question(quoted) or _WORDLESS.fullmatch(text) or _ECHOES.search(text.lower()):
        return False
    return not is_question(text) and not is_thanks(text)


def is_thanks(text: str) -> bool:
    """Whether somebody is thanked; not who declines thanks, or gives them before anything was done."""
    lowered = text.lower()
    return _THANKS.search(lowered) is not None and _THANKS.search(_NO_THANKS.sub(" ", lowered)) is not None
