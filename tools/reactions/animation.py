"""A drawing in motion, as a TGS animation: Lottie JSON of 512 by 512, 60 frames a second, gzipped.

Source: https://core.telegram.org/stickers#animation-requirements
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence

from tools.reactions.svg import SIDE, Cubic, Shape

PIXELS = 512
FRAMES_PER_S = 60
MAX_TGS_BYTES = 64 * 1024

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Keys = Sequence[tuple[int, Sequence[float]]]
"""(frame, values) in order of time."""


def appear(shapes: Iterable[Shape]) -> bytes:
    """The drawing grows out of nothing, a little too far, and settles."""
    scale = [(0, (0, 0)), (14, (92, 92)), (24, (72, 72)), (34, (80, 80))]
    return _tgs(40, [_layer(shapes, 40, scale=scale)])


def select(shapes: Iterable[Shape]) -> bytes:
    """The drawing nods and rocks."""
    scale = [(0, (80, 80)), (12, (88, 74)), (28, (74, 90)), (44, (80, 80)), (90, (80, 80))]
    turn = [(0, (0,)), (20, (-9,)), (40, (9,)), (58, (-5,)), (72, (0,)), (90, (0,))]
    return _tgs(90, [_layer(shapes, 90, scale=scale, turn=turn)])


def burst(shapes: Iterable[Shape], count: int = 7) -> bytes:
    """Small copies of the drawing fly apart and fade."""
    drawing = _layer(shapes, 90, scale=[(0, (100, 100))])
    flights = []
    for number in range(count):
        angle = 2 * math.pi * number / count - math.pi / 2
        reach = 190 - 30 * (number % 2)
        end = (256 + reach * math.cos(angle), 256 + reach * math.sin(angle))
        size = 24 - 4 * (number % 3)
        flights.append(
            _moved(
                {"ty": 0, "refId": "drawing", "w": PIXELS, "h": PIXELS},
                90,
                place=[(0, (256, 256)), (50 + 4 * (number % 3), end)],
                scale=[(0, (4, 4)), (30, (size, size)), (80, (size - 6, size - 6))],
                turn=[(0, (0,)), (80, (30 - 60 * (number % 2),))],
                fade=[(0, (100,)), (56, (100,)), (80, (0,))],
            )
        )
    assets: Json = [{"id": "drawing", "layers": [drawing]}]
    return _tgs(90, flights, assets)


def _tgs(frames: int, layers: list[dict[str, Json]], assets: Json = None) -> bytes:
    for number, layer in enumerate(layers, start=1):
        layer["ind"] = number
    document: Json = {
        "tgs": 1,
        "v": "5.5.2",
        "fr": FRAMES_PER_S,
        "ip": 0,
        "op": frames,
        "w": PIXELS,
        "h": PIXELS,
        "nm": "",
        "ddd": 0,
        "assets": assets or [],
        "layers": [*layers],
    }
    text = json.dumps(document, separators=(",", ":"))
    packed = gzip.compress(text.encode(), 9, mtime=0)
    if len(packed) > MAX_TGS_BYTES:
        raise ValueError(f"an animation of {len(packed)} bytes")
    return packed


def _layer(
    shapes: Iterable[Shape],
    frames: int,
    *,
    scale: Keys,
    turn: Keys = ((0, (0,)),),
) -> dict[str, Json]:
    # Lottie names the uppermost first.
    groups: Json = [_group(shape) for shape in reversed(list(shapes))]
    return _moved({"ty": 4, "shapes": groups}, frames, scale=scale, turn=turn)


def _moved(
    layer: dict[str, Json],
    frames: int,
    *,
    scale: Keys,
    turn: Keys = ((0, (0,)),),
    place: Keys = ((0, (256, 256)),),
    fade: Keys = ((0, (100,)),),
) -> dict[str, Json]:
    transform: Json = {
        "o": _values(fade),
        "r": _values(turn),
        "p": _values([(frame, (*at, 0)) for frame, at in place]),
        "a": {"a": 0, "k": [256, 256, 0]},
        "s": _values([(frame, (*size, 100)) for frame, size in scale]),
    }
    return {
        "ddd": 0,
        "ind": 1,
        **layer,
        "nm": "",
        "sr": 1,
        "ks": transform,
        "ao": 0,
        "ip": 0,
        "op": frames,
        "st": 0,
        "bm": 0,
    }


def _values(keys: Keys) -> Json:
    if len(keys) == 1:
        value: list[Json] = [round(number, 1) for number in keys[0][1]]
        return {"a": 0, "k": value if len(value) > 1 else value[0]}
    easing: dict[str, Json] = {"i": {"x": [0.6], "y": [1]}, "o": {"x": [0.4], "y": [0]}}
    frames: list[Json] = [
        {**easing, "t": frame, "s": [round(number, 1) for number in values]}
        for frame, values in keys[:-1]
    ]
    last, values = keys[-1]
    frames.append({"t": last, "s": [round(number, 1) for number in values]})
    return {"a": 1, "k": frames}


def _group(shape: Shape) -> Json:
    items: list[Json] = [_curve(curve) for curve in shape.curves]
    items.append(
        {
            "ty": "fl",
            "c": {"a": 0, "k": [*(round(part / 255, 3) for part in shape.color), 1]},
            "o": {"a": 0, "k": round(100 * shape.opacity)},
            "r": 2 if shape.even_odd else 1,
        }
    )
    items.append(
        {
            "ty": "tr",
            "p": {"a": 0, "k": [0, 0]},
            "a": {"a": 0, "k": [0, 0]},
            "s": {"a": 0, "k": [100, 100]},
            "r": {"a": 0, "k": 0},
            "o": {"a": 0, "k": 100},
        }
    )
    return {"ty": "gr", "it": items}


def _curve(cubics: Sequence[Cubic]) -> Json:
    """A closed curve: corners, and from each the way to its handles."""
    scale = PIXELS / SIDE

    def pair(point: complex) -> Json:
        return [round(point.real * scale, 1), round(point.imag * scale, 1)]

    before = [cubics[-1], *cubics[:-1]]
    path: Json = {
        "c": True,
        "v": [pair(start) for start, _, _, _ in cubics],
        "o": [pair(first - start) for start, first, _, _ in cubics],
        "i": [pair(second - end) for _, _, second, end in before],
    }
    return {"ty": "sh", "ks": {"a": 0, "k": path}}
