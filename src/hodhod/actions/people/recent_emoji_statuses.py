"""The custom emoji that somebody put behind their name of late.

Source: https://core.telegram.org/api/emoji-status
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.preferences import setting
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.domain.caller import Caller
from hodhod.domain.recent import with_first
from hodhod.store.boxes import Change
from hodhod.store.preferences import forget_preference, put_preference, read_preference
from hodhod.tl import types

RECENT = "emoji_status:recent"
"""The setting that keeps them, as account.emojiStatuses without a hash."""

RECENT_LIMIT = 50
"""Statuses that are remembered: some screens of them."""

NONE = types.account.EmojiStatuses(hash=0, statuses=())


async def recent(app: App, caller: Caller) -> list[int]:
    """Return the emoji that the caller chose of late, the last one first."""
    known = _decoded(await app.store.preferences.get(caller.me, RECENT))
    there = {one.id for one in await custom_emoji(app, known)}
    return [one for one in known if one in there]


async def remember(change: Change, caller: Caller, document_id: int) -> None:
    """Put an emoji that was just chosen first, in a change of the caller's box."""
    known = _decoded(await read_preference(change.main, caller.me, RECENT))
    after = with_first(known, (document_id,), RECENT_LIMIT)
    if after == known:
        return
    value = replace(NONE, statuses=[types.EmojiStatus(document_id=one) for one in after])
    await put_preference(change.main, caller.me, RECENT, tl.encode(value))
    change.log(caller.box, types.UpdateRecentEmojiStatuses(), exclude_session=caller.session)


async def forget(app: App, caller: Caller) -> None:
    """Forget the emoji that were chosen of late."""
    if await app.store.preferences.get(caller.me, RECENT) is None:
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        await forget_preference(change.main, caller.me, RECENT)
        change.log(caller.box, types.UpdateRecentEmojiStatuses(), exclude_session=caller.session)
    await app.bus.publish(change.events)


def _decoded(stored: bytes | None) -> tuple[int, ...]:
    value = setting(stored, types.account.EmojiStatuses, NONE)
    return tuple(one.document_id for one in value.statuses if isinstance(one, types.EmojiStatus))
