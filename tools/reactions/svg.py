"""Flat drawings: as much of SVG as they use, as closed curves of cubic Béziers.

Drawings are 32 by 32: groups that lend their colour, paths, circles and ellipses, perhaps rotated.

Source: https://www.w3.org/TR/SVG2/paths.html
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

SIDE = 32
"""Units of a drawing's width and height."""

KAPPA = 4 / 3 * math.tan(math.pi / 8)
"""How far the handles of a quarter of a circle are, in radii."""

_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}

Point = complex
Cubic = tuple[Point, Point, Point, Point]
"""Start, its handle, the end's handle, end."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of one colour.

    Attributes:
        color: Red, green, blue, each 0–255.
        opacity: 0–1.
        even_odd: Whether areas enclosed twice are outside.
        curves: Closed curves.
    """

    color: tuple[int, int, int]
    opacity: float
    even_odd: bool
    curves: tuple[tuple[Cubic, ...], ...]


def shapes(body: str) -> list[Shape]:
    """Return the areas of a drawing, lowest first."""
    root = ET.fromstring(f"<svg>{body}</svg>")  # noqa: S314 -- a file of our own choice
    return list(_walk(root, "none"))


def _walk(element: ET.Element, inherited: str) -> Iterator[Shape]:
    fill = element.get("fill", inherited)
    if element.tag in ("svg", "g"):
        for child in element:
            yield from _walk(child, fill)
        return
    if fill == "none":
        return
    yield Shape(
        color=_color(fill),
        opacity=float(element.get("opacity", "1")),
        even_odd=element.get("fill-rule") == "evenodd",
        curves=tuple(_curves(element)),
    )


def _color(text: str) -> tuple[int, int, int]:
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _curves(element: ET.Element) -> list[tuple[Cubic, ...]]:
    if element.tag == "path":
        return path(element.attrib["d"])
    center = complex(float(element.attrib["cx"]), float(element.attrib["cy"]))
    rx = float(element.get("rx", element.get("r", "0")))
    ry = float(element.get("ry", element.get("r", "0")))
    turned = re.match(r"rotate\(([-.\d]+)", element.get("transform", ""))
    turn = math.radians(float(turned[1])) if turned else 0.0
    return [tuple(_ellipse(center, rx, ry, turn))]


def _ellipse(center: Point, rx: float, ry: float, turn: float) -> Iterator[Cubic]:
    def at(x: float, y: float) -> Point:
        return center + complex(x * rx, y * ry) * complex(math.cos(turn), math.sin(turn))

    corners = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)]
    for (x, y), (next_x, next_y) in pairwise(corners):
        yield (
            at(x, y),
            at(x + KAPPA * next_x, y + KAPPA * next_y),
            at(next_x + KAPPA * x, next_y + KAPPA * y),
            at(next_x, next_y),
        )


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    for letter, rest in _COMMAND.findall(data):
        count = _ARGUMENTS[letter.lower()]
        numbers = (
            _flags_apart(rest) if letter in "aA" else [float(n) for n in _NUMBER.findall(rest)]
        )
        if count == 0:
            yield letter, []
        for start in range(0, len(numbers), count or 1):
            # A pair that follows a move without a letter is a line.
            after = {"m": "l", "M": "L"}.get(letter, letter) if start else letter
            yield after, numbers[start : start + count]


def _flags_apart(text: str) -> list[float]:
    """The numbers of an arc, whose fourth and fifth are single digits, perhaps run together."""
    numbers: list[float] = []
    pos = 0
    while True:
        while pos < len(text) and text[pos] in " ,\n":
            pos += 1
        if pos >= len(text):
            return numbers
        if len(numbers) % 7 in (3, 4):
            numbers.append(float(text[pos]))
            pos += 1
            continue
        found = _NUMBER.match(text, pos)
        if found is None:
            raise ValueError(f"no number in {text[pos:]!r}")
        numbers.append(float(found[0]))
        pos = found.end()


def path(data: str) -> list[tuple[Cubic, ...]]:
    """Return the closed curves of a path's data."""
    pen = _Pen()
    for letter, numbers in _commands(data):
        pen.draw(letter, numbers)
    pen.close()
    return pen.curves


class _Pen:
    """Where the pen is, what it has drawn, and where its last handle was."""

    def __init__(self) -> None:
        self.curves: list[tuple[Cubic, ...]] = []
        self._curve: list[Cubic] = []
        self._at = self._start = 0j
        self._handle: Point | None = None
        self._handle_of = ""

    def close(self) -> None:
        if self._curve:
            if abs(self._at - self._start) > 1e-6:
                self._line(self._start)
            self.curves.append(tuple(self._curve))
        self._curve = []
        self._at = self._start

    def draw(self, letter: str, numbers: list[float]) -> None:
        kind = letter.lower()
        base = self._at if letter.islower() else 0j
        if kind == "a":
            self._arc(numbers, base + complex(numbers[5], numbers[6]))
        elif kind == "h":
            self._line(complex(numbers[0] + base.real, self._at.imag))
        elif kind == "v":
            self._line(complex(self._at.real, numbers[0] + base.imag))
        elif kind == "z":
            self.close()
        else:
            points = [
                base + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
            ]
            self._draw_to(kind, points)
        self._handle_of = kind

    def _draw_to(self, kind: str, points: list[Point]) -> None:
        match kind:
            case "m":
                self.close()
                self._at = self._start = points[0]
            case "l":
                self._line(points[0])
            case "c":
                self._cubic(*points)
            case "s":
                self._cubic(self._mirrored("cs"), *points)
            case "q":
                self._quadratic(*points)
            case "t":
                self._quadratic(self._mirrored("qt"), *points)

    def _mirrored(self, kinds: str) -> Point:
        if self._handle is None or self._handle_of not in kinds:
            return self._at
        return 2 * self._at - self._handle

    def _line(self, end: Point) -> None:
        self._curve.append((self._at, self._at, end, end))
        self._at = end

    def _cubic(self, first: Point, second: Point, end: Point) -> None:
        self._curve.append((self._at, first, second, end))
        self._at, self._handle = end, second

    def _quadratic(self, control: Point, end: Point) -> None:
        first = self._at + (control - self._at) * 2 / 3
        second = end + (control - end) * 2 / 3
        self._curve.append((self._at, first, second, end))
        self._at, self._handle = end, control

    def _arc(self, numbers: list[float], end: Point) -> None:
        """Draw an arc, piece by piece of at most a quarter turn.

        Source: https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter
        """
        rx, ry, tilt, large, sweep = (abs(numbers[0]), abs(numbers[1]), *numbers[2:5])
        turn = complex(math.cos(math.radians(tilt)), math.sin(math.radians(tilt)))
        if abs(end - self._at) < 1e-9:
            return
        if not rx or not ry:
            self._line(end)
            return
        half = (self._at - end) / 2 / turn
        stretch = math.hypot(half.real / rx, half.imag / ry)
        if stretch > 1:
            rx, ry = rx * stretch, ry * stretch
        x, y = half.real / rx, half.imag / ry
        root = math.sqrt(max(0.0, 1 / (x * x + y * y) - 1)) * (-1 if large == sweep else 1)
        center = complex(root * y, -root * x)
        start_at, end_at = complex(x, y) - center, complex(-x, -y) - center
        start_angle = math.atan2(start_at.imag, start_at.real)
        angle = math.atan2(end_at.imag, end_at.real) - start_angle
        if sweep and angle < 0:
            angle += 2 * math.pi
        elif not sweep and angle > 0:
            angle -= 2 * math.pi
        middle = (self._at + end) / 2 + complex(center.real * rx, center.imag * ry) * turn

        def place(unit: Point) -> Point:
            return middle + complex(unit.real * rx, unit.imag * ry) * turn

        pieces = max(1, math.ceil(abs(angle) / (math.pi / 2) - 1e-9))
        step = angle / pieces
        reach = 4 / 3 * math.tan(step / 4)
        for piece in range(pieces):
            a, b = start_angle + piece * step, start_angle + (piece + 1) * step
            unit_a, unit_b = complex(math.cos(a), math.sin(a)), complex(math.cos(b), math.sin(b))
            stop = end if piece == pieces - 1 else place(unit_b)
            first, second = place(unit_a * (1 + 1j * reach)), place(unit_b * (1 - 1j * reach))
            self._curve.append((self._at, first, second, stop))
            self._at = stop
