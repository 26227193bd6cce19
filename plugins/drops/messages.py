"""Every sentence about drops."""

from bot.phrases import Phrase

A_PICTURE = Phrase("图片", "a picture")
A_CARD = Phrase("小程序", "a card")

TITLE_TOO_LONG = Phrase(
    "标题有 {n} 个字，最多 {most} 个。正文请写在第二行。",
    "The title has {n} characters; {most} is the most. The text itself goes below, from the second line on.",
)
BODY_TOO_LONG = Phrase("正文有 {n} 个字，最多 {most} 个。", "The text has {n} characters; {most} is the most.")
ENDS_BEFORE_IT_BEGINS = Phrase(
    "到那时它一次都还没轮到，换一个晚点的日子吧。", "It would end before its first time; please choose a later day."
)
NOT_SO_MANY_TIMES = Phrase("次数请写 1 到 {most}。", "It can come 1 to {most} times.")
UNTIL_WHEN = Phrase(
    "看不懂「{text}」是到哪天，请写日期。", "I can't read “{text}” as the last day; please write a date."
)
NO_GROUP_TAGGED = Phrase(
    "你管理的群里没有带 #{tag} 标签的。发 /标签 看有哪些。",
    "None of your groups is tagged #{tag}. /tag lists the tags.",
)
TOO_MANY = Phrase(
    "这里已经有 {most} 条投放了，先删掉一些不用的。", "There are {most} drops here already; please delete some first."
)
NO_SUCH_DROP = Phrase(
    "没有 #{number} 这条投放。发 /投放 看有哪些。", "There is no drop #{number} here. /drop lists them."
)
SET_PRIVATELY = Phrase(
    "#{number} 是发给好几个群的，请私聊我来改。这个群不想要它：/投放 退出 {number}",
    "#{number} goes to several groups; please change it in a private chat with me. "
    "For this group alone: /drop leave {number}",
)
NOT_YOURS = Phrase(
    "#{number} 是别人发给好几个群的，只有当时添加的人能改。这个群不想要它：/投放 退出 {number}",
    "#{number} is somebody else's and goes to several groups; only they can change it. "
    "For this group alone: /drop leave {number}",
)

NEXT = Phrase("下次 {at}（{zone}）{end}", "next {at} ({zone}){end}")
NEXT_ONCE = Phrase("{at}（{zone}）发", "to go out {at} ({zone})")
UNTIL = Phrase("，到 {at} 为止", ", until {at}")
UNTIL_DEFAULT = Phrase("，先发到 {at}，快到时我会问要不要续", ", until {at} for now; I'll ask before it ends")
SO_MANY_MORE = Phrase("，再发 {n} 次", ", {n} more {n|time|times}")
NO_END = Phrase("，没有结束的日子", ", without an end")
IS_PAUSED = Phrase("暂停中{end}", "paused{end}")
IS_OVER = Phrase("已经发完了", "over")

OVER_MEANWHILE = Phrase(
    "#{number} 在暂停的时候已经到期了。要接着发：/投放 续期 {number}",
    "#{number} came to its end while it was paused. To go on: /drop renew {number}",
)
OVER_LONG_AGO = Phrase("#{number} 早就发完了，请重新添加一条。", "#{number} was over long ago; please add a new one.")
NOT_SO_MANY_SKIPS = Phrase("一次最多跳过 {most} 次。", "It can skip 1 to {most} times.")
NOTHING_AFTER_THAT = Phrase(
    "那样 #{number} 就不会再发了。不想要它了：/投放 删除 {number}",
    "#{number} would never come again. If you no longer want it: /drop delete {number}",
)
COMES_ONCE = Phrase(
    "#{number} 只发一次，不用续期。改时间：/投放 修改 {number} 加新的时间",
    "#{number} comes only once. To change when: /drop edit {number} and the new time",
)
HAS_NO_END = Phrase("#{number} 本来就没有结束的日子。", "#{number} has no end anyway.")
HAS_TIMES = Phrase(
    "#{number} 是按次数发的，请写再加几次：/投放 续期 {number} 10次",
    "#{number} comes a number of times; say how many more: /drop renew {number} 10 times",
)
TOO_LATE_NOW = Phrase("它的时间已经过去了，收不回来了。", "Its time is past, so this can't be taken back.")

DID_ADD = Phrase("添加了投放 #{number} {title}", "added drop #{number} {title}")
DID_PAUSE = Phrase("暂停了投放 #{number} {title}", "paused drop #{number} {title}")
DID_RESUME = Phrase("恢复了投放 #{number} {title}", "resumed drop #{number} {title}")
DID_SKIP = Phrase("让投放 #{number} {title} 跳过 {n} 次", "let drop #{number} {title} skip {n} {n|time|times}")
DID_DELETE = Phrase("删除了投放 #{number} {title}", "deleted drop #{number} {title}")
DID_RENEW = Phrase("续期了投放 #{number} {title}", "renewed drop #{number} {title}")
DID_MOVE = Phrase("改了投放 #{number} {title} 的时间", "changed when drop #{number} {title} comes")
DID_EDIT = Phrase("改了投放 #{number} {title}", "changed drop #{number} {title}")

SENT = Phrase("成功", "sent")
FAILED = Phrase("失败", "failed")
UNSURE = Phrase("不确定", "unsure")
EXPIRED = Phrase("过期没发", "expired")
DROPPED = Phrase("没有发", "not sent")
MISSED = Phrase("错过", "missed")
PAUSED = Phrase("暂停", "paused")
LEFT = Phrase("不在群里", "left")
OPTED_OUT = Phrase("退出", "opted out")
WAITING = Phrase("等着发", "waiting")
FORGOTTEN = Phrase("记录已清理", "no longer on record")
FATE_LINE = Phrase("{group}：{what}{why}", "{group}: {what}{why}")
BECAUSE = Phrase("，{why}", ", {why}")
AND_MORE_GROUPS = Phrase("还有 {n} 个群", "and {n} more {n|group|groups}")
REPORT = Phrase("#{number} {title}（{at}）：{counts}", "#{number} {title} ({at}): {counts}")
RENEW = Phrase(
    "#{number} {title} 发到 {day} 就到期了。还要接着发：/投放 续期 {number}；不用了就不用管。",
    "#{number} {title} comes to its end on {day}. To go on: /drop renew {number}; otherwise just leave it.",
)
