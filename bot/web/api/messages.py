"""What programs are told, for those who write them."""

from bot.phrases import Phrase

STARTING = Phrase("机器人还在启动，请稍后再试。", "The bot is still starting; try again soon.")
NO_TOKEN = Phrase(
    "请带上令牌：Authorization: Bearer …。私聊我发「/后台 令牌 添加 名称」就有。",
    "Send a token as Authorization: Bearer …; “/office token add name” in private gives one.",
)
TOO_OFTEN = Phrase("问得太勤了，请 {seconds} 秒后再来。", "Too many requests; come back in {seconds} s.")
NO_GROUP = Phrase("没有这个群，或者它不归你管。", "There is no such group among yours.")
NO_TAG = Phrase("你的群里没有标签 #{tag}。", "None of your groups has the tag #{tag}.")
WRONG = Phrase("{where}：{why}", "{where}: {why}")
NO_JSON = Phrase("正文要是一个 JSON 对象（UTF-8）。", "The body has to be a JSON object in UTF-8.")
TOO_SLOW = Phrase("正文来得太慢。", "The body came too slowly.")
TOO_LARGE = Phrase("正文不能超过 {most} KB。", "The body may have {most} KB at most.")
NOT_JSON = Phrase("Content-Type 要是 application/json。", "The Content-Type has to be application/json.")
KEY_TAKEN = Phrase("这个 Idempotency-Key 用在了别的请求上。", "This Idempotency-Key was used for another request.")
NEEDED = Phrase("少了这一项", "is missing")
TOO_MANY_TIMES = Phrase("给了不止一次", "is given more than once")
UNKNOWN = Phrase("没有这一项", "is not known here")
NOT_AS_DESCRIBED = Phrase("不符合要求，见 openapi.json", "is not as openapi.json says")
