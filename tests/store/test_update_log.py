from hodhod.domain.log_entry import LogKind
from hodhod.store import Store
from hodhod.store.update_log import clear_log, read_log
from hodhod.tl import types
from tests.store.sending import NOW, new_box, private

MOVES = types.UpdateDeleteMessages(messages=(1,), pts=0, pts_count=0)
STAYS = types.UpdateConfig()


async def test_a_message_is_logged_by_name(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob)])
    page = await read_log(store.shard(alice), alice, 1)
    (entry,) = page.entries
    assert (entry.kind, entry.msg_id, entry.update) == (LogKind.NEW_MESSAGE, sent.own.msg_id, None)
    assert (page.pts, page.more, page.too_long) == (2, False, False)


async def test_slices_lead_to_the_end(store: Store) -> None:
    alice = new_box()
    for _ in range(5):
        async with store.boxes.change([alice], now=NOW) as change:
            change.log(alice, MOVES, pts_count=2)
            change.log(alice, STAYS)
    pts, seen = 1, []
    while True:
        page = await read_log(store.shard(alice), alice, pts, limit=3)
        seen += [(entry.pts, entry.n) for entry in page.entries]
        assert page.pts > pts or not page.more
        pts = page.pts
        if not page.more:
            break
    assert sorted(set(seen)) == [(pts, n) for pts in (3, 5, 7, 9, 11) for n in (0, 1)]
    assert pts == 11


async def test_updates_without_pts_come_again_but_not_the_old_ones(store: Store) -> None:
    alice = new_box()
    for now in (NOW, NOW + 10):
        async with store.boxes.change([alice], now=now) as change:
            change.log(alice, STAYS)
    shard = store.shard(alice)
    assert [e.n for e in (await read_log(shard, alice, 1)).entries] == [1, 2]
    assert [e.n for e in (await read_log(shard, alice, 1)).entries] == [1, 2]
    assert [e.n for e in (await read_log(shard, alice, 1, since=NOW + 5)).entries] == [2]


async def test_too_many_updates_at_one_pts_are_too_long_to_tell(store: Store) -> None:
    alice = new_box()
    async with store.boxes.change([alice], now=NOW) as change:
        for _ in range(4):
            change.log(alice, STAYS)
    assert (await read_log(store.shard(alice), alice, 1, limit=3)).too_long
    assert not (await read_log(store.shard(alice), alice, 1, limit=4)).too_long


async def test_what_was_cleared_cannot_be_told(store: Store) -> None:
    alice, bob = new_box(), new_box()
    for now in (NOW, NOW + 10, NOW + 20):
        async with store.boxes.change([alice, bob], now=now) as change:
            change.log(alice, MOVES, pts_count=1)
            change.log(alice, STAYS)
    shard = store.shard(alice)
    assert await clear_log(shard, NOW + 15) >= 1
    assert await clear_log(shard, NOW + 15) == 0
    assert (await read_log(shard, alice, 2)).too_long
    page = await read_log(shard, alice, 3)
    assert [(e.pts, e.n) for e in page.entries] == [(3, 1), (4, 0), (4, 1)]
    assert (await store.boxes.state(alice)).lowest_pts == 3


async def test_a_box_that_nothing_happened_to_is_at_the_beginning(store: Store) -> None:
    page = await read_log(store.shard(new_box()), new_box(), 0)
    assert (page.entries, page.pts) == ((), 1)
