"""Every sentence of group buys."""

from bot.phrases import Phrase

NEW_EXAMPLE = Phrase(
    "/拼团 新建 新疆红枣 10份 99, 30份 89 截止 周五 20:00 每人最多 5",
    "/groupbuy new red dates 10 boxes 99, 30 boxes 89 until fri 20:00 each 5",
)
NO_TIERS = Phrase(
    "拼什么、拼到几份多少钱，要写清楚。", "Please say what it is, and from how many on it costs how much."
)
ITEM_TOO_LONG = Phrase("名字太长了，最多 {most} 个字。", "The name is too long; {most} characters at most.")
BAD_TIER = Phrase(
    "看不懂「{text}」，要写成几份多少钱，比如 10份 99, 30份 89。",
    "I can't read “{text}”; say how many for how much, such as 10 boxes 99, 30 boxes 89.",
)
TOO_MANY_TIERS = Phrase("最多分 {most} 档价。", "There can be {most} prices at most.")
NOT_CHEAPER = Phrase("拼到 {more} 份应该比 {fewer} 份便宜。", "{more} should cost less each than {fewer}.")
BAD_TIME = Phrase("看不懂「{text}」。", "I can't read “{text}”.")
TOO_FAR = Phrase("截止时间太远了，最多 {days} 天。", "The end is too far ahead; {days} days at most.")
BAD_COUNT = Phrase(
    "看不懂「{text}」，写一个 1 到 {most} 的数。", "I can't read “{text}”: a number from 1 to {most}, please."
)
NO_UNTIL = Phrase("什么时候截止？", "When does it end?")
STOCK_TOO_SMALL = Phrase(
    "一共只有 {stock} 份，到不了 {number} 份那一档。", "With {stock} in all, the price for {number} can't be reached."
)
TOO_MANY_OPEN = Phrase("一个群最多同时开 {most} 个拼团。", "A group can have {most} group buys open at most.")
NEXT_TOO_LONG = Phrase("最多 {most} 个字。", "{most} characters at most.")

NO_SUCH = Phrase("这个群没有拼团 #{number}。", "This group has no group buy #{number}.")
NONE_YET = Phrase("现在没有拼团。", "There is no group buy now.")
NO_SUCH_PAGE = Phrase("名单一共 {pages} 页。", "The list has {pages} {pages|page|pages}.")
WHICH = Phrase(
    " 现在有几个拼团，说一下是哪个，比如：{example}\n{lines}",
    " several group buys are open; say which, such as: {example}\n{lines}",
)
ONE = Phrase("#{number} {item}", "#{number} {item}")
IS_CLOSED = Phrase("#{number} 已经结束了。", "#{number} is over.")
TOO_LATE = Phrase(
    "「{item}」的拼团已经结束了，后来说的没记上。",
    "The group buy “{item}” is over; I haven't noted what was said since.",
)
IN_THE_GROUP = Phrase("拼团要在群里说哦。", "Please say that in the group.")

SAME = Phrase(
    " 「{item}」你拼了 {count}。要改就说「{word}」，不要了说「{cancel}」。",
    " you have {count} of “{item}”. To change that: {word}; to drop it: {cancel}",
)
CHANGED = Phrase("「{item}」改成 {count}了。", "that's {count} of “{item}” now.")
CANCELLED = Phrase("「{item}」不给你留了。", "you're out of “{item}”.")
NOT_IN = Phrase("你没有拼「{item}」。", "you have none of “{item}”.")
TOO_MANY = Phrase("「{item}」每人最多 {most}{still}。", "{most} of “{item}” each at most{still}.")
ONLY_LEFT = Phrase("「{item}」只剩 {left}了{still}。", "only {left} of “{item}” left{still}.")
SOLD_OUT = Phrase(
    "「{item}」已经拼满了，后来说的没记上。", "“{item}” is sold out; I haven't noted what was said since."
)
STILL = Phrase("，你还是 {count}", "; you still have {count}")
JOIN = Phrase("拼 {n}", "buy {n}")
JOIN_ONE = Phrase("拼 #{number} {n}", "buy #{number} {n}")
CANCEL = Phrase("取消拼团", "unbuy")
CANCEL_ONE = Phrase("取消拼团 #{number}", "unbuy #{number}")

OPENED = Phrase("拼团 #{number}「{item}」开始了", "Group buy #{number}: {item}")
TIER = Phrase("拼到 {count}：{price}", "From {count}: {price}")
PER = Phrase("每{unit} {price}", "{price} a {unit}")
PER_ONE = Phrase("每份 {price}", "{price} each")
UNTIL = Phrase("截止 {until}{limits}", "Until {until}{limits}")
EACH = Phrase("，每人最多 {count}", ", {count} each at most")
STOCK = Phrase("，一共 {count}", ", {count} in all")
HOW = Phrase(
    "要几份说「{word}」，改主意再说一次，不要了说「{cancel}」。我只记数不收钱，也不一条条回；看进度发 /拼团。",
    "Say “{word}” for as many as you want, again to change that, “{cancel}” to drop out. "
    "I only count, I take no money, and I don't answer each of you; to see how it goes: /groupbuy",
)
HALF = Phrase(
    "「{item}」拼了 {count}，过半了，再 {missing}就能成，{price}。想要的说「{word}」。",
    "“{item}” is half way: {count}, {missing} more and it is {price}. Say “{word}” to join.",
)
TIER_REACHED = Phrase("「{item}」拼到 {count}了，{price}。", "“{item}”: {count} by now, so {price}.")
NEXT_TIER = Phrase("再 {missing}就是{price}。", "{missing} more and it is {price}.")
LOWEST = Phrase("已经是最低价了。", "That is the lowest price.")
SOON_REACHED = Phrase(
    "「{item}」还有一小时截止：{count}，{price}。", "One hour left for “{item}”: {count}, so {price}."
)
SOON_SHORT = Phrase(
    "「{item}」还有一小时截止：{count}，再 {missing}就能成，{price}。",
    "One hour left for “{item}”: {count}; {missing} more and it is {price}.",
)

RESULT = Phrase("「{item}」拼成了：{count}，{price}。", "“{item}” is on: {count}, at {price}.")
NEXT = Phrase("接下来：{next}", "What's next: {next}")
NEXT_DEFAULT = Phrase("怎么付款、怎么拿，群主会来说。", "how to pay and where to get it, you'll hear from the owner.")
SHORT = Phrase(
    "「{item}」这次没拼成：{count}，离 {goal}还差一点。谁都不用付钱，谢谢 {n} 位捧场，下次再约。",
    "“{item}” didn't come together this time: {count}, of {goal} needed. "
    "Nobody pays anything. Thanks to the {n} who joined in; maybe next time.",
)
SHORT_NONE = Phrase(
    "「{item}」的拼团到时间了，这次没有人要，下次再看看别的。",
    "Time is up for “{item}”; nobody wanted any. Something else next time.",
)
CALLED_OFF = Phrase(
    "「{item}」的拼团取消了，谁都不用付钱，抱歉让大家白等。",
    "The group buy “{item}” is called off. Nobody pays anything; sorry for the wait.",
)
EXTENDED = Phrase("「{item}」的拼团改到 {until} 截止。", "“{item}” now ends {until}.")
MORE = Phrase("……还有 {n} 位，全部：/拼团 {number} 2", "… {n} more: /groupbuy {number} 2")
LINE = Phrase("{place}. {name} {count}", "{place}. {name} {count}")
SOMEBODY = Phrase("没有名字的人", "somebody")

STATE_HEAD = Phrase("拼团 #{number}「{item}」：{state}", "Group buy #{number} “{item}”: {state}")
STATE_REACHED = Phrase("{count}，{price}", "{count}, {price}")
STATE_SHORT = Phrase("{count}，再 {missing}就能成，{price}", "{count}; {missing} more and it is {price}")
OVER_REACHED = Phrase("拼成了，{count}，{price}", "it is on: {count}, {price}")
OVER_SHORT = Phrase("没拼成，{count}", "it didn't come together: {count}")
OVER_CANCELLED = Phrase("取消了", "called off")
YOURS = Phrase("你拼了 {count}。", "You have {count}.")
OVERVIEW = Phrase(
    "拼团（{zone}）：\n{lines}\n看名单：/拼团 {number}",
    "Group buys ({zone}):\n{lines}\nTo see a list: /groupbuy {number}",
)

MADE = Phrase("拼团 #{number} 开好了", "Group buy #{number} is open")
CLOSE_REACHED = Phrase(
    "现在就结束 #{number}「{item}」？现在 {count}，按{price}成团。",
    "Close #{number} “{item}” now? With {count} it is on at {price}.",
)
CLOSE_SHORT = Phrase(
    "现在就结束 #{number}「{item}」？现在 {count}，没到 {goal}，会算没拼成。",
    "Close #{number} “{item}” now? With {count} of {goal} it won't come together.",
)
CLOSED = Phrase("#{number} 结束了", "#{number} is closed")
CANCEL_PREVIEW = Phrase(
    "取消拼团 #{number}「{item}」？已经有 {n} 位拼了 {count}，会在群里说一声。",
    "Call off #{number} “{item}”? {n} {n|person wants|people want} {count}; the group is told.",
)
CANCELLED_IT = Phrase("#{number} 取消了", "#{number} is called off")
EXTENDED_IT = Phrase("#{number} 改到 {until} 截止", "#{number} now ends {until}")
NEXT_SET = Phrase("#{number} 拼成以后会说：{next}", "When #{number} is on, I'll say: {next}")
SENT = Phrase(
    "名单私聊发给你了。没收到的话，先私聊我一句再试。",
    "I've sent you the list in private. If it isn't there, say hello to me in private and try again.",
)
HAS_ENTRIES = Phrase(
    "已经有人拼了，要取消发：/拼团 取消 {number}", "Somebody is in already; to call it off: /groupbuy cancel {number}"
)

REPORT = Phrase(
    "「{group}」的拼团 #{number}「{item}」结束了：{state}", "Group buy #{number} “{item}” in “{group}” is over: {state}"
)
REPORT_UNSAID = Phrase(
    "（群里没说：蒲公英在那儿暂停了，或者已经不在群里）",
    "(The group wasn't told: the bot is paused there, or no longer in it.)",
)
REPORT_LINE = Phrase("{place}. {name} {count}，{amount}", "{place}. {name} {count}, {amount}")
REPORT_TOTAL = Phrase("一共 {count}，{amount}", "{count} in all, {amount}")
REPORT_MANY = Phrase("{n} 个群的拼团结束了，全部在表里：", "{n} group buys are over; all of them are in the file:")
REPORT_GROUP = Phrase("「{group}」{item}：{state}", "“{group}”, {item}: {state}")
REPORT_MORE = Phrase("……还有 {n} 个群", "… {n} more groups")
FILE = Phrase("拼团 {name}.csv", "group buy {name}.csv")
COLUMNS = Phrase("群,拼团,名字,份数,单价,金额,状态,时间", "group,item,name,quantity,price,amount,state,time")
STATES = {
    "in": Phrase("拼了", "in"),
    "out": Phrase("取消", "dropped out"),
    "left": Phrase("退群", "left the group"),
}

DID_MAKE = Phrase("开了拼团「{item}」", "opened the group buy “{item}”")
DID_CLOSE = Phrase("结束了拼团「{item}」", "closed the group buy “{item}”")
DID_CANCEL = Phrase("取消了拼团「{item}」", "called off the group buy “{item}”")
DID_EXTEND = Phrase("改了拼团「{item}」的截止时间", "changed when the group buy “{item}” ends")
DID_NEXT = Phrase("写了拼团「{item}」的下一步", "said what follows the group buy “{item}”")
DID_EXPORT = Phrase("导出了拼团「{item}」", "exported the group buy “{item}”")

RECAP = Phrase("成团 {count}", "a group buy of {count}")
RECAP_SHORT = Phrase("拼团没成，{count}", "a group buy that fell short, {count}")
RECAP_AND = Phrase("；", "; ")

# On the page of activities.
PAGE_TITLE = Phrase("拼团", "Group buys")
NUMBER = Phrase("编号", "No.")
ITEM = Phrase("商品", "Item")
STANDS = Phrase("进度", "How it goes")
ENDS = Phrase("截止", "Until")
STATE = Phrase("状态", "State")
NONE_ON_PAGE = Phrase("最近没有拼团。", "No group buys lately.")
IS_OPEN = Phrase("开着", "open")
IS_ON = Phrase("拼成了", "it is on")
FELL_SHORT = Phrase("没拼成", "fell short")
WANTED = Phrase("已拼", "Wanted")
PRICES = Phrase("价格", "Prices")
LIMITS = Phrase("每人最多", "Each at most")
IN_STOCK = Phrase("一共", "In all")
AFTERWARDS = Phrase("拼成以后", "When it is on")
WHO = Phrase("谁", "Who")
LIST = Phrase("名单", "The list")
NOBODY_YET = Phrase("还没有人拼。群里发「{word}」就算。", "Nobody yet. Whoever says “{word}” in the group is in.")
DO_CLOSE = Phrase("提前结束", "End it now")
DO_CANCEL = Phrase("取消", "Call off")
DO_EXPORT = Phrase("导出名单", "Export the list")
DO_EXTEND = Phrase("改截止时间", "Change when it ends")
DO_NEXT = Phrase("写拼成以后怎么办", "Say what follows when it is on")
DO_OPEN = Phrase("开一个拼团", "Open a group buy")
POST_IT = Phrase("发到群里", "Post it in the group")
CHANGE_IT = Phrase("改好", "Change it")
ITEM_HINT = Phrase("新疆红枣", "red dates")
TIERS = Phrase("拼到几份多少钱", "How many for how much")
TIERS_HINT = Phrase("10份 99, 30份 89", "10 boxes 99, 30 boxes 89")
UNTIL_HINT = Phrase("周五 20:00", "fri 20:00")
EACH_HINT = Phrase("5", "5")
STOCK_HINT = Phrase("100", "100")
NEXT_HINT = Phrase("今晚加我微信付款，周日统一发货", "pay at the desk, pick up on Sunday")
SAY_NEW = Phrase(
    "/拼团 新建 {item} {tiers} 截止 {until} [每人最多 {each}] [限量 {stock}]\n{next}",
    "/groupbuy new {item} {tiers} until {until} [each {each}] [stock {stock}]\n{next}",
)
SAY_CLOSE = Phrase("/拼团 结束 {number}", "/groupbuy close {number}")
SAY_CANCEL = Phrase("/拼团 取消 {number}", "/groupbuy cancel {number}")
SAY_EXPORT = Phrase("/拼团 导出 {number}", "/groupbuy export {number}")
SAY_EXTEND = Phrase("/拼团 延期 {number} {until}", "/groupbuy extend {number} {until}")
SAY_NEXT = Phrase("/拼团 下一步 {number}\n{next}", "/groupbuy next {number}\n{next}")
