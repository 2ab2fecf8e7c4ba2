import asyncio

from msgspec.structs import replace

from hodhod.domain.ids import BoxId, PeerId
from hodhod.domain.message import Copy, to_tl
from hodhod.store import Store, StoreUnavailable
from hodhod.tl import types
from tests.store.sending import new_box, private


async def test_a_private_message_is_in_both_boxes(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (sent,) = await store.messages.append([private(alice, bob, "سلام")])
    assert not sent.duplicate
    assert [copy.message.pts for copy in sent.copies] == [2, 2]
    assert await store.messages.get(alice, sent.own.msg_id) == sent.own
    theirs = sent.copies[1].message
    assert await store.messages.get(bob, theirs.msg_id) == theirs
    seen = to_tl(theirs)
    assert isinstance(seen, types.Message)
    assert (seen.message, seen.out, seen.peer_id) == ("سلام", False, types.PeerUser(user_id=alice))
    dialog = await store.dialogs.get(bob, PeerId(alice))
    assert (dialog.top_message, dialog.unread_count, dialog.messages) == (theirs.msg_id, 1, 1)


async def test_a_message_to_oneself_is_there_once(store: Store) -> None:
    alice = new_box()
    (sent,) = await store.messages.append([private(alice, alice)])
    assert len(sent.copies) == 1
    assert (await store.boxes.state(alice)).pts == 2


async def test_sending_again_changes_nothing(store: Store) -> None:
    alice, bob = new_box(), new_box()
    (first,) = await store.messages.append([private(alice, bob, "one", random_id=1)])
    (again,) = await store.messages.append([private(alice, bob, "other words", random_id=1)])
    assert again.duplicate
    assert again.own == first.own
    assert (await store.boxes.state(bob)).pts == 2


async def test_two_senders_may_choose_the_same_random_id(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.messages.append([private(alice, bob, random_id=1)])
    (other,) = await store.messages.append([private(bob, alice, random_id=1)])
    assert not other.duplicate


async def test_the_same_random_id_twice_in_one_call_is_one_message(store: Store) -> None:
    alice, bob = new_box(), new_box()
    first, again = await store.messages.append(
        [private(alice, bob, random_id=1), private(alice, bob, random_id=1)]
    )
    assert (first.duplicate, again.duplicate) == (False, True)
    assert first.own == again.own


async def test_the_same_message_sent_at_once_from_many_sides_is_one(store: Store) -> None:
    alice, bob = new_box(), new_box()
    others = [new_box() for _ in range(40)]
    jobs = [store.messages.append([private(alice, bob, random_id=9)]) for _ in range(20)]
    jobs += [store.messages.append([private(other, bob)]) for other in others]
    results = [one for (one,) in await asyncio.gather(*jobs)]
    assert sum(not one.duplicate for one in results[:20]) == 1
    assert len({one.own.msg_id for one in results[:20]}) == 1
    assert (await store.boxes.state(bob)).pts == 42


async def test_a_reply_names_the_message_in_each_box(store: Store) -> None:
    alice, bob, carol = new_box(), new_box(), new_box()
    await store.messages.append([private(carol, bob, "before")])
    (question,) = await store.messages.append([private(alice, bob, "?")])
    (answer,) = await store.messages.append([private(bob, alice, "!", reply_to=2)])
    assert question.copies[1].message.msg_id == 2
    assert [copy.message.reply_to for copy in answer.copies] == [2, 1]


async def test_an_album_is_added_in_order(store: Store) -> None:
    alice, bob = new_box(), new_box()
    album = await store.messages.append(
        [private(alice, bob, f"{n}", grouped_id=5) for n in range(4)]
    )
    assert [one.own.msg_id for one in album] == [1, 2, 3, 4]


async def test_a_group_message_reaches_every_box_with_one_shared_id(store: Store) -> None:
    boxes = [new_box() for _ in range(5)]
    group = PeerId(-77)
    message = replace(
        private(boxes[0], boxes[1]),
        copies=tuple(Copy(b, group, out=b == boxes[0], unread=b != boxes[0]) for b in boxes),
    )
    (sent,) = await store.messages.append([message])
    assert len(sent.copies) == 5
    assert len({copy.message.shared_id for copy in sent.copies}) == 1
    assert (await store.dialogs.get(boxes[4], group)).unread_count == 1


async def test_parallel_sends_leave_no_hole_and_no_deadlock(database_dsn: str) -> None:
    stores = [await Store.open(database_dsn) for _ in range(3)]
    people = [new_box() for _ in range(6)]
    pairs = [(a, b) for a in people for b in people]
    jobs = [stores[n % 3].messages.append([private(a, b)]) for n in range(9) for a, b in pairs]
    results = [one for (one,) in await asyncio.gather(*jobs)]
    copies = [copy.message for one in results for copy in one.copies]
    for person in people:
        own = sorted((m for m in copies if m.box_id == person), key=lambda m: m.msg_id)
        assert [m.msg_id for m in own] == list(range(1, len(own) + 1))
        assert [m.pts for m in own] == list(range(2, len(own) + 2))
        assert (await stores[0].boxes.state(person)).pts == len(own) + 1
    for store in stores:
        await store.close()


async def test_one_bad_message_does_not_hurt_its_neighbours(store: Store) -> None:
    alice, bob = new_box(), new_box()
    bad = replace(private(alice, bob), date=2**40)
    jobs = [store.messages.append([m]) for m in (private(alice, bob), bad, private(alice, bob))]
    good, wrong, also_good = await asyncio.gather(*jobs, return_exceptions=True)
    assert isinstance(wrong, Exception)
    assert not isinstance(wrong, StoreUnavailable)
    assert not isinstance(good, BaseException)
    assert not isinstance(also_good, BaseException)
    assert (await store.boxes.state(bob)).pts == 3


async def test_copies_in_a_box_that_is_not_there_make_it(store: Store) -> None:
    assert (await store.boxes.state(BoxId(999_999_999))).pts == 1
