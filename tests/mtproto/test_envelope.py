from __future__ import annotations

import logging
import struct
from collections import defaultdict
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.mtproto import envelope
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.envelope import CLIENT, SERVER, Message, PlainMessage, Role
from hodhod.mtproto.errors import NOT_FOUND, TransportError
from tests.mtproto.seeded import Seeded, auth_key, documented

KEY = auth_key()
LONG = st.integers(-(1 << 63), (1 << 63) - 1)
BODY = st.binary(max_size=400).map(lambda body: body[: len(body) & ~3])


def refused(payload: bytes, role: Role = SERVER) -> None:
    with pytest.raises(TransportError) as error:
        envelope.open_message(KEY, payload, role)
    assert error.value.code == NOT_FOUND
    assert error.value.__cause__ is None


def sealed(plain: bytes, x: int = 0) -> bytes:
    """Encrypts anything at all, as the specification says."""
    msg_key = sha256(KEY.value[88 + x : 120 + x] + plain).digest()[8:24]
    a = sha256(msg_key + KEY.value[x : x + 36]).digest()
    b = sha256(KEY.value[40 + x : 76 + x] + msg_key).digest()
    aes_key, aes_iv = a[:8] + b[8:24] + a[24:32], b[:8] + a[8:24] + b[24:32]
    return KEY.id_bytes + msg_key + ige.encrypt(plain, aes_key, aes_iv)


def inside(length: int, rest: int) -> bytes:
    return struct.pack("<qqqii", 1, 2, 3, 4, length) + bytes(rest)


# ── Encrypted ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("writer", "reader"), [(CLIENT, SERVER), (SERVER, CLIENT)])
@given(numbers=st.tuples(LONG, LONG, LONG), seqno=st.integers(0, 1 << 30), body=BODY)
def test_what_one_side_seals_the_other_opens(
    writer: Role, reader: Role, numbers: tuple[int, int, int], seqno: int, body: bytes
) -> None:
    salt, session_id, msg_id = numbers
    payload = envelope.seal_message(
        KEY,
        body,
        salt=salt,
        session_id=session_id,
        msg_id=msg_id,
        seqno=seqno,
        entropy=Seeded("padding"),
        role=writer,
    )
    message = envelope.open_message(KEY, payload, reader)
    assert message == Message(salt, session_id, msg_id, seqno, body, message.quick_ack)
    assert 24 + 32 + 12 <= len(payload) - len(body) <= 24 + 32 + 27
    assert envelope.auth_key_id(payload) == KEY.id


def test_a_message_is_laid_out_as_specified() -> None:
    plain = inside(8, 8 + 24)
    message = envelope.open_message(KEY, sealed(plain), SERVER)
    token = int.from_bytes(sha256(KEY.value[88:120] + plain).digest()[:4], "little") | 1 << 31
    assert message == Message(1, 2, 3, 4, bytes(8), token)
    written = envelope.seal_message(
        KEY, bytes(8), salt=1, session_id=2, msg_id=3, seqno=4, entropy=bytes, role=SERVER
    )
    assert written == sealed(plain, x=8)


def test_no_side_opens_its_own_messages() -> None:
    refused(sealed(inside(8, 32), x=8), SERVER)
    refused(sealed(inside(8, 32), x=0), CLIENT)


def test_both_sides_know_the_quick_acknowledgement() -> None:
    payload = envelope.seal_message(
        KEY, bytes(40), salt=1, session_id=2, msg_id=3, seqno=4, entropy=bytes, role=CLIENT
    )
    token = envelope.open_message(KEY, payload, SERVER).quick_ack
    assert envelope.quick_ack_token(KEY, payload) == token
    assert token >> 31 == 1


@pytest.mark.parametrize("padding", [12, 28, 1020])
def test_padding_of_12_to_1024_bytes_is_right(padding: int) -> None:
    body = -(32 + padding) % 16
    assert envelope.open_message(KEY, sealed(inside(body, body + padding)), SERVER).seqno == 4


@pytest.mark.parametrize("padding", [0, 4, 8, 1028, 1040, 2048])
def test_less_or_more_padding_is_refused(padding: int) -> None:
    body = 64 - padding % 16
    refused(sealed(inside(body, body + padding)))


@pytest.mark.parametrize("length", [-1, -4, -(1 << 31), 1, 2, 3, 5, 37, 56, 64, 1 << 30])
def test_a_length_that_cannot_be_is_refused(length: int) -> None:
    refused(sealed(inside(length, 64)))


@given(position=st.integers(0, 119), bit=st.integers(0, 7))
def test_any_changed_bit_is_refused(position: int, bit: int) -> None:
    payload = bytearray(sealed(inside(8, 64)))
    assert len(payload) == 120
    payload[position] ^= 1 << bit
    refused(bytes(payload))


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    refused(noise)
    refused(KEY.id_bytes + noise)


@given(cut=st.integers(0, 119))
def test_a_message_that_was_cut_is_refused(cut: int) -> None:
    refused(sealed(inside(8, 64))[:cut])


def test_the_digest_is_computed_before_what_was_decrypted_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digests = []

    def counted(data: bytes) -> object:
        digests.append(len(data))
        return sha256(data)

    monkeypatch.setattr(envelope, "sha256", counted)
    counts = set()
    for wrong in (inside(-4, 64), inside(5, 64), inside(1 << 30, 64), inside(8, 8 + 2056)):
        digests.clear()
        refused(sealed(wrong))
        counts.add(len(digests))
    digests.clear()
    refused(KEY.id_bytes + bytes(16 + 96))
    assert counts == {len(digests)} == {3}


# ── Plain ──────────────────────────────────────────────────────────────────────────────────────


def test_the_documented_message_is_read_and_written() -> None:
    vectors = documented()
    payload = bytes.fromhex(vectors["req_pq_multi_payload"])
    body = bytes.fromhex(vectors["req_pq_multi"])
    message = envelope.open_plain(payload)
    assert message == PlainMessage(0x65C53D50000672D4, body)
    assert envelope.seal_plain(message.msg_id, body) == payload
    assert envelope.auth_key_id(payload) == 0


@pytest.mark.parametrize("tail", [0, 1, 15])
def test_a_transport_may_leave_its_padding_behind(tail: int) -> None:
    payload = envelope.seal_plain(4, bytes(20)) + b"\1" * tail
    assert envelope.open_plain(payload) == PlainMessage(4, bytes(20))


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        bytes(19),
        bytes(7) + b"\1" + bytes(12),
        struct.pack("<qqi", 0, 4, -4) + bytes(20),
        struct.pack("<qqi", 0, 4, 3) + bytes(3),
        struct.pack("<qqi", 0, 4, 24) + bytes(20),
        struct.pack("<qqi", 0, 4, 4) + bytes(20),
        struct.pack("<qqi", 0, 4, 0x7FFFFFFC) + bytes(20),
    ],
    ids=["empty", "short", "with a key", "negative", "odd", "cut", "with a tail", "huge"],
)
def test_inconsistent_lengths_are_refused(payload: bytes) -> None:
    with pytest.raises(TransportError) as error:
        envelope.open_plain(payload)
    assert error.value.code == NOT_FOUND


@pytest.mark.parametrize("size", range(8))
def test_a_payload_too_short_for_a_key_is_refused(size: int) -> None:
    with pytest.raises(TransportError):
        envelope.auth_key_id(bytes(size))


# ── Another implementation ─────────────────────────────────────────────────────────────────────


def test_what_telethon_seals_opens() -> None:
    from telethon.crypto import AuthKey as TelethonKey
    from telethon.network.mtprotostate import MTProtoState

    state = MTProtoState(TelethonKey(KEY.value), defaultdict(logging.getLogger))
    state.salt, state.id = 5, 6
    body = struct.pack("<qii", 4, 1, 8) + b"\1\2\3\4\5\6\7\x08"
    message = envelope.open_message(KEY, state.encrypt_message_data(body), SERVER)
    assert (message.salt, message.session_id) == (5, 6)
    assert (message.msg_id, message.seqno, message.body) == (4, 1, b"\1\2\3\4\5\6\7\x08")
