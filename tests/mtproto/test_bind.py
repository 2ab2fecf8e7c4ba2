from __future__ import annotations

from hashlib import sha1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod import tl
from hodhod.mtproto import bind
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.errors import BindError
from hodhod.tl import mtproto
from tests.mtproto.seeded import Seeded, auth_key

PERM, TEMP = auth_key("permanent"), auth_key("temporary")
SAID = {
    "msg_id": 0x65C53D5000000004,
    "nonce": -5,
    "temp_auth_key_id": TEMP.id,
    "temp_session_id": -(1 << 62),
    "expires_at": 1_700_086_400,
}


def blob() -> bytes:
    return bind.seal(PERM, entropy=Seeded("bind"), **SAID)


def sealed(hashed: bytes, padding: int = 8) -> bytes:
    """A message of MTProto 1, as the specification says."""
    key, msg_key = PERM.value, sha1(hashed).digest()[4:20]
    a = sha1(msg_key + key[0:32]).digest()
    b = sha1(key[32:48] + msg_key + key[48:64]).digest()
    c = sha1(key[64:96] + msg_key).digest()
    d = sha1(msg_key + key[96:128]).digest()
    aes_key = a[0:8] + b[8:20] + c[4:16]
    aes_iv = a[8:20] + b[0:8] + c[16:20] + d[0:8]
    return PERM.id_bytes + msg_key + ige.encrypt(hashed + bytes(padding), aes_key, aes_iv)


def hashed(*, seqno: int = 0, length: int = 40, inner: tl.TLObject | None = None) -> bytes:
    said = inner or mtproto.BindAuthKeyInner(
        nonce=SAID["nonce"],
        temp_auth_key_id=SAID["temp_auth_key_id"],
        perm_auth_key_id=PERM.id,
        temp_session_id=SAID["temp_session_id"],
        expires_at=SAID["expires_at"],
    )
    return (
        bytes(16)
        + SAID["msg_id"].to_bytes(8, "little")
        + seqno.to_bytes(4, "little")
        + length.to_bytes(4, "little")
        + tl.encode(said)
    )


def test_a_proof_is_accepted() -> None:
    bind.verify(PERM, blob(), **SAID)


def test_a_proof_is_laid_out_as_specified() -> None:
    bind.verify(PERM, sealed(hashed()), **SAID)


@pytest.mark.parametrize("name", SAID)
def test_every_field_has_to_match(name: str) -> None:
    with pytest.raises(BindError):
        bind.verify(PERM, blob(), **(SAID | {name: SAID[name] + 1}))


@pytest.mark.parametrize(
    "wrong",
    [
        sealed(hashed(seqno=1)),
        sealed(hashed(length=44)),
        sealed(hashed(length=36)),
        sealed(
            hashed(
                inner=mtproto.BindAuthKeyInner(
                    nonce=SAID["nonce"],
                    temp_auth_key_id=SAID["temp_auth_key_id"],
                    perm_auth_key_id=TEMP.id,
                    temp_session_id=SAID["temp_session_id"],
                    expires_at=SAID["expires_at"],
                )
            )
        ),
        sealed(hashed(), padding=24),
        blob()[:-16],
        b"",
        TEMP.id_bytes + blob()[8:],
    ],
    ids=["seqno", "long", "short", "key", "padding", "cut", "empty", "another key's id"],
)
def test_a_proof_of_another_form_is_refused(wrong: bytes) -> None:
    with pytest.raises(BindError):
        bind.verify(PERM, wrong, **SAID)


def test_a_proof_under_another_key_is_refused() -> None:
    with pytest.raises(BindError):
        bind.verify(TEMP, TEMP.id_bytes + blob()[8:], **SAID)


@given(position=st.integers(0, 95), bit=st.integers(0, 7))
def test_any_changed_bit_before_the_padding_is_refused(position: int, bit: int) -> None:
    changed = bytearray(blob())
    changed[position] ^= 1 << bit
    with pytest.raises(BindError):
        bind.verify(PERM, bytes(changed), **SAID)


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(BindError):
        bind.verify(PERM, noise, **SAID)
