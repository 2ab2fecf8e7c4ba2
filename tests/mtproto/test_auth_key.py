from __future__ import annotations

from hashlib import sha1

import pytest

from hodhod.mtproto.auth_key import AuthKey
from tests.mtproto.seeded import Seeded, documented

VALUE = bytes.fromhex(documented()["auth_key"])


def test_a_key_is_named_by_the_end_of_its_digest() -> None:
    key, digest = AuthKey(VALUE), sha1(VALUE).digest()
    assert key.id_bytes == digest[12:]
    assert key.id == int.from_bytes(digest[12:], "little", signed=True)
    assert key.aux_hash == digest[:8]


@pytest.mark.parametrize("size", [0, 255, 257])
def test_a_key_has_256_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="256"):
        AuthKey(bytes(size))


def test_a_key_is_in_no_log() -> None:
    assert repr(AuthKey(VALUE)) == f"AuthKey(id={AuthKey(VALUE).id})"


def test_keys_are_equal_when_their_bytes_are() -> None:
    assert AuthKey(VALUE) == AuthKey(bytes(VALUE))
    assert AuthKey(VALUE) != AuthKey(Seeded("another")(256))
