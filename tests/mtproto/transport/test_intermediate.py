from __future__ import annotations

import pytest

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.intermediate import Intermediate


def test_a_frame_has_four_bytes_of_length() -> None:
    assert Intermediate().pack(b"abcdefgh") == b"\x08\x00\x00\x00abcdefgh"


def test_the_highest_bit_asks_for_a_quick_acknowledgement() -> None:
    assert Intermediate().pack(b"abcd", quick_ack=True) == b"\x04\x00\x00\x80abcd"


def test_a_quick_acknowledgement_stands_in_the_place_of_a_length() -> None:
    assert Intermediate().pack_quick_ack(0x81020304) == b"\x04\x03\x02\x81"


def test_an_error_is_four_bytes() -> None:
    assert Intermediate().pack_error(-429) == b"\x04\x00\x00\x00\x53\xfe\xff\xff"


@pytest.mark.parametrize("head", [b"\x00\x00\x00\x00", b"\x00\x00\x00\x80"])
def test_an_empty_frame_is_refused(head: bytes) -> None:
    with pytest.raises(FrameError):
        Intermediate().header(bytearray(head))
