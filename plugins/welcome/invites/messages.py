"""Every sentence about invitations."""

from bot.phrases import Phrase

YOURS = Phrase("你邀请来 {invited} 位，{counted}。", "You have invited {invited}; {counted}.")
THEIRS = Phrase("{name} 邀请来 {invited} 位，{counted}。", "{name} has invited {invited}; {counted}.")
COUNTED_NONE = Phrase("还没有算数的", "none counts yet")
COUNTED = Phrase("算数的 {counted} 位", "{counted} {counted|counts|count}")
COUNTED_THIS_MONTH = Phrase(
    "算数的 {counted} 位，其中本月 {month} 位",
    "{counted} {counted|counts|count}, {month} of them since this month began",
)
YOURS_NONE = Phrase("你还没邀请过人。", "You haven't invited anybody yet.")
THEIRS_NONE = Phrase("{name} 还没邀请过人。", "{name} hasn't invited anybody yet.")
RULE = Phrase(
    "留满 {days} 天、说过话的才算，走了又来的不算。每天夜里数一次。",
    "One counts who has stayed {days} days and said something; who left and came back doesn't. I count every night.",
)
SEE_MORE = Phrase("排行：/邀请 排行；邀请树：/邀请 树", "Ranking: /invites rank; the tree: /invites tree")
ASK_IN_GROUP = Phrase("到群里说「我的邀请」，我就告诉你。", "Say “my invites” in the group and I'll tell you.")

WAITING = Phrase("还在等：{names}", "Waiting for: {names}")
WAITING_AND_MORE = Phrase("还在等：{names} 等 {n} 位", "Waiting for: {names} and others, {n} in all")
WAITS_TO_STAY = Phrase("{name}（再留 {days} 天）", "{name} ({days} {days|day|days} more)")
WAITS_FOR_BOTH = Phrase("{name}（再留 {days} 天，还没说话）", "{name} ({days} {days|day|days} more, silent so far)")
WAITS_TO_SPEAK = Phrase("{name}（还没说话）", "{name} (silent so far)")
WAITS_FOR_NIGHT = Phrase("{name}（今夜就算）", "{name} (counts tonight)")

CAME_BY = Phrase("{name} 是 {inviter} 邀请来的，{date}进群。", "{name} was invited by {inviter} and joined on {date}.")
CAME_BY_UNKNOWN = Phrase(
    "{name} 是{date}进群的，不知道是谁邀请的。", "{name} joined on {date}; I don't know who invited them."
)
CAME_BEFORE = Phrase("{name} 在我来之前就在群里了。", "{name} was here before me.")
NAMELESS = Phrase("（没有名字）", "(no name)")

RANK = Phrase("邀请排行：\n{lines}\n{rule}", "Invitations:\n{lines}\n{rule}")
RANK_MONTH = Phrase("本月邀请排行：\n{lines}\n{rule}", "Invitations this month:\n{lines}\n{rule}")
PLACE = Phrase("{place}. {name} {n} 位", "{place}. {name}: {n}")
NO_RANK = Phrase("还没有算数的邀请。{rule}", "No invitation counts yet. {rule}")
NO_RANK_MONTH = Phrase("本月还没有算数的邀请。{rule}", "No invitation has counted this month. {rule}")

TREE = Phrase(
    "邀请树，数字是一路带来、还在群里的人，✓ 是已经算数的：\n{lines}",
    "Who brought whom; the number is of those still here who came through them, ✓ of who counts:\n{lines}",
)
NO_TREE = Phrase("还没有谁是群里的人邀请来的。", "Nobody here was invited by somebody I know of.")
NO_TREE_OF = Phrase("{name} 邀请来的人，没有还在群里的。", "Nobody whom {name} invited is still here.")
BRANCH = Phrase("{indent}{name}{gone} {n}{tick}", "{indent}{name}{gone} {n}{tick}")
LEAF = Phrase("{indent}{name}{tick}", "{indent}{name}{tick}")
MORE_BRANCHES = Phrase("{indent}…还有 {n} 位", "{indent}…and {n} more")
GONE = Phrase("（走了）", " (gone)")
TREE_CUT = Phrase("\n画不下了，看一个人的：/邀请 树 @名字", "\nThere is more; to see one person's: /invites tree @name")
