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
MOVED_MARK = Phrase("（从 {at} 挪来）", " (moved from {at})")
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
DID_MOVE_NEXT = Phrase(
    "把投放 #{number} {title} {was} 那次挪到 {at}", "moved the post of {was} of drop #{number} {title} to {at}"
)
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
REPORT = Phrase("#{number} {title}（{at}，{zone}）：{counts}", "#{number} {title} ({at}, {zone}): {counts}")
RENEW = Phrase(
    "#{number} {title} 发到 {day} 就到期了。还要接着发：/投放 续期 {number}；不用了就不用管。",
    "#{number} {title} comes to its end on {day}. To go on: /drop renew {number}; otherwise just leave it.",
)

ADDED = Phrase("已添加 #{number} {title}，{outlook}{place}", "Added #{number} {title}, {outlook}{place}")
LOOKS_LIKE_THIS = Phrase(
    "到时候是这样的{where}，还没有添加：", "This is how it will look{where}; nothing is added yet:"
)
WILL_LOOK = Phrase("到时候是这样的：\n{text}", "This is how it will look:\n{text}")
IN_PARTS = Phrase(
    "有点长，会分成 {n} 条发，每条都算进每天的条数。",
    "It is long and goes out as {n} messages, each of which counts as one of the day.",
)
AT_NIGHT = Phrase(
    "这个时间在安静时段（{hours}）里，会等到天亮再发。",
    "That is within the quiet hours ({hours}), so it will wait for their end.",
)
WORKDAYS_UNKNOWN = Phrase(
    "{year} 年怎么调休还没公布，在那之前先按周一到周五、法定假日休息来算。",
    "Which weekends are worked in {year} is not announced yet; until it is, that means Monday to Friday but holidays.",
)
PICTURE = Phrase("［图片］", "[picture]")
FILE = Phrase("［文件］{name}", "[file] {name}")
LINK = Phrase("［链接］{title} {url}", "[link] {title} {url}")
CARD = Phrase("［小程序］", "[mini program]")

LIST = Phrase("{head}\n{lines}\n{foot}", "{head}\n{lines}\n{foot}")
DROPS = Phrase("投放{where}，共 {n} 条（{zone}）{page}：", "Drops{where}, {n} in all ({zone}){page}:")
FOUND = Phrase("找到 {n} 条{where}（{zone}）{page}：", "Found {n}{where} ({zone}){page}:")
PAGE_OF = Phrase("，第 {page}/{pages} 页", ", page {page} of {pages}")
LINE = Phrase("{number}  {title}：{told}{marks}", "{number}  {title}: {told}{marks}")
BETWEEN = Phrase("，", ", ")
NEXT_IN_LIST = Phrase("下次 {at}", "next {at}")
ONCE_IN_LIST = Phrase("{at} 发", "on {at}")
NEXT_PAGE = Phrase("下一页：/投放 {page}", "Next page: /drop {page}")
NEXT_FOUND = Phrase("下一页：/投放 找 {word} {page}", "Next page: /drop find {word} {page}")
LOOK_AT_ONE = Phrase("看一条：/投放 查看 {number}", "To see one: /drop show {number}")
NONE_YET = Phrase("这里还没有投放，加一条试试。", "There are no drops here yet; try one.")
NONE_FOUND = Phrase(
    "没有找到带「{word}」的投放。发 /投放 看全部。", "I found no drop with “{word}”. /drop lists them all."
)
NO_SUCH_PAGE = Phrase("只有 {pages} 页。", "There {pages|is|are} only {pages} {pages|page|pages}.")
MARK = Phrase("［{mark}］", " [{mark}]")
IS_PROMO = Phrase("推广", "promo")
IS_MUST = Phrase("必发", "must")
MARK_PAUSED = Phrase("暂停", "paused")
MARK_HELD = Phrase("在等：{why}", "waiting: {why}")
HELD_BY = {
    "ratio": Phrase("先发有用的", "useful posts go first"),
    "fatigue": Phrase("等群里聊几句", "for some talk in the group"),
    "quiet_hours": Phrase("安静时段", "quiet hours"),
}
HELD_OTHERWISE = Phrase("排队中", "in the queue")

TITLE = Phrase("#{number} {title}{marks}{where}", "#{number} {title}{marks}{where}")
COMING = Phrase("{when}（{zone}）{end}。接下来：", "{when} ({zone}){end}. Coming up:")
ONCE = Phrase("只发一次", "once")
LATELY = Phrase("最近：", "Lately:")
PAST_LINE = Phrase("{at}  {counts}", "{at}  {counts}")
WHAT_NOW = Phrase(
    "可以：修改、暂停、跳过、挪、立即、续期、删除，如 /投放 跳过 {number}",
    "You can edit, pause, skip, move, now, renew or delete it, as in /drop skip {number}",
)

CHANGE_WHAT = Phrase(
    "要改什么？写上新的时间或标题，正文写在第二行。", "Change what? Give a new time or title, or a text below."
)
GROUPS_STAY = Phrase(
    "发到哪些群改不了，请删掉再添加一条。",
    "Which groups it goes to can't be changed; please delete it and add one.",
)
NOT_WRITTEN_HERE = Phrase(
    "#{number} 的内容不是写在投放里的，请在它来的地方改。",
    "What #{number} posts is not written here; please change it where it comes from.",
)
EDITED = Phrase("改好了 #{number} {title}，{outlook}", "Changed #{number} {title}, {outlook}")
DONE_PAUSE = Phrase("#{number} {title} 暂停了，从下一次起不发", "#{number} {title} is paused from its next time on")
DONE_RESUME = Phrase("#{number} {title} 恢复了，{outlook}", "#{number} {title} goes on, {outlook}")
DONE_SKIP = Phrase("#{number} {title} 跳过 {n} 次，{outlook}", "#{number} {title} skips {n} {n|time|times}, {outlook}")
DONE_MOVE = Phrase("#{number} {title} 这一次挪好了，{outlook}", "#{number} {title} is moved this once, {outlook}")
MOVE_TO_WHEN = Phrase(
    "要挪到什么时候？写一个时间就好。每次都换时间：/投放 修改 {number} 每天 9:00",
    "Move it to when? One time, please. To change every time: /drop edit {number} every day 9:00",
)
MOVED_TOO_FAR = Phrase(
    "#{number} 在 {next} 本来就会再发一次，请挪到那之前。",
    "#{number} comes again on {next} anyway; please move it to before that.",
)
MOVED_PAST_END = Phrase(
    "#{number} 发到 {end} 就结束了，请挪到那之前。想发得更久：/投放 续期 {number}",
    "#{number} ends on {end}; please move it to before that. To go on for longer: /drop renew {number}",
)
MOVED_NOWHERE = Phrase("#{number} 下次本来就是 {at} 发。", "#{number} comes next on {at} anyway.")
NOTHING_TO_MOVE = Phrase(
    "#{number} 已经发完了，没有下一次可挪。想接着发：/投放 续期 {number}",
    "#{number} is over, so there is no next time to move. To go on: /drop renew {number}",
)
MOVE_RESUMED = Phrase(
    "#{number} 正暂停着，先恢复再挪：/投放 恢复 {number}",
    "#{number} is paused; to move it, first /drop resume {number}",
)
COURSE_KEEPS_DAYS = Phrase(
    "#{number} 是课程，一天有一天的课，只能在 {day} 当天挪。",
    "#{number} is a course with a lesson for each day, so it can only be moved within {day}.",
)
EXPLAIN_MOVED = Phrase("这一次原定 {at}，有人把它挪了时间。", "It was to come on {at}, and somebody moved it.")
DONE_DELETE = Phrase("#{number} {title} 删掉了", "#{number} {title} is deleted")
DONE_RENEW = Phrase("#{number} {title} 接着发，{outlook}", "#{number} {title} goes on, {outlook}")
NOBODY_THERE = Phrase("#{number} 现在没有能发的群。", "#{number} has no group to go to at the moment.")
NOW_PREVIEW = Phrase(
    "现在就把 #{number} {title} 发到 {n} 个群{takes}：", "#{number} {title} goes to {n} groups now{takes}:"
)
TAKES = Phrase("，大约要 {minutes} 分钟", ", which takes about {minutes} minutes")
DID_NOW = Phrase("让投放 #{number} {title} 马上发了一次", "had drop #{number} {title} posted at once")
DONE_NOW = Phrase("好，马上发 #{number} {title}。", "All right, #{number} {title} goes out now.")
DONE_NOW_ALL = Phrase(
    "好，马上发 #{number} {title}，发完告诉你结果。",
    "All right, #{number} {title} goes out now; you'll hear how it went.",
)
NOW_PROMO = Phrase(
    "好，#{number} {title} 排上了。它是推广，前面有用的发够了才轮到它。",
    "All right, #{number} {title} is in the queue. It is a promo, so enough useful posts go first.",
)
NOW_IS_NIGHT = Phrase(
    "好，#{number} {title} 排上了。现在是安静时段（{hours}），结束了就发。",
    "All right, #{number} {title} is in the queue and goes out after the quiet hours ({hours}).",
)

DID_LEAVE = Phrase("退出了投放 #{number} {title}", "opted out of drop #{number} {title}")
DID_JOIN = Phrase("重新加入了投放 #{number} {title}", "opted into drop #{number} {title} again")
LEFT_IT = Phrase("这个群不再收 #{number} {title} 了", "This group gets no more of #{number} {title}")
JOINED_IT = Phrase("这个群又会收到 #{number} {title} 了", "This group gets #{number} {title} again")
ONLY_HERE = Phrase(
    "#{number} 只发给这一个群。不想要就暂停或删除：/投放 暂停 {number}",
    "#{number} goes to this group only. To stop it: /drop pause {number}",
)
NOT_IN_SET = Phrase("#{number} 不发给这个群。", "#{number} doesn't go to this group.")
ADD_COMMAND = Phrase("/投放 添加 {when}\n{text}", "/drop add {when}\n{text}")
PROMO_OPTION = Phrase("#推广", "#promo")
