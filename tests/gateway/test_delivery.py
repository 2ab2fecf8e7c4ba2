from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import pytest

from hodhod import tl
from hodhod.domain.caller import Caller
from hodhod.domain.event import AuthorizationChanged, BoxEvent, Notice
from hodhod.domain.ids import BoxId, UserId
from hodhod.gateway import Gateway, Limits
from hodhod.gateway.live import LiveSession
from hodhod.mtproto.events import Pushed
from hodhod.store import StoreUnavailable
from hodhod.tl import TLObject, functions, mtproto, types
from tests.gateway.client import Client, Gone, Refusal, connected
from tests.gateway.product import RSA, Product, serving, until

STATE = functions.updates.GetState()
NEAREST = functions.help.GetNearestDc()
TYPING = types.UpdateUserTyping(user_id=6, action=types.SendMessageTypingAction())
ALICE = 5
LOGGED_OUT = types.auth.LoggedOut()


def event(
    pts: int, count: int = 1, *, user: int = ALICE, exclude: tuple[int, int] | None = None
) -> BoxEvent:
    update = types.UpdateReadHistoryInbox(
        peer=types.PeerUser(user_id=6), max_id=pts, still_unread_count=0, pts=pts, pts_count=count
    )
    return BoxEvent(BoxId(user), pts, count, update, ("n",), exclude)


@pytest.fixture
async def product() -> Product:
    return Product()


@pytest.fixture
async def running(product: Product) -> AsyncIterator[tuple[Gateway, int]]:
    async with serving(product) as both:
        yield both


@pytest.fixture
async def gateway(running: tuple[Gateway, int]) -> Gateway:
    return running[0]


@pytest.fixture
async def port(running: tuple[Gateway, int]) -> int:
    return running[1]


@pytest.fixture
async def alice(port: int, product: Product) -> AsyncIterator[Client]:
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await client.ask(functions.InvokeWithLayer(layer=200, query=STATE))
        yield client


async def pts_of(client: Client, count: int) -> list[int]:
    """The pts of the next so many updates."""
    found: list[int] = []
    while len(found) < count:
        container = await client.update()
        assert isinstance(container, types.Updates)
        found += [u.pts for u in container.updates if isinstance(u, types.UpdateReadHistoryInbox)]
    return found


async def hears_nothing(client: Client) -> None:
    """Whatever was pushed before would come before this pong."""
    client.events.clear()
    await client.say(mtproto.Ping(ping_id=1))
    await client.hear(lambda e: not isinstance(e, Pushed))
    assert [e for e in client.events if isinstance(e, Pushed)] == []


def the_session(gateway: Gateway, client: Client) -> LiveSession:
    assert client.key is not None
    assert client.session is not None
    key = gateway.keys.find(client.key.id)
    assert key is not None
    live = key.session(client.session.session_id)
    assert live is not None
    return live


# ── who gets them ────────────────────────────────────────────────────────────────────────────────


async def test_a_user_is_announced_before_the_first_request_runs(
    port: int, product: Product
) -> None:
    seen: list[set[int]] = []

    async def state(caller: Caller, query: TLObject) -> object:
        seen.append(set(product.online.here))
        return types.updates.State(pts=1, qts=2, date=1, seq=0, unread_count=0)

    product.answers[functions.updates.GetState] = state
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await client.ask(NEAREST)
        assert product.online.here == set()
        await product.log_in(key.id, ALICE)
        await client.ask(STATE)
    assert seen == [{ALICE}]


async def test_an_update_reaches_every_session_but_the_one_that_made_it(
    port: int, product: Product, alice: Client
) -> None:
    assert alice.key is not None
    async with connected(port, key_of=alice) as other:
        await other.ask(STATE)
        assert other.session is not None
        await product.bus.publish(
            [event(2, exclude=(alice.key.id, other.session.session_id)), event(3)]
        )
        assert await pts_of(alice, 2) == [2, 3]
        assert await pts_of(other, 1) == [3]


async def test_updates_are_for_their_user_alone(port: int, product: Product, alice: Client) -> None:
    async with connected(port) as bob:
        key = await bob.make_key(RSA)
        await product.log_in(key.id, 6)
        await bob.ask(STATE)
        await product.bus.publish([event(2)])
        assert await pts_of(alice, 1) == [2]
        await hears_nothing(bob)


async def test_a_session_without_updates_gets_none(
    port: int, product: Product, alice: Client
) -> None:
    async with connected(port, key_of=alice) as quiet:
        await quiet.ask(functions.InvokeWithoutUpdates(query=STATE))
        await product.bus.publish([event(2)])
        assert await pts_of(alice, 1) == [2]
        await hears_nothing(quiet)
        await quiet.ask(STATE)
        await product.bus.publish([event(3)])
        assert await pts_of(quiet, 1) == [3]


async def test_a_notice_may_be_for_the_sessions_of_one_key(
    port: int, product: Product, alice: Client
) -> None:
    async with connected(port) as second:
        key = await second.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await second.ask(STATE)
        await product.bus.publish([Notice(UserId(ALICE), TYPING, ("n",), only_auth_key=key.id)])
        container = await second.update()
        assert isinstance(container, types.Updates)
        assert container.updates == (TYPING,)
        await hears_nothing(alice)


async def test_a_notice_for_a_key_reaches_it_before_anybody_is_logged_in(
    port: int, product: Product, alice: Client
) -> None:
    async with connected(port) as stranger:
        key = await stranger.make_key(RSA)
        await stranger.ask(NEAREST)
        accepted = types.UpdateLoginToken()
        await product.bus.publish([Notice(UserId(0), accepted, only_auth_key=key.id)])
        container = await stranger.update()
        assert isinstance(container, types.Updates)
        assert container.updates == (accepted,)
        await hears_nothing(alice)


async def test_an_update_is_written_in_each_sessions_layer(
    port: int, product: Product, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers: list[int] = []
    encode = tl.encode

    def spy(value: TLObject, layer: int = tl.NEWEST_LAYER) -> bytes:
        if isinstance(value, types.Updates):
            layers.append(layer)
        return encode(value, layer)

    async with connected(port, key_of=alice) as same, connected(port, key_of=alice) as older:
        await same.ask(functions.InvokeWithLayer(layer=200, query=STATE))
        await older.ask(functions.InvokeWithLayer(layer=160, query=STATE))
        monkeypatch.setattr(tl, "encode", spy)
        await product.bus.publish([event(2)])
        for client in (alice, same, older):
            assert await pts_of(client, 1) == [2]
    assert sorted(layers) == [160, 200], "once a layer, not once a session"


# ── order ────────────────────────────────────────────────────────────────────────────────────────


async def test_updates_come_in_order_of_pts_however_the_events_come(
    product: Product, alice: Client
) -> None:
    await product.bus.publish([event(2)])
    assert await pts_of(alice, 1) == [2]
    await product.bus.publish([event(5), event(4), event(7, 2), event(3)])
    assert await pts_of(alice, 4) == [3, 4, 5, 7]
    assert product.log.reads == 0


async def test_a_gap_is_filled_from_the_log(product: Product, alice: Client) -> None:
    await product.bus.publish([event(2)])
    product.log.events = [event(n) for n in range(3, 6)]
    await product.bus.publish([event(5), event(6)])
    assert await pts_of(alice, 5) == [2, 3, 4, 5, 6]
    assert product.log.reads == 1


@pytest.mark.parametrize("down", [False, True])
async def test_a_gap_that_cannot_be_filled_is_updates_too_long(
    product: Product, alice: Client, down: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read(box_id: BoxId, after_pts: int) -> Sequence[BoxEvent] | None:
        if down:
            raise StoreUnavailable("no database")
        return None

    monkeypatch.setattr(type(product.log), "read", staticmethod(read))
    await product.bus.publish([event(2)])
    assert await pts_of(alice, 1) == [2]
    await product.bus.publish([event(9)])
    assert await alice.update() == types.UpdatesTooLong()
    await product.bus.publish([event(10)])
    assert await pts_of(alice, 1) == [10]


async def test_a_failing_renderer_is_updates_too_long(product: Product) -> None:
    async def render(user_id: UserId, updates: Sequence[types.TypeUpdate]) -> types.TypeUpdates:
        raise StoreUnavailable("no database")

    product.render = render  # type: ignore[method-assign]
    async with serving(product) as (_, port), connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await client.ask(STATE)
        await product.bus.publish([event(2)])
        assert await client.update() == types.UpdatesTooLong()


async def test_a_flood_of_events_is_updates_too_long(product: Product) -> None:
    opened = asyncio.Event()
    rendered: list[int] = []

    async def render(user_id: UserId, updates: Sequence[types.TypeUpdate]) -> types.TypeUpdates:
        rendered.append(len(updates))
        await opened.wait()
        return types.Updates(updates=tuple(updates), users=(), chats=(), date=1, seq=0)

    product.render = render  # type: ignore[method-assign]
    async with serving(product, Limits(inbox=50, drain_s=1)) as (_, port), connected(port) as it:
        key = await it.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await it.ask(STATE)
        await product.bus.publish([event(2)])
        await until(lambda: bool(rendered))
        await product.bus.publish([event(n) for n in range(3, 60)])
        opened.set()
        assert await it.update() == types.UpdatesTooLong()


# ── texts in their shortest form ─────────────────────────────────────────────────────────────────


def text(pts: int, sender: int = 6) -> BoxEvent:
    """A text from somebody."""
    message = types.Message(
        id=pts,
        from_id=types.PeerUser(user_id=sender),
        peer_id=types.PeerUser(user_id=sender),
        date=1,
        message="salam",
    )
    update = types.UpdateNewMessage(message=message, pts=pts, pts_count=1)
    return BoxEvent(BoxId(ALICE), pts, 1, update, ("n",), None)


async def test_a_sender_who_was_shown_once_is_not_shown_with_each_text(product: Product) -> None:
    async def render(user_id: UserId, updates: Sequence[types.TypeUpdate]) -> types.TypeUpdates:
        users = [types.User(id=6, access_hash=1, first_name="Bob")]
        return types.Updates(updates=tuple(updates), users=users, chats=(), date=1, seq=0)

    product.render = render  # type: ignore[method-assign]
    async with serving(product) as (_, port), connected(port) as alice:
        key = await alice.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await alice.ask(functions.InvokeWithLayer(layer=200, query=STATE))
        await product.bus.publish([text(2)])
        assert isinstance(await alice.update(), types.Updates)
        await product.bus.publish([text(3)])
        short = await alice.update()
        assert isinstance(short, types.UpdateShortMessage)
        assert (short.user_id, short.pts, short.message) == (6, 3, "salam")
        await product.bus.publish([text(4, sender=7)])
        assert isinstance(await alice.update(), types.Updates)
        async with connected(port, key_of=alice) as tablet:
            await tablet.ask(STATE)
            await product.bus.publish([text(5)])
            assert isinstance(await tablet.update(), types.Updates)


# ── whose session it is no longer ────────────────────────────────────────────────────────────────


async def test_nothing_is_pushed_to_a_session_that_logged_out(
    product: Product, alice: Client
) -> None:
    async def log_out(caller: Caller, query: TLObject) -> object:
        await product.authorizations.deauthorize([caller.auth_key_id])
        await product.bus.publish([event(2)])
        await product.bus.publish([AuthorizationChanged((caller.auth_key_id,), closed=True)])
        await product.bus.publish([event(3)])
        return LOGGED_OUT

    product.answers[functions.auth.LogOut] = log_out
    assert await alice.ask(functions.auth.LogOut()) == LOGGED_OUT
    assert [e for e in alice.events if isinstance(e, Pushed)] == []
    await hears_nothing(alice)
    with pytest.raises(Refusal) as refused:
        await alice.ask(STATE)
    assert (refused.value.code, refused.value.message) == (401, "AUTH_KEY_UNREGISTERED")
    await until(lambda: product.online.here == set())


async def test_a_client_whose_authorization_was_reset_is_called_to_learn_of_it(
    product: Product, alice: Client
) -> None:
    assert alice.key is not None
    await product.authorizations.deauthorize([alice.key.id])
    await product.bus.publish([event(2), AuthorizationChanged((alice.key.id,)), event(3)])
    assert await alice.update() == types.UpdatesTooLong()
    with pytest.raises(Refusal) as refused:
        await alice.ask(STATE)
    assert (refused.value.code, refused.value.message) == (401, "AUTH_KEY_UNREGISTERED")


async def test_another_login_over_the_same_key_gets_its_own_updates(
    product: Product, alice: Client
) -> None:
    assert alice.key is not None
    await product.log_in(alice.key.id, 8)
    await alice.ask(STATE)
    await product.bus.publish([event(2), event(3, user=8)])
    assert await pts_of(alice, 1) == [3]


# ── connections that come and go ─────────────────────────────────────────────────────────────────


async def test_updates_made_while_there_is_no_connection_come_with_the_next(
    port: int, gateway: Gateway, product: Product, alice: Client
) -> None:
    assert alice.session is not None
    live = the_session(gateway, alice)
    await alice.stream.close()
    await until(lambda: not live.connected)
    await product.bus.publish([event(2)])
    async with connected(port, key_of=alice, session_id=alice.session.session_id) as again:
        again.session = alice.session
        alice.session.reconnect()
        await again.say(mtproto.Ping(ping_id=1))
        assert await pts_of(again, 1) == [2]


async def test_the_answer_to_a_lost_connection_comes_over_the_next(
    port: int, gateway: Gateway, product: Product, alice: Client
) -> None:
    opened = asyncio.Event()
    runs: list[int] = []

    async def slow(caller: Caller, query: TLObject) -> object:
        runs.append(caller.msg_id)
        await opened.wait()
        return types.NearestDc(country="IR", this_dc=2, nearest_dc=2)

    product.answers[functions.help.GetNearestDc] = slow
    live = the_session(gateway, alice)
    name = alice.post(NEAREST)
    await alice.flush()
    await until(lambda: bool(runs))
    await alice.stream.close()
    await until(lambda: not live.connected)
    opened.set()
    async with connected(port, key_of=alice) as again:
        again.session = alice.session
        assert again.session is not None
        again.session.reconnect()
        await again.flush()
        await again.answer(name)
    assert len(runs) == 1


async def test_a_user_is_told_to_have_come_and_gone_after_a_while(
    port: int, gateway: Gateway, product: Product, alice: Client
) -> None:
    await until(lambda: product.presence.told == [("came", ALICE)])
    live = the_session(gateway, alice)
    await alice.stream.close()
    await until(lambda: not live.connected)
    assert product.presence.told == [("came", ALICE)]
    gateway.wheel.turn(gateway.clock() + 11)
    await until(lambda: product.presence.told == [("came", ALICE), ("left", ALICE)])


async def test_a_user_who_comes_back_soon_was_never_gone(
    port: int, gateway: Gateway, product: Product, alice: Client
) -> None:
    live = the_session(gateway, alice)
    await alice.stream.close()
    await until(lambda: not live.connected)
    async with connected(port, key_of=alice) as again:
        await again.ask(STATE)
        gateway.wheel.turn(gateway.clock() + 11)
        await again.ask(STATE)
        assert product.presence.told == [("came", ALICE)]


async def test_a_session_is_forgotten_after_a_while_and_begins_anew(product: Product) -> None:
    limits = Limits(detached_s=0.0, drain_s=1.0)
    async with serving(product, limits) as (gateway, port), connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await client.ask(STATE)
        await client.stream.close()
        await until(lambda: gateway.sessions.count == 0)
        await until(lambda: product.online.here == set())


async def test_a_client_that_cannot_be_announced_is_announced_with_the_next_request(
    port: int, product: Product
) -> None:
    async with connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        product.online.down = True
        with pytest.raises(Refusal) as refused:
            await client.ask(STATE)
        assert refused.value.code == 500
        product.online.down = False
        await client.ask(STATE)
        await product.bus.publish([event(2)])
        assert await pts_of(client, 1) == [2]


async def test_stopping_leaves_nobody_online(product: Product) -> None:
    async with serving(product) as (_, port), connected(port) as client:
        key = await client.make_key(RSA)
        await product.log_in(key.id, ALICE)
        await client.ask(STATE)
        assert product.online.here == {ALICE}
    assert product.online.here == set()
    with contextlib.suppress(Gone):
        await client.receive()


async def test_who_was_forgotten_is_noted_again_and_told_to_catch_up(
    alice: Client, gateway: Gateway, product: Product
) -> None:
    product.online.here.clear()
    await gateway.delivery.recall()
    assert product.online.here == {ALICE}
    assert isinstance(await alice.update(), types.UpdatesTooLong)


# ── sessions that were elsewhere ─────────────────────────────────────────────────────────────────


async def test_a_session_that_goes_on_with_another_process_fetches_what_it_missed(
    product: Product, alice: Client
) -> None:
    """It only pings: its client believes that it is still where it was."""
    async with serving(product) as (_, other_port), connected(other_port) as moved:
        moved.key, moved.salt, moved.session = alice.key, alice.salt, alice.session
        await moved.say(mtproto.Ping(ping_id=1))
        assert await moved.update() == types.UpdatesTooLong()
        await product.bus.publish([event(7)])
        assert await pts_of(moved, 1) == [7]


async def test_a_session_that_begins_is_not_told_to_fetch_anything(
    product: Product, port: int, alice: Client
) -> None:
    async with connected(port, key_of=alice) as fresh:
        await fresh.ask(STATE)
        await hears_nothing(fresh)
