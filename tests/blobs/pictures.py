"""Pictures for tests, made here."""

from __future__ import annotations

import io

from PIL import Image


def picture(
    width: int, height: int, kind: str = "JPEG", *, mode: str = "RGB", orientation: int = 1
) -> bytes:
    """An image file: red on the left, blue on the right (transparent there, if it can be)."""
    image = Image.new(mode, (width, height), (255, 0, 0, 255)[: len(mode)])
    right = (width // 2, 0, width, height)
    image.paste((0, 0, 255, 0)[: len(mode)], right)
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, kind, quality=90, exif=exif, comment=b"secret place")
    else:
        image.save(out, kind)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(data))
    image.load()
    return image
