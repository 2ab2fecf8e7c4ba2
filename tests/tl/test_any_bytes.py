"""Bytes from strangers: a value or a DecodeError, and memory in proportion."""

from __future__ import annotations

import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hodhod import tl
from hodhod.tl import functions, mtproto, types
from tests.tl.layered import DEFINITIONS, LAYERS, Maker

VECTOR = struct.pack("<I", 0x1CB5C415)
IDS = st.sampled_from([one.id for one in DEFINITIONS])


def decodes_or_refuses(data: bytes) -> None:
    """Decode what may be no value; anything but a DecodeError fails the test."""
    try:
        value = tl.decode(data)
    except tl.DecodeError:
        return
    assert isinstance(value, tl.TLObject)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_value_or_an_error(data: bytes) -> None:
    decodes_or_refuses(data)


@given(number=IDS, data=st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_bytes_behind_a_known_id_are_a_value_or_an_error(number: int, data: bytes) -> None:
    decodes_or_refuses(struct.pack("<I", number) + data)


@given(seed=st.integers(0, 2**32 - 1), data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_spoiled_value_is_a_value_or_an_error(seed: int, data: st.DataObject) -> None:
    maker = Maker(data.draw(st.sampled_from(LAYERS)), seed)
    value = maker.make(maker.random.choice(list(maker.layer.by_id.values())))
    good = bytearray(tl.encode(value, maker.layer.number))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(good) - 1))
        good[place] = data.draw(st.integers(0, 255))

    decodes_or_refuses(bytes(good))
    decodes_or_refuses(bytes(good[: data.draw(st.integers(0, len(good)))]))


PING = tl.encode(mtproto.Ping(ping_id=1))
PEER = tl.encode(types.InputPeerUser(user_id=1, access_hash=2))

REFUSED = [
    (b"", "cut off"),
    (b"\1\2\3", "cut off"),
    (b"\0\0\0\0", "00000000 is not of the type Object"),
    (PING[:-1], "cut off"),
    (PING + b"\0", "1 bytes behind"),
    # inputUserFromMessage#1da448e2 peer:InputPeer …, with a ping for the peer
    (bytes.fromhex("e248a41d") + PING, "is not of the type InputPeer"),
    # account.updateStatus#6628562c offline:Bool
    (bytes.fromhex("2c562866 00000000".replace(" ", "")), "00000000 is not a Bool"),
    # textPlain#744694e0: not UTF-8, over the end, without its padding, a length of ff
    (bytes.fromhex("e0944674 02c32800".replace(" ", "")), "not UTF-8"),
    (bytes.fromhex("e0944674 0561".replace(" ", "")), "runs over the end"),
    (bytes.fromhex("e0944674 0461626364".replace(" ", "")), "cut off"),
    (bytes.fromhex("e0944674 ff000000".replace(" ", "")), "begins with ff"),
    (bytes.fromhex("e0944674 feffffff".replace(" ", "")), "runs over the end"),
    # msgs_ack#62d6b459: no vector, too many, a negative number
    (bytes.fromhex("59b4d662") + struct.pack("<Ii", 1, 0), "is not a vector"),
    (bytes.fromhex("59b4d662") + VECTOR + struct.pack("<i", 2**31 - 1), "too long"),
    (bytes.fromhex("59b4d662") + VECTOR + struct.pack("<i", -1), "too long"),
    (bytes.fromhex("59b4d662") + VECTOR + struct.pack("<iq", 2, 1), "cut off"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_faulty_bytes_are_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(tl.DecodeError, match=message):
        tl.decode(data)


def nested(depth: int) -> bytes:
    """A request inside so many others."""
    request: tl.TLFunction = functions.help.GetConfig()
    for _ in range(depth):
        request = functions.InvokeWithoutUpdates(query=request)
    return tl.encode(request)


def test_values_are_nested_as_deep_as_the_limit_and_no_deeper() -> None:
    limits = tl.Limits(max_depth=5)

    assert isinstance(tl.decode(nested(5), limits), functions.InvokeWithoutUpdates)
    with pytest.raises(tl.DecodeError, match="too deep"):
        tl.decode(nested(6), limits)
    with pytest.raises(tl.DecodeError, match="too deep"):
        tl.decode(nested(400))


def test_more_bytes_than_the_limit_are_refused() -> None:
    with pytest.raises(tl.DecodeError, match="too many"):
        tl.decode(PEER, tl.Limits(max_bytes=len(PEER) - 1))


def test_a_message_of_mtproto_is_no_message_of_a_chat() -> None:
    inner = mtproto.Message(msg_id=1, seqno=2, bytes=3, body=mtproto.Ping(ping_id=4))
    update = types.UpdateNewMessage(message=types.MessageEmpty(id=1), pts=1, pts_count=1)
    head = tl.encode(update)[:4]

    with pytest.raises(tl.DecodeError, match="not of the type Message"):
        tl.decode(head + tl.encode(inner) + bytes(8))


MANY = 20_000


@pytest.mark.parametrize(
    "value",
    [
        functions.users.GetUsers(id=(types.InputUserEmpty(),) * MANY),
        types.users.Users(users=(types.UserEmpty(id=1 << 40),) * MANY),
        types.users.Users(users=(types.User(id=1 << 40),) * MANY),
        types.TextConcat(texts=(types.TextPlain(text="\u0101\u0102"),) * MANY),
        mtproto.MsgsAck(msg_ids=(1 << 60,) * MANY),
    ],
)
def test_memory_is_in_proportion_to_the_bytes(value: tl.TLObject) -> None:
    data = tl.encode(value)
    tl.decode(data)
    tracemalloc.start()
    try:
        tl.decode(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 40 * len(data)


def test_a_count_is_refused_before_anything_is_allocated_for_it() -> None:
    data = bytes.fromhex("59b4d662") + VECTOR + struct.pack("<i", 2**31 - 1) + bytes(64)
    tracemalloc.start()
    try:
        decodes_or_refuses(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 100_000
