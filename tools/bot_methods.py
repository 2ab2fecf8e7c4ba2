"""Writes docs/reference/bot-api.md: every method of the HTTP Bot API, and what becomes of it here.

python -m tools.bot_methods            write the file
python -m tools.bot_methods --check    say whether it is current, and change nothing
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from hodhod.botapi.server import load
from hodhod.botapi.unsupported import unsupported

FILE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "bot-api.md"

HEAD = """\
# Methods of the Bot API

Written by `python -m tools.bot_methods` from the code and `src/hodhod/botapi/unsupported.toml`. A
method that is not there is refused with 400 and the reason given here, a name that is no method's
with 404. How bots come over: [Bots](../howto/bots.md).

| method | | |
|---|---|---|
"""


def main(arguments: Sequence[str]) -> int:
    """Write the file, or check it.

    Returns:
        The exit code: 1 if the file is to be current and is not.
    """
    text = reference()
    if "--check" not in arguments:
        FILE.write_text(text, "utf-8")
        print(f"{FILE}: {len(load())} methods are there")
        return 0
    if FILE.is_file() and FILE.read_text("utf-8") == text:
        return 0
    print(f"{FILE} is not current: python -m tools.bot_methods")
    return 1


def reference() -> str:
    """Return the table."""
    rows = {one.name: ("works", one.about) for one in load().values()}
    rows |= {name: ("—", why) for name, why in unsupported().items()}
    return HEAD + "".join(
        f"| `{name}` | {state} | {about} |\n" for name, (state, about) in sorted(rows.items())
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
