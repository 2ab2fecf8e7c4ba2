"""Sticker files for tests, made here byte by byte."""

from __future__ import annotations

import gzip
import json
from struct import pack

from tests.blobs.pictures import picture

VP9 = b"V_VP9"


def png(width: int = 512, height: int = 512) -> bytes:
    return picture(width, height, "PNG", mode="RGBA")


def webp(width: int = 512, height: int = 512) -> bytes:
    return picture(width, height, "WEBP", mode="RGBA")


def tgs(side: int = 512, frames: float = 60, **more: object) -> bytes:
    """An animation of one second without anything in it."""
    drawing: dict[str, object] = {"tgs": 1, "v": "5.5.2", "fr": 60, "ip": 0, "op": frames}
    drawing |= {"w": side, "h": side, "layers": [], **more}
    return gzip.compress(json.dumps(drawing).encode(), mtime=0)


def webm(
    width: int = 512,
    height: int = 512,
    *,
    frames: int = 30,
    step_ms: int = 33,
    codec: bytes = VP9,
    doctype: bytes = b"webm",
    sound: bool = False,
    told_ms: float | None = None,
    frame: bytes = b"frame",
    streamed: bool = False,
) -> bytes:
    """A video without anything to see in it.

    Args:
        width: Pixels across.
        height: Pixels down.
        frames: How many.
        step_ms: Milliseconds from frame to frame.
        codec: The codec of its track.
        doctype: What kind of EBML it says it is.
        sound: Whether there is a second track, of sound.
        told_ms: How long it says that it is; None: as long as the frames are.
        frame: The bytes of each frame.
        streamed: Whether segment and cluster go on until the end without a size.
    """
    duration = float(frames * step_ms if told_ms is None else told_ms)
    video = element(0xE0, element(0xB0, number(width)) + element(0xBA, number(height)))
    track = element(0x83, b"\x01") + element(0x86, codec) + video
    tracks = element(0xAE, element(0xD7, b"\x01") + track)
    if sound:
        tracks += element(0xAE, element(0xD7, b"\x02") + element(0x83, b"\x02"))
    blocks = b"".join(
        element(0xA3, b"\x81" + pack(">h", at * step_ms) + b"\x80" + frame) for at in range(frames)
    )
    cluster = element(0xE7, b"\x00") + blocks
    segment = (
        element(0x1549A966, element(0x2AD7B1, number(1_000_000)) + element(0x4489, real(duration)))
        + element(0x1654AE6B, tracks)
        + element(0x1F43B675, cluster, endless=streamed)
    )
    head = element(0x1A45DFA3, element(0x4282, doctype))
    return head + element(0x18538067, segment, endless=streamed)


def element(tag: int, body: bytes, *, endless: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if endless else pack(">Q", 1 << 56 | len(body))
    return number(tag) + size + body


def number(value: int) -> bytes:
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")


def real(value: float) -> bytes:
    return pack(">d", value)
