"""Writes docs/reference/methods.md: every method of the schema, and what becomes of it here.

    python -m tools.methods            write the file
    python -m tools.methods --check    say whether it is current, and change nothing

Methods that are answered by now are taken out of `unsupported.toml` on the way. Tests hold that
both files are current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from hodhod import tl
from hodhod.api import handlers
from hodhod.api.registry import METHODS, Access, Method
from hodhod.api.unsupported import unsupported

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "reference" / "methods.md"
EMPTY_GROUP = re.compile(r'\[\w+\]\nreason = "[^"]*"\nmethods = \[\n\]\n\n?')
TABLE = ROOT / "src" / "hodhod" / "api" / "unsupported.toml"

HEAD = """\
# Methods of the API

Written by `python -m tools.methods` from the handlers and from `src/hodhod/api/unsupported.toml`.

- **works**: answered by its meaning.
- **empty**: answered with the right type and nothing in it, because there is nothing.
- **—**: refused with 400 `METHOD_NOT_SUPPORTED`, for the reason given.

`anyone` may call before signing in. Methods that only older layers have say until which.
"""


def main(arguments: Sequence[str]) -> int:
    """Write the file, or check it.

    Returns:
        The exit code: 1 if the file is to be current and is not.
    """
    if "--check" not in arguments:
        taken_out = prune({function.tl_name for function in handlers.load()})
        print(f"{TABLE}: {taken_out} methods are answered by now")
    text = reference()
    if "--check" not in arguments:
        FILE.parent.mkdir(parents=True, exist_ok=True)
        FILE.write_text(text, "utf-8")
        print(f"{FILE}: {len(tl.FUNCTIONS)} methods")
        return 0
    if FILE.is_file() and FILE.read_text("utf-8") == text:
        return 0
    print(f"{FILE} is not current: python -m tools.methods")
    return 1


def prune(answered: AbstractSet[str]) -> int:
    """Take answered methods, and groups without any left, out of the table; return how many."""
    lines = TABLE.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.strip(' ",\n') not in answered]
    TABLE.write_text(EMPTY_GROUP.sub("", "".join(kept)), "utf-8")
    return len(lines) - len(kept)


def reference() -> str:
    """The text of the file."""
    handlers.load()
    reasons = unsupported()
    methods = [one for one in tl.FUNCTIONS if "." in one.tl_name]
    wrappers = sorted(one.tl_name for one in tl.FUNCTIONS if "." not in one.tl_name)
    namespaces = sorted({_namespace(one.tl_name) for one in methods})
    parts = [HEAD, _summary(methods), _wrappers(wrappers)]
    for namespace in namespaces:
        rows = [
            _row(one, METHODS.get(one), reasons)
            for one in sorted(methods, key=lambda one: one.tl_name)
            if _namespace(one.tl_name) == namespace
        ]
        table = ["| method | | who | remark |", "|---|---|---|---|", *rows]
        parts.append(f"## {namespace}\n\n" + "\n".join(table) + "\n")
    return "\n".join(parts)


def _namespace(name: str) -> str:
    return name.partition(".")[0]


def _summary(methods: Iterable[type[tl.TLFunction]]) -> str:
    found = [METHODS.get(one) for one in methods]
    works = sum(one is not None and not one.empty for one in found)
    empty = sum(one is not None and one.empty for one in found)
    return (
        f"Of {len(found)} methods of layers {tl.OLDEST_LAYER}–{tl.NEWEST_LAYER}, {works} work, "
        f"{empty} are answered empty on purpose, and {found.count(None)} are refused.\n"
    )


def _wrappers(names: Sequence[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in names)
    return f"Requests may come wrapped in {listed}; the wrappers are taken off first.\n"


def _row(function: type[tl.TLFunction], method: Method | None, reasons: Mapping[str, str]) -> str:
    last = max(row[2] for row in function.tl_versions)
    age = "" if last >= tl.NEWEST_LAYER else f"Until layer {last}."
    if method is None:
        remark = " ".join(filter(None, (reasons.get(function.tl_name, ""), age)))
        return f"| {function.tl_name} | — | | {remark} |"
    state = "empty" if method.empty else "works"
    return f"| {function.tl_name} | {state} | {_who(method.access)} | {age} |"


def _who(access: Access) -> str:
    if Access.ANYONE in access:
        return "anyone"
    return ", ".join(
        name for flag, name in ((Access.USER, "users"), (Access.BOT, "bots")) if flag in access
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
