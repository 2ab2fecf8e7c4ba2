from __future__ import annotations

import pytest

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport.abridged import Abridged


def test_a_short_frame_has_one_byte_of_length() -> None:
    assert Abridged().pack(bytes(4 * 0x7E)) == b"\x7e" + bytes(4 * 0x7E)


def test_a_long_frame_has_four() -> None:
    assert Abridged().pack(bytes(4 * 0x7F)) == b"\x7f\x7f\x00\x00" + bytes(4 * 0x7F)
    assert Abridged().pack(bytes(4 * 0x10203))[:4] == b"\x7f\x03\x02\x01"


def test_the_highest_bit_asks_for_a_quick_acknowledgement() -> None:
    assert Abridged().pack(bytes(8), quick_ack=True) == b"\x82" + bytes(8)
    assert Abridged().pack(bytes(4 * 0x7F), quick_ack=True)[:4] == b"\xff\x7f\x00\x00"


def test_a_quick_acknowledgement_has_its_bytes_swapped() -> None:
    assert Abridged().pack_quick_ack(0x81020304) == b"\x81\x02\x03\x04"


def test_an_error_is_one_word() -> None:
    assert Abridged().pack_error(-404) == b"\x01\x6c\xfe\xff\xff"


@pytest.mark.parametrize("head", [b"\x00", b"\x80", b"\x7f\x00\x00\x00"])
def test_an_empty_frame_is_refused(head: bytes) -> None:
    with pytest.raises(FrameError):
        Abridged().header(bytearray(head))


def test_a_payload_is_a_whole_number_of_words() -> None:
    with pytest.raises(ValueError, match="words"):
        Abridged().pack(b"abc")
