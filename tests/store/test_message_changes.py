from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import StoredMessage, to_tl
from hodhod.store import Store
from hodhod.store.history import Filter, Page, count_messages, find_messages, read_history
from hodhod.store.message_changes import (
    delete_messages,
    edit_copies,
    find_copies,
    mark_reactions,
    pin_messages,
    read_contents,
    set_reactions,
)
from hodhod.store.read_marks import read_inbox, read_outbox
from hodhod.tl import types
from tests.store.sending import NOW, new_box, private, text


async def test_an_edit_reaches_every_copy_and_the_search(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob, "draft")])
    async with store.boxes.change([alice, bob], now=NOW) as change:
        edited = await edit_copies(
            change.tx,
            sent.own.shared_id,
            [alice, bob],
            content=text("final"),
            tokens=["final"],
            media_kind=None,
            edit_date=NOW + 5,
        )
    assert [m.box_id for m in edited] == [alice, bob]
    for message in edited:
        seen = to_tl(message)
        assert isinstance(seen, types.Message)
        assert (seen.message, seen.edit_date) == ("final", NOW + 5)
    shard = store.shard(bob)
    assert await count_messages(shard, bob, Filter(words="'draft'")) == 0
    assert await count_messages(shard, bob, Filter(words="'final'")) == 1


async def test_deleting_the_newest_shows_the_one_before(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob, date=NOW + n) for n in range(3)])
    async with store.boxes.change([bob], now=NOW) as change:
        gone = await delete_messages(change.tx, [(bob, MsgId(3)), (bob, MsgId(3)), (bob, MsgId(9))])
    assert [message.msg_id for message in gone] == [3]
    dialog = await store.dialogs.get(bob, PeerId(alice))
    assert (dialog.top_message, dialog.top_date) == (2, NOW + 1)
    assert (dialog.unread_count, dialog.messages) == (2, 2)
    assert (await store.dialogs.get(alice, PeerId(bob))).messages == 3


async def test_a_dialog_without_messages_is_not_listed(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob)])
    async with store.boxes.change([alice], now=NOW) as change:
        await delete_messages(change.tx, [(alice, MsgId(1))])
    assert await store.dialogs.page(alice) == []
    assert (await store.dialogs.get(alice, PeerId(bob))).top_message is None


async def test_reading_tells_the_other_side_which_message(store: Store) -> None:
    alice, bob, carol = new_box(), new_box(), new_box()
    await store.messages.append([private(carol, alice)])
    for _ in range(3):
        await store.messages.append([private(alice, bob)])
    await store.messages.append([private(bob, alice)])
    async with store.boxes.change([alice, bob], now=NOW) as change:
        read = await read_inbox(change.tx, bob, PeerId(alice), 2)
        assert (read.max_id, read.still_unread) == (2, 1)
        assert read.last_shared is not None
        assert await read_outbox(change.tx, alice, PeerId(bob), read.last_shared) == 3
        again = await read_inbox(change.tx, bob, PeerId(alice), 2)
        assert (again.max_id, again.still_unread) == (None, 1)
        assert await read_outbox(change.tx, alice, PeerId(bob), read.last_shared) is None
        whole = await read_inbox(change.tx, bob, PeerId(alice))
        assert (whole.max_id, whole.still_unread) == (4, 0)
    assert (await store.dialogs.get(alice, PeerId(bob))).read_outbox_max == 3


async def test_a_chat_without_messages_is_not_read_ahead(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob)])
    async with store.boxes.change([bob], now=NOW) as change:
        await delete_messages(change.tx, [(bob, MsgId(1))])
        assert (await read_inbox(change.tx, bob, PeerId(alice))).max_id is None
    await store.messages.append([private(alice, bob)])
    async with store.boxes.change([bob], now=NOW) as change:
        assert (await read_inbox(change.tx, bob, PeerId(alice))).max_id == 2


async def test_pins_name_only_what_is_new(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob), private(alice, bob)])
    async with store.boxes.change([alice], now=NOW) as change:
        both = [(alice, MsgId(1)), (alice, MsgId(2))]
        assert len(await pin_messages(change.tx, both[:1], pinned=True)) == 1
        assert [m.msg_id for m in await pin_messages(change.tx, both, pinned=True)] == [2]
    found = await find_messages(
        store.shard(alice), alice, Filter(peer_id=PeerId(bob), pinned=True), Page()
    )
    assert [m.msg_id for m in found] == [2, 1]


async def test_mentions_are_counted_until_they_are_seen(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob, mentioned=True), private(alice, bob)])
    assert (await store.dialogs.get(bob, PeerId(alice))).unread_mentions == 1
    async with store.boxes.change([bob], now=NOW) as change:
        seen = await read_contents(change.tx, [(bob, MsgId(1)), (bob, MsgId(2))])
    assert [m.msg_id for m in seen] == [1]
    assert (await store.dialogs.get(bob, PeerId(alice))).unread_mentions == 0


async def test_reactions_are_on_every_copy_and_counted(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob)])
    async with store.boxes.change([alice, bob], now=NOW) as change:
        changed = await set_reactions(change.tx, sent.own.shared_id, [alice, bob], b"some")
        assert [m.reactions for m in changed] == [b"some", b"some"]
        key = (alice, sent.own.msg_id)
        assert await mark_reactions(change.tx, [key], unread=True) == [key]
        assert await mark_reactions(change.tx, [key], unread=True) == []
    assert (await store.dialogs.get(alice, PeerId(bob))).unread_reactions == 1
    async with store.boxes.change([alice], now=NOW) as change:
        await delete_messages(change.tx, [key])
    assert (await store.dialogs.get(alice, PeerId(bob))).unread_reactions == 0


async def test_copies_are_found_by_what_they_share(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob)])
    found = await find_copies(store.shard(alice), [sent.own.shared_id], [alice, bob])
    assert found == [copy.message for copy in sent.copies]


# What may happen between two people: (who, what, which message).
steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["send", "mention", "delete", "read", "seen"]),
        st.integers(1, 12),
    ),
    min_size=4,
    max_size=25,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps)
async def test_counters_always_agree_with_the_messages(
    store: Store, steps: list[tuple[int, str, int]]
) -> None:
    pair = (new_box(), new_box())
    for who, what, which in steps:
        me, other = pair[who], pair[1 - who]
        if what in ("send", "mention"):
            await store.messages.append([private(me, other, mentioned=what == "mention")])
            continue
        async with store.boxes.change(pair, now=NOW) as change:
            if what == "delete":
                await delete_messages(change.tx, [(me, MsgId(which)), (me, MsgId(which + 1))])
            elif what == "read":
                read = await read_inbox(change.tx, me, PeerId(other), which)
                if read.last_shared is not None:
                    await read_outbox(change.tx, other, PeerId(me), read.last_shared)
            else:
                await read_contents(change.tx, [(me, MsgId(which))])
    for me, other in (pair, pair[::-1]):
        await _check(store, me, PeerId(other))


async def _check(store: Store, box: BoxId, peer: PeerId) -> None:
    messages = await read_history(store.shard(box), box, peer, Page())
    dialog = await store.dialogs.get(box, peer)
    assert dialog.messages == len(messages)
    assert dialog.top_message == (messages[0].msg_id if messages else None)
    assert dialog.unread_count == sum(
        not m.out and m.msg_id > dialog.read_inbox_max for m in messages
    )
    assert dialog.unread_mentions == sum(_unseen(m) for m in messages)


def _unseen(message: StoredMessage) -> bool:
    return message.mentioned and message.media_unread


async def test_an_album_is_found_by_any_of_its_messages(store: Store) -> None:
    from hodhod.store.message_changes import album_of

    alice, bob = new_box(), new_box()
    album = await store.messages.append([private(alice, bob, grouped_id=5) for _ in range(3)])
    await store.messages.append([private(alice, bob)])
    found = await album_of(store.shard(alice), album[1].own)
    assert [m.msg_id for m in found] == [1, 2, 3]
    lone = replace(album[0].own, grouped_id=None)
    assert await album_of(store.shard(alice), lone) == [lone]
