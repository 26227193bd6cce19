"""How a campaign is looked back on."""

from bot.phrases import Phrase

GROUP_HEAD = Phrase("「{title}」到这里就结束了。", "That was “{title}”.")
GROUP_PART = Phrase("一起参加的有 {n} 人。", "{n} of us took part.")
GROUP_MORE = Phrase(
    "这 {days} 天大家说了 {n} 句话，比平时多 {percent}%。",
    "{n} messages in {days} days, {percent}% more than usual.",
)
GROUP_TALK = Phrase("这 {days} 天大家说了 {n} 句话。", "{n} messages in {days} days.")
GROUP_NEW = Phrase("还认识了 {n} 位新朋友。", "And {n} {n|newcomer|newcomers} joined us.")
GROUP_THANKS = Phrase("谢谢每一位。", "Thank you all.")

HEAD = Phrase(
    "活动 #{number} {title} 复盘（{first} 至 {last}，{n} 个群）",
    "Campaign #{number} {title}, {first} to {last}, {n} {n|group|groups}",
)
SO_FAR = Phrase("还没结束，到现在为止：", "It is not over yet; so far:")
PART = Phrase("参加 {n} 人", "{n} took part")
NEW = Phrase("新成员 {n} 位", "{n} joined")
TALK = Phrase("消息 {n} 句（{usual}）", "{n} messages ({usual})")
USUAL = Phrase("平时同样天数约 {n} 句", "usually about {n} in as many days")
INVITED = Phrase("邀请成功 {n} 位", "{n} {n|invitation|invitations} counted")
UNKNOWN = Phrase("来得晚，不知道平时多少", "what is usual is not known")
IN_GROUP = Phrase(
    "· {name}：参加 {part}，新成员 {new}，消息 {talk}{lines}",
    "· {name}: {part} took part, {new} joined, {talk} messages{lines}",
)
MORE_GROUPS = Phrase("……还有 {n} 个群", "… and {n} more {n|group|groups}")
NOT_POSTED = Phrase("没发到的群：{n} 个（已退群或已暂停）", "Not posted in {n} {n|group|groups} (left or paused)")
HELD = Phrase("第 {step} 步有 {n} 个群没发出：{why}", "Step {step} did not go out in {n} {n|group|groups}: {why}")
WHY = {
    "ratio": Phrase("之前有用的内容还不够", "too little of use had come before"),
    "fatigue": Phrase("群里一直没人说话，没打扰", "nobody was talking, so I kept quiet"),
    "expired": Phrase("等到过了时候", "it waited until it was too late"),
    "failed": Phrase("平台没收", "the platform refused it"),
    "dropped": Phrase("被跳过了", "it was skipped"),
    "missed": Phrase("停机时错过了，等你发话", "missed while I was away; it waits for your word"),
    "unknown": Phrase("不知道到没到", "nobody knows whether it arrived"),
}
VARIANTS = Phrase(
    "第 {step} 步两种写法，发出后两小时内：{each}{verdict}",
    "Step {step}, two hours after each wording: {each}{verdict}",
)
VARIANT = Phrase("{letter}（{n} 个群）平均 {mean} 句", "{letter} ({n} {n|group|groups}) {mean} messages each")
TOO_FEW = Phrase("。群太少，看不出差别（样本不足）", ". Too few groups to tell")
DIFFERENCE = Phrase(
    "。{letter} 比 A 多 {mean} 句，95% 在 {low} 到 {high} 之间{sure}",
    ". {letter} has {mean} more than A (95%: {low} to {high}){sure}",
)
NOT_SURE = Phrase("，还不能说谁更好", "; so neither is better for sure")
BETWEEN = Phrase("；", "; ")
DOT = Phrase(" · ", " · ")

DID_NOT_BEGIN = Phrase("#{number} 还没开始，没有可复盘的。", "Campaign #{number} has not begun yet.")
PICTURE_TITLE = Phrase("{title}", "{title}")
BY_DAY = Phrase("每天的消息", "Messages by day")
BY_GROUP = Phrase("各群的消息", "Messages by group")
THE_DAY = Phrase("（当天）", " (the day)")
N_MESSAGES = Phrase("{n} 句", "{n}")
FOOT = Phrase("参加 {part} 人，新成员 {new} 位。{usual}", "{part} took part, {new} joined. {usual}")
FILE = "recap.png"

RESULTS = Phrase("复盘", "What it came to")
