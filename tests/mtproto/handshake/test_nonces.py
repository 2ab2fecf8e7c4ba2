from __future__ import annotations

from hashlib import sha1

import pytest

from hodhod import tl
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.crypto import ige
from hodhod.mtproto.handshake import nonces
from hodhod.tl import mtproto
from tests.mtproto.seeded import Seeded, auth_key, documented

VECTORS = documented()
CIPHER = nonces.passing_cipher(
    bytes.fromhex(VECTORS["new_nonce"]), bytes.fromhex(VECTORS["server_nonce"])
)
INNER = mtproto.ClientDHInnerData(
    nonce=bytes(16), server_nonce=bytes(16), retry_id=0, g_b=b"\1" * 256
)


def test_the_documented_nonces_give_the_documented_cipher() -> None:
    assert CIPHER.key.hex() == VECTORS["tmp_aes_key"]
    assert CIPHER.iv.hex() == VECTORS["tmp_aes_iv"]


def test_the_documented_offer_decrypts() -> None:
    offer = CIPHER.open(bytes.fromhex(VECTORS["encrypted_answer"]), mtproto.ServerDHInnerData)
    assert offer is not None
    assert offer.server_time == int(VECTORS["server_time"])


def test_what_is_sealed_opens_as_the_same_kind_only() -> None:
    sealed = CIPHER.seal(tl.encode(INNER), Seeded("padding"))
    assert CIPHER.open(sealed, mtproto.ClientDHInnerData) == INNER
    assert CIPHER.open(sealed, mtproto.ServerDHInnerData) is None


def hashed(data: bytes, padding: int) -> bytes:
    return ige.encrypt(sha1(data).digest() + data + bytes(padding), CIPHER.key, CIPHER.iv)


def test_padding_is_under_one_block() -> None:
    data = tl.encode(INNER)
    assert CIPHER.open(hashed(data, 12), mtproto.ClientDHInnerData) == INNER
    assert CIPHER.open(hashed(data, 28), mtproto.ClientDHInnerData) is None


@pytest.mark.parametrize("size", [0, 1, 16, 32, 335, 336, 4096])
def test_noise_opens_as_nothing(size: int) -> None:
    assert CIPHER.open(Seeded("noise")(size), mtproto.ClientDHInnerData) is None


def test_a_changed_hash_opens_as_nothing() -> None:
    data = tl.encode(INNER)
    changed = ige.encrypt(bytes(20) + data + bytes(12), CIPHER.key, CIPHER.iv)
    assert CIPHER.open(changed, mtproto.ClientDHInnerData) is None


def test_the_documented_proof_is_made() -> None:
    key = AuthKey(bytes.fromhex(VECTORS["auth_key"]))
    proof = nonces.new_nonce_hash(bytes.fromhex(VECTORS["new_nonce"]), 1, key)
    assert VECTORS["dh_gen_ok"].endswith(proof.hex())


def test_proofs_of_different_answers_differ() -> None:
    assert len({nonces.new_nonce_hash(bytes(32), n, auth_key()) for n in (1, 2, 3)}) == 3


def test_the_first_salt_mixes_both_nonces() -> None:
    salt = nonces.first_salt(b"\x0f" * 8 + bytes(24), b"\xf0" * 8 + bytes(8))
    assert salt == -1
    assert nonces.first_salt(bytes(7) + b"\1" + bytes(24), bytes(16)) == 1 << 56
