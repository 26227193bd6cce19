"""Every sentence about whether drops did any good."""

from bot.phrases import Phrase

EFFECTS = Phrase(
    "发出后一小时里有多少聊天，和没发的日子同一时间比{page}{where}：\n{lines}\n看一条：/投放 效果 {number}",
    "How much was said in the hour after, against the same hour on days without{page}{where}:\n{lines}\n"
    "To see one: /drop effect {number}",
)
PAGE_OF = Phrase(
    "（第 {page}/{pages} 页，下一页：/投放 效果 第{next}页）", " ({page} of {pages}: /drop effect page {next})"
)
LAST_PAGE = Phrase("（第 {page}/{pages} 页）", " ({page} of {pages})")
LINE = Phrase(
    "{rank}. #{number} {title}：平均 {messages} 条、{speakers} 人，平时 {usual} 条，{difference}",
    "{rank}. #{number} {title}: {messages} messages by {speakers} people on average, usually {usual}; {difference}",
)
MORE = Phrase("多 {n} 条（{low}～{high}）", "{n} more ({low} to {high})")
LESS = Phrase("少 {n} 条（{low}～{high}）", "{n} fewer ({low} to {high})")
NO_DIFFERENCE = Phrase("看不出差别（{low}～{high}）", "no difference to be seen ({low} to {high})")
TOO_FEW_LINE = Phrase(
    "#{number} {title}：样本不足（发了 {posts} 次，对照 {controls} 次）",
    "#{number} {title}: too little to tell ({posts} with it, {controls} without)",
)
NOTHING_YET = Phrase(
    "还没有量到效果：投放发出去一小时以后才看得到。", "Nothing is measured yet; that takes an hour after a drop."
)
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
WHICH = Phrase("看不懂「{text}」，要写编号。", "I can't read “{text}”; please give a number.")

ONE = Phrase(
    "#{number} {title}{where}\n"
    "发出后一小时：平均 {messages} 条聊天、{speakers} 人说话（量了 {posts} 次）\n"
    "没发的日子同一时间：{usual} 条、{usual_speakers} 人（量了 {controls} 次）\n{difference}",
    "#{number} {title}{where}\n"
    "In the hour after: {messages} messages by {speakers} people on average (measured {posts} times)\n"
    "The same hour without it: {usual} by {usual_speakers} (measured {controls} times)\n{difference}",
)
SURE_MORE = Phrase(
    "所以它带来了聊天：多 {n} 条，95% 的把握在 {low} 到 {high} 条之间。",
    "So it gets people talking: {n} more messages, with 95% confidence between {low} and {high}.",
)
SURE_LESS = Phrase(
    "发了以后聊天反而少了 {n} 条，95% 的把握在 {low} 到 {high} 条之间。",
    "People talk less after it: {n} messages fewer, with 95% confidence between {low} and {high}.",
)
NOT_SURE = Phrase(
    "还看不出它有没有带来聊天：差别在 {low} 到 {high} 条之间都有可能（95% 的把握）。",
    "Whether it gets people talking can't be seen yet: anything from {low} to {high} messages is possible "
    "(95% confidence).",
)
TOO_FEW = Phrase(
    "#{number} {title}：样本不足。发了量到 {posts} 次，没发的日子量到 {controls} 次，各要 {enough} 次才好比。",
    "#{number} {title}: too little to tell. Measured {posts} {posts|time|times} with it and {controls} "
    "{controls|time|times} without; {enough} of each are needed.",
)
