"""The command line of the generator; see the package for its commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.tlgen.definition import Definition, SchemaError
from tools.tlgen.generate import catalogue_of, emit, generate, listing
from tools.tlgen.merge import merge, write_merged
from tools.tlgen.parse import known_layers, parse

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema"
GENERATED = ROOT / "src" / "hodhod" / "tl" / "generated"


def merge_files(layer: int, files: Sequence[Path]) -> int:
    """Fold the schema of a layer into ``schema/api.tl``; returns the exit code."""
    merged = SCHEMA / "api.tl"
    text = merged.read_text(encoding="utf-8") if merged.is_file() else ""
    added: list[Definition] = []
    for file in files:
        added.extend(parse(file.read_text(encoding="utf-8")))
    for definition in added:
        if definition.crc32() != definition.id:
            print(f"note: {definition.name}#{definition.id:08x} is not the CRC32 of its line")
    definitions, known = merge(parse(text), known_layers(text), layer, added)
    merged.write_text(write_merged(definitions, known), encoding="utf-8")
    print(f"{merged}: {len(known)} layers, {len(definitions)} versions")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run a command.

    Args:
        arguments: what is behind the program's name.

    Returns:
        The exit code: 0, or 1 if a schema is faulty.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.tlgen", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    folding = commands.add_parser("merge", help="fold a layer's schema into schema/api.tl")
    folding.add_argument("--layer", type=int, required=True, help="the number of the layer")
    folding.add_argument("files", nargs="+", type=Path, help="its schema in TL")
    printing = commands.add_parser("print", help="print what is generated from other schemas")
    printing.add_argument("schema", type=Path, help="a folder with api.tl and mtproto.tl")
    options = parser.parse_args(arguments)
    try:
        if options.command == "merge":
            return merge_files(options.layer, options.files)
        if options.command == "print":
            sys.stdout.write(listing(emit(catalogue_of(options.schema))))
            return 0
        generate(SCHEMA, GENERATED)
    except SchemaError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
