from hodhod.domain.dialog import Dialog, DialogOffset
from hodhod.domain.ids import BoxId, PeerId
from hodhod.store import Store
from hodhod.store.dialogs import (
    clear_drafts,
    move_dialogs,
    pin_dialogs,
    set_draft,
    set_notify,
    set_ttl,
    set_unread_mark,
)
from tests.store.sending import NOW, new_box, private


async def with_friends(store: Store, count: int) -> tuple[BoxId, list[PeerId]]:
    """A box with dialogs, the last friend's the newest; two of them in the same second."""
    alice = new_box()
    friends = [new_box() for _ in range(count)]
    for n, friend in enumerate(friends):
        await store.messages.append([private(friend, alice, date=NOW + n // 2)])
    return alice, [PeerId(friend) for friend in friends]


def offset_after(dialog: Dialog, further: int = 0) -> DialogOffset:
    return DialogOffset(dialog.top_date, (dialog.top_message or 0) + further, dialog.peer_id)


async def test_pages_go_through_all_dialogs_newest_first(store: Store) -> None:
    alice, friends = await with_friends(store, 7)
    for further in (0, 1):  # some clients ask with the last message's id plus one
        seen: list[PeerId] = []
        page = await store.dialogs.page(alice, limit=3)
        while page:
            seen += [dialog.peer_id for dialog in page]
            page = await store.dialogs.page(alice, limit=3, offset=offset_after(page[-1], further))
        assert seen == friends[::-1]
    assert await store.dialogs.count(alice) == 7


async def test_pins_have_their_own_order(store: Store) -> None:
    alice, friends = await with_friends(store, 4)
    async with store.boxes.change([alice], now=NOW) as change:
        await pin_dialogs(change.tx, alice, 0, [friends[0], friends[2]])
    assert [d.peer_id for d in await store.dialogs.pinned(alice)] == [friends[0], friends[2]]
    rest = await store.dialogs.page(alice, exclude_pinned=True)
    assert [d.peer_id for d in rest] == [friends[3], friends[1]]
    assert await store.dialogs.count(alice, exclude_pinned=True) == 2
    async with store.boxes.change([alice], now=NOW) as change:
        await pin_dialogs(change.tx, alice, 0, [friends[3], friends[0]])
    assert [d.peer_id for d in await store.dialogs.pinned(alice)] == [friends[3], friends[0]]


async def test_a_dialog_moves_to_the_archive_unpinned(store: Store) -> None:
    alice, friends = await with_friends(store, 2)
    async with store.boxes.change([alice], now=NOW) as change:
        await pin_dialogs(change.tx, alice, 0, friends)
        await move_dialogs(change.tx, alice, friends[:1], 1)
    assert [d.peer_id for d in await store.dialogs.page(alice)] == friends[1:]
    (archived,) = await store.dialogs.page(alice, folder_id=1)
    assert (archived.peer_id, archived.pinned_order) == (friends[0], None)
    await store.messages.append([private(BoxId(friends[0]), alice)])
    assert (await store.dialogs.get(alice, friends[0])).folder_id == 1


async def test_a_draft_alone_lists_no_dialog(store: Store) -> None:
    alice, stranger = new_box(), PeerId(new_box())
    async with store.boxes.change([alice], now=NOW) as change:
        await set_draft(change.tx, alice, stranger, b"draft", NOW)
    assert await store.dialogs.page(alice) == []
    (dialog,) = await store.dialogs.with_draft(alice)
    assert (dialog.peer_id, dialog.draft, dialog.draft_date) == (stranger, b"draft", NOW)
    async with store.boxes.change([alice], now=NOW) as change:
        assert await clear_drafts(change.tx, alice) == [stranger]
        assert await clear_drafts(change.tx, alice) == []
    assert await store.dialogs.with_draft(alice) == []


async def test_settings_of_a_dialog_are_kept(store: Store) -> None:
    alice, (friend,) = await with_friends(store, 1)
    async with store.boxes.change([alice], now=NOW) as change:
        await set_notify(change.tx, alice, friend, b"loud")
        await set_ttl(change.tx, alice, friend, 86400)
        assert await set_unread_mark(change.tx, alice, friend, unread=True)
        assert not await set_unread_mark(change.tx, alice, friend, unread=True)
    dialog = await store.dialogs.get(alice, friend)
    assert (dialog.notify, dialog.ttl_period, dialog.unread_mark) == (b"loud", 86400, True)
    assert await store.dialogs.with_notify(alice) == [dialog]
    assert await store.dialogs.marked_unread(alice) == [friend]


async def test_dialogs_that_do_not_exist_are_empty(store: Store) -> None:
    alice, (friend,) = await with_friends(store, 1)
    found = await store.dialogs.by_peers(alice, [PeerId(5), friend])
    assert found[PeerId(5)] == Dialog(alice, PeerId(5))
    assert found[friend].top_message == 1
