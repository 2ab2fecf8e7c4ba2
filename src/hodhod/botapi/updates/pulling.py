"""Reading the logs of a bot's boxes into its queue.

Source: https://core.telegram.org/bots/api#getting-updates
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hodhod.actions.app import App
from hodhod.actions.updates.channel_log import told_to_all
from hodhod.botapi.types.update import ON_DEMAND, Update
from hodhod.botapi.updates.telling import told
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import BoxId, PeerId, UserId, box_of_user, is_channel
from hodhod.domain.log_entry import LogEntry
from hodhod.store.bot_updates import (
    BEGINNING,
    Place,
    Read,
    cursors_of,
    drop_cursors,
    place_since,
    queue_of,
    read_box_log,
    read_on,
)

KEPT_S: Final = 86_400
"""For how long a bot may leave its updates where they are."""

PAGE: Final = 100
"""Entries of a log that are told at once."""


async def pull(app: App, bot_id: UserId, boxes: Iterable[BoxId] | None = None) -> set[BoxId]:
    """Read what has happened into a bot's queue.

    Args:
        app: The working parts.
        bot_id: The bot.
        boxes: Where something has happened; None if that is not known, for all of its boxes.

    Returns:
        The boxes that the bot has.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    shard, own = app.store.shard(box_of_user(bot_id)), box_of_user(bot_id)
    cursors = await cursors_of(shard, bot_id)
    allowed = (await queue_of(shard, bot_id)).allowed
    channels = [BoxId(p) for p in await app.store.chats.of_user(bot_id) if is_channel(p)]
    every = {own, *channels}
    if gone := [box_id for box_id in cursors if box_id not in every]:
        await drop_cursors(shard, bot_id, gone)
    seen = await app.store.chats.seen([(bot_id, PeerId(box_id)) for box_id in channels])
    chats = {BoxId(one.chat.peer_id): one for one in seen}
    account = await app.store.users.get(bot_id)
    all_ears = account is not None and BotMode.HEARS_ALL in account.bot_modes
    wanted = every if boxes is None else {box_id for box_id in boxes if box_id in every}
    wanted |= {box_id for box_id in channels if box_id not in cursors}
    for box_id in sorted(wanted, reverse=True):
        source = Source(box_id, chats.get(box_id), all_ears=all_ears)
        await _read(app, bot_id, source, cursors.get(box_id), allowed)
    return every


@dataclass(frozen=True, slots=True)
class Source:
    """A box whose log is read for a bot.

    Attributes:
        box_id: Which.
        seen: The supergroup or channel that it is of, as the bot sees it; None for its own.
        all_ears: Whether the bot has asked to hear all.
    """

    box_id: BoxId
    seen: SeenChat | None
    all_ears: bool = False

    @property
    def hears_all(self) -> bool:
        """Whether the bot is told all of it: of channels, and of what it is an admin of."""
        if self.seen is None:
            return self.all_ears
        return self.all_ears or self.seen.chat.is_broadcast or self.seen.is_admin

    def told(self, entries: Sequence[LogEntry]) -> Sequence[LogEntry]:
        """Return the entries that members are told of."""
        if self.seen is None:
            return entries
        hidden = 0 if self.seen.member is None else self.seen.member.min_id
        return [e for e in told_to_all(entries) if e.msg_id is None or e.msg_id > hidden]


async def _read(
    app: App,
    bot_id: UserId,
    source: Source,
    before: Place | None,
    allowed: frozenset[str] | None,
) -> None:
    box_id, queue = source.box_id, app.store.shard(box_of_user(bot_id))
    place = await _beginning(app, source) if before is None else before
    while True:
        entries = await read_box_log(app.store.shard(box_id), box_id, place, PAGE)
        after = (entries[-1].pts, entries[-1].n) if entries else place
        if after == before:
            return
        listed = source.told(entries)
        updates = await told(app, bot_id, box_id, listed, hears_all=source.hears_all)
        bodies = [msgspec.json.encode(one) for one in updates if is_wanted(one, allowed)]
        read = Read(box_id, before, after)
        if not await read_on(queue, bot_id, read, bodies, app.now) or len(entries) < PAGE:
            return
        before = place = after


async def _beginning(app: App, source: Source) -> Place:
    """Return where a log is read from that was never read."""
    member = None if source.seen is None else source.seen.member
    if member is None:
        return BEGINNING
    since = max(member.date, app.now - KEPT_S)
    return await place_since(app.store.shard(source.box_id), source.box_id, since)


def is_wanted(update: Update, allowed: frozenset[str] | None) -> bool:
    """Tell whether a bot wants an update of a kind."""
    kind = update.kind
    return kind not in ON_DEMAND if allowed is None else kind in allowed


def numbered(updates: Sequence[tuple[int, bytes]]) -> list[msgspec.Raw]:
    """Return updates with their numbers, as they are told."""
    return [msgspec.Raw(b'{"update_id":%d,%s' % (number, body[1:])) for number, body in updates]
