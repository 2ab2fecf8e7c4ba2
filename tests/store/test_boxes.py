import asyncio

import pytest

from hodhod.domain.ids import MsgId
from hodhod.store import Store
from hodhod.store.update_log import read_log
from hodhod.tl import types
from tests.store.sending import NOW, new_box, private


def read_up_to(box: int, max_id: int = 1) -> types.UpdateReadHistoryOutbox:
    return types.UpdateReadHistoryOutbox(
        peer=types.PeerUser(user_id=box), max_id=max_id, pts=0, pts_count=0
    )


async def test_updates_and_messages_share_one_count(store: Store) -> None:
    alice, bob = new_box(), new_box()
    async with store.boxes.change([bob, alice], now=NOW) as change:
        change.log(alice, read_up_to(bob), pts_count=1)
        (sent,) = await change.append([private(alice, bob)])
        change.log(alice, types.UpdateConfig())
        change.log(alice, types.UpdateContactsReset())
        change.log(alice, read_up_to(bob), pts_count=2)
    assert [(e.box_id, e.pts, e.pts_count) for e in change.events] == [
        (alice, 2, 1),
        (alice, 3, 1),
        (bob, 2, 1),
        (alice, 3, 0),
        (alice, 3, 0),
        (alice, 5, 2),
    ]
    assert sent.own.pts == 3
    assert (await store.boxes.state(alice)).pts == 5
    log = await read_log(store.shard(alice), alice, 1)
    assert [(e.pts, e.n, e.pts_count) for e in log.entries] == [
        (2, 0, 1),
        (3, 0, 1),
        (3, 1, 0),
        (3, 2, 0),
        (5, 0, 2),
    ]


async def test_the_update_carries_its_own_pts(store: Store) -> None:
    alice = new_box()
    async with store.boxes.change([alice], now=NOW) as change:
        change.log(alice, read_up_to(5), pts_count=1)
    expected = types.UpdateReadHistoryOutbox(
        peer=types.PeerUser(user_id=5), max_id=1, pts=2, pts_count=1
    )
    assert change.events[0].update == expected
    log = await read_log(store.shard(alice), alice, 1)
    assert log.entries[0].value() == expected


async def test_a_channels_pts_in_a_users_box_stays(store: Store) -> None:
    alice = new_box()
    update = types.UpdateReadChannelInbox(channel_id=9, max_id=4, still_unread_count=0, pts=700)
    async with store.boxes.change([alice], now=NOW) as change:
        change.log(alice, update)
    assert change.events[0].update == update


async def test_a_change_that_fails_leaves_nothing(store: Store) -> None:
    alice, bob = new_box(), new_box()

    async def fail() -> None:
        async with store.boxes.change([alice, bob], now=NOW) as change:
            change.log(alice, read_up_to(bob), pts_count=1)
            await change.append([private(alice, bob)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (await store.boxes.state(alice)).pts == 1
    assert await store.messages.get(alice, MsgId(1)) is None


async def test_a_box_that_is_not_part_of_the_change_is_refused(store: Store) -> None:
    alice, bob = new_box(), new_box()
    async with store.boxes.change([alice], now=NOW) as change:
        with pytest.raises(KeyError):
            await change.append([private(alice, bob)])


async def test_an_edit_is_logged_by_name_only(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob)])
    async with store.boxes.change([alice], now=NOW) as change:
        event = change.log_edit(sent.own)
    assert isinstance(event.update, types.UpdateEditMessage)
    assert event.update.pts == 3
    log = await read_log(store.shard(alice), alice, 2)
    assert [(e.msg_id, e.update) for e in log.entries] == [(sent.own.msg_id, None)]


async def test_changes_and_sends_at_once_leave_no_hole(store: Store) -> None:
    people = [new_box() for _ in range(4)]

    async def change(first: int, second: int) -> None:
        boxes = [people[first], people[second]]
        async with store.boxes.change(boxes, now=NOW) as change:
            for box in boxes:
                change.log(box, read_up_to(box), pts_count=1)

    pairs = [(a, b) for a in range(4) for b in range(4) if a != b]
    jobs = [change(a, b) for a, b in pairs for _ in range(4)]
    sends = [store.messages.append([private(people[a], people[b])]) for a, b in pairs]
    await asyncio.gather(*jobs, *sends)
    for person in people:
        log = await read_log(store.shard(person), person, 1, limit=1000)
        assert [e.pts for e in log.entries] == list(range(2, 2 + 24 + 6))
        assert log.pts == (await store.boxes.state(person)).pts == 31
