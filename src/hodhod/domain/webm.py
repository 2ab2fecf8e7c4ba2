"""Video stickers: WebM with one VP9 track, read as far as its promises can be checked.

    1a45dfa3 EBML          4282 DocType "webm"
    18538067 Segment
       1549a966 Info       2ad7b1 TimestampScale (ns), 4489 Duration (in scales, float)
       1654ae6b Tracks     ae TrackEntry: 83 TrackType, 86 CodecID,
                           e0 Video: b0 PixelWidth, ba PixelHeight
       1f43b675 Cluster    e7 Timestamp, a3 SimpleBlock, a0 BlockGroup: a1 Block

An element is an id (its leading zero bits tell its length, they stay), a size (likewise, they go;
all ones: up to the end) and that many bytes. A block begins with the track's number and the time
in 16 signed bits, counted from its cluster's.

Source: https://www.rfc-editor.org/rfc/rfc8794
Source: https://www.matroska.org/technical/elements.html
Source: https://core.telegram.org/stickers#video-requirements
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack

MAX_ELEMENTS = 10_000
"""Elements of a file; three seconds of video have some hundred."""

_EBML, _DOCTYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
_INFO, _SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _ENTRY, _TYPE, _CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
_VIDEO, _WIDTH, _HEIGHT = 0xE0, 0xB0, 0xBA
_CLUSTER, _TIME, _SIMPLE_BLOCK, _GROUP, _BLOCK = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
_VIDEO_TRACK, _AUDIO_TRACK = 1, 2
_DEFAULT_SCALE_NS = 1_000_000
_NS_PER_S = 1_000_000_000

Element = tuple[int, memoryview]


@dataclass(frozen=True, slots=True)
class Video:
    """What a video says of itself.

    Attributes:
        codec: The codec of its one video track, such as "V_VP9".
        width: Pixels across.
        height: Pixels down.
        seconds: How long it is: what it says, or until its last frame, whichever is later.
        frames: How many frames there are.
        sound: Whether there is a track of sound.
    """

    codec: str
    width: int
    height: int
    seconds: float
    frames: int
    sound: bool


class _BrokenError(Exception):
    """The bytes are no such file."""


def read_webm(data: bytes) -> Video | None:
    """Return what a video says of itself, None if it is broken or of another kind."""
    try:
        return _read(memoryview(data))
    except _BrokenError:
        return None


def _read(data: memoryview) -> Video | None:
    budget = iter(range(MAX_ELEMENTS))
    top = list(_elements(data, budget))
    if not top or top[0][0] != _EBML:
        return None
    doctype = [
        bytes(body).rstrip(b"\0") for tag, body in _elements(top[0][1], budget) if tag == _DOCTYPE
    ]
    segments = [body for tag, body in top if tag == _SEGMENT]
    if doctype != [b"webm"] or len(segments) != 1:
        return None
    scale, told = _DEFAULT_SCALE_NS, 0.0
    tracks: list[dict[int, memoryview]] = []
    times: list[int] = []
    for tag, body in _elements(segments[0], budget):
        if tag == _INFO:
            info = dict(_elements(body, budget))
            scale = _number(info[_SCALE]) if _SCALE in info else scale
            told = _real(info[_DURATION]) if _DURATION in info else told
        elif tag == _TRACKS:
            entries = [inner for inside, inner in _elements(body, budget) if inside == _ENTRY]
            tracks += [dict(_elements(entry, budget)) for entry in entries]
        elif tag == _CLUSTER:
            times += _times(body, budget)
    if not times:
        return None
    seconds = max(told, float(max(times) - min(times))) * scale / _NS_PER_S
    return _described(tracks, seconds, len(times), budget)


def _described(
    tracks: list[dict[int, memoryview]], seconds: float, frames: int, budget: Iterator[int]
) -> Video | None:
    kinds = [_number(track[_TYPE]) if _TYPE in track else 0 for track in tracks]
    if kinds.count(_VIDEO_TRACK) != 1:
        return None
    track = tracks[kinds.index(_VIDEO_TRACK)]
    picture = dict(_elements(track[_VIDEO], budget)) if _VIDEO in track else {}
    if _WIDTH not in picture or _HEIGHT not in picture:
        return None
    return Video(
        codec=bytes(track.get(_CODEC, b"")).decode("ascii", "replace"),
        width=_number(picture[_WIDTH]),
        height=_number(picture[_HEIGHT]),
        seconds=seconds,
        frames=frames,
        sound=_AUDIO_TRACK in kinds,
    )


def _times(cluster: memoryview, budget: Iterator[int]) -> list[int]:
    """Return the times of a cluster's frames, in scales."""
    start = 0
    times = []
    for tag, body in _elements(cluster, budget):
        if tag == _TIME:
            start = _number(body)
        elif tag == _SIMPLE_BLOCK:
            times.append(start + _offset(body))
        elif tag == _GROUP:
            blocks = [inner for inside, inner in _elements(body, budget) if inside == _BLOCK]
            times += [start + _offset(block) for block in blocks]
    return times


def _offset(block: memoryview) -> int:
    _, at = _varint(block, 0, keep=False)
    if len(block) < at + 4:
        raise _BrokenError
    return int.from_bytes(block[at : at + 2], "big", signed=True)


def _elements(data: memoryview, budget: Iterator[int]) -> Iterator[Element]:
    """Yield the elements in a run of bytes."""
    at = 0
    while at < len(data):
        if next(budget, None) is None:
            raise _BrokenError
        tag, at = _varint(data, at, keep=True)
        size, begin = _varint(data, at, keep=False)
        if size == (1 << 7 * (begin - at)) - 1:
            size = len(data) - begin
        if begin + size > len(data):
            raise _BrokenError
        yield tag, data[begin : begin + size]
        at = begin + size


def _varint(data: memoryview, at: int, *, keep: bool) -> tuple[int, int]:
    """Return a number of one to eight bytes and where it ends."""
    if at >= len(data) or not data[at]:
        raise _BrokenError
    length = 9 - data[at].bit_length()
    if at + length > len(data):
        raise _BrokenError
    number = int.from_bytes(data[at : at + length], "big")
    return number if keep else number - (1 << 7 * length), at + length


def _number(body: memoryview) -> int:
    if len(body) > 8:
        raise _BrokenError
    return int.from_bytes(body, "big")


def _real(body: memoryview) -> float:
    match len(body):
        case 4:
            value: float = unpack(">f", body)[0]
        case 8:
            value = unpack(">d", body)[0]
        case _:
            raise _BrokenError
    if not 0 <= value < 1e12:
        raise _BrokenError
    return value
