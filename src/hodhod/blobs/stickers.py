"""Sticker files: what may be one, checked on the bytes and not on what is said of them.

              still                  animation            video
    is        PNG or WebP            TGS                  WebM: one VP9 track, no sound
    sticker   one side 512, the other at most that        (TGS: 512 by 512)
              512 KiB                64 KiB               256 KiB
    emoji     100 by 100             512 by 512 (100)     100 by 100
              512 KiB                64 KiB               64 KiB
    thumb     100 by 100             100 by 100 (512)     100 by 100
              128 KiB                32 KiB               32 KiB
    loose     sides up to 512        as a sticker         as a sticker
              512 KiB, WebP alone
    time                             up to 3 s            up to 3 s, 30 frames a second

A PNG becomes a WebP: clients show no other still as a sticker. Runs in a thread.

Source: https://core.telegram.org/stickers
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO

from PIL import Image

from hodhod.blobs.image_header import read_header
from hodhod.blobs.photos import MAX_RATIO, PhotoImage, render_thumbnail
from hodhod.domain.errors import bad_request
from hodhod.domain.tgs import read_tgs
from hodhod.domain.webm import read_webm

WEBP, TGS, WEBM = "image/webp", "application/x-tgsticker", "video/webm"

KIB = 1024
MAX_BYTES = 512 * KIB
"""The largest file that may be a sticker of any sort."""

SIDE, SMALL_SIDE = 512, 100
MAX_SECONDS, MAX_FRAMES_PER_S = 3.05, 30.5
"""A little more than is said: encoders round up to whole frames."""

THUMB_SIDE = 128


class Shape(Enum):
    """What a file is to be: part of a set, a set's own picture, or a sticker all by itself."""

    STICKER = auto()
    EMOJI = auto()
    THUMB = auto()
    LOOSE = auto()


STILL_BYTES = {Shape.THUMB: 128 * KIB}
TGS_BYTES = {Shape.THUMB: 32 * KIB}
WEBM_BYTES = {Shape.EMOJI: 64 * KIB, Shape.THUMB: 32 * KIB}
STILL_LIMIT, TGS_LIMIT, WEBM_LIMIT = 512 * KIB, 64 * KIB, 256 * KIB
"""Bytes where a shape has no limit of its own."""


@dataclass(frozen=True, slots=True)
class StickerFile:
    """A file that is a sticker.

    Attributes:
        mime_type: WEBP, TGS or WEBM.
        width: Pixels across.
        height: Pixels down.
        seconds: How long a video is; 0 for others.
        data: The bytes.
        thumb: Its small size, for a still one.
    """

    mime_type: str
    width: int
    height: int
    seconds: float
    data: bytes
    thumb: PhotoImage | None = None


def sticker_file(data: bytes, mime_type: str, shape: Shape) -> StickerFile:
    """Return a file as a sticker.

    Args:
        data: The file.
        mime_type: What its sender says it is; decides the name of the error.
        shape: What it is to be.

    Raises:
        RpcError: 400 STICKER_PNG_NOPNG, STICKER_PNG_DIMENSIONS, STICKER_TGS_NOTGS,
            STICKER_VIDEO_NOWEBM, STICKER_VIDEO_BIG, STICKER_MIME_INVALID, STICKER_FILE_INVALID,
            STICKER_THUMB_PNG_NOPNG, STICKER_THUMB_TGS_NOTGS.
    """
    if data.startswith(b"\x1f\x8b") or mime_type == TGS:
        return _animation(data, shape)
    if data.startswith(b"\x1a\x45\xdf\xa3") or mime_type == WEBM:
        return _video(data, shape)
    return _still(data, mime_type, shape)


def _still(data: bytes, mime_type: str, shape: Shape) -> StickerFile:
    header = read_header(data)
    if header is None or header.format not in ("PNG", "WEBP"):
        raise bad_request(_no_still(mime_type, shape))
    if not _fits(header.width, header.height, shape):
        raise bad_request("STICKER_PNG_DIMENSIONS")
    if len(data) > STILL_BYTES.get(shape, STILL_LIMIT):
        raise bad_request("STICKER_FILE_INVALID")
    try:
        image: Image.Image = Image.open(BytesIO(data), formats=("PNG", "WEBP"))
        kept = data if header.format == "WEBP" else _webp(image)
        image.load()
        alone = image.size == (header.width, header.height) and not _moves(image)
    # Decoders of strangers' bytes raise whatever they like.
    except Exception as error:
        raise bad_request("STICKER_FILE_INVALID") from error
    if not alone:
        raise bad_request("STICKER_FILE_INVALID")
    narrow = max(image.size) > MAX_RATIO * min(image.size)
    thumb = None
    if shape is Shape.STICKER and not narrow:
        thumb = render_thumbnail(kept, THUMB_SIDE).sizes[0]
    return StickerFile(WEBP, header.width, header.height, 0, kept, thumb)


def _no_still(mime_type: str, shape: Shape) -> str:
    if shape is Shape.THUMB:
        return "STICKER_THUMB_PNG_NOPNG"
    if mime_type.startswith("image/") and mime_type != "image/gif":
        return "STICKER_PNG_NOPNG"
    return "STICKER_MIME_INVALID"


def _moves(image: Image.Image) -> bool:
    return bool(getattr(image, "is_animated", False))


def _webp(image: Image.Image) -> bytes:
    """Return a picture as WebP: without loss where that is small enough, and nothing but pixels."""
    image = image.convert("RGBA")
    image.info = {}
    out = BytesIO()
    image.save(out, "WEBP", lossless=True, method=2)
    if out.tell() > MAX_BYTES:
        out = BytesIO()
        image.save(out, "WEBP", quality=90)
    return out.getvalue()


def _animation(data: bytes, shape: Shape) -> StickerFile:
    wrong = "STICKER_THUMB_TGS_NOTGS" if shape is Shape.THUMB else "STICKER_TGS_NOTGS"
    found = read_tgs(data) if len(data) <= TGS_BYTES.get(shape, TGS_LIMIT) else None
    large = shape in (Shape.STICKER, Shape.LOOSE)
    sides = (SIDE,) if large else (SIDE, SMALL_SIDE)
    if found is None or found.width != found.height or found.width not in sides:
        raise bad_request(wrong)
    return StickerFile(TGS, found.width, found.height, 0, data)


def _video(data: bytes, shape: Shape) -> StickerFile:
    found = read_webm(data) if len(data) <= MAX_BYTES else None
    if len(data) > WEBM_BYTES.get(shape, WEBM_LIMIT):
        raise bad_request("STICKER_VIDEO_BIG")
    if found is None or found.codec != "V_VP9" or found.sound:
        raise bad_request("STICKER_VIDEO_NOWEBM")
    fast = found.frames > max(1, found.seconds * MAX_FRAMES_PER_S + 1)
    if found.seconds > MAX_SECONDS or fast or not _fits(found.width, found.height, shape):
        raise bad_request("STICKER_VIDEO_BIG")
    return StickerFile(WEBM, found.width, found.height, found.seconds, data)


def _fits(width: int, height: int, shape: Shape) -> bool:
    if min(width, height) < 1:
        return False
    match shape:
        case Shape.STICKER:
            return max(width, height) == SIDE
        case Shape.LOOSE:
            return max(width, height) <= SIDE
        case _:
            return width == height == SMALL_SIDE
