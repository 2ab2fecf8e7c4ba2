"""Writing the generated package."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.tlgen.catalogue import Catalogue, build
from tools.tlgen.emit_codecs import emit_codecs
from tools.tlgen.emit_types import MARK, emit_mtproto, emit_package
from tools.tlgen.parse import known_layers, parse


def emit(catalogue: Catalogue) -> dict[str, str]:
    """Every file of the generated package: path in it → text."""
    return {
        "__init__.py": MARK,
        **emit_package(catalogue, "types"),
        **emit_package(catalogue, "functions"),
        **emit_mtproto(catalogue),
        **emit_codecs(catalogue),
    }


def catalogue_of(schema: Path) -> Catalogue:
    """The catalogue of the schemas in a folder."""
    api = (schema / "api.tl").read_text(encoding="utf-8")
    mtproto = (schema / "mtproto.tl").read_text(encoding="utf-8")
    return build(parse(api), parse(mtproto), known_layers(api))


def listing(files: dict[str, str]) -> str:
    """All files as one text, each under its name: what the golden test compares."""
    return "".join(f"==== {name}\n{text}" for name, text in sorted(files.items()))


def generate(schema: Path, target: Path) -> int:
    """Write the generated package; files that did not change are left as they are.

    Args:
        schema: the folder of ``api.tl`` and ``mtproto.tl``.
        target: the folder of the package. Whatever else is in it is removed.

    Returns:
        How many files were written.
    """
    files = emit(catalogue_of(schema))
    written = 0
    for path in sorted(target.rglob("*.py")) if target.is_dir() else []:
        if path.relative_to(target).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        path = target / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written += 1
    for cache in target.rglob("__pycache__") if written else []:
        shutil.rmtree(cache, ignore_errors=True)
    return written
