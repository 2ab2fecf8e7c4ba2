"""What happens in supergroups and channels reaches the members who are connected here."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from hodhod import tl
from hodhod.domain.event import AuthorizationChanged, BoxEvent, MembershipChanged, Notice
from hodhod.domain.ids import BoxId, UserId, peer_of_channel
from hodhod.gateway import Gateway, Limits
from hodhod.gateway.feeds import FEW, Feeds
from hodhod.gateway.inbox import Inbox
from hodhod.gateway.ports import NoLog
from hodhod.gateway.tasks import Tasks
from hodhod.mtproto.events import Pushed
from hodhod.tl import TLObject, functions, mtproto, types
from tests.gateway.client import Client, Refusal, connected
from tests.gateway.product import RSA, Product, serving, until

STATE = functions.updates.GetState()
ALICE, BOB = 5, 6
ROOM = BoxId(peer_of_channel(7))
OTHER_ROOM = BoxId(peer_of_channel(8))


def post(
    pts: int,
    *,
    room: BoxId = ROOM,
    author: int | None = None,
    concerns: tuple[int, ...] = (),
    exclude: tuple[int, int] | None = None,
) -> BoxEvent:
    message = types.Message(
        id=pts, peer_id=types.PeerChannel(channel_id=7), date=1, message=f"number {pts}"
    )
    return BoxEvent(
        room,
        pts,
        1,
        types.UpdateNewChannelMessage(message=message, pts=pts, pts_count=1),
        ("n",),
        exclude,
        None if author is None else UserId(author),
        tuple(UserId(one) for one in concerns),
    )


def moved(user: int, room: BoxId, *, joined: bool) -> MembershipChanged:
    return MembershipChanged(UserId(user), room, joined, ("n",))


class Town:
    """Members of a channel who are connected."""

    def __init__(self, product: Product, gateway: Gateway, port: int) -> None:
        self.product = product
        self.gateway = gateway
        self.port = port
        self._stack = AsyncExitStack()

    async def member(self, user: int, *rooms: BoxId, layer: int = 200) -> Client:
        """Somebody who is in rooms, connected."""
        self.product.memberships.kept.setdefault(user, []).extend(rooms)
        client = await self._stack.enter_async_context(connected(self.port))
        key = await client.make_key(RSA)
        await self.product.log_in(key.id, user)
        await client.ask(functions.InvokeWithLayer(layer=layer, query=STATE))
        return client

    async def second_session(self, client: Client) -> Client:
        other = await self._stack.enter_async_context(connected(self.port, key_of=client))
        await other.ask(functions.InvokeWithLayer(layer=200, query=STATE))
        return other

    async def publish(self, *events: BoxEvent | MembershipChanged | Notice) -> None:
        await self.product.bus.publish(events)

    async def close(self) -> None:
        await self._stack.aclose()


@pytest.fixture
async def product() -> Product:
    return Product()


@pytest.fixture
async def town(product: Product) -> AsyncIterator[Town]:
    limits = Limits(drain_s=2.0, gap_s=0.02)
    async with serving(product, limits) as (gateway, port):
        place = Town(product, gateway, port)
        yield place
        await place.close()


async def posts(client: Client, count: int) -> list[int]:
    """The numbers of the next so many posts."""
    found: list[int] = []
    while len(found) < count:
        container = await client.update()
        assert isinstance(container, types.Updates)
        found += [u.pts for u in container.updates if isinstance(u, types.UpdateNewChannelMessage)]
    return found


async def the_post(client: Client) -> types.Message:
    container = await client.update()
    assert isinstance(container, types.Updates)
    (update,) = container.updates
    assert isinstance(update, types.UpdateNewChannelMessage)
    assert isinstance(update.message, types.Message)
    return update.message


async def told_too_long(client: Client) -> types.UpdateChannelTooLong:
    while True:
        container = await client.update()
        if isinstance(container, types.UpdateShort):
            assert isinstance(container.update, types.UpdateChannelTooLong)
            assert container.date > 0, "clients complain of dates that go backwards"
            return container.update


async def hears_nothing(client: Client) -> None:
    """Whatever was pushed before would come before this pong."""
    client.events.clear()
    await client.say(mtproto.Ping(ping_id=1))
    await client.hear(lambda e: not isinstance(e, Pushed))
    assert [e for e in client.events if isinstance(e, Pushed)] == []


# ── order ────────────────────────────────────────────────────────────────────────────────────────


async def test_posts_come_in_the_order_of_pts_however_they_arrive(town: Town) -> None:
    alice = await town.member(ALICE, ROOM)
    await town.publish(post(2))
    assert await posts(alice, 1) == [2]
    await town.publish(post(4), post(5), post(3))
    assert await posts(alice, 3) == [3, 4, 5]


async def test_a_gap_is_closed_from_the_log_once_for_all_members(
    town: Town, product: Product
) -> None:
    members = [await town.member(ALICE + i, ROOM) for i in range(3)]
    await town.publish(post(2))
    product.log.events = [post(3), post(4), post(5)]
    await town.publish(post(5))
    for member in members:
        assert await posts(member, 4) == [2, 3, 4, 5]
    assert product.log.reads == 1


async def test_members_fetch_themselves_what_the_log_does_not_tell(
    town: Town, product: Product
) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB, ROOM)
    await town.publish(post(2))
    await town.publish(post(9))
    for one in (alice, bob):
        assert await told_too_long(one) == types.UpdateChannelTooLong(channel_id=7, pts=9)
    await town.publish(post(10))
    assert await posts(alice, 1) == [10]


async def test_more_than_may_wait_is_left_for_the_members_to_fetch(product: Product) -> None:
    async with serving(product, Limits(inbox=10, gap_s=60, drain_s=0.1)) as (gateway, port):
        town = Town(product, gateway, port)
        alice = await town.member(ALICE, ROOM)
        await town.publish(post(2))
        assert await posts(alice, 1) == [2]
        await town.publish(*(post(pts) for pts in range(10, 21)))
        assert (await told_too_long(alice)).pts == 20
        await town.publish(post(21))
        assert await posts(alice, 1) == [21]
        await town.close()


async def test_what_the_bus_loses_is_found_by_the_next_event(town: Town, product: Product) -> None:
    alice = await town.member(ALICE, ROOM)
    await town.publish(post(2))
    lost = [post(3), post(4), post(5)]
    product.log.events = [*lost, post(6)]
    await town.publish(post(6))
    assert await posts(alice, 5) == [2, 3, 4, 5, 6]


async def test_channels_do_not_wait_for_each_other(town: Town) -> None:
    alice = await town.member(ALICE, ROOM, OTHER_ROOM)
    await town.publish(post(2))
    await posts(alice, 1)
    await town.publish(post(7), post(2, room=OTHER_ROOM))
    assert await posts(alice, 1) == [2]


# ── few and many ─────────────────────────────────────────────────────────────────────────────────


async def test_few_members_each_get_what_was_rendered_for_them(
    town: Town, product: Product
) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB, ROOM)
    await town.publish(post(2, author=ALICE))
    assert (await the_post(alice)).out
    assert not (await the_post(bob)).out
    assert sorted(product.rendered) == [ALICE, BOB]


async def test_for_many_members_a_post_is_rendered_once_and_encoded_once_a_layer(
    town: Town, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers: list[int] = []
    encode = tl.encode

    def counted(value: TLObject, layer: int = tl.NEWEST_LAYER) -> bytes:
        if isinstance(value, types.Updates):
            layers.append(layer)
        return encode(value, layer)

    members = [await town.member(100 + i, ROOM, layer=200 + i % 2) for i in range(FEW + 1)]
    monkeypatch.setattr(tl, "encode", counted)
    await town.publish(post(2))
    for member in members:
        assert await posts(member, 1) == [2]
    assert product.rendered == [ROOM]
    assert sorted(layers) == [200, 201]


async def test_among_many_the_author_and_those_who_are_mentioned_get_their_own(
    town: Town, product: Product
) -> None:
    author, called, third, *_ = [await town.member(100 + i, ROOM) for i in range(FEW + 2)]
    other = await town.second_session(author)
    assert author.key is not None
    assert author.session is not None
    own = (author.key.id, author.session.session_id)
    await town.publish(post(2, author=100, concerns=(101,), exclude=own))
    # The session that wrote it has it as its answer; the author's other one hears of it.
    assert (await the_post(other)).out
    seen = await the_post(called)
    assert (seen.out, seen.mentioned, seen.media_unread) == (False, True, True)
    seen = await the_post(third)
    assert (seen.out, seen.mentioned, seen.media_unread) == (False, False, False)
    await hears_nothing(author)
    assert sorted(product.rendered) == sorted([ROOM, 100, 101])


async def test_a_notice_reaches_all_members_and_waits_for_nothing(town: Town) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB)
    typing = types.UpdateChannelUserTyping(
        channel_id=7,
        from_id=types.PeerUser(user_id=9),
        action=types.SendMessageTypingAction(),
    )
    await town.publish(Notice(UserId(ROOM), typing, ("n",)))
    container = await alice.update()
    assert isinstance(container, types.Updates)
    assert container.updates == (typing,) or list(container.updates) == [typing]
    await hears_nothing(bob)


# ── who hears of what ────────────────────────────────────────────────────────────────────────────


async def test_strangers_hear_nothing(town: Town) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB, OTHER_ROOM)
    await town.publish(post(2))
    assert await posts(alice, 1) == [2]
    await hears_nothing(bob)


async def test_the_node_is_noted_before_the_first_request_of_a_member_runs(
    town: Town, product: Product
) -> None:
    seen: list[set[int]] = []

    async def state(*_: object) -> object:
        seen.append(set(product.online.here))
        return types.updates.State(pts=1, qts=2, date=1, seq=0, unread_count=0)

    product.answers[functions.updates.GetState] = state
    await town.member(ALICE, ROOM)
    assert seen == [{ALICE, ROOM}]


async def test_a_second_member_waits_until_the_node_is_noted_too(product: Product) -> None:
    opened = asyncio.Event()
    noted: list[BoxId] = []

    class Slow(type(product.online)):  # type: ignore[misc]
        async def arrive(self, box_id: BoxId, node: str) -> None:  # noqa: ARG002
            await opened.wait()
            noted.append(box_id)

    feeds = _feeds(product, online=Slow())
    product.memberships.kept = {ALICE: [ROOM], BOB: [ROOM]}
    arrivals = [asyncio.create_task(feeds.arrive(_inbox(user))) for user in (ALICE, BOB)]
    await until(lambda: len(feeds) == 1)
    await asyncio.sleep(0)
    assert not any(one.done() for one in arrivals)
    opened.set()
    await asyncio.gather(*arrivals)
    assert noted == [ROOM]


async def test_the_mark_goes_with_the_last_member(town: Town, product: Product) -> None:
    await town.member(ALICE, ROOM)
    await town.member(BOB, ROOM)
    assert ROOM in product.online.here
    product.memberships.kept = {}
    await town.publish(moved(ALICE, ROOM, joined=False))
    assert len(town.gateway.delivery.feeds) == 1
    await town.publish(moved(BOB, ROOM, joined=False))
    await until(lambda: ROOM not in product.online.here)
    assert len(town.gateway.delivery.feeds) == 0


async def test_who_joins_while_connected_hears_from_then_on(town: Town, product: Product) -> None:
    alice = await town.member(ALICE)
    await town.publish(post(2), moved(ALICE, ROOM, joined=True), post(3))
    assert await posts(alice, 1) == [3]
    await until(lambda: ROOM in product.online.here)


async def test_who_leaves_while_connected_hears_no_more(town: Town) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB, ROOM)
    await town.publish(post(2), moved(ALICE, ROOM, joined=False), post(3))
    assert await posts(bob, 2) == [2, 3]
    # What waited to be rendered is withheld as well: she is out when it would leave.
    await hears_nothing(alice)


async def test_a_session_that_logs_out_hears_no_more(town: Town, product: Product) -> None:
    alice, bob = await town.member(ALICE, ROOM), await town.member(BOB, ROOM)
    assert alice.key is not None
    await product.bus.publish([AuthorizationChanged((alice.key.id,), closed=True)])
    await town.publish(post(2))
    assert await posts(bob, 1) == [2]
    alice.events.clear()
    await alice.say(mtproto.Ping(ping_id=1))
    await alice.hear(lambda e: not isinstance(e, Pushed))
    heard = [tl.decode(e.body) for e in alice.events if isinstance(e, Pushed)]
    assert all(isinstance(one, types.UpdatesTooLong) for one in heard)


async def test_a_member_whose_channels_cannot_be_found_is_served_with_the_next_request(
    town: Town, product: Product
) -> None:
    product.memberships.kept = {ALICE: [ROOM]}
    product.memberships.down = True
    async with connected(town.port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        with pytest.raises(Refusal) as refused:
            await client.ask(STATE)
        assert refused.value.code == 500
        assert len(town.gateway.delivery.feeds) == 0
        product.memberships.down = False
        await client.ask(STATE)
        await town.publish(post(2))
        assert await posts(client, 1) == [2]


# ── races ────────────────────────────────────────────────────────────────────────────────────────


def _inbox(user: int) -> Inbox:
    inbox = Inbox(UserId(user))
    inbox.sessions.append(object())  # type: ignore[arg-type]
    return inbox


def _feeds(product: Product, online: object = None) -> Feeds:
    return Feeds(
        node="n",
        online=online or product.online,  # type: ignore[arg-type]
        memberships=product.memberships,
        render=product.render,
        broadcast=product.broadcast,
        history=NoLog(),
        limits=Limits(),
        tasks=Tasks(),
        clock=lambda: 1.0,
        push=lambda _sessions, _container: None,
    )


@pytest.mark.parametrize("stale", [True, False])
@pytest.mark.parametrize(
    "changes", [(False,), (True,), (False, True), (True, False)], ids=lambda c: f"{c}"
)
async def test_what_changes_while_channels_are_read_is_newer_than_what_was_read(
    product: Product, changes: tuple[bool, ...], *, stale: bool
) -> None:
    """Whatever the read saw, the last thing that was heard counts."""
    product.memberships.gate = asyncio.Event()
    before = not changes[0]
    product.memberships.kept = {ALICE: [ROOM] if (before if stale else changes[-1]) else []}
    feeds, alice = _feeds(product), _inbox(ALICE)
    arriving = asyncio.create_task(feeds.arrive(alice))
    await asyncio.sleep(0)
    for joined in changes:
        feeds.change(alice, moved(ALICE, ROOM, joined=joined))
    product.memberships.gate.set()
    await arriving
    assert (alice.feeds or []) == ([ROOM] if changes[-1] else [])
    assert (ROOM in product.online.here) is changes[-1]


async def test_who_has_gone_before_their_channels_were_read_leaves_nothing_behind(
    product: Product,
) -> None:
    product.memberships.gate = asyncio.Event()
    product.memberships.kept = {ALICE: [ROOM, OTHER_ROOM]}
    feeds, alice = _feeds(product), _inbox(ALICE)
    arriving = asyncio.create_task(feeds.arrive(alice))
    await asyncio.sleep(0)
    alice.sessions.clear()
    feeds.leave(alice)
    product.memberships.gate.set()
    await arriving
    assert len(feeds) == 0
    assert product.online.here == set()


async def test_leaving_and_coming_back_at_once_leaves_the_node_noted(product: Product) -> None:
    product.memberships.kept = {ALICE: [ROOM]}
    feeds, alice = _feeds(product), _inbox(ALICE)
    await feeds.arrive(alice)
    feeds.leave(alice)
    again = _inbox(ALICE)
    await feeds.arrive(again)
    # A late leave of the one before is not hers.
    feeds.leave(alice)
    for _ in range(5):
        await asyncio.sleep(0)
    assert ROOM in product.online.here
    assert len(feeds) == 1


# ── a crash of the database ──────────────────────────────────────────────────────────────────────


async def test_what_was_forgotten_is_noted_again_and_members_learn_where_the_box_is(
    town: Town, product: Product
) -> None:
    alice = await town.member(ALICE, ROOM, OTHER_ROOM)
    await town.publish(post(2))
    assert await posts(alice, 1) == [2]
    product.online.here.clear()
    product.log.events = [post(9)]
    await town.gateway.delivery.recall()
    assert product.online.here == {ALICE, ROOM, OTHER_ROOM}
    assert isinstance(await alice.update(), types.UpdatesTooLong)
    told = [await told_too_long(alice), await told_too_long(alice)]
    assert {(one.channel_id, one.pts) for one in told} == {(7, 9), (8, None)}
    # What came after is next; nobody waits for what they were told to fetch.
    await town.publish(post(10))
    assert await posts(alice, 1) == [10]


async def test_what_nobody_hears_of_is_not_noted_again(product: Product) -> None:
    product.memberships.kept = {ALICE: [ROOM]}
    feeds, alice = _feeds(product), _inbox(ALICE)
    await feeds.arrive(alice)
    product.online.here.clear()
    recalling = asyncio.create_task(feeds.recall())
    await until(lambda: ROOM in product.online.here)
    feeds.leave(alice)
    await recalling
    assert product.online.here == set()


# ── what it costs ────────────────────────────────────────────────────────────────────────────────


def test_fifty_channels_cost_an_idle_user_little(product: Product) -> None:
    """Some 55 bytes a channel: a reference there, and an entry in the feed's members."""
    feeds = _feeds(product)
    rooms = [peer_of_channel(1000 + i) for i in range(50)]
    users = 2_000
    product.memberships.kept = {user: list(rooms) for user in range(users)}
    inboxes = [_inbox(user) for user in range(users)]

    async def arrive() -> None:
        for inbox in inboxes:
            await feeds.arrive(inbox)

    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        asyncio.run(arrive())
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    each = (after - before) / users
    assert each < 50 * 80, f"{each:.0f} bytes a user"
    assert all(inbox.feeds is not None and len(inbox.feeds) == 50 for inbox in inboxes)
