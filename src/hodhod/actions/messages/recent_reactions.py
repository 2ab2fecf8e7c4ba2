"""The reactions that somebody chose of late, and those that are offered first.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.preferences import setting
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.domain.caller import Caller
from hodhod.domain.recent import with_first
from hodhod.domain.stock import reactions as standard_reactions
from hodhod.store.preferences import forget_preference, put_preference, read_preference
from hodhod.tl import types

RECENT = "reaction:recent"
"""The setting that keeps them, as messages.reactions without a hash."""

RECENT_LIMIT = 100
"""Reactions that are remembered; TDLib remembers as many by itself."""

NONE = types.messages.Reactions(hash=0, reactions=())

Reactions = tuple[types.TypeReaction, ...]


async def recent(app: App, caller: Caller) -> Reactions:
    """Return the reactions that the caller chose of late, the last one first."""
    known = _decoded(await app.store.preferences.get(caller.me, RECENT))
    custom = [one.document_id for one in known if isinstance(one, types.ReactionCustomEmoji)]
    there = {one.id for one in await custom_emoji(app, custom)}
    return tuple(
        one
        for one in known
        if not isinstance(one, types.ReactionCustomEmoji) or one.document_id in there
    )


async def top(app: App, caller: Caller) -> Reactions:
    """Return what is offered first: what the caller chose of late, then the standard reactions."""
    return tuple(dict.fromkeys((*await recent(app, caller), *standard())))


def standard() -> Reactions:
    """Return the standard reactions, the most common first."""
    return tuple(types.ReactionEmoji(emoticon=one.emoji) for one in standard_reactions())


async def remember(app: App, caller: Caller, used: Sequence[types.TypeReaction]) -> None:
    """Put reactions that were just chosen first, and tell the caller's other sessions."""
    known = _decoded(await app.store.preferences.get(caller.me, RECENT))
    if not used or known[: len(used)] == tuple(used):
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        known = _decoded(await read_preference(change.main, caller.me, RECENT))
        after = with_first(known, used, RECENT_LIMIT)
        value = tl.encode(replace(NONE, reactions=after))
        await put_preference(change.main, caller.me, RECENT, value)
        change.log(caller.box, types.UpdateRecentReactions(), exclude_session=caller.session)
    await app.bus.publish(change.events)


async def forget(app: App, caller: Caller) -> None:
    """Forget the reactions that were chosen of late."""
    if await app.store.preferences.get(caller.me, RECENT) is None:
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        await forget_preference(change.main, caller.me, RECENT)
        change.log(caller.box, types.UpdateRecentReactions(), exclude_session=caller.session)
    await app.bus.publish(change.events)


def _decoded(stored: bytes | None) -> Reactions:
    return tuple(setting(stored, types.messages.Reactions, NONE).reactions)
