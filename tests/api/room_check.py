"""Supergroups and channels: pushed ≡ getChannelDifference from any earlier pts ≡ a fresh read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.updates.render import render
from hodhod.domain.ids import BoxId, PeerId, bare_id, from_tl_peer
from hodhod.domain.mentioned import users_in
from hodhod.tl import functions, types
from tests.api.room_box import RoomBox, room_of
from tests.api.tiling import differing_in, steps, tiled

if TYPE_CHECKING:
    from tests.api.mailbox import Mailbox
    from tests.api.room import Room
    from tests.api.world import Person

TAKEN = (
    types.UpdateDeleteChannelMessages,
    types.UpdateEditChannelMessage,
    types.UpdatePinnedChannelMessages,
)
"""What TDLib takes from the difference of a channel; it drops all the rest."""

KEPT = 4
"""Earlier states of each room that are caught up from."""


def forget_broken(person: Person, before: Mailbox, fresh: Mailbox) -> None:
    """Forget rooms that somebody left meanwhile, or came to: they begin anew."""
    for peer in list(before.rooms):
        place = (BoxId(peer), person.id)
        if peer not in fresh.rooms or place in person.world.came_or_went:
            del before.rooms[peer]
            person.earlier.pop(peer, None)
    person.world.came_or_went -= {(BoxId(peer), person.id) for peer in fresh.rooms}


def begin_new(one: Mailbox, before: Mailbox, fresh: Mailbox) -> None:
    """Read rooms that are new as a client does that has just come to them."""
    for peer, room in fresh.rooms.items():
        if peer not in before.rooms:
            one.rooms[peer] = room.copy()
            one.read_inbox[peer] = fresh.read_inbox.get(peer, 0)
            one.read_outbox[peer] = fresh.read_outbox.get(peer, 0)
    new = fresh.rooms.keys() - before.rooms.keys()
    for folder_id, order in fresh.pinned.items():
        known = [peer for peer in one.pinned.get(folder_id, []) if peer not in new]
        # Who leaves lets go of the pin as well, and may have pinned it again since.
        one.pinned[folder_id] = _among(known, order, new)
    listed = {from_tl_peer(message.peer_id) for message in fresh.messages.values()}
    for peer in listed & one.participants.keys() - fresh.participants.keys():
        del one.participants[peer]  # who is out of a group is not shown who is in it


def _among(known: list[PeerId], order: list[PeerId], new: set[PeerId]) -> list[PeerId]:
    """Put what is new where it is in the order, and leave the rest as it is known."""
    placed: list[PeerId] = []
    rest = iter(known)
    for peer in order:
        if peer in new:
            placed.append(peer)
            continue
        for one in rest:
            placed.append(one)
            if one in order:
                break
    return [*placed, *rest]


async def hear(person: Person, peer: PeerId, room: RoomBox, fresh: RoomBox) -> None:
    """Apply what both devices heard of a room, after a look at its numbers."""
    box_id = BoxId(peer)
    for one in (person, person.other):
        heard = one.heard[box_id][one.checked.get(box_id, 0) :]
        answered = [update for update in one.answered if room_of(update) == peer]
        told = steps([*heard, *answered], of_channel=True) + one.moved_in[box_id]
        tiled(room.pts, fresh.pts, told)
    heard = person.other.heard[box_id][person.other.checked.get(box_id, 0) :]
    container = await render(person.world.app, person.id, heard)
    for layer in (tl.OLDEST_LAYER, tl.NEWEST_LAYER):
        tl.encode(container, layer)
    assert isinstance(container, types.Updates)
    room.apply(container.updates)
    room.pts = fresh.pts


async def catch_up(person: Person, named: Room, room: RoomBox, *, limit: int) -> None:
    """Apply what a difference tells, in slices."""
    while True:
        answer = await person.world.dispatcher.call(
            person.caller,
            functions.updates.GetChannelDifference(
                channel=person.channel(named),
                filter=types.ChannelMessagesFilterEmpty(),
                pts=room.pts,
                limit=limit,
            ),
        )
        match answer:
            case types.updates.ChannelDifferenceEmpty():
                room.pts = answer.pts
                return
            case types.updates.ChannelDifference():
                mentioned = users_in([*answer.new_messages, *answer.other_updates])
                assert mentioned <= {user.id for user in answer.users}
                assert bare_id(named.peer_id) in {chat.id for chat in answer.chats}
                assert all(isinstance(one, TAKEN) for one in answer.other_updates)
                for message in answer.new_messages:
                    room.add(message)
                room.apply(answer.other_updates)
                assert answer.pts > room.pts or answer.final
                room.pts = answer.pts
                if answer.final:
                    return
            case _:
                raise AssertionError(answer)


async def catch_up_from_earlier(
    person: Person, named: Room, fresh: RoomBox, *, hidden_until: int
) -> None:
    """Come from an earlier state to the present one; keep the present one for later."""
    kept = person.earlier.setdefault(named.peer_id, [])
    for at, earlier in enumerate(kept):
        room = earlier.copy()
        room.hidden_until = hidden_until  # one's own box told that
        await catch_up(person, named, room, limit=(100, 1, 2, 3)[at])
        assert room.pts == fresh.pts
        differing = differing_in(_unmarked(room), _unmarked(fresh))
        assert not differing, differing
    if not kept or kept[-1].pts != fresh.pts:
        kept.append(fresh.copy())
        if len(kept) > KEPT:
            del kept[1]


def _unmarked(room: RoomBox) -> dict[str, object]:
    """What is shown of a room but for what was seen of it: one's own box tells that."""
    plain = room.copy()
    plain.messages = {i: replace(m, media_unread=False) for i, m in room.messages.items()}
    return plain.shown(0)
