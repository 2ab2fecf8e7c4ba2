"""A drawing as a WebP picture."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw

from tools.reactions.svg import SIDE, Cubic, Shape

PIXELS = 128
"""Side of the picture."""

FINER = 8
"""Pixels drawn for one kept, each way: the edges are smooth by averaging."""

STEPS = 16
"""Straight pieces of one Bézier."""


def webp(shapes: Iterable[Shape]) -> bytes:
    """Return the picture of a drawing, its background transparent."""
    side = PIXELS * FINER
    canvas = Image.new("RGBA", (side, side))
    for shape in shapes:
        paint = Image.new("RGBA", (side, side), (*shape.color, 255))
        mask = _mask(shape, side).point([round(level * shape.opacity) for level in range(256)])
        canvas.alpha_composite(_with_alpha(paint, mask))
    small = canvas.resize((PIXELS, PIXELS), Image.Resampling.BOX)
    out = io.BytesIO()
    small.save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()


def _with_alpha(paint: Image.Image, mask: Image.Image) -> Image.Image:
    paint.putalpha(mask)
    return paint


def _mask(shape: Shape, side: int) -> Image.Image:
    """White where the area is: curves that turn one way count up, the others down."""
    ups = downs = Image.new("L", (side, side))
    for curve in shape.curves:
        points = _flatten(curve, side / SIDE)
        once = Image.new("L", (side, side))
        ImageDraw.Draw(once).polygon(points, fill=1)
        if shape.even_odd or _turns_left(points):
            ups = ImageChops.add(ups, once)
        else:
            downs = ImageChops.add(downs, once)
    if shape.even_odd:
        return ups.point([255 * (count % 2) for count in range(256)])
    return ImageChops.difference(ups, downs).point([255 * bool(count) for count in range(256)])


def _flatten(curve: Sequence[Cubic], scale: float) -> list[tuple[float, float]]:
    points = []
    for start, first, second, end in curve:
        steps = 1 if start == first and second == end else STEPS
        for step in range(steps):
            t = step / steps
            u = 1 - t
            at = u**3 * start + 3 * u * u * t * first + 3 * u * t * t * second + t**3 * end
            points.append((at.real * scale, at.imag * scale))
    return points


def _turns_left(points: Sequence[tuple[float, float]]) -> bool:
    around = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in around) > 0
