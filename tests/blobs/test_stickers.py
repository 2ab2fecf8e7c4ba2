from __future__ import annotations

import io

import pytest
from PIL import Image

from hodhod.blobs.stickers import TGS, WEBM, WEBP, Shape, sticker_file
from hodhod.domain.errors import RpcError
from tests.blobs.pictures import opened, picture
from tests.blobs.sticker_files import png, tgs, webm, webp


def test_a_png_becomes_a_webp_with_the_same_pixels() -> None:
    made = sticker_file(png(512, 300), "image/png", Shape.STICKER)
    assert (made.mime_type, made.width, made.height) == (WEBP, 512, 300)
    image = opened(made.data)
    assert image.format == "WEBP"
    assert image.convert("RGBA").getpixel((10, 10)) == (255, 0, 0, 255)
    assert image.convert("RGBA").getpixel((500, 10))[3] == 0  # type: ignore[index]
    assert made.thumb is not None
    assert (made.thumb.w, made.thumb.h) == (128, 75)


def test_a_narrow_sticker_goes_without_a_small_size() -> None:
    made = sticker_file(png(512, 9), "image/png", Shape.STICKER)
    assert (made.width, made.height, made.thumb) == (512, 9, None)


def test_a_webp_stays_as_it_is() -> None:
    data = webp()
    assert sticker_file(data, WEBP, Shape.STICKER).data == data


@pytest.mark.parametrize(
    ("data", "mime", "shape"),
    [
        (tgs(), TGS, Shape.STICKER),
        (tgs(), TGS, Shape.EMOJI),
        (tgs(100), TGS, Shape.THUMB),
        (webm(), WEBM, Shape.STICKER),
        (webm(256, 512), WEBM, Shape.STICKER),
        (webm(100, 100), WEBM, Shape.EMOJI),
        (webm(100, 100), WEBM, Shape.THUMB),
        (webp(100, 100), WEBP, Shape.EMOJI),
        (webp(100, 100), WEBP, Shape.THUMB),
    ],
)
def test_each_kind_of_file_may_be_a_sticker(data: bytes, mime: str, shape: Shape) -> None:
    made = sticker_file(data, "application/octet-stream", shape)
    assert made.mime_type == mime
    assert made.data == data


def moving_webp() -> bytes:
    frames = [Image.new("RGB", (512, 512), color) for color in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


STILLS = [
    (png(511, 511), "image/png", Shape.STICKER, "STICKER_PNG_DIMENSIONS"),
    (png(512, 513), "image/png", Shape.STICKER, "STICKER_PNG_DIMENSIONS"),
    (png(512, 512), "image/png", Shape.EMOJI, "STICKER_PNG_DIMENSIONS"),
    (png(100, 99), "image/png", Shape.THUMB, "STICKER_PNG_DIMENSIONS"),
    (png()[:200], "image/png", Shape.STICKER, "STICKER_FILE_INVALID"),
    (webp()[:-30], WEBP, Shape.STICKER, "STICKER_FILE_INVALID"),
    (webp() + bytes(512 * 1024), WEBP, Shape.STICKER, "STICKER_FILE_INVALID"),
    (moving_webp(), WEBP, Shape.STICKER, "STICKER_FILE_INVALID"),
    (picture(512, 512), "image/jpeg", Shape.STICKER, "STICKER_PNG_NOPNG"),
    (b"no picture", "image/png", Shape.STICKER, "STICKER_PNG_NOPNG"),
    (b"no picture", "image/png", Shape.THUMB, "STICKER_THUMB_PNG_NOPNG"),
    (picture(512, 512, "GIF"), "image/gif", Shape.STICKER, "STICKER_MIME_INVALID"),
    (b"text", "text/plain", Shape.STICKER, "STICKER_MIME_INVALID"),
]
MOVING = [
    (b"no gzip", TGS, Shape.STICKER, "STICKER_TGS_NOTGS"),
    (tgs(100), TGS, Shape.STICKER, "STICKER_TGS_NOTGS"),
    (tgs(h=500), TGS, Shape.STICKER, "STICKER_TGS_NOTGS"),
    (tgs(frames=200), TGS, Shape.STICKER, "STICKER_TGS_NOTGS"),
    (tgs(200), TGS, Shape.THUMB, "STICKER_THUMB_TGS_NOTGS"),
    (b"no video", WEBM, Shape.STICKER, "STICKER_VIDEO_NOWEBM"),
    (webm(codec=b"V_VP8"), WEBM, Shape.STICKER, "STICKER_VIDEO_NOWEBM"),
    (webm(sound=True), WEBM, Shape.STICKER, "STICKER_VIDEO_NOWEBM"),
    (webm(500, 500), WEBM, Shape.STICKER, "STICKER_VIDEO_BIG"),
    (webm(512, 512), WEBM, Shape.EMOJI, "STICKER_VIDEO_BIG"),
    (webm(frames=120), WEBM, Shape.STICKER, "STICKER_VIDEO_BIG"),
    (webm(frames=60, step_ms=16), WEBM, Shape.STICKER, "STICKER_VIDEO_BIG"),
    (webm(told_ms=4000), WEBM, Shape.STICKER, "STICKER_VIDEO_BIG"),
    (webm(frame=bytes(9000)), WEBM, Shape.STICKER, "STICKER_VIDEO_BIG"),
    (webm(100, 100, frame=bytes(2300)), WEBM, Shape.EMOJI, "STICKER_VIDEO_BIG"),
]


@pytest.mark.parametrize(("data", "mime", "shape", "error"), [*STILLS, *MOVING])
def test_what_is_broken_or_beyond_the_limits_is_refused(
    data: bytes, mime: str, shape: Shape, error: str
) -> None:
    with pytest.raises(RpcError, match=error):
        sticker_file(data, mime, shape)


def test_an_animation_has_a_limit_in_bytes() -> None:
    # Text that hardly shrinks.
    noise = "".join(chr(33 + number * number % 89) for number in range(1, 400_000, 3))
    big = tgs(name=noise + "".join(str(number**7) for number in range(12_000)))
    assert len(big) > 64 * 1024
    with pytest.raises(RpcError, match="STICKER_TGS_NOTGS"):
        sticker_file(big, TGS, Shape.STICKER)
