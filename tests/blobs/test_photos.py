from __future__ import annotations

import zlib
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telethon.utils import stripped_photo_to_jpg

from hodhod.blobs.photos import (
    MAX_BYTES,
    RenderedPhoto,
    render_avatar,
    render_photo,
    render_thumbnail,
)
from hodhod.domain.errors import RpcError
from tests.blobs.pictures import opened, picture

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def sizes_of(photo: RenderedPhoto) -> list[tuple[str, int, int]]:
    for one in photo.sizes:
        assert opened(one.data).size == (one.w, one.h)
    return [(one.type, one.w, one.h) for one in photo.sizes]


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 24 for one, other in zip(pixel, colour, strict=False))


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (100, 50, [("m", 100, 50)]),
        (320, 320, [("m", 320, 320)]),
        (600, 400, [("m", 320, 213), ("x", 600, 400)]),
        (960, 1280, [("m", 240, 320), ("x", 600, 800), ("y", 960, 1280)]),
        (
            4000,
            2000,
            [("m", 320, 160), ("x", 800, 400), ("y", 1280, 640), ("w", 2560, 1280)],
        ),
        (2000, 100, [("m", 320, 16), ("x", 800, 40), ("y", 1280, 64), ("w", 2000, 100)]),
    ],
)
def test_a_photo_has_every_size_up_to_its_own(
    width: int, height: int, sizes: list[tuple[str, int, int]]
) -> None:
    assert sizes_of(render_photo(picture(width, height))) == sizes


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_every_known_format_becomes_jpeg(kind: str) -> None:
    photo = render_photo(picture(400, 200, kind))
    image = opened(photo.sizes[-1].data)
    assert image.format == "JPEG"
    assert near(image.getpixel((50, 100)), RED)
    assert near(image.getpixel((350, 100)), BLUE)


def test_a_photo_is_upright_and_tells_nothing_of_its_camera() -> None:
    photo = render_photo(picture(400, 200, orientation=6))
    assert sizes_of(photo)[-1] == ("x", 200, 400)
    image = opened(photo.sizes[-1].data)
    assert near(image.getpixel((100, 50)), RED)
    assert len(image.getexif()) == 0
    assert b"secret" not in photo.sizes[-1].data


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("PNG", "LA")])
def test_what_is_transparent_is_white_in_a_photo(kind: str, mode: str) -> None:
    image = opened(render_photo(picture(400, 200, kind, mode=mode)).sizes[-1].data)
    assert near(image.getpixel((350, 100)), WHITE)


def test_a_document_keeps_its_transparency() -> None:
    photo = render_thumbnail(picture(512, 512, "WEBP", mode="RGBA"))
    assert sizes_of(photo) == [("m", 320, 320)]
    image = opened(photo.sizes[0].data)
    assert image.mode == "RGBA"
    pixel = image.getpixel((300, 100))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0
    assert opened(render_thumbnail(picture(512, 256)).sizes[0].data).format == "JPEG"


def test_a_profile_photo_is_the_middle_square() -> None:
    photo = render_avatar(picture(2000, 1000))
    assert sizes_of(photo) == [("a", 160, 160), ("b", 320, 320), ("c", 640, 640)]
    image = opened(photo.sizes[-1].data)
    assert near(image.getpixel((10, 300)), RED)
    assert near(image.getpixel((630, 300)), BLUE)


def test_a_small_profile_photo_is_not_blown_up() -> None:
    photo = render_avatar(picture(200, 300))
    assert sizes_of(photo) == [("a", 160, 160), ("b", 200, 200), ("c", 200, 200)]
    with pytest.raises(RpcError, match="PHOTO_CROP_SIZE_SMALL"):
        render_avatar(picture(159, 300))


@pytest.mark.parametrize(("width", "height"), [(400, 200), (200, 400), (30, 20)])
def test_a_client_makes_a_picture_of_the_stripped_size(width: int, height: int) -> None:
    stripped = render_photo(picture(width, height)).stripped
    assert len(stripped) < 1024
    image = opened(stripped_photo_to_jpg(stripped))
    assert image.size == (stripped[2], stripped[1])
    assert max(image.size) == min(40, max(width, height))
    red, _, blue = image.resize((2, 1)).split()
    assert red.getpixel((0, 0)) == pytest.approx(255, abs=60)
    assert blue.getpixel((1, 0)) == pytest.approx(255, abs=60)


def bomb(width: int, height: int) -> bytes:
    """A PNG that is small and claims to be large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "PHOTO_SAVE_FILE_INVALID"),
        (b"no image at all", "PHOTO_SAVE_FILE_INVALID"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PHOTO_SAVE_FILE_INVALID"),
        (picture(10, 10) + bytes(MAX_BYTES), "PHOTO_SAVE_FILE_INVALID"),
        (bomb(100_000, 100_000), "PHOTO_INVALID_DIMENSIONS"),
        (bomb(5001, 5000), "PHOTO_INVALID_DIMENSIONS"),
        (bomb(0, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (bomb(500, 500), "IMAGE_PROCESS_FAILED"),
        (picture(400, 400)[:-3000], "IMAGE_PROCESS_FAILED"),
    ],
)
def test_what_cannot_be_a_photo_is_refused(data: bytes, error: str) -> None:
    for render in (render_photo, render_thumbnail):
        with pytest.raises(RpcError, match=error):
            render(data)
    with pytest.raises(RpcError):
        render_avatar(data)


WHOLE = [picture(60, 40, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP")]


@given(st.sampled_from(WHOLE), st.data())
def test_a_damaged_image_is_a_photo_or_a_refusal(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=8))
    damaged = whole[:at] + damage + whole[at + data.draw(st.integers(0, 8)) :]
    try:
        render_photo(damaged)
    except RpcError:
        return
