"""getUpdates.

Source: https://core.telegram.org/bots/api#getupdates
"""

from __future__ import annotations

import asyncio
import time

import msgspec

from hodhod.botapi.errors import BotError
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.types.update import KINDS
from hodhod.botapi.updates.hub import Reader
from hodhod.botapi.updates.pulling import KEPT_S, numbered
from hodhod.domain.ids import box_of_user
from hodhod.store.bot_updates import drop_before, newest, set_allowed, waiting
from hodhod.store.webhooks import webhook_of

MAX_UPDATES = 100
MAX_WAIT_S = 50
"""For how long a request is held at most."""

OTHER_REQUEST = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)


WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
    " webhook first"
)


class GetUpdates(Params):
    """Where to go on, how many at most, how long to wait, and which kinds from now on."""

    offset: int = 0
    limit: int = MAX_UPDATES
    timeout: int = 0
    allowed_updates: list[str] | None = None


@method
async def get_updates(bot: Bot, asked: GetUpdates) -> list[msgspec.Raw]:
    """Tell what has happened; what is before the offset is forgotten."""
    shard, bot_id = bot.app.store.shard(box_of_user(bot.caller.me)), bot.caller.me
    if (await webhook_of(shard, bot_id)).body is not None:
        raise BotError(409, WEBHOOK)
    limit = asked.limit if 0 < asked.limit <= MAX_UPDATES else MAX_UPDATES
    async with bot.hub.reader(bot_id) as reader:
        turn = await bot.hub.claim(reader)
        try:
            ends_at = time.monotonic() + min(max(asked.timeout, 0), MAX_WAIT_S)
            await bot.hub.read(reader)
            if asked.allowed_updates is not None:
                # What has happened up to now is told by the old choice.
                kinds = [one for one in dict.fromkeys(asked.allowed_updates) if one in KINDS]
                await set_allowed(shard, bot_id, kinds or None)
            offset = await _offset(bot, asked.offset)
            if offset:
                await drop_before(shard, bot_id, offset)
            while True:
                since = bot.app.now - KEPT_S
                found = await waiting(shard, bot_id, start=offset, since=since, limit=limit)
                left = ends_at - time.monotonic()
                if found or left <= 0 or bot.hub.closed:
                    return numbered(found)
                await _wait(bot, reader, turn, left)
                await bot.hub.read(reader)
        finally:
            if reader.turn is turn:
                reader.turn = None


async def _offset(bot: Bot, offset: int) -> int:
    """Return the first number wanted; a negative offset counts from the end of the queue."""
    if offset >= 0:
        return offset
    shard = bot.app.store.shard(box_of_user(bot.caller.me))
    return await newest(shard, bot.caller.me, min(-offset, 1000)) or 0


async def _wait(bot: Bot, reader: Reader, turn: asyncio.Future[None], seconds: float) -> None:
    """Wait until something happens.

    Raises:
        BotError: 409: another request waits instead.
    """
    happened = asyncio.ensure_future(bot.hub.wait(reader, seconds))
    try:
        await asyncio.wait((happened, turn), return_when=asyncio.FIRST_COMPLETED)
    finally:
        happened.cancel()
    if turn.done():
        raise BotError(409, OTHER_REQUEST)
