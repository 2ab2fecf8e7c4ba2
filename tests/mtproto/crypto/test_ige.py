from __future__ import annotations

import pytest

from hodhod.mtproto.crypto import ige
from tests.mtproto.seeded import Seeded, documented

VECTORS = {
    name: bytes.fromhex(documented()[name])
    for name in ("encrypted_answer", "encrypted_data", "tmp_aes_key", "tmp_aes_iv")
}
KEY, IV = VECTORS["tmp_aes_key"], VECTORS["tmp_aes_iv"]


@pytest.mark.parametrize("name", ["encrypted_answer", "encrypted_data"])
def test_the_documented_ciphertexts_come_back(name: str) -> None:
    plain = ige.decrypt(VECTORS[name], KEY, IV)
    assert documented()["nonce"] in plain.hex()
    assert ige.encrypt(plain, KEY, IV) == VECTORS[name]


@pytest.mark.parametrize("size", [1, 15, 17])
def test_only_whole_blocks_are_taken(size: int) -> None:
    for work in (ige.encrypt, ige.decrypt):
        with pytest.raises(ValueError, match="blocks"):
            work(Seeded("ige")(size), KEY, IV)
