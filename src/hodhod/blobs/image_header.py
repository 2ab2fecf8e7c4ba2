"""What an image says of itself in its first bytes, read before any decoder allocates anything.

A decoder believes the size in the header: a file of some hundred bytes can make it ask for
gigabytes. So the size is read here, and what is too large is never decoded.

    PNG    89 "PNG" 0d 0a 1a 0a, length u32, "IHDR", width u32, height u32             big-endian
    GIF    "GIF87a" or "GIF89a", width u16, height u16                                 little-endian
    WebP   "RIFF" size "WEBP", then one of                                             little-endian
           "VP8 " size, frame tag u24, 9d 01 2a, width u14, height u14
           "VP8L" size, 2f, width − 1 u14, height − 1 u14
           "VP8X" size, flags u32, width − 1 u24, height − 1 u24
    JPEG   ff d8, then segments ff xx length u16 …; the frame header (ff c0 … cf, but c4, c8 and cc)
           holds length u16, precision u8, height u16, width u16                       big-endian
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

MAX_SEGMENTS = 200
"""Segments of a JPEG file before its frame header: cameras write about ten."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = Struct(">II")
_GIF_SIZE = Struct("<HH")
_JPEG_FRAME = Struct(">HBHH")
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset((0x01, *range(0xD0, 0xD8)))
_JPEG_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """What an image claims to be.

    Attributes:
        format: "JPEG", "PNG", "GIF" or "WEBP".
        width: Pixels across, before any rotation.
        height: Pixels down.
    """

    format: str
    width: int
    height: int


def read_header(data: bytes) -> ImageHeader | None:
    """Return what an image claims to be, None if it is none of the formats known here."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        return ImageHeader("PNG", *_PNG_SIZE.unpack_from(data, 16))
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        return ImageHeader("GIF", *_GIF_SIZE.unpack_from(data, 6))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return _webp(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return None


def _webp(data: bytes) -> ImageHeader | None:
    match data[12:16]:
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            width, height = _GIF_SIZE.unpack_from(data, 26)
            return ImageHeader("WEBP", width & 0x3FFF, height & 0x3FFF)
        case b"VP8L" if data[20] == 0x2F:
            bits = int.from_bytes(data[21:25], "little")
            return ImageHeader("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            height = int.from_bytes(data[27:30], "little") + 1
            return ImageHeader("WEBP", width, height)
        case _:
            return None


def _jpeg(data: bytes) -> ImageHeader | None:
    at = 2
    for _ in range(MAX_SEGMENTS):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 9 or data[at] != 0xFF or data[at + 1] == _JPEG_SCAN:
            return None
        marker = data[at + 1]
        if marker in _JPEG_FRAMES:
            _, _, height, width = _JPEG_FRAME.unpack_from(data, at + 2)
            return ImageHeader("JPEG", width, height)
        at += 2
        if marker not in _JPEG_BARE:
            at += int.from_bytes(data[at : at + 2], "big")
    return None
