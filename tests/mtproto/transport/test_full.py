from __future__ import annotations

import zlib

import pytest

from hodhod.mtproto.errors import FrameError
from hodhod.mtproto.transport import Packet
from hodhod.mtproto.transport.full import Full
from tests.mtproto.transport.wires import encrypted, server, server_events


def frame(payload: bytes, seq: int, *, crc: int | None = None) -> bytes:
    start = (len(payload) + 12).to_bytes(4, "little") + seq.to_bytes(4, "little") + payload
    return start + (zlib.crc32(start) if crc is None else crc).to_bytes(4, "little")


def test_frames_are_numbered_from_zero() -> None:
    framing = Full()
    assert [framing.pack(encrypted()) for _ in range(3)] == [
        frame(encrypted(), seq) for seq in range(3)
    ]


def test_a_wrong_checksum_ends_the_connection() -> None:
    with pytest.raises(FrameError):
        server_events(server(), [frame(encrypted(), 0, crc=1)])


@pytest.mark.parametrize("seq", [0, 2, 0xFFFFFFFF])
def test_a_wrong_number_ends_the_connection(seq: int) -> None:
    transport = server()
    assert server_events(transport, [frame(encrypted(), 0)]) == [Packet(encrypted())]
    with pytest.raises(FrameError):
        server_events(transport, [frame(encrypted(), seq)])


@pytest.mark.parametrize("length", [0, 4, 12, 13, 0x7FFFFFFF, 0xFFFFFFFF])
def test_an_impossible_length_ends_the_connection(length: int) -> None:
    with pytest.raises(FrameError):
        server_events(server(), [length.to_bytes(4, "little") + bytes(60)])
