"""What the bot says at the terminal before it can talk in chat: settings, command line, database."""

from bot.phrases import Phrase

WRONG_VALUE = Phrase(
    zh="{name}：读到「{read}」，应为{valid}。",
    en="{name}: read “{read}”, valid is {valid}.",
)
HIDDEN = Phrase(zh="（已隐藏）", en="(hidden)")
EMPTY = Phrase(zh="（空）", en="(empty)")
UNKNOWN_NAME = Phrase(zh="{name}：没有这个设置。", en="{name}: no such setting.")
UNKNOWN_NAME_NEAR = Phrase(
    zh="{name}：没有这个设置，是不是想写 {near}？",
    en="{name}: no such setting; did you mean {near}?",
)
BAD_LINE = Phrase(
    zh="{file} 第 {line} 行：看不懂，应写成 名字=值。",
    en="{file} line {line}: not understood; write NAME=VALUE.",
)
NEEDS_OTHER = Phrase(zh="{name}：填了 {given} 就必须填它。", en="{name}: it is needed beside {given}.")
TLS_CHOICES = Phrase(zh="off、system 或一个存在的文件", en="off, system or a file that exists")
