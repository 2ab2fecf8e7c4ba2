from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hodhod.blobs import ImageHeader, read_header
from tests.blobs.pictures import picture

KINDS = ("JPEG", "PNG", "GIF", "WEBP")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (300, 200), (17, 4000)])
def test_the_size_is_read_from_the_first_bytes(kind: str, width: int, height: int) -> None:
    assert read_header(picture(width, height, kind)) == ImageHeader(kind, width, height)


@pytest.mark.parametrize(
    "options",
    [
        {"format": "WEBP", "lossless": True},
        {"format": "WEBP", "quality": 50},
        {"format": "WEBP", "exif": b"Exif\0\0" + bytes(20)},
        {"format": "JPEG", "progressive": True},
        {"format": "JPEG", "exif": b"Exif\0\0" + bytes(60_000), "comment": b"\xff\xc0" * 100},
    ],
)
def test_every_form_of_a_format_is_known(options: dict[str, object]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (301, 201)).save(out, **options)  # type: ignore[arg-type]
    assert read_header(out.getvalue()) == ImageHeader(str(options["format"]), 301, 201)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_anywhere_has_a_size_or_none(kind: str) -> None:
    data = picture(300, 200, kind)
    for end in range(min(len(data), 700)):
        assert read_header(data[:end]) in {None, ImageHeader(kind, 300, 200)}


@given(st.binary(), st.sampled_from([picture(30, 20, kind)[:64] for kind in KINDS]))
def test_any_bytes_are_an_image_or_not(data: bytes, start: bytes) -> None:
    read_header(data)
    read_header(start + data)
    read_header(start[:12] + data)
    read_header(b"\xff\xd8" + b"\xff" * 50 + data)
