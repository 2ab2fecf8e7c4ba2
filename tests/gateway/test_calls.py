from __future__ import annotations

import asyncio
import itertools
import logging
import os
import time
import zlib
from collections.abc import AsyncIterator

import pytest

from hodhod import tl
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.gateway import Gateway, Limits
from hodhod.mtproto import bind
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.events import SessionMade, Told
from hodhod.store import StoreUnavailable
from hodhod.tl import TLFunction, TLObject, functions, mtproto, types
from tests.gateway.client import Client, Gone, Refusal, connected
from tests.gateway.product import RSA, Product, serving, until

NEAREST = functions.help.GetNearestDc()
STATE = functions.updates.GetState()
CONFIG = functions.help.GetConfig()

SECONDS_AHEAD = itertools.count(1)
"""So that a number chosen in advance is above all that were used."""


@pytest.fixture
async def product() -> Product:
    return Product()


@pytest.fixture
async def running(product: Product) -> AsyncIterator[tuple[Gateway, int]]:
    async with serving(product) as both:
        yield both


@pytest.fixture
async def port(running: tuple[Gateway, int]) -> int:
    return running[1]


@pytest.fixture
async def client(port: int) -> AsyncIterator[Client]:
    async with connected(port) as client:
        await client.make_key(RSA)
        yield client


class Gate:
    """A handler that waits until it is opened."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.entered = 0

    async def __call__(self, _: Caller, __: TLObject) -> object:
        self.entered += 1
        await self.open.wait()
        return types.NearestDc(country="IR", this_dc=2, nearest_dc=2)


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


async def test_errors_of_the_api_are_answers(client: Client) -> None:
    with pytest.raises(Refusal) as refused:
        await client.ask(STATE)
    assert (refused.value.code, refused.value.message) == (401, "AUTH_KEY_UNREGISTERED")


async def test_a_failure_of_ours_is_500_and_logged(
    client: Client, product: Product, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(caller: Caller, query: TLObject) -> object:
        raise ZeroDivisionError

    product.answers[functions.help.GetNearestDc] = broken
    with pytest.raises(Refusal) as refused:
        await client.ask(NEAREST)
    assert (refused.value.code, refused.value.message) == (500, "INTERNAL")
    assert "help.getNearestDc" in [getattr(record, "method", "") for record in caplog.records]


async def test_an_outage_is_500_and_never_401(client: Client, product: Product) -> None:
    async def down(caller: Caller, query: TLObject) -> object:
        raise StoreUnavailable("no database")

    product.answers[functions.help.GetNearestDc] = down
    with pytest.raises(Refusal) as refused:
        await client.ask(NEAREST)
    assert refused.value.code == 500


@pytest.mark.parametrize(
    "body",
    [b"\xef\xbe\xad\xde", tl.encode(functions.messages.GetMessages(id=()))[:-4] + b"abcd"],
)
async def test_what_cannot_be_decoded_is_400(
    client: Client, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(Refusal) as refused:
        await client.ask(body)
    assert refused.value.code == 400
    number = int.from_bytes(body[:4], "little")
    assert refused.value.message == f"INPUT_METHOD_INVALID_{number}"
    assert [record for record in caplog.records if record.exc_info] == []
    assert isinstance(await client.ask(NEAREST), types.NearestDc), "the connection lives on"


async def test_a_query_may_be_compressed_inside_of_its_wrappers(client: Client) -> None:
    packed = mtproto.GzipPacked(packed_data=zlib.compress(tl.encode(NEAREST)))
    head = tl.encode(functions.InvokeWithLayer(layer=200, query=NEAREST))
    body = head.removesuffix(tl.encode(NEAREST)) + tl.encode(packed)
    assert isinstance(await client.ask(body), types.NearestDc)
    bomb = mtproto.GzipPacked(packed_data=zlib.compress(bytes(10 << 20)))
    with pytest.raises(Refusal, match="INPUT_METHOD_INVALID"):
        await client.ask(head.removesuffix(tl.encode(NEAREST)) + tl.encode(bomb))


async def test_answers_come_in_the_order_they_are_ready(client: Client, product: Product) -> None:
    gate = Gate()
    product.answers[functions.help.GetNearestDc] = gate
    slow = client.post(NEAREST)
    fast = client.post(functions.InvokeWithLayer(layer=200, query=STATE))
    await client.flush()
    with pytest.raises(Refusal):
        await client.answer(fast)
    gate.open.set()
    await client.answer(slow)


async def test_a_session_runs_a_bounded_number_of_requests_and_answers_all(
    product: Product,
) -> None:
    gate = Gate()
    product.answers[functions.help.GetNearestDc] = gate
    limits = Limits(running=4, queued=8, drain_s=1.0)
    async with serving(product, limits) as (gateway, port), connected(port) as client:
        await client.make_key(RSA)
        names = [client.post(NEAREST) for _ in range(100)]
        await client.flush()
        await until(lambda: gate.entered == 4)
        (live,) = [live for key in gateway.keys.all() for live in key.sessions]
        assert live.active == 4
        assert live.link is not None
        assert live.link.held, "nothing more is read"
        gate.open.set()
        for name in names:
            await client.answer(name)
        assert not live.link.held
        assert gate.entered == 100


# ── layers and callers ───────────────────────────────────────────────────────────────────────────


async def test_an_answer_is_written_in_the_layer_of_its_session(
    client: Client, product: Product
) -> None:
    async def config(caller: Caller, query: TLObject) -> object:
        return types.updates.State(pts=caller.layer, qts=2, date=1, seq=0, unread_count=0)

    product.answers[functions.updates.GetState] = config
    for announced, spoken in ((160, 160), (99_999, tl.NEWEST_LAYER), (1, tl.OLDEST_LAYER)):
        answer = await client.ask(functions.InvokeWithLayer(layer=announced, query=STATE))
        assert isinstance(answer, types.updates.State)
        assert answer.pts == spoken
    answer = await client.ask(STATE)
    assert isinstance(answer, types.updates.State)
    assert answer.pts == tl.OLDEST_LAYER, "the layer announced last"


async def test_a_login_is_seen_by_the_next_request(client: Client, product: Product) -> None:
    assert client.key is not None
    with pytest.raises(Refusal):
        await client.ask(STATE)
    await product.log_in(client.key.id, 5)
    assert isinstance(await client.ask(STATE), types.updates.State)
    caller, _ = product.calls[-1]
    assert caller.user_id == 5
    assert client.session is not None
    assert caller.session == (client.key.id, client.session.session_id)
    assert caller.ip == "127.0.0.1"


async def test_a_clients_own_data_centre_is_told(port: int, product: Product) -> None:
    async with connected(port) as client:
        await client.make_key(RSA, dc_id=4)
        answer = await client.ask(NEAREST)
        assert isinstance(answer, types.NearestDc)
        assert answer.this_dc == 4


# ── waiting for others ───────────────────────────────────────────────────────────────────────────


def after(client: Client, first: int, query: TLFunction) -> TLFunction:
    assert client.session is not None
    msg_id = client.session.msg_id_of(first)
    assert msg_id is not None
    return functions.InvokeAfterMsg(msg_id=msg_id, query=query)


async def test_a_request_runs_after_another(client: Client, product: Product) -> None:
    gate = Gate()
    product.answers[functions.help.GetNearestDc] = gate
    first = client.post(NEAREST)
    await client.flush()
    second = client.post(after(client, first, CONFIG))
    await client.flush()
    await until(lambda: gate.entered == 1)
    gate.open.set()
    await client.answer(first)
    with pytest.raises(Refusal) as refused:
        await client.answer(second)
    assert refused.value.message == "METHOD_NOT_SUPPORTED", "it has run"
    assert [type(query) for _, query in product.calls] == [type(NEAREST), type(CONFIG)]


async def test_a_request_fails_with_the_one_before(client: Client, product: Product) -> None:
    first = client.post(STATE)
    await client.flush()
    second = client.post(after(client, first, NEAREST))
    await client.flush()
    with pytest.raises(Refusal):
        await client.answer(first)
    with pytest.raises(Refusal) as refused:
        await client.answer(second)
    assert (refused.value.code, refused.value.message) == (400, "MSG_WAIT_FAILED")


async def test_a_request_does_not_wait_for_ever(client: Client, product: Product) -> None:
    gate = Gate()
    product.answers[functions.help.GetNearestDc] = gate
    first = client.post(NEAREST)
    await client.flush()
    started = time.monotonic()
    with pytest.raises(Refusal) as refused:
        await client.ask(after(client, first, STATE))
    assert (refused.value.code, refused.value.message) == (400, "MSG_WAIT_TIMEOUT")
    assert 0.4 < time.monotonic() - started < 2
    gate.open.set()
    await client.answer(first)


async def test_a_request_may_arrive_before_the_one_it_waits_for(
    port: int, product: Product
) -> None:
    async with connected(port) as client:
        await client.make_key(RSA)
        await client.ask(NEAREST)
        assert client.session is not None
        first = client.post(NEAREST)
        assert client.session.take(time.time()) is not None, "taken, and lost on its way"
        second = client.post(after(client, first, NEAREST))
        await client.flush()
        client.session.reconnect()
        await client.flush()
        await client.answer(first)
        await client.answer(second)


# ── temporary keys ───────────────────────────────────────────────────────────────────────────────


async def bind_query(
    temp: Client, perm: Client, *, expires_at: int | None = None, spoil: bool = False
) -> None:
    """Bind the key of one client to that of another."""
    assert temp.key is not None
    assert perm.key is not None
    assert temp.session is not None
    expires_at = int(time.time()) + 3600 if expires_at is None else expires_at
    # The proof names the message it comes in, so the number is chosen first.
    await temp.flush(acks=True)
    at = time.time() + next(SECONDS_AHEAD)
    msg_id = ids.lowest_msg_id(at)
    query = functions.auth.BindTempAuthKey(
        perm_auth_key_id=perm.key.id,
        nonce=77,
        expires_at=expires_at,
        encrypted_message=bind.seal(
            perm.key,
            msg_id=msg_id + (4 if spoil else 0),
            nonce=77,
            temp_auth_key_id=temp.key.id,
            temp_session_id=temp.session.session_id,
            expires_at=expires_at,
            entropy=os.urandom,
        ),
    )
    name = temp.post(query)
    await temp.flush(at=at)
    assert await temp.answer(name) == bytes.fromhex("b5757299")


async def test_a_temporary_key_speaks_for_its_permanent_one(
    port: int, product: Product, client: Client
) -> None:
    assert client.key is not None
    await product.log_in(client.key.id, 5)
    async with connected(port) as temp:
        key = await temp.make_key(RSA, expires_in=86_400)
        assert isinstance(await temp.ask(NEAREST), types.NearestDc)
        with pytest.raises(Refusal, match="METHOD_NOT_SUPPORTED"):
            await temp.ask(CONFIG)
        with pytest.raises(Refusal) as refused:
            await temp.ask(STATE)
        assert (refused.value.code, refused.value.message) == (401, "AUTH_KEY_PERM_EMPTY")
        await bind_query(temp, client)
        assert isinstance(await temp.ask(STATE), types.updates.State)
        caller, _ = product.calls[-1]
        assert (caller.auth_key_id, caller.temp_auth_key_id) == (client.key.id, key.id)


@pytest.mark.parametrize(
    ("expires_at", "spoil", "error"),
    [(1, False, "EXPIRES_AT_INVALID"), (None, True, "ENCRYPTED_MESSAGE_INVALID")],
)
async def test_a_wrong_proof_binds_nothing(
    port: int, client: Client, expires_at: int | None, spoil: bool, error: str
) -> None:
    async with connected(port) as temp:
        await temp.make_key(RSA, expires_in=86_400)
        with pytest.raises(Refusal) as refused:
            await bind_query(temp, client, expires_at=expires_at, spoil=spoil)
        assert (refused.value.code, refused.value.message) == (400, error)
        with pytest.raises(Refusal) as refused:
            await temp.ask(STATE)
        assert refused.value.message == "AUTH_KEY_PERM_EMPTY"


async def test_a_permanent_key_cannot_be_bound(port: int, client: Client) -> None:
    async with connected(port) as other:
        await other.make_key(RSA)
        with pytest.raises(Refusal) as refused:
            await bind_query(other, client)
        assert refused.value.message == "TEMP_AUTH_KEY_EMPTY"


async def test_a_temporary_key_is_bound_to_one_permanent_key(port: int, client: Client) -> None:
    async with connected(port) as temp, connected(port) as other:
        await temp.make_key(RSA, expires_in=86_400)
        await other.make_key(RSA)
        await bind_query(temp, client)
        with pytest.raises(Refusal) as refused:
            await bind_query(temp, other)
        assert refused.value.message == "TEMP_AUTH_KEY_ALREADY_BOUND"


async def test_an_outage_while_binding_is_500(
    port: int, client: Client, product: Product, running: tuple[Gateway, int]
) -> None:
    async with connected(port) as temp:
        await temp.make_key(RSA, expires_in=86_400)
        await temp.ask(NEAREST)
        product.auth_keys.down = True
        with pytest.raises(Refusal) as refused:
            await bind_query(temp, client)
        assert refused.value.code == 500


async def test_a_temporary_key_is_unknown_after_its_time(product: Product) -> None:
    offset = [0.0]
    async with (
        serving(product, clock=lambda: time.time() + offset[0]) as (_, port),
        connected(port) as temp,
    ):
        await temp.make_key(RSA, expires_in=60)
        await temp.ask(NEAREST)
        offset[0] = 61
        with pytest.raises(Gone) as gone:
            await temp.ask(NEAREST)
        assert gone.value.code == -404


# ── the ends of things ───────────────────────────────────────────────────────────────────────────


async def test_a_destroyed_key_is_unknown(port: int, client: Client, product: Product) -> None:
    assert client.key is not None
    await product.log_in(client.key.id, 5)
    await client.ask(STATE)
    await client.say(mtproto.DestroyAuthKey())
    told = await client.hear(lambda event: isinstance(event, Told))
    assert told == Told(mtproto.DestroyAuthKeyOk())
    assert product.auth_keys.kept == {}
    assert product.authorizations.kept[client.key.id].user_id is None
    async with connected(port, key_of=client) as again:
        with pytest.raises(Gone) as gone:
            await again.ask(NEAREST)
        assert gone.value.code == -404


async def test_another_session_of_the_key_is_destroyed(port: int, client: Client) -> None:
    await client.ask(NEAREST)
    async with connected(port, key_of=client) as other:
        await other.ask(NEAREST)
        assert client.session is not None
        assert other.session is not None
        client.session.say(mtproto.DestroySession(session_id=other.session.session_id))
        client.session.say(mtproto.DestroySession(session_id=12345))
        await client.flush()
        told = [await client.hear(lambda event: isinstance(event, Told)) for _ in range(2)]
        assert told == [
            Told(mtproto.DestroySessionOk(session_id=other.session.session_id)),
            Told(mtproto.DestroySessionNone(session_id=12345)),
        ]
        other.events.clear()
        await other.ask(NEAREST)
        assert any(isinstance(event, SessionMade) for event in other.events), "made anew"


async def test_rpc_errors_of_the_wrappers_are_answers(client: Client, product: Product) -> None:
    def unwrap(request: TLObject) -> object:
        raise RpcError(400, "CONNECTION_LAYER_INVALID")

    product.unwrap = unwrap  # type: ignore[method-assign,assignment]
    with pytest.raises(Refusal) as refused:
        await client.ask(NEAREST)
    assert refused.value.message == "CONNECTION_LAYER_INVALID"
