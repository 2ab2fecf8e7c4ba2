"""What was pushed, what a difference tells and what is read afresh come to the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from hodhod import tl
from hodhod.actions.updates.render import render
from hodhod.domain.ids import (
    PeerId,
    bare_id,
    from_tl_peer,
    is_channel,
    is_chat,
    is_user,
)
from hodhod.domain.mentioned import users_in
from hodhod.tl import functions, types
from tests.api.mailbox import Mailbox
from tests.api.room import Room
from tests.api.room_box import RoomBox
from tests.api.room_check import (
    begin_new,
    catch_up,
    catch_up_from_earlier,
    forget_broken,
    hear,
)
from tests.api.tiling import differing_in, steps, tiled

if TYPE_CHECKING:
    from tests.api.world import Person, World


async def agree(world: World, person: Person) -> None:
    other = person.other
    fresh, pts = await _read(world, person)
    tiled(other.pts, pts, steps(other.pushed))
    tiled(other.pts, pts, steps([*person.pushed, *person.answered]) + person.moved)
    before = other.mailbox.copy()
    forget_broken(person, before, fresh)
    by_push = before.copy()
    for peer, room in by_push.rooms.items():
        await hear(person, peer, room, fresh.rooms[peer])
    by_push.apply(await _rendered(world, other))
    by_difference = before.copy()
    for peer, room in by_difference.rooms.items():
        await catch_up(person, Room(peer), room, limit=1 + pts % 3)
    by_difference = await _difference(world, person, by_difference, other.pts)
    for known in (by_push, by_difference):
        begin_new(known, before, fresh)
        differing = differing_in(known.shown(), fresh.shown())
        assert not differing, differing
    for peer, room in fresh.rooms.items():
        await catch_up_from_earlier(
            person, Room(peer), room, hidden_until=by_push.rooms[peer].hidden_until
        )
    for update in other.pushed:
        container = await render(world.app, person.id, [update])
        for layer in (tl.OLDEST_LAYER, tl.NEWEST_LAYER):
            tl.encode(container, layer)
    for one in (person, other):
        # Not the fresh one: that knows nothing of chats without messages.
        one.mailbox, one.pts = by_push.copy(), pts
        one.pushed.clear()
        one.answered.clear()
        one.moved.clear()
        one.moved_in.clear()
        one.checked = {box_id: len(told) for box_id, told in one.heard.items()}


async def _rendered(world: World, person: Person) -> list[types.TypeUpdate]:
    """What was pushed, as a gateway would write it."""
    container = await render(world.app, person.id, person.pushed)
    match container:
        case types.Updates():
            return list(container.updates)
        case types.UpdateShort():
            return [container.update]
        case _:
            raise AssertionError(container)


async def _difference(world: World, person: Person, mailbox: Mailbox, pts: int) -> Mailbox:
    while True:
        answer = await world.dispatcher.call(
            person.caller, functions.updates.GetDifference(pts=pts, date=1, qts=2)
        )
        match answer:
            case types.updates.DifferenceEmpty():
                return mailbox
            case types.updates.Difference() | types.updates.DifferenceSlice():
                mentioned = users_in([*answer.new_messages, *answer.other_updates])
                assert mentioned <= {user.id for user in answer.users}
                for message in answer.new_messages:
                    mailbox.add(message)
                mailbox.apply(answer.other_updates)
                if isinstance(answer, types.updates.Difference):
                    return mailbox
                assert answer.intermediate_state.pts > pts
                pts = answer.intermediate_state.pts
            case _:
                raise AssertionError(answer)


async def _read(world: World, person: Person) -> tuple[Mailbox, int]:
    """Read everything as a client that has just been installed."""
    box = Mailbox()
    call = world.dispatcher.call
    for folder in (0, 1):
        dialogs = cast(
            "types.messages.Dialogs | types.messages.DialogsSlice",
            await call(
                person.caller,
                functions.messages.GetDialogs(
                    folder_id=folder,
                    offset_date=0,
                    offset_id=0,
                    offset_peer=types.InputPeerEmpty(),
                    limit=100,
                    hash=0,
                ),
            ),
        )
        pinned = cast(
            "types.messages.PeerDialogs",
            await call(person.caller, functions.messages.GetPinnedDialogs(folder_id=folder)),
        )
        box.pinned[folder] = [
            from_tl_peer(one.peer) for one in pinned.dialogs if isinstance(one, types.Dialog)
        ]
        for dialog in (*dialogs.dialogs, *pinned.dialogs):
            assert isinstance(dialog, types.Dialog)
            await _read_dialog(world, person, box, dialog)
    state = cast("types.updates.State", await call(person.caller, functions.updates.GetState()))
    return box, state.pts


async def _read_dialog(world: World, person: Person, box: Mailbox, dialog: types.Dialog) -> None:
    peer = from_tl_peer(dialog.peer)
    box.read_inbox[peer] = dialog.read_inbox_max_id
    box.read_outbox[peer] = dialog.read_outbox_max_id
    if isinstance(dialog.draft, types.DraftMessage):
        box.drafts[peer] = dialog.draft.message
    if dialog.folder_id:
        box.archived.add(peer)
    if dialog.unread_mark:
        box.marked.add(peer)
    messages = await world.history(person, peer)
    assert dialog.top_message == max((m.id for m in messages), default=0)
    if is_channel(peer):
        assert dialog.pts is not None
        box.rooms[peer] = RoomBox(dialog.pts, {m.id: m for m in messages})
    else:
        for message in messages:
            box.add(message)
    await _check_pinned(world, person, peer, messages)
    called = sum(1 for m in messages if m.mentioned and m.media_unread)
    assert dialog.unread_mentions_count == called
    unread = sum(
        1
        for m in messages
        if m.id > dialog.read_inbox_max_id and not m.out and peer != person.peer_id
    )
    assert dialog.unread_count == unread, (
        dialog.read_inbox_max_id,
        [(m.id, m.out) for m in messages],
    )
    reacted = sum(
        1
        for m in messages
        if m.reactions is not None and any(one.unread for one in m.reactions.recent_reactions or ())
    )
    assert is_channel(peer) or dialog.unread_reactions_count == reacted
    if is_chat(peer):
        await _read_participants(world, person, box, peer)


async def _check_pinned(
    world: World,
    person: Person,
    peer: PeerId,
    messages: Sequence[types.Message | types.MessageService],
) -> None:
    named = person if peer == person.peer_id else Room(peer)
    if is_user(peer) and peer != person.peer_id:
        return
    found = await person.find(named, types.InputMessagesFilterPinned())
    pinned = [m.id for m in messages if isinstance(m, types.Message) and m.pinned]
    assert [m.id for m in found] == pinned[:50]


async def _read_participants(world: World, person: Person, box: Mailbox, peer: PeerId) -> None:
    answer = await world.dispatcher.call(
        person.caller, functions.messages.GetFullChat(chat_id=bare_id(peer))
    )
    assert isinstance(answer, types.messages.ChatFull)
    assert isinstance(answer.full_chat, types.ChatFull)
    told = answer.full_chat.participants
    if isinstance(told, types.ChatParticipants):
        box.participants[peer] = frozenset(one.user_id for one in told.participants)
