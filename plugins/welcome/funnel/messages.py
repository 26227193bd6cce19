"""Every sentence about how far newcomers got, and about trying two welcomes."""

from bot.phrases import Phrase

TITLE = Phrase("新人漏斗", "Newcomers")
TITLE_WEEKS = Phrase("每周来的新人，一周内说过话的", "Spoke within a week, by week")
TITLE_INVITERS = Phrase("谁带来的新人，一周内说过话的", "Spoke within a week, by inviter")
TITLE_VARIANTS = Phrase("两段欢迎语，一周内说过话的", "Spoke within a week, by welcome")
SUBTITLE = Phrase("{where} · 近 {days} 天", "{where} · the last {days} {days|day|days}")
A_SET = Phrase("#{tag} 的 {n} 个群", "{n} {n|group|groups} with #{tag}")

HEAD = Phrase("近 {days} 天的新人（{where}，{zone}）", "Newcomers of the last {days} {days|day|days} ({where}, {zone})")
JOINED = Phrase("进群", "joined")
PASSED = Phrase("通过门槛", "passed the threshold")
INTRODUCED = Phrase("自我介绍", "introduced themselves")
SPOKE = Phrase("一周内说过话", "spoke within a week")
ACTIVE = Phrase("30 天后还活跃", "still active after 30 days")
STEP = Phrase("{step} {figure}", "{step}: {figure}")
PEOPLE = Phrase("{n} 人", "{n}")
FIGURE = Phrase("{of} 人，{percent}%", "{of} ({percent}%)")
PART = Phrase("{of}/{n} 人，{percent}%", "{of} of {n} ({percent}%)")
NOBODY_WEEK = Phrase("还没有人满 7 天", "nobody's 7 days are over")
NOBODY_MONTH = Phrase("还没有人满 30 天", "nobody's 30 days are over")
COUNTED = Phrase(
    "{steps}：只算满 7 天的 {week} 人，还没满的 {fresh} 人不算。"
    "{active}：只算满 30 天的 {month} 人，还没满的 {young} 人不算。",
    "{steps}: of the {week} whose 7 days are over; the other {fresh} don't count yet. "
    "{active}: of the {month} whose 30 days are over; the other {young} don't count yet.",
)
COUNTED_WEEK = Phrase(
    "只算满 7 天的 {week} 人，还没满的 {fresh} 人不算。",
    "Of the {week} whose 7 days are over; the other {fresh} don't count yet.",
)
AND_THEN = Phrase("{one}{other}", "{one} {other}")
MEANING = Phrase(
    "活跃＝进群后第 24 到 30 天里说过话，满 30 天时还在群里。走了又回来的人只算一次。",
    "Active means: wrote something on days 24 to 30 after joining and was still there after day 30. "
    "Who left and came back counts once.",
)
OTHER_VIEWS = Phrase(
    "细看：/欢迎 漏斗 周，/欢迎 漏斗 邀请人，/欢迎 漏斗 分组",
    "More: /welcome funnel week, /welcome funnel inviter, /welcome funnel variants",
)
NOBODY = Phrase(
    "近 {days} 天没有新人进群（{where}）。", "Nobody has joined in the last {days} {days|day|days} ({where})."
)
RANGE = Phrase("可以看近 7 到 {most} 天。", "You can look at the last 7 to {most} days.")

WEEK = Phrase("{day} 那周", "Week of {day}")
LINE = Phrase("{name}：进群 {joined} 人，{spoke}", "{name}: {joined} joined, {spoke}")
SPOKE_OF = Phrase("一周内说过话 {figure}", "{figure} spoke within a week")
STILL_ACTIVE = Phrase("；30 天后还活跃 {figure}", "; {figure} still active after 30 days")
UNKNOWN_INVITER = Phrase("没有邀请记录的", "No inviter known")
NAMELESS = Phrase("没有名字的人", "somebody nameless")
UNDRAWABLE = Phrase("名字是表情的人", "a name of emoji")
EARLIER = Phrase("更早的 {n} 周没有列出来。", "{n} earlier {n|week is|weeks are} left out.")
MORE_INVITERS = Phrase("还有 {n} 位邀请人没有列出来。", "{n} more {n|inviter is|inviters are} left out.")
FRESH_NOTE = Phrase("另有 {n} 人还没满 7 天", "{n} more whose 7 days are not over")

VARIANT = Phrase("欢迎语 {letter}", "Welcome {letter}")
NO_VARIANTS = Phrase(
    "还没有人看到过两段欢迎语里的一段。先写第二段：/欢迎 分组 B",
    "Nobody has been greeted with one of two welcomes yet. Write a second one first: /welcome variants B",
)
TOO_FEW = Phrase(
    "样本不足：A 满 7 天的 {a} 人，B 满 7 天的 {b} 人，各要 {enough} 人才好比。",
    "Too little to tell: {a} greeted with A and {b} with B have had their 7 days; {enough} of each are needed.",
)
SURE = Phrase(
    "{letter} 更好：一周内说过话的多 {n} 个百分点，95% 的把握在 {low} 到 {high} 之间。用它：/欢迎 分组 选 {letter}",
    "{letter} does better: {n} percentage points more spoke within a week, with 95% confidence between {low} and "
    "{high}. To keep it: /welcome variants choose {letter}",
)
NOT_SURE = Phrase(
    "还看不出哪段更好：{letter} 眼下多 {n} 个百分点，可真正的差别从少 {low} 到多 {high} 都有可能（95% 的把握）。",
    "Which is better can't be seen yet: {letter} is {n} percentage points ahead so far, but anything from {low} behind "
    "to {high} ahead is possible (95% confidence).",
)

TRYING = Phrase(
    "正在分组试两段欢迎语，新人一半看到 A，一半看到 B，同一个人总是同一段。\n\nA：{a}\n\nB：{b}\n\n{result}\n"
    "看图：/欢迎 漏斗 分组。定下来：/欢迎 分组 选 A 或 选 B。",
    "Two welcomes are being tried: half of the newcomers get A, half get B, and each always the same one.\n\n"
    "A: {a}\n\nB: {b}\n\n{result}\nTo see it drawn: /welcome funnel variants. To decide: /welcome variants choose A, "
    "or choose B.",
)
NOT_TRYING = Phrase(
    "现在只有一段欢迎语。想试试另一段，发 /欢迎 分组 B，从第二行写起；原来的就是 A，新人各看一半。",
    "There is one welcome text. To try another beside it, send /welcome variants B with the text from the second "
    "line on; the present one is A, and half of the newcomers get each.",
)
TEXT_BELOW = Phrase("欢迎语写在第二行。", "The text goes on the second line.")
WHICH = Phrase("选哪一段？A 还是 B。", "Which one? A or B.")
NO_TEXT_HERE = Phrase("选的时候不带正文。", "Choosing takes no text.")
SAME = Phrase("A 和 B 是一样的，比不出什么。", "A and B are the same; there is nothing to compare.")
B_SET = Phrase(
    "从现在起，新人一半看到原来的 A，一半看到这段 B；满 7 天的各有 {enough} 人，就比得出来",
    "From now on half of the newcomers get A, the present text, and half get this B; it can be told which does better "
    "once {enough} of each have had 7 days",
)
A_SET_TOO = Phrase("A 换好了，两段重新比起", "A is changed, and the comparison begins anew")
A_SET_ALONE = Phrase(
    "A 就是现在的欢迎语，换好了。再写一段 B：/欢迎 分组 B",
    "A is the welcome text, and it is changed. Now write a B: /welcome variants B",
)
CHOSEN = Phrase("选了 {letter}，从现在起新人都看到它", "{letter} it is; all newcomers get it from now on")
DID_SET = Phrase("设置了分组试的欢迎语 {letter}", "set welcome {letter} of those tried")
DID_CHOOSE = Phrase("在两段欢迎语里选了 {letter}", "chose welcome {letter} of the two tried")

# On the owner's page.

PAGE = Phrase("漏斗", "Funnel")
ALL_STEPS = Phrase("一步一步", "Step by step")
BY_WEEK = Phrase("按周", "By week")
BY_INVITER = Phrase("按邀请人", "By inviter")
BY_VARIANT = Phrase("两段欢迎语", "By welcome text")
DAYS = Phrase("近 {n} 天", "{n} days")
CHOSEN_WAY = Phrase("✓ {way}", "✓ {way}")
RANKED = Phrase("邀请排行", "Invitations")
RANKED_MONTH = Phrase("本月邀请排行", "Invitations this month")
THIS_MONTH = Phrase("只看本月", "This month only")
ALWAYS = Phrase("从头算", "All time")
PLACE = Phrase("名次", "Place")
WHO = Phrase("谁", "Who")
HOW_MANY = Phrase("带来几位", "Invited")
WHO_BROUGHT_WHOM = Phrase("谁带来了谁", "Who brought whom")
