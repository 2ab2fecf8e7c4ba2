import asyncio

from hodhod.store import Store
from tests.store.sending import NOW, new_box, private


async def test_a_send_tells_where_both_are_connected(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await asyncio.gather(
        store.online.arrive(alice, "n1"),
        store.online.arrive(bob, "n1"),
        store.online.arrive(bob, "n2"),
    )
    (sent,) = await store.messages.append([private(alice, bob)])
    assert [sorted(copy.nodes) for copy in sent.copies] == [["n1"], ["n1", "n2"]]
    async with store.boxes.change([alice], now=NOW) as change:
        assert change.log(alice, sent.events()[0].update).nodes == ("n1",)


async def test_who_leaves_is_not_there(store: Store) -> None:
    alice = new_box()
    await store.online.arrive(alice, "n1")
    await store.online.arrive(alice, "n2")
    await store.online.leave(alice, "n1")
    assert await store.online.nodes_of([alice]) == {alice: ("n2",)}


async def test_the_last_word_counts(store: Store) -> None:
    alice = new_box()
    await asyncio.gather(
        *(store.online.arrive(alice, "n1") for _ in range(3)),
        store.online.leave(alice, "n1"),
        store.online.arrive(alice, "n1"),
        store.online.leave(alice, "n1"),
    )
    assert await store.online.nodes_of([alice]) == {}


async def test_a_node_that_is_gone_holds_nobody(store: Store) -> None:
    alice, bob = new_box(), new_box()
    await store.online.arrive(alice, "gone")
    await store.online.arrive(bob, "here")
    await store.online.forget_node("gone")
    assert await store.online.nodes_of([alice, bob]) == {bob: ("here",)}


async def test_a_node_is_remembered_until_everything_is_forgotten(store: Store) -> None:
    alice = new_box()
    assert not await store.online.remembers("n9")
    await store.online.announce("n9")
    await store.online.arrive(alice, "n9")
    assert await store.online.remembers("n9")
    await store.online.forget_node("n9")
    assert not await store.online.remembers("n9")
