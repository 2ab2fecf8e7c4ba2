from __future__ import annotations

import pytest

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import obfuscated
from hodhod.mtproto.transport.detect import detect
from tests.mtproto.seeded import Seeded

ENTROPY = Seeded("detect")


def init(tag: bytes, dc_id: int = 2) -> bytes:
    return obfuscated.begin(tag, dc_id, Seeded("init"))[0]


@pytest.mark.parametrize(
    ("data", "name", "opening"),
    [
        (b"\xef", "abridged", 1),
        (b"\xee" * 4, "intermediate", 4),
        (b"\xdd" * 4, "padded", 4),
        (b"POST", "http", 0),
        (b"OPTI", "http", 0),
        (b"GET ", "http", 0),
        (b"\x50\x00\x00\x00\x00\x00\x00\x00", "full", 0),
        (init(b"\xef" * 4), "abridged", 64),
        (init(b"\xee" * 4), "intermediate", 64),
        (init(b"\xdd" * 4), "padded", 64),
    ],
)
def test_the_first_bytes_tell_as_soon_as_they_can(data: bytes, name: str, opening: int) -> None:
    for size in range(len(data)):
        assert detect(bytearray(data[:size]), ENTROPY) is None
    found = detect(bytearray(data), ENTROPY)
    assert found is not None
    assert (found.framing.name, found.opening) == (name, opening)
    assert (found.obfuscation is not None) == (opening == 64)


@pytest.mark.parametrize("tag", [b"\xef\xef\xef\xee", bytes(4), b"\xff" * 4])
def test_an_unknown_tag_ends_the_connection(tag: bytes) -> None:
    with pytest.raises(FrameError):
        detect(bytearray(init(tag)), ENTROPY)


def test_a_tls_hello_ends_the_connection() -> None:
    with pytest.raises(FrameError):
        detect(bytearray(b"\x16\x03\x01\x02"), ENTROPY)
