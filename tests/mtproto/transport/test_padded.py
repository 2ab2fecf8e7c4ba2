from __future__ import annotations

import pytest

from hodhod.mtproto.transport.framing import Head
from hodhod.mtproto.transport.padded import Padded
from tests.mtproto.seeded import Seeded
from tests.mtproto.transport.wires import encrypted, plain


@pytest.mark.parametrize("padding", range(16))
@pytest.mark.parametrize("payload", [encrypted(), plain()], ids=["encrypted", "plain"])
def test_the_padding_is_taken_off(payload: bytes, padding: int) -> None:
    frame = bytearray(4) + payload + b"\xff" * padding
    size = len(payload) + padding
    assert Padded(Seeded("padding")).payload(frame, Head(4, size, 4 + size)) == payload


def test_padding_varies_up_to_fifteen_bytes() -> None:
    framing = Padded(Seeded("padding"))
    sizes = {len(framing.pack(encrypted())) - 4 - len(encrypted()) for _ in range(300)}
    assert sizes == set(range(16))


def test_an_error_has_no_padding() -> None:
    assert Padded(Seeded("padding")).pack_error(-404) == b"\x04\x00\x00\x00\x6c\xfe\xff\xff"
