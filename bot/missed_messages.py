"""What owners are told about what was missed."""

from bot.phrases import Phrase

REPORT = Phrase(
    "{away}错过 {n} 条（{zone}）：\n{lines}{older}\n想补的回复 补发 {examples}，都不要就回复 跳过。",
    "{away}{n} {n|post was|posts were} missed ({zone}):\n{lines}{older}\n"
    "Reply “resend {examples}” for those you want, or “skip” for none.",
)
AWAY_ABOUT = Phrase("停机约 {span}，", "I was away for about {span}; ")
AWAY_AT_LEAST = Phrase("停机 {span}以上，", "I was away for {span} or more; ")
MINUTES = Phrase("{n} 分钟", "{n} {n|minute|minutes}")
HOURS = Phrase("{n} 小时", "{n} {n|hour|hours}")
DAYS = Phrase("{n} 天", "{n} {n|day|days}")
LINE = Phrase("{number} {at} {title} → {groups}{more}", "{number} {at} {title} → {groups}{more}")
GROUPS = Phrase("{n} 个群", "{n} {n|group|groups}")
LET_GO = Phrase("（更早的 {n} 次不补了）", " ({n} earlier ones are let go)")
OLDER = Phrase("\n其中 {n} 条是之前就没定的。", "\n{n} of them {n|has|have} been waiting since before.")
NOT_LISTED = Phrase(
    "\n更早的 {n} 条没列出来，发 /补发 能看到。", "\n{n} earlier ones are not listed; /resend shows them."
)
PICTURE = Phrase("［图片］", "[picture]")
OTHER = Phrase("［卡片］", "[card]")
