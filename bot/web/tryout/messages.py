"""What the try-out says by itself, and the words of its page."""

from bot.phrases import Phrase

NO_WORDS = Phrase("先写点什么吧。", "Write something first.")
NO_MEMBER = Phrase("这个人不在群里了，换一个人吧。", "This person is no longer in the group; choose another.")
NO_GROUP = Phrase("没有这个群。", "There is no such group.")
MUST_STAY = Phrase("{name} 得留下，不然群就没人管了。", "{name} has to stay, or nobody looks after the group.")
TOO_FAR = Phrase("一次最多往后 400 天。", "400 days at a time are the most.")
NOT_A_PICTURE = Phrase("这不是能用的图片，换一张 PNG 或 JPEG 吧。", "This is no picture I can use; try a PNG or JPEG.")
TOO_LARGE = Phrase("太大了，最多 {most} MB。", "Too large; {most} MB are the most.")

TRYOUT = Phrase("蒲公英试用：{url}", "Try Dandelion: {url}")
NO_PLACE = Phrase(
    "{port} 端口用不了（{why}）。在 .env 里换一个，例如：DANDELION_WEB_PORT=8090",
    "Port {port} can't be used ({why}). Choose another in .env, such as: DANDELION_WEB_PORT=8090",
)
STOP = Phrase("在浏览器里打开上面的网址；按 Ctrl+C 结束。", "Open this address in a browser; Ctrl+C ends it.")

PAGE = {
    "title": Phrase("蒲公英试用", "Try Dandelion"),
    "intro": Phrase(
        "群和人是虚构的，机器人是真的。换个人说话，发 / 看命令，或让时间走快一点。",
        "Groups and people are made up, the bot is real. Speak as anyone, type / for commands, or let time pass.",
    ),
    "groups": Phrase("群聊", "Groups"),
    "private": Phrase("私聊蒲公英", "Private with Dandelion"),
    "speaking": Phrase("以谁的身份说话", "Speak as"),
    "owner": Phrase("群主", "owner"),
    "write": Phrase("说点什么，/ 看命令", "Message, or / for commands"),
    "send": Phrase("发送", "Send"),
    "more": Phrase("更多", "More"),
    "picture": Phrase("发图片", "Send a picture"),
    "join": Phrase("让人进群", "Somebody joins"),
    "leave": Phrase("退群", "Leave the group"),
    "name": Phrase("新人的名字", "The newcomer's name"),
    "coming": Phrase("即将发生", "What is coming"),
    "nothing": Phrase("接下来 30 天还没有安排。", "Nothing is planned for the next 30 days."),
    "close": Phrase("关闭", "Close"),
    "quote": Phrase("引用", "Quote"),
    "mention": Phrase("@TA", "Mention"),
    "why": Phrase("为什么说这句", "Why was this said?"),
    "earlier": Phrase("看更早的", "Earlier messages"),
    "reset": Phrase("重新开始", "Start over"),
    "sure": Phrase("现在的一切都会清空，重新开始吗？", "All there is now will be gone. Start over?"),
    "hour": Phrase("+1 小时", "+1 hour"),
    "day": Phrase("+1 天", "+1 day"),
    "morning": Phrase("明早 8:00", "Tomorrow 8:00"),
    "next": Phrase("下一次安排", "Next plan"),
    "sale": Phrase("双11 20:00", "11.11 20:00"),
    "clock": Phrase("现在", "Now"),
    "moving": Phrase("时间正在走…", "Time is passing…"),
    "lost": Phrase("和机器人失去联系，正在重连…", "The bot can't be reached; trying again…"),
    "language": Phrase("English", "中文"),
    "you": Phrase("我", "me"),
}
"""By the names the page's script knows them by."""
