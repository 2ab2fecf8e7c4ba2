"""Hostile bytes at a running server, over every transport: the documented answer and no more.

After each test the log has no trace, the server holds no more memory than a bound, and it still
serves somebody who does nothing wrong.
"""

from __future__ import annotations

import asyncio
import os
import struct
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import aiohttp
import pytest

from hodhod import tl
from hodhod.mtproto import containers, envelope
from hodhod.mtproto.containers import Item
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.tl import functions, mtproto, types
from tests.e2e.conftest import serving
from tests.e2e.server import Server
from tests.e2e.stranger import ENDS_S, EVERY_WIRE, Target
from tests.gateway.client import connected

MIB = 1 << 20
GROWTH = 96 * MIB
"""More than the largest packet grows to while it is read, and far less than any bomb here."""

SERVED_WITHIN_S = 5.0
"""Clients drop a connection whose pong is later."""

NEAREST = tl.encode(functions.help.GetNearestDc())
VECTOR = struct.pack("<I", 0x1CB5C415)

every_wire = pytest.mark.parametrize("wire", EVERY_WIRE)


@pytest.fixture(scope="module")
def served() -> Iterator[Target]:
    with serving() as server:
        yield asyncio.run(_key_at(server))


async def _key_at(server: Server) -> Target:
    rsa = RsaPublicKey.from_pem((await server.pem()) + "\n")
    async with connected(server.mtproto.port) as client:
        return Target(server, await client.make_key(rsa), client.salt)


@pytest.fixture
async def target(served: Target) -> AsyncIterator[Target]:
    async with served.pencil() as innocent:
        assert await innocent.refusal(await innocent.send(NEAREST)) == (0, "")
        before = served.resident_bytes()
        yield served
        # The one who did nothing wrong is still connected, and is answered in time.
        async with asyncio.timeout(SERVED_WITHIN_S):
            assert await innocent.refusal(await innocent.send(NEAREST)) == (0, "")
    served.server.check_log()
    assert served.resident_bytes() - before < GROWTH


# ── frames ───────────────────────────────────────────────────────────────────────────────────────

BROKEN_FRAMES = {
    "abridged, empty": b"\xef\x00",
    "abridged, 64 MiB": b"\xef\x7f\xff\xff\xff" + bytes(64),
    "intermediate, empty": b"\xee" * 4 + bytes(4),
    "intermediate, 2 GiB": b"\xee" * 4 + b"\xff\xff\xff\x7f" + bytes(64),
    "padded, empty": b"\xdd" * 4 + bytes(4),
    "padded, 2 GiB": b"\xdd" * 4 + b"\xff\xff\xff\x7f" + bytes(64),
    "full, shorter than its head": struct.pack("<II", 8, 0) + bytes(64),
    "full, a negative length": struct.pack("<iI", -12, 0) + bytes(64),
    "full, no multiple of 4": struct.pack("<II", 17, 0) + bytes(64),
    "full, a wrong checksum": struct.pack("<II", 24, 0) + bytes(16),
    "a TLS hello": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    "an obfuscated opening with an unknown tag": b"\x01" * 64,
}


@pytest.mark.parametrize("data", BROKEN_FRAMES.values(), ids=BROKEN_FRAMES)
async def test_a_broken_frame_ends_the_connection(target: Target, data: bytes) -> None:
    assert len(await target.bytes_until_the_end(data)) <= 4 * 6


BROKEN_HTTP = {
    "no length": (b"POST /api HTTP/1.1\r\n\r\n", 411),
    "a negative length": (b"POST /api HTTP/1.1\r\nContent-Length: -5\r\n\r\n", 400),
    "a length of words": (b"POST /api HTTP/1.1\r\nContent-Length: ten\r\n\r\n", 400),
    "two lengths": (b"POST /api HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n", 400),
    "chunks": (b"POST /api HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    "too large": (b"POST /api HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413),
    "headers without an end": (b"POST /api HTTP/1.1\r\n" + b"a: b\r\n" * 3000, 431),
    "another path": (b"POST /etc/passwd HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd", 404),
    "another verb": (b"GET /api HTTP/1.1\r\n\r\n", 405),
}


@pytest.mark.parametrize(("data", "status"), BROKEN_HTTP.values(), ids=BROKEN_HTTP)
async def test_a_broken_http_request_is_a_status(target: Target, data: bytes, status: int) -> None:
    answer = await target.bytes_until_the_end(data)
    assert answer.startswith(b"HTTP/1.1 %d " % status)


@pytest.mark.parametrize("data", [b"\0" * 4000, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 9000])
async def test_the_web_port_refuses_what_is_no_http(target: Target, data: bytes) -> None:
    assert b" 400 " in (await target.bytes_until_the_end(data, web=True))[:40]


async def test_a_websocket_has_to_be_one_and_speaks_binary(target: Target) -> None:
    url = f"http://{target.server.http}/apiws"
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as response:
            assert response.status == 400
        async with http.ws_connect(url, protocols=("binary",)) as socket:
            await socket.send_str("hello")
            async with asyncio.timeout(ENDS_S):
                assert (await socket.receive()).type in {
                    aiohttp.WSMsgType.CLOSE,
                    aiohttp.WSMsgType.CLOSING,
                    aiohttp.WSMsgType.CLOSED,
                }


@every_wire
async def test_hundreds_of_half_frames_take_no_more_than_what_was_sent(
    target: Target, wire: str
) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(200):
            client = await stack.enter_async_context(target.wire(wire))
            frame = client.transport.pack(os.urandom(4000))
            await client.stream.write(client.opening + frame[: len(frame) // 2])
        async with target.pencil() as pencil:
            assert await pencil.refusal(await pencil.send(NEAREST)) == (0, "")


@every_wire
async def test_noise_in_a_frame_is_404(target: Target, wire: str) -> None:
    for size in (4, 8, 20, 24, 104, 1000):
        async with target.pencil(wire) as pencil:
            await pencil.write(os.urandom(size))
            assert await pencil.end() == -404


# ── strangers without a key ──────────────────────────────────────────────────────────────────────

PLAIN = {
    "nothing": b"",
    "a length over the end": struct.pack("<qqi", 0, 4, 400) + bytes(16),
    "a negative length": struct.pack("<qqi", 0, 4, -4) + bytes(16),
    "a query of the API": envelope.seal_plain(4, NEAREST),
    "an unknown constructor": envelope.seal_plain(4, b"\xef\xbe\xad\xde" + bytes(16)),
    "noise": envelope.seal_plain(4, os.urandom(200)),
    "half a query": envelope.seal_plain(4, tl.encode(mtproto.ReqPqMulti(nonce=bytes(16)))[:12]),
    "a later step of a handshake": envelope.seal_plain(
        4,
        tl.encode(
            mtproto.ReqDHParams(
                nonce=bytes(16),
                server_nonce=bytes(16),
                p=b"\1",
                q=b"\2",
                public_key_fingerprint=1,
                encrypted_data=bytes(256),
            )
        ),
    ),
}


@every_wire
async def test_what_is_no_handshake_is_404(target: Target, wire: str) -> None:
    for payload in PLAIN.values():
        if not payload:
            continue
        async with target.pencil(wire) as pencil:
            await pencil.write(payload)
            assert await pencil.end() == -404


# ── envelopes ────────────────────────────────────────────────────────────────────────────────────


@every_wire
async def test_every_fault_of_an_envelope_is_the_same_404(target: Target, wire: str) -> None:
    faults: list[dict[str, int]] = [
        {"length": -4},
        {"length": 2**31 - 1},
        {"length": 80},
        {"length": 1},
        {"padding": 0},
        {"padding": 2048},
    ]
    for fault in faults:
        async with target.pencil(wire) as pencil:
            await pencil.write(pencil.sealed(4 * NEAREST, **fault))
            assert await pencil.end() == -404, fault
    async with target.pencil(wire) as pencil:
        spoiled = bytearray(pencil.sealed(NEAREST))
        spoiled[30] ^= 1
        await pencil.write(bytes(spoiled))
        assert await pencil.end() == -404


# ── sessions ─────────────────────────────────────────────────────────────────────────────────────


@every_wire
async def test_wrong_numbers_get_their_codes(target: Target, wire: str) -> None:
    async with target.pencil(wire) as pencil:
        first = await pencil.send(NEAREST)
        assert await pencil.refusal(first) == (0, "")
        lies: list[tuple[int, dict[str, int]]] = [
            (48, {"salt": 12345}),
            (16, {"msg_id": pencil.new_id(-400)}),
            (17, {"msg_id": pencil.new_id(+400)}),
            (18, {"msg_id": pencil.new_id() + 1}),
            (32, {"msg_id": pencil.new_id(), "seqno": 0 | 1}),
            (35, {"seqno": 2}),
            (33, {"msg_id": first - 4, "seqno": 101}),
        ]
        for code, lie in lies:
            about = await pencil.send(NEAREST, **lie)
            assert await pencil.bad_message(about) == code, lie
        container = containers.write([pencil.item(NEAREST)])
        assert await pencil.bad_message(await pencil.send(container, seqno=99)) == 34
        assert await pencil.refusal(await pencil.send(NEAREST)) == (0, "")


@every_wire
async def test_broken_containers_are_64(target: Target, wire: str) -> None:
    async with target.pencil(wire) as pencil:
        inner = pencil.item(NEAREST)
        good = containers.write([inner])
        broken = {
            "cut off": good[:-4],
            "more behind": good + bytes(4),
            "a length over the end": good[:20] + struct.pack("<i", 4000) + good[24:],
            "a negative length": good[:20] + struct.pack("<i", -4) + good[24:],
            "nested": containers.write([Item(inner.msg_id, inner.seqno, good)]),
            "later than itself": containers.write([Item((1 << 63) - 4, 1, NEAREST)]),
            "twice the same": containers.write([inner, inner]),
            "a server's number": containers.write([Item(inner.msg_id + 1, 1, NEAREST)]),
        }
        for name, body in broken.items():
            about = await pencil.send(body, seqno=2 * pencil.count)
            assert await pencil.bad_message(about) == 64, name


@every_wire
@pytest.mark.parametrize("count", [1025, 2**32 - 1])
async def test_too_many_messages_in_a_container_are_429(
    target: Target, wire: str, count: int
) -> None:
    async with target.pencil(wire) as pencil:
        body = struct.pack("<II", containers.CONTAINER_ID, count) + bytes(64)
        await pencil.send(body, seqno=0)
        assert await pencil.end() == -429


@pytest.mark.parametrize(
    "kind", [mtproto.MsgsAck, mtproto.MsgsStateReq, mtproto.MsgResendReq, mtproto.MsgsAllInfo]
)
async def test_too_many_ids_in_a_list_are_429(target: Target, kind: type[tl.TLObject]) -> None:
    async with target.pencil() as pencil:
        more = {"info": b""} if kind is mtproto.MsgsAllInfo else {}
        await pencil.send(kind(msg_ids=tuple(range(8193)), **more))
        assert await pencil.end() == -429


# In HTTP an answer belongs to a request: one that is asked again is answered again.
@pytest.mark.parametrize("wire", [one for one in EVERY_WIRE if one != "http"])
async def test_what_is_played_back_is_not_done_again(target: Target, wire: str) -> None:
    async with target.pencil(wire) as pencil:
        recording = pencil.sealed(tl.encode(mtproto.Ping(ping_id=7)), seqno=0)
        await pencil.write(recording)
        while 7 not in await pencil.pongs():
            pass
        async with target.pencil(wire) as thief:
            for _ in range(3):
                await thief.write(recording)
        # A ping that comes again is not answered again: the next pong is that of the next ping.
        await pencil.send(mtproto.Ping(ping_id=8), seqno=0)
        pongs = await pencil.pongs()
        while not pongs:
            pongs = await pencil.pongs()
        assert pongs == [8]


# ── requests ─────────────────────────────────────────────────────────────────────────────────────


def packed(data: bytes) -> bytes:
    return tl.encode(mtproto.GzipPacked(packed_data=data))


def bomb() -> bytes:
    """A quarter of a gibibyte, in a quarter of a mebibyte."""
    press = zlib.compressobj(9)
    return b"".join([press.compress(bytes(MIB)) for _ in range(256)] + [press.flush()])


def deep(depth: int) -> bytes:
    """A request inside so many others."""
    return b"".join([struct.pack("<I", 0xBF9459B7)] * depth) + NEAREST


BROKEN_REQUESTS = {
    "an unknown constructor": (b"\xef\xbe\xad\xde" + bytes(8), "INPUT_METHOD_INVALID_3735928559"),
    "a value that is no method": (tl.encode(types.InputPeerSelf()), "INPUT_METHOD_INVALID"),
    "nothing of a method": (
        tl.encode(functions.users.GetUsers(id=()))[:4],
        "INPUT_METHOD_INVALID_",
    ),
    "something behind it": (NEAREST + bytes(4), "INPUT_METHOD_INVALID_"),
    "a method of another type inside": (
        tl.encode(functions.users.GetUsers(id=()))[:4]
        + VECTOR
        + struct.pack("<I", 1)
        + tl.encode(types.InputStickerSetEmpty()),
        "INPUT_METHOD_INVALID_",
    ),
    "a negative count": (
        tl.encode(functions.users.GetUsers(id=()))[:4] + VECTOR + struct.pack("<i", -1),
        "INPUT_METHOD_INVALID_",
    ),
    "a huge count": (
        tl.encode(functions.users.GetUsers(id=()))[:4] + VECTOR + struct.pack("<i", 2**31 - 1),
        "INPUT_METHOD_INVALID_",
    ),
    "a string over the end": (
        tl.encode(functions.contacts.ResolveUsername(username=""))[:4] + b"\xfe\xff\xff\xff",
        "INPUT_METHOD_INVALID_",
    ),
    "text that is none": (
        tl.encode(functions.contacts.ResolvePhone(phone=""))[:4] + b"\x03\xff\xfe\xfd",
        "INPUT_METHOD_INVALID_",
    ),
    "nested too deep": (deep(2000), "INPUT_METHOD_INVALID_"),
    "many wrappers": (deep(9), "INPUT_REQUEST_TOO_LONG"),
    "a bomb": (packed(bomb()), "INPUT_FETCH_FAIL"),
    "a bomb inside of a wrapper": (deep(1)[:4] + packed(bomb()), "INPUT_METHOD_INVALID_"),
    "packed twice": (packed(zlib.compress(packed(zlib.compress(NEAREST)))), "INPUT_FETCH_FAIL"),
    "broken compressed data": (packed(b"nothing"), "INPUT_FETCH_FAIL"),
    "a packed container": (
        packed(zlib.compress(containers.write([Item(4, 1, NEAREST)]))),
        "INPUT_FETCH_FAIL",
    ),
}


@pytest.mark.parametrize(("body", "error"), BROKEN_REQUESTS.values(), ids=BROKEN_REQUESTS)
async def test_a_broken_request_is_400(target: Target, body: bytes, error: str) -> None:
    async with target.pencil() as pencil:
        code, message = await pencil.refusal(await pencil.send(body))
        assert (code, message[: len(error)]) == (400, error)
        assert await pencil.refusal(await pencil.send(NEAREST)) == (0, "")


async def test_a_container_of_bombs_grows_no_more_than_one(target: Target) -> None:
    stuffed = packed(zlib.compress(NEAREST + bytes(2 * MIB - 4), 9))
    async with target.pencil() as pencil:
        items = [pencil.item(stuffed) for _ in range(200)]
        await pencil.send_container(*items)
        assert (await pencil.refusal(items[-1].msg_id))[0] == 400


@every_wire
async def test_the_largest_vectors_are_refused_and_hold_nobody_up(
    target: Target, wire: str
) -> None:
    async with target.pencil(wire) as pencil:
        many = functions.users.GetUsers(id=(types.InputUserEmpty(),) * 60_000)
        started = time.monotonic()
        code, _ = await pencil.refusal(await pencil.send(packed(zlib.compress(tl.encode(many)))))
        assert code == 401
        async with asyncio.timeout(SERVED_WITHIN_S):
            await pencil.refusal(await pencil.send(NEAREST))
        assert time.monotonic() - started < SERVED_WITHIN_S


async def test_whatever_a_stranger_asks_is_refused_and_never_a_failure_of_ours(
    target: Target,
) -> None:
    """Every method, filled with nothing, from somebody with a key and without an account."""
    async with target.pencil() as pencil:
        failed: list[str] = []
        for function in tl.FUNCTIONS:
            if not function.tl_versions or "." not in function.tl_name:
                continue
            number = function.tl_versions[-1][0]
            for body in (b"", bytes(64), b"\xff" * 64):
                about = await pencil.send(struct.pack("<I", number) + body)
                code, message = await pencil.refusal(about)
                if code >= 500:
                    failed.append(f"{function.tl_name}: {code} {message}")
        assert failed == []


# ── crowds ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_flood_of_handshakes_is_limited_and_holds_nobody_up(target: Target) -> None:
    async with AsyncExitStack() as stack:
        pencils = [await stack.enter_async_context(target.pencil()) for _ in range(4)]
        for pencil in pencils:
            for n in range(200):
                query = mtproto.ReqPqMulti(nonce=os.urandom(16))
                await pencil.write(envelope.seal_plain(4 * n + 4, tl.encode(query)))
        async with target.pencil() as known, asyncio.timeout(SERVED_WITHIN_S):
            assert await known.refusal(await known.send(NEAREST)) == (0, "")
        ends = [asyncio.create_task(pencil.end()) for pencil in pencils]
        done, pending = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in pending:
            end.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        # −429 is lost where the system resets a connection that had more to be read.
        assert {end.result() for end in done} <= {-429, 0}
