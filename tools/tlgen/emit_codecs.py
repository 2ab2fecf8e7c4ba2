"""The generated codecs: a module for each namespace, and one for its superseded versions."""

from __future__ import annotations

from tools.tlgen.catalogue import PLAIN, Catalogue, Entry
from tools.tlgen.definition import Definition
from tools.tlgen.emit_reader import emit_reader
from tools.tlgen.emit_types import MARK
from tools.tlgen.emit_writer import emit_writer
from tools.tlgen.fixed import Structs
from tools.tlgen.names import field_name, table_name, vector_item

PRELUDE = (
    MARK
    + """\
# fmt: off
# mypy: ignore-errors
from struct import Struct

from hodhod.tl.generated import functions, mtproto, types
from hodhod.tl.generated.tables import *
from hodhod.tl.wire import (
    BOOL,
    FALSE,
    TRUE,
    read_bare_count,
    read_bytes,
    read_count,
    read_ints,
    read_longs,
    read_string,
    too_deep,
    write_bytes,
    write_ints,
    write_longs,
    write_string,
)
"""
)


def module_of(entry: Entry, *, is_current: bool) -> str:
    """The module of ``codecs`` that a version is in: apart if the newest layer lacks it."""
    if entry.is_mtproto:
        return "mtproto"
    name = entry.namespace or "base"
    if entry.is_function:
        name += "_functions"
    return name if is_current else f"{name}_older"


def bare_constructors(catalogue: Catalogue) -> dict[str, int]:
    """Constructors that some field holds without their id: name → id."""
    wanted = {
        item
        for entry in catalogue.entries
        for version in entry.versions
        for field in version.fields
        if field.type.startswith("vector<") and (item := vector_item(field.type))
    }
    return {
        entry.name: entry.newest.id
        for entry in catalogue.entries
        if entry.name in wanted and not entry.is_function
    }


def emit_codecs(catalogue: Catalogue) -> dict[str, str]:
    """The files of ``codecs``, ``tables.py`` among them: path → text."""
    bare = bare_constructors(catalogue)
    modules: dict[str, list[tuple[Entry, Definition]]] = {}
    for entry in catalogue.entries:
        for version in entry.versions:
            module = module_of(entry, is_current=catalogue.is_current(version))
            modules.setdefault(module, []).append((entry, version))
    files = {"codecs/__init__.py": MARK}
    for module, members in sorted(modules.items()):
        structs = Structs()
        body: list[str] = []
        classes: dict[str, str] = {}
        for entry, version in members:
            dot = "." if entry.namespace and not entry.is_mtproto else ""
            namespace = "" if entry.is_mtproto else entry.namespace
            classes[f"k_{entry.package}_{entry.class_name}"] = (
                f"{entry.package}.{namespace}{dot}{entry.class_name}"
            )
            reader, _ = emit_reader(entry, version, structs, bare)
            writer = emit_writer(entry, version, structs, bare)
            body += ["", "", f"# {version.text()}", *reader, "", "", *writer]
        head = [PRELUDE, *structs.lines()]
        head += [f"{name} = {path}" for name, path in sorted(classes.items())]
        tail = ["", "", *emit_shapes(members, bare)]
        files[f"codecs/{module}.py"] = "\n".join(head + body + tail) + "\n"
    files["tables.py"] = emit_tables(catalogue, modules)
    return files


def emit_shapes(members: list[tuple[Entry, Definition]], bare: dict[str, int]) -> list[str]:
    """``SHAPES``: the fields of each version that hold boxed values, for hodhod.tl.fitting.

    A row is the name of the field, the type of the value or of the vector's items, whether it is
    a vector, and whether the version cannot do without it.
    """
    lines = ["SHAPES = {"]
    for _, version in members:
        rows = []
        for field in version.fields:
            item = vector_item(field.type)
            kind = item or field.type
            if kind in PLAIN or kind in bare:
                continue
            rows.append((field_name(field.name), kind, item is not None, field.flag is None))
        if rows:
            lines.append(f"    0x{version.id:08x}: {tuple(rows)!r},")
    return [*lines, "}"]


def emit_tables(catalogue: Catalogue, modules: dict[str, list[tuple[Entry, Definition]]]) -> str:
    """The module that says which ids a type has and where their codecs are."""
    lines = [
        MARK + "# fmt: off",
        "from hodhod.tl.readers import ANY_FUNCTION, ANYTHING, Readers, place",
        "",
        f"LAYERS: tuple[int, ...] = {catalogue.layers!r}",
        "",
    ]
    for module, members in sorted(modules.items()):
        for is_function in (False, True):
            ids = ", ".join(
                f"0x{version.id:08x}: {entry.name!r}"
                for entry, version in members
                if version.is_function is is_function
            )
            if ids:
                lines.append(f"place({module!r}, {is_function}, {{{ids}}})")
    lines.append("")
    for name, versions in catalogue.types.items():
        ids = ", ".join(f"0x{version.id:08x}" for version in versions)
        lines.append(f"{table_name(name)} = Readers({name!r}, ({ids},))")
    return "\n".join(lines) + "\n"
