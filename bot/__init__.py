"""The core. Knows no plugin by name.

Reading order: `events` (what can happen), `content` (what can be said), `platforms.base` (the wire ends there),
`plugin` and `context` (what a feature declares, what its handlers may do), then the three journeys.

A message, `/投放 暂停 3`:
`platforms` turns the wire into `MessagePosted` → `inbox` records it with hundreds of others in one commit and marks it
pending, because `router.wants` it → `dispatch` opens one transaction → `router` finds the command, `commands` reads its
arguments by the handler's annotations, `permissions` guards it → the plugin's handler decides and replies → state,
history and reply are one commit → `outbox` hands the reply over as fast as pacing allows and notes the platform's word.

A scheduled post:
a row of `schedules` is due → `loops` wakes `scheduler.tick` → the due moment is claimed once, the job renders and
posts, and the next moment is set, in one commit → `outbox` delivers.

An order, `/投放 暂停 3` given on a page or by a program:
`web.office` or `web.api` tells who asks and what → `orders` has it answered as a private message would be, in one
transaction → the answer goes back to the page; `changes` tells pages that are open, `hooks` programs that want to know.

What was missed while the bot was down waits in the outbox; `missed` asks `owners` about it.

Around them: `times` (time as people write it), `settings`, `operations` (doctor, health, alerts), `pictures` (drawn for
phones), `pages` (what a plugin's web page is made of), `rehearsal` (the coming days on a copy of the state),
`simulation` and `terminal` (the same bot on a clock in your hand), `app` (builds it all), `cli` (the outermost shell).
"""
