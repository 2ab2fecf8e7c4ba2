import asyncio
import itertools

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import Copy, NewMessage, content_of, to_tl
from hodhod.store import Store
from hodhod.tl import types

boxes = itertools.count(1_000)


def text(words: str) -> bytes:
    return content_of(types.Message(id=0, peer_id=types.PeerUser(user_id=0), date=0, message=words))


def private(
    sender: int, receiver: int, words: str, random_id: int | None, reply_to: int | None = None
) -> NewMessage:
    copies = (
        Copy(BoxId(sender), PeerId(receiver), out=True, unread=False),
        Copy(BoxId(receiver), PeerId(sender), out=False, unread=True),
    )
    return NewMessage(
        origin=BoxId(sender),
        copies=copies[: 1 if sender == receiver else 2],
        from_id=PeerId(sender),
        date=1_700_000_000,
        content=text(words),
        random_id=random_id,
        reply_to=None if reply_to is None else MsgId(reply_to),
        tokens=words.split(),
    )


async def test_a_private_message_is_in_both_boxes(store: Store) -> None:
    alice, bob = next(boxes), next(boxes)
    (sent,) = await store.messages.append([private(alice, bob, "سلام", 7)])
    assert not sent.duplicate
    assert [copy.message.pts for copy in sent.copies] == [2, 2]
    mine = await store.messages.get(BoxId(alice), sent.own.msg_id)
    assert mine == sent.own
    theirs = sent.copies[1].message
    assert theirs == await store.messages.get(BoxId(bob), theirs.msg_id)
    seen = to_tl(theirs)
    assert isinstance(seen, types.Message)
    assert (seen.message, seen.out, seen.peer_id) == ("سلام", False, types.PeerUser(user_id=alice))


async def test_sending_again_changes_nothing(store: Store) -> None:
    alice, bob = next(boxes), next(boxes)
    (first,) = await store.messages.append([private(alice, bob, "one", 1)])
    (again,) = await store.messages.append([private(alice, bob, "other words", 1)])
    assert again.duplicate
    assert again.own == first.own
    assert (await store.boxes.state(BoxId(bob))).pts == 2


async def test_the_same_random_id_twice_in_one_call_is_one_message(store: Store) -> None:
    alice, bob = next(boxes), next(boxes)
    first, again = await store.messages.append(
        [private(alice, bob, "one", 1), private(alice, bob, "one", 1)]
    )
    assert (first.duplicate, again.duplicate) == (False, True)
    assert first.own == again.own


async def test_a_reply_names_the_message_in_each_box(store: Store) -> None:
    alice, bob, carol = next(boxes), next(boxes), next(boxes)
    await store.messages.append([private(carol, bob, "before", 1)])
    (question,) = await store.messages.append([private(alice, bob, "?", 2)])
    (answer,) = await store.messages.append([private(bob, alice, "!", 3, reply_to=2)])
    assert question.copies[1].message.msg_id == 2
    assert [copy.message.reply_to for copy in answer.copies] == [2, 1]


async def test_parallel_sends_leave_no_hole_and_no_deadlock(store: Store) -> None:
    people = [next(boxes) for _ in range(6)]
    pairs = [(a, b) for a in people for b in people]
    jobs = [
        store.messages.append([private(a, b, f"{n}", n * 1000 + i)])
        for n in range(8)
        for i, (a, b) in enumerate(pairs)
    ]
    results = [one for (one,) in await asyncio.gather(*jobs)]
    copies = [copy.message for one in results for copy in one.copies]
    for person in people:
        own = sorted((m for m in copies if m.box_id == person), key=lambda m: m.msg_id)
        assert [m.msg_id for m in own] == list(range(1, len(own) + 1))
        assert [m.pts for m in own] == list(range(2, len(own) + 2))
        assert (await store.boxes.state(BoxId(person))).pts == len(own) + 1


async def test_changes_and_sends_share_one_count(store: Store) -> None:
    alice, bob = BoxId(next(boxes)), BoxId(next(boxes))
    async with store.boxes.change([bob, alice], now=5) as change:
        read = types.UpdateReadHistoryOutbox(
            peer=types.PeerUser(user_id=bob), max_id=1, pts=0, pts_count=0
        )
        change.log(alice, read, pts_count=1)
        (sent,) = await change.append([private(alice, bob, "hi", 1)])
        change.log(alice, types.UpdateConfig())
        change.log(alice, types.UpdateContactsReset())
        change.log(alice, read, pts_count=2)
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
