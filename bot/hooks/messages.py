"""What an owner is told of their hooks."""

from bot.phrases import Phrase

NOT_TAKEN = Phrase(
    "通知 {n}（{host}）连着 {days} 天都送不到，我先停了，没送到的不再补。修好后发「/后台 通知 测试 {n}」，就重新开始。",
    "Webhook {n} ({host}) has taken nothing for {days} days, so I stopped; what was not delivered is lost."
    " Once it works, “/office hook test {n}” starts it again.",
)
UNWANTED = Phrase(
    "通知 {n}（{host}）的网址说不再接收（410），我停了。想重新开始，发「/后台 通知 测试 {n}」。",
    "Webhook {n} ({host}) says that it wants nothing any more (410), so I stopped. “/office hook test {n}” starts it"
    " again.",
)
