"""Animated stickers: a Lottie drawing as JSON, gzipped.

    1f 8b … gzip { "tgs": 1, "v", "fr": 60, "ip", "op", "w": 512, "h": 512, "layers": […] }

Source: https://core.telegram.org/stickers#animation-requirements
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

MAX_JSON = 2 * 1024 * 1024
"""Bytes of the drawing when it is unpacked: what clients are ready to read."""

MAX_SECONDS = 3
FRAME_RATES = frozenset((30, 60))

_GZIP_WINDOW = 31


@dataclass(frozen=True, slots=True)
class Animation:
    """What an animation says of itself.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        seconds: How long one round takes.
    """

    width: int
    height: int
    seconds: float


def read_tgs(data: bytes) -> Animation | None:
    """Return what an animated sticker says of itself, None if it is broken or of another kind."""
    unpacked = _unpacked(data)
    if unpacked is None:
        return None
    try:
        drawing = json.loads(unpacked)
    except (ValueError, RecursionError):
        return None
    if not isinstance(drawing, dict) or not isinstance(drawing.get("layers"), list):
        return None
    numbers = [drawing.get(name) for name in ("w", "h", "fr", "ip", "op")]
    if not all(isinstance(one, int | float) and abs(one) < 1e6 for one in numbers):
        return None
    width, height, rate, first, last = (float(one or 0) for one in numbers)
    if rate not in FRAME_RATES or not 0 < last - first <= rate * MAX_SECONDS:
        return None
    return Animation(int(width), int(height), (last - first) / rate)


def _unpacked(data: bytes) -> bytes | None:
    """Return what gzip holds: one member, whole, checksum and all, and not too much."""
    if not data.startswith(b"\x1f\x8b"):
        return None
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    try:
        unpacked = inflater.decompress(data, MAX_JSON)
    except zlib.error:
        return None
    whole = inflater.eof and not inflater.unused_data
    return unpacked if whole else None
