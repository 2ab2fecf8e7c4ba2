"""Finding messages in all of one's chats: with people, in groups, and in channels one is in.

    own box ─────────────────────┐ one statement a shard
    boxes of supergroups and ────┴─► merged by (date, box, id) ─► a page
    channels that one is in

Source: https://core.telegram.org/method/messages.searchGlobal
"""

from __future__ import annotations

from asyncio import gather
from collections import defaultdict
from dataclasses import dataclass, replace

from hodhod.actions.app import App
from hodhod.actions.messages.history import Found
from hodhod.domain.caller import Caller
from hodhod.domain.ids import BoxId, PeerId, is_channel
from hodhod.store.history import Filter
from hodhod.store.wide_search import WidePage, find_in_boxes

CHATS_LIMIT = 1_000
"""Supergroups and channels that are looked into: more than one may be in."""


@dataclass(frozen=True, slots=True)
class Chats:
    """Which chats are looked into.

    Attributes:
        people: Chats with people.
        groups: Basic groups and supergroups.
        channels: Channels.
        folder_id: The main list (0), the archive (1), or both (None).
    """

    people: bool = True
    groups: bool = True
    channels: bool = True
    folder_id: int | None = None

    @classmethod
    def only(
        cls, *, people: bool, groups: bool, channels: bool, folder_id: int | None = None
    ) -> Chats:
        """Return the chats that a client names; when it names none, all."""
        if not (people or groups or channels):
            people = groups = channels = True
        return cls(people, groups, channels, folder_id)


async def find_everywhere(
    app: App, caller: Caller, wanted: Filter, page: WidePage, chats: Chats
) -> Found:
    """Return a page of what fits a filter in all of the caller's chats, the newest first.

    The count is that of the page, and one more when there is more: nobody pages through all of
    their chats, and to count would be to read everything.
    """
    boxes = [BoxId(peer) for peer in await _channels(app, caller, chats)]
    if chats.people or chats.groups:
        boxes.append(caller.box)
    return await _find(app, caller, boxes, wanted, page, chats)


async def find_sent(app: App, caller: Caller, wanted: Filter, page: WidePage) -> Found:
    """Return a page of what the caller has written that fits a filter, the newest first."""
    chats = Chats()
    channels = [BoxId(peer) for peer in await _channels(app, caller, chats)]
    return await _find(app, caller, channels, wanted, page, chats, sent=True)


async def _find(  # noqa: PLR0917 - where, what, and how much of it
    app: App,
    caller: Caller,
    boxes: list[BoxId],
    wanted: Filter,
    page: WidePage,
    chats: Chats,
    *,
    sent: bool = False,
) -> Found:
    by_shard: dict[str, list[BoxId]] = defaultdict(list)
    for box_id in boxes:
        by_shard[app.store.shard(box_id).schema].append(box_id)
    limit = max(0, page.limit)
    found = await gather(
        *(
            find_in_boxes(
                app.store.shard(some[0]),
                caller.me,
                some,
                wanted,
                replace(page, limit=limit + 1),
                people=chats.people,
                groups=chats.groups,
                folder_id=chats.folder_id,
                author_id=caller.me if sent else None,
            )
            for some in by_shard.values()
        )
    )
    messages = sorted((one for some in found for one in some), key=page.follows, reverse=True)
    return Found(messages[:limit], min(len(messages), limit + 1))


async def _channels(app: App, caller: Caller, chats: Chats) -> list[PeerId]:
    """Return the supergroups and channels that are looked into."""
    if not (chats.groups or chats.channels):
        return []
    joined = [peer for peer in await app.store.chats.of_user(caller.me) if is_channel(peer)]
    seen = await app.store.chats.seen([(caller.me, peer) for peer in joined[:CHATS_LIMIT]])
    peers = [
        one.chat.peer_id
        for one in seen
        if one.joined
        and one.may_read(app.now)
        and (chats.channels if one.chat.is_broadcast else chats.groups)
    ]
    if chats.folder_id is None or not peers:
        return peers
    dialogs = await app.store.dialogs.by_peers(caller.box, peers)
    return [peer for peer in peers if dialogs[peer].folder_id == chats.folder_id]
