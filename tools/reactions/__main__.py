"""The command line; see the package."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.reactions.animation import appear, burst, select
from tools.reactions.picture import webp
from tools.reactions.svg import shapes

STOCK = Path(__file__).resolve().parents[2] / "src" / "hodhod" / "domain" / "stock"


def main(arguments: Sequence[str]) -> int:
    """Write the files of every reaction.

    Args:
        arguments: The path of icons.json.

    Returns:
        The exit code.
    """
    if len(arguments) != 1:
        print("usage: python -m tools.reactions icons.json", file=sys.stderr)
        return 2
    icons = json.loads(Path(arguments[0]).read_text("utf-8"))["icons"]
    files = STOCK / "files"
    files.mkdir(exist_ok=True)
    total = 0
    for line in (STOCK / "reactions.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, name, _ = line.split("\t")
        drawing = shapes(icons[name]["body"])
        for ending, data in (
            ("webp", webp(drawing)),
            ("appear.tgs", appear(drawing)),
            ("select.tgs", select(drawing)),
            ("burst.tgs", burst(drawing)),
        ):
            (files / f"{name}.{ending}").write_bytes(data)
            total += len(data)
    print(f"{files}: {total} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
