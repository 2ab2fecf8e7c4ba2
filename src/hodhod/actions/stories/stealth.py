"""Stealth mode: seeing stories unseen, for a while.

Source: https://core.telegram.org/api/stories#stealth-mode
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import flood_wait
from hodhod.domain.ids import UserId
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.preferences import put_preference, read_preference
from hodhod.store.story_views import unsee
from hodhod.tl import types

PAST_S, FUTURE_S, COOLDOWN_S = 300, 1500, 10_800
"""How far back what was seen is forgotten, for how long nothing is noted, and how often that may
be asked for; config names the same."""

PREFERENCE = "stories.stealth"


async def stealth_of(app: App, user_id: UserId) -> types.StoriesStealthMode:
    """Return until when somebody sees stories unseen, and when they may again."""
    stored = await app.store.preferences.get(user_id, PREFERENCE)
    return _current(stored, app.now)


async def is_unseen(app: App, user_id: UserId) -> bool:
    """Whether what somebody sees now is not noted."""
    return (await stealth_of(app, user_id)).active_until_date is not None


async def activate(app: App, caller: Caller, *, past: bool, future: bool) -> types.TypeUpdates:
    """Forget what the caller just saw, and note nothing for a while.

    Raises:
        RpcError: 420 FLOOD_WAIT_N while the last time is too near.
    """
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        now = _current(await read_preference(change.main, caller.me, PREFERENCE), app.now)
        if now.cooldown_until_date is not None:
            raise flood_wait(now.cooldown_until_date - app.now)
        mode = types.StoriesStealthMode(
            active_until_date=app.now + FUTURE_S if future else None,
            cooldown_until_date=app.now + COOLDOWN_S,
        )
        await put_preference(change.main, caller.me, PREFERENCE, tl.encode(mode, CONTENT_LAYER))
        if past:
            await unsee(change.main, caller.me, app.now - PAST_S)
        update = types.UpdateStoriesStealthMode(stealth_mode=mode)
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)
    return await render(app, caller.me, [update])


def _current(stored: bytes | None, now: int) -> types.StoriesStealthMode:
    if stored is None:
        return types.StoriesStealthMode()
    mode = tl.decode(stored)
    assert isinstance(mode, types.StoriesStealthMode)
    return types.StoriesStealthMode(
        active_until_date=_later(mode.active_until_date, now),
        cooldown_until_date=_later(mode.cooldown_until_date, now),
    )


def _later(date: int | None, now: int) -> int | None:
    return date if date is not None and date > now else None
