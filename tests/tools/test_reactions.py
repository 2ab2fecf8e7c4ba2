from __future__ import annotations

import gzip
import io
import json

import pytest
from PIL import Image

from tools.reactions.animation import appear, burst, select
from tools.reactions.picture import PIXELS, webp
from tools.reactions.svg import SIDE, path, shapes

RED, CLEAR = (255, 0, 0, 255), (0, 0, 0, 0)


def pixel(body: str, x: float, y: float) -> tuple[int, ...]:
    picture = Image.open(io.BytesIO(webp(shapes(body)))).convert("RGBA")
    found = picture.getpixel((int(x * PIXELS / SIDE), int(y * PIXELS / SIDE)))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    "data",
    [
        "M8 8h16v16H8z",
        "m8 8 16 0 0 16-16 0z",
        "M8 8L24 8V24L8 24",
        "M8,8C13,8 19,8 24,8S24 19 24 24Q16 24 8 24T8 8",
    ],
)
def test_a_square_is_a_square_however_it_is_drawn(data: str) -> None:
    (curve,) = path(data)
    corners = {(round(start.real), round(start.imag)) for start, _, _, _ in curve}
    assert {(8, 8), (24, 8), (24, 24), (8, 24)} <= corners
    body = f'<path fill="#f00" d="{data}"/>'
    assert pixel(body, 16, 16) == RED
    assert pixel(body, 4, 16) == CLEAR


def test_arcs_may_run_their_flags_together() -> None:
    body = '<path fill="red" d="M16 6a10 10 0 0110 10a10 10 0 11-10-10z"/>'.replace("red", "#f00")
    for x, y, color in ((16, 16, RED), (24, 16, RED), (16, 25, RED), (24, 8, CLEAR)):
        assert pixel(body, x, y) == color


def test_a_hole_is_where_a_curve_turns_the_other_way() -> None:
    hole = '<path fill="#f00" d="M4 4h24v24H4zM12 12v8h8v-8z"/>'
    filled = '<path fill="#f00" d="M4 4h24v24H4zM12 12h8v8h-8z"/>'
    odd = filled.replace("<path", '<path fill-rule="evenodd"')
    assert [pixel(body, 16, 16) for body in (hole, filled, odd)] == [CLEAR, RED, CLEAR]


def test_a_group_lends_its_colour() -> None:
    assert pixel('<g fill="#f00"><path d="M4 4h24v24H4z"/></g>', 16, 16) == RED


def test_an_ellipse_may_be_turned() -> None:
    body = '<ellipse cx="16" cy="16" rx="12" ry="3" fill="#f00"{}/>'
    turned = body.format(' transform="rotate(90 16 16)"')
    assert [pixel(body.format(""), 26, 16), pixel(turned, 26, 16)] == [RED, CLEAR]
    assert pixel(turned, 16, 26) == RED


@pytest.mark.parametrize("motion", [appear, select, burst])
def test_an_animation_names_the_uppermost_first(motion: object) -> None:
    drawing = shapes('<path fill="#f00" d="M4 4h9v9z"/><path fill="#00f" d="M4 4h9v9z"/>')
    assert callable(motion)
    document = json.loads(gzip.decompress(motion(drawing)))
    layer = (document["assets"] or [document])[0]["layers"][0]
    colors = [group["it"][-2]["c"]["k"] for group in layer["shapes"]]
    assert colors == [[0.0, 0.0, 1.0, 1], [1.0, 0.0, 0.0, 1]]
