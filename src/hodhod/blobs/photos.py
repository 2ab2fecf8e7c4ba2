"""Photos: one uploaded image made into the sizes that clients ask for. Runs in a thread.

    uploaded ─► header read, size checked ─► decoded (JPEG: scaled while decoding)
             ─► turned upright, transparency on white, metadata gone
             ─► w ─► y ─► x ─► m      each from the next larger one
             ─► 40 pixels, JPEG without its header

Source: https://core.telegram.org/api/files#image-thumbnail-types
Source: https://core.telegram.org/api/files#stripped-thumbnails
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from PIL import Image, ImageOps

from hodhod.blobs.image_header import ImageHeader, read_header
from hodhod.domain.errors import bad_request

PHOTO_BOXES = (("m", 320), ("x", 800), ("y", 1280), ("w", 2560))
"""Sizes that keep their proportions: type and the longer side, in pixels.

The 100 pixels of type s are left out: nothing shows them, and the stripped size is there sooner.
"""

SQUARES = (("a", 160), ("b", 320), ("c", 640))
"""Sizes of profile photos, cut to a square."""

MAX_BYTES = 10 * 1024 * 1024
"""Bytes of an image that is sent as a photo, as clients keep to."""

MAX_SUM = 10_000
"""Width and height together, as the API has it: at most 25 million pixels, 75 MB decoded."""

MAX_RATIO = 20
"""The longer side to the shorter, as the API has it."""

QUALITY = 87
"""JPEG quality of the sizes: what official clients upload with."""

STRIPPED_SIDE = 40
_STRIPPED_QUALITY = 20
"""Gives the quantisation tables of the header that clients put back."""

_STRIPPED_HEADER_END = 623
"""Bytes of the JPEG header that clients put back, width and height in it included."""


@dataclass(frozen=True, slots=True)
class PhotoImage:
    """One size of a photo.

    Attributes:
        type: The letter of the size.
        w: Width in pixels.
        h: Height in pixels.
        data: The file, JPEG (WebP for a thumbnail with transparency).
    """

    type: str
    w: int
    h: int
    data: bytes


@dataclass(frozen=True, slots=True)
class RenderedPhoto:
    """An image in all its sizes.

    Attributes:
        sizes: Smallest first.
        stripped: What `photoStrippedSize` carries: 1, height, width, JPEG without its header.
    """

    sizes: tuple[PhotoImage, ...]
    stripped: bytes


def render_photo(data: bytes) -> RenderedPhoto:
    """Return a photo in the sizes that clients ask for.

    Raises:
        RpcError: 400 PHOTO_INVALID_DIMENSIONS, PHOTO_SAVE_FILE_INVALID, IMAGE_PROCESS_FAILED.
    """
    header = _checked(data)
    boxes = [one for one in PHOTO_BOXES if one[1] < max(header.width, header.height)]
    boxes += PHOTO_BOXES[len(boxes) : len(boxes) + 1]
    try:
        image = _decoded(data, boxes[-1][1])
        return _ladder(image, boxes)
    # Decoders of strangers' bytes raise whatever they like.
    except Exception as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def render_avatar(data: bytes) -> RenderedPhoto:
    """Return a profile photo: the middle square in three sizes.

    Raises:
        RpcError: As of `render_photo`, and 400 PHOTO_CROP_SIZE_SMALL under 160 pixels.
    """
    header = _checked(data)
    short = min(header.width, header.height)
    if short < SQUARES[0][1]:
        raise bad_request("PHOTO_CROP_SIZE_SMALL")
    try:
        largest, ratio = SQUARES[-1][1], max(header.width, header.height) / short
        image = _decoded(data, ceil(largest * ratio))
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        return _ladder(image.crop((left, top, left + side, top + side)), SQUARES)
    except Exception as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def render_thumbnail(data: bytes, side: int = 320) -> RenderedPhoto:
    """Return the one small size that a document has, its transparency kept.

    Raises:
        RpcError: As of `render_photo`.
    """
    _checked(data)
    try:
        image = _decoded(data, side, flat=False)
        image = _fitted(image, side)
        small = PhotoImage("m", image.width, image.height, _encoded(image))
        return RenderedPhoto((small,), _stripped(_flat(image)))
    except Exception as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _checked(data: bytes) -> ImageHeader:
    """Return an image's header if it may be decoded."""
    header = read_header(data)
    if header is None or len(data) > MAX_BYTES:
        raise bad_request("PHOTO_SAVE_FILE_INVALID")
    short, long = sorted((header.width, header.height))
    if short < 1 or short + long > MAX_SUM or long > short * MAX_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return header


def _decoded(data: bytes, side: int, *, flat: bool = True) -> Image.Image:
    """Return an image upright, in RGB (or with its alpha), at least as large as asked."""
    # The formats that `read_header` knows, so that the size checked is the size decoded.
    image: Image.Image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP"))
    if sum(image.size) > MAX_SUM:
        raise ValueError("another size than the header says")
    image.draft("RGB", (side, side))
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    image = _flat(image) if flat or not image.has_transparency_data else image.convert("RGBA")
    # Comments and the like would be written into every size.
    image.info = {}
    return image


def _flat(image: Image.Image) -> Image.Image:
    """Return an image without transparency: what was transparent is white."""
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _ladder(image: Image.Image, boxes: Sequence[tuple[str, int]]) -> RenderedPhoto:
    """Return an image in all sizes, each from the next larger one."""
    sizes = []
    for letter, side in reversed(boxes):
        image = _fitted(image, side)
        sizes.append(PhotoImage(letter, image.width, image.height, _encoded(image)))
    return RenderedPhoto(tuple(reversed(sizes)), _stripped(image))


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """Return an image shrunk into a square of this side; smaller ones as they are."""
    longest = max(image.size)
    if longest <= side:
        return image
    width, height = (max(1, round(length * side / longest)) for length in image.size)
    # Hamming shrinks in half the time of Lanczos; nobody tells them apart in a photo this small.
    return image.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)


def _encoded(image: Image.Image) -> bytes:
    """Return an image as a file that holds the pixels and nothing else."""
    out = BytesIO()
    if image.mode == "RGBA":
        image.save(out, "WEBP", quality=QUALITY)
    else:
        image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _stripped(image: Image.Image) -> bytes:
    """Return an image of 40 pixels without the bytes that every such file begins with."""
    small = _fitted(image, STRIPPED_SIDE)
    out = BytesIO()
    small.save(out, "JPEG", quality=_STRIPPED_QUALITY, subsampling="4:2:0")
    return bytes((1, small.height, small.width)) + out.getvalue()[_STRIPPED_HEADER_END:-2]
