"""An owner's own scenes, sent as a file or kept from a campaign, beside those that come with the bot."""

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot import attachments
from bot.commands.wording import fold
from bot.errors import PlatformError, Refusal, UserError
from bot.events import Said
from bot.permissions import Role
from bot.phrases import Phrase
from bot.times.clockwords import as_time
from plugins.campaigns import messages as m
from plugins.campaigns import scenes, store
from plugins.campaigns.scenes import Activity, Input, Phase, Scene, SceneError
from plugins.campaigns.tables import Campaign, CampaignScene
from storage.engine import ReadSession

if TYPE_CHECKING:
    from bot.context import Context

ENDING = ".scene.toml"
MOST = 50
LONGEST_NAME = 20


async def find(ctx: "Context", name: str) -> Scene | None:
    """The scene of this name or slug, the asker's own first."""
    wanted = _key(name)
    for scene in await kept(ctx.session, ctx.account_id, ctx.sender.id):
        if wanted in {_key(each) for each in (scene.slug, scene.name.zh, scene.name.en, *scene.aliases)}:
            return scene
    return scenes.find(name)


async def all_of(ctx: "Context") -> list[Scene]:
    """The asker's own, then those that come with the bot."""
    return [*await kept(ctx.session, ctx.account_id, ctx.sender.id), *scenes.load()]


async def keep(ctx: "Context", scene: Scene) -> None:
    """Keep a scene, in place of an own one with the same slug. Raises Refusal where there are too many."""
    rows = (await ctx.session.scalars(_mine(ctx.account_id, ctx.sender.id))).all()
    same = next((row for row in rows if row.slug == scene.slug), None)
    if same is None and len(rows) >= MOST:
        raise Refusal(m.TOO_MANY_SCENES, most=MOST)
    if same is None:
        same = CampaignScene(account_id=ctx.account_id, person_id=ctx.sender.id, slug=scene.slug)
        ctx.session.add(same)
    same.toml, same.kept_at = scenes.write(scene), ctx.now


async def forget(ctx: "Context", name: str) -> bool:
    """Let go of an own scene; whether there was one."""
    known, mine = await kept(ctx.session, ctx.account_id, ctx.sender.id), _mine(ctx.account_id, ctx.sender.id)
    found = next((s for s in known if _key(name) in (_key(s.slug), _key(s.name.zh), _key(s.name.en))), None)
    row = None if found is None else await ctx.session.scalar(mine.where(CampaignScene.slug == found.slug))
    if row is not None:
        await ctx.session.delete(row)
    return row is not None


async def received(ctx: "Context", said: Said) -> None:
    """A scene's file from somebody who manages groups is kept, or all that is wrong with it said."""
    if ctx.role < Role.ADMIN or not fold(said.text).strip().endswith(ENDING):
        return
    scene = await ctx.beforehand("scene", lambda: _fetched(ctx, said))
    await keep(ctx, scene)
    ctx.reply(m.SCENE_KEPT, name=scene.name, n=len(scene.phases))


async def scene_from(ctx: "Context", campaign: Campaign, name: str) -> Scene:
    """A campaign as a scene: its texts, times and activities as they are now. Raises UserError for a bad name."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or any(each in name for each in "=＝#"):
        raise UserError(m.SCENE_NAME, most=LONGEST_NAME)
    known = await find(ctx, campaign.scene)
    phases = [
        Phase(
            Phrase(phase.name, phase.name),
            phase.days,
            as_time(phase.minute),
            tuple(Phrase(text, text) for text in phase.texts),
            "promo" if phase.serving == "promo" else "value",
            phase.is_must,
            None if phase.activity is None else Activity(phase.activity["kind"], _params(phase.activity["params"])),
        )
        for phase in await store.phases(ctx.session, campaign.id)
    ]
    about = known.about if known is not None else Phrase(name, name)
    slug = f"own-{re.sub(r'[^a-z0-9]+', '-', fold(name)).strip('-') or campaign.id}"
    return Scene(slug, Phrase(name, name), (), about, known.date if known else "", inputs_of(campaign), tuple(phases))


def inputs_of(campaign: Campaign) -> tuple[Input, ...]:
    """What its owner fills in, with what it is now as the example."""
    return tuple(
        Input(
            each["key"],
            Phrase(each["zh"], each["en"]),
            Phrase(each["value"] or each["zh"], each["value"] or each["en"]),
            bool(each["value"]),
        )
        for each in campaign.inputs
    )


def _params(params: dict[str, str]) -> dict[str, Phrase]:
    return {name: Phrase(text, text) for name, text in params.items()}


async def _fetched(ctx: "Context", said: Said) -> Scene:
    try:
        _, data = await attachments.fetch_file(ctx.services, said.platform_message_id)
        return scenes.read(scenes.decoded(data))
    except PlatformError:
        raise Refusal(m.SCENE_NOT_FETCHED) from None
    except SceneError as error:
        raise Refusal(m.SCENE_WRONG, problems=error.text(ctx.language)) from None


async def kept(session: ReadSession, account_id: int, person_id: int) -> list[Scene]:
    """Somebody's own scenes."""
    rows = await session.scalars(_mine(account_id, person_id).order_by(CampaignScene.slug))
    return [scenes.recall(row.toml) for row in rows]


def _mine(account_id: int, person_id: int):
    return select(CampaignScene).where(CampaignScene.account_id == account_id, CampaignScene.person_id == person_id)


def _key(name: str) -> str:
    return "".join(fold(name).split())
