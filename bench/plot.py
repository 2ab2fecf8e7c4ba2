"""Lines over time as an SVG: one panel below the other, each with its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT, MARGIN, GAP = 800, 150, 70, 40
COLOURS = ("#1f6feb", "#d1242f", "#2da44e")

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """Some lines with one scale, which begins at 0."""

    title: str
    lines: dict[str, Points]


def draw(panels: Sequence[Panel], file: Path, mark: tuple[float, float]) -> None:
    """Writes the panels; the time between the marks is shaded. Times are in seconds."""
    end = max(at for panel in panels for line in panel.lines.values() for at, _ in line)
    parts = [
        _panel(panel, MARGIN // 2 + place * (HEIGHT + GAP), end, mark)
        for place, panel in enumerate(panels)
    ]
    height = MARGIN + len(panels) * (HEIGHT + GAP)
    size = f'width="{WIDTH + 2 * MARGIN}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">'
    back = '<rect width="100%" height="100%" fill="white"/>'
    file.write_text("\n".join([head, back, *parts, "</svg>"]))


def _panel(panel: Panel, top: float, end: float, mark: tuple[float, float]) -> str:
    most = max((value for line in panel.lines.values() for _, value in line), default=0.0) or 1.0

    def x(at: float) -> float:
        return MARGIN + at / end * WIDTH

    def y(value: float) -> float:
        return top + HEIGHT - value / most * (HEIGHT - 20)

    shade = f'x="{x(mark[0]):.1f}" width="{x(mark[1]) - x(mark[0]):.1f}"'
    parts = [
        f'<rect {shade} y="{top}" height="{HEIGHT}" fill="#f0f0f0"/>',
        f'<text x="{MARGIN}" y="{top + 12}" font-size="13">{escape(panel.title)}</text>',
        f'<path d="M{MARGIN} {top}v{HEIGHT}h{WIDTH}" fill="none" stroke="#888"/>',
        *(
            f'<text x="{MARGIN - 6}" y="{y(value) + 4:.1f}" font-size="11" text-anchor="end">'
            f"{value:,.4g}</text>"
            for value in (0.0, most / 2, most)
        ),
        *(
            f'<text x="{x(at):.1f}" y="{top + HEIGHT + 14}" font-size="11">{at} s</text>'
            for at in range(0, int(end) + 1, 10)
        ),
    ]
    for (name, line), colour in zip(panel.lines.items(), COLOURS, strict=False):
        points = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in line)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        place = list(panel.lines).index(name)
        where = f'x="{MARGIN + WIDTH - 160}" y="{top + 12 + 14 * place}"'
        parts.append(f'<text {where} font-size="11" fill="{colour}">{escape(name)}</text>')
    return "\n".join(parts)
