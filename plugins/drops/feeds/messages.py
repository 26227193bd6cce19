"""Every sentence about feeds."""

from bot.phrases import Phrase

# Not phrases: these are templates in an admin's own notation.
ITEM_ZH = "{标题}\n{链接}"
ITEM_EN = "{title}\n{link}"
HEAD = Phrase("【{source}】", "{source}:")

NOT_A_FEED = Phrase(
    "这个网址不是 RSS 或 Atom 订阅源，页面里也没找到",
    "that is neither an RSS nor an Atom feed, nor a page that names one",
)
CANT_BE_HAD = Phrase("订阅不了：{why}。", "I can't subscribe to that: {why}.")
CANT_BE_READ = Phrase("现在读不到：{why}。", "It can't be had now: {why}.")
HOW_MANY = Phrase("每次可以发 1 到 {most} 条。", "It can be 1 to {most} items at a time.")
TEMPLATE_TOO_LONG = Phrase(
    "每条的写法有 {n} 个字，最多 {most} 个。", "The text for an item has {n} characters; {most} is the most."
)
SUBSCRIBED_ALREADY = Phrase(
    "已经订阅过了，是 #{number}。要改：/订阅源 修改 {number}",
    "That is subscribed to already, as #{number}. To change it: /feed edit {number}",
)
NOT_A_FEED_DROP = Phrase("#{number} 不是订阅源。发 /订阅源 看有哪些。", "#{number} is no feed. /feed lists them.")
NOTHING_TO_CHANGE = Phrase(
    "请写要改什么：时间、最多几条，或从第二行起写每条的样子。",
    "Please say what to change: the time, how many at most, or from the second line on how an item reads.",
)

ADDED = Phrase("订阅了「{title}」#{number}，{when}", "Subscribed to “{title}” as #{number}, {when}")
LOOKS_SO = Phrase(
    "现有的不会发，以后有新的，一次最多 {most} 条，像这样：\n\n{text}",
    "What is there now won't be posted; new items will, at most {most} at a time, like this:\n\n{text}",
)
EMPTY_NOW = Phrase("现在里面还是空的，有了新的我会发。", "It is empty now; I'll post what comes.")
PREVIEW = Phrase("「{title}」会发成这样：\n\n{text}", "“{title}” would be posted like this:\n\n{text}")

NONE = Phrase(
    "还没有订阅源。添加：/订阅源 添加 https://example.com/feed 工作日 08:30",
    "There are no feeds yet. To add one: /feed add https://example.com/feed weekdays 08:30",
)
LIST = Phrase(
    "订阅源：\n{lines}{more}\n细看：/订阅源 查看 {number}；现在有什么新的：/订阅源 试读 {number}",
    "Feeds:\n{lines}{more}\nMore of one: /feed show {number}; what is new now: /feed try {number}",
)
LINE = Phrase("#{number} {title}{promo}：{when}{state}", "#{number} {title}{promo}: {when}{state}")
MORE = Phrase("\n更多：/订阅源 {page}", "\nMore: /feed {page}")
NO_MORE = Phrase("没有更多订阅源了。", "There are no more feeds.")
IS_PROMO = Phrase("（推广）", " (promo)")
FAILING = Phrase("；连续 {n} 次读不到", "; failed {n} {n|time|times} in a row")

DETAILS = Phrase(
    "#{number}「{title}」{promo}\n{url}\n{when}\n每次最多 {most} 条，共发过 {posted} 条{passed}\n{health}",
    "#{number} “{title}”{promo}\n{url}\n{when}\nAt most {most} at a time; {posted} posted so far{passed}\n{health}",
)
PASSED_OVER = Phrase("，另有 {n} 条太多没发", ", {n} more passed over")
ITEM_READS = Phrase("每条写成：\n{template}", "An item reads:\n{template}")
WELL = Phrase("上次读到：{at}", "Last read: {at}")
NEVER_READ = Phrase("还没读过", "Not read yet")
RECOVERED = Phrase("{well}，{at} 恢复的", "{well}; it came back {at}")
ILL = Phrase(
    "{since} 起连续 {n} 次读不到：{why}。最早 {retry} 再试。",
    "Failed {n} {n|time|times} in a row since {since}: {why}. To be tried again {retry} at the earliest.",
)
NOTHING_NEW = Phrase("「{title}」现在没有新的。", "There is nothing new in “{title}” at the moment.")
WOULD_SAY = Phrase(
    "现在发的话是这样（只是看看，不算发过）：\n\n{text}",
    "Now it would say (just a look, nothing counts as posted):\n\n{text}",
)
AND_MORE = Phrase(
    "\n\n另有 {n} 条新的，超过每次的条数，不会发。", "\n\n{n} more new ones are too many at once and won't be posted."
)

PAUSED = Phrase("订阅源 #{number}「{title}」停了", "Feed #{number} “{title}” is paused")
RESUMED = Phrase("订阅源 #{number}「{title}」继续，{when}", "Feed #{number} “{title}” goes on, {when}")
SKIPPED = Phrase(
    "订阅源 #{number}「{title}」跳过 {n} 次，{when}", "Feed #{number} “{title}” skips {n} {n|time|times}, {when}"
)
DELETED = Phrase("不再订阅「{title}」#{number}", "No longer subscribed to “{title}” #{number}")
EDITED = Phrase("订阅源 #{number}「{title}」改好了，{when}", "Feed #{number} “{title}” is changed, {when}")
DID_EDIT = Phrase("改了订阅源 #{number} {title}", "changed feed #{number} {title}")

IS_DEAD = Phrase(
    "订阅源 #{number}「{title}」从 {since} 起一直读不到：{why}。我还会接着试。不要了：/订阅源 删除 {number}",
    "Feed #{number} “{title}” can't be had since {since}: {why}. I'll go on trying. "
    "If it is no longer wanted: /feed delete {number}",
)
TOOK_TOO_LONG = Phrase("太久没有读完", "it took too long")

PAGE = Phrase("订阅源", "Feeds")
NONE_HERE = Phrase(
    "还没有订阅源。把大家常看的网站订阅进来，有更新就发到群里：在下面添加。",
    "There are no feeds yet. Subscribe below to a site people read, and its news are posted.",
)
A_FEED = Phrase("订阅源", "Feed")
IN_LIST = Phrase("#{n} {title}", "#{n} {title}")
WHEN = Phrase("什么时候", "When")
STATE = Phrase("状态", "State")
CANT_READ = Phrase("{n} 次读不到", "failed {n} {n|time|times}")
ADDRESS = Phrase("网址", "Address")
AT_MOST = Phrase("每次最多", "At most")
SO_MANY = Phrase("{n} 条", "{n} {n|item|items}")
POSTED = Phrase("共发过", "Posted")
HEALTH = Phrase("读得到吗", "Can it be had?")
AN_ITEM = Phrase("每条的样子", "How an item reads")
USUAL = Phrase("标题和链接", "title and link")
BACK = Phrase("← 全部订阅源", "← All feeds")
ITS_DROP = Phrase("时间、效果和更多 →", "Times, effect and more →")
NO_SUCH_HERE = Phrase("这个群没有这个订阅源，可能已经删掉了。", "This group has no such feed; it may be deleted.")
TRY = Phrase("看看有什么新的", "What is new now")
TRY_COMMAND = Phrase("/订阅源 试读 {n}", "/feed try {n}")
ADD = Phrase("添加订阅源", "Add a feed")
ADD_COMMAND = Phrase(
    "/订阅源 添加 {url} {when} [最多{most}] {title} {end} {kind} {look}\n{item}",
    "/feed add {url} {when} [most {most}] {title} {end} {kind} {look}\n{item}",
)
ADD_NOTE = Phrase(
    "网站的首页网址也行，我会找它的 RSS 或 Atom。现有的不发，只发以后新的。",
    "The site’s own address will do; I look for its RSS or Atom. Only what comes later is posted.",
)
URL_HINT = Phrase("https://example.com/feed", "https://example.com/feed")
WHEN_HINT = Phrase("工作日 08:30", "weekdays 08:30")
MOST_LABEL = Phrase("每次最多几条（1–10）", "At most how many (1–10)")
TITLE = Phrase("标题", "Title")
TITLE_HINT = Phrase("不写就用网站的", "the site’s own, unless you give one")
ITEM_NOTE = Phrase("可以用 {标题} {链接} {摘要} {日期} {来源}", "with {title} {link} {summary} {date} {source}")
SUBSCRIBE = Phrase("订阅", "Subscribe")
EDIT = Phrase("改时间、条数或样子", "Change time, number or text")
EDIT_COMMAND = Phrase(
    "/订阅源 修改 {n} {when} [最多{most}] {title}\n{item}", "/feed edit {n} {when} [most {most}] {title}\n{item}"
)
