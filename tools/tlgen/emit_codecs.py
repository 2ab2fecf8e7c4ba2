"""The generated codecs: a module for each namespace, and one for its superseded versions."""

from __future__ import annotations

from tools.tlgen.catalogue import Catalogue, Entry
from tools.tlgen.definition import Definition
from tools.tlgen.emit_reader import emit_reader
from tools.tlgen.emit_types import MARK
from tools.tlgen.emit_writer import emit_writer
from tools.tlgen.fixed import Structs
from tools.tlgen.names import table_name, vector_item

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


def module_of(entry: Entry, version: Definition) -> str:
    """The module of ``codecs`` that a version is in."""
    if entry.is_mtproto:
        return "mtproto"
    name = entry.namespace or "base"
    if entry.is_function:
        name += "_functions"
    return name if version is entry.newest else f"{name}_older"


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
            modules.setdefault(module_of(entry, version), []).append((entry, version))
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
        files[f"codecs/{module}.py"] = "\n".join(head + body) + "\n"
    files["tables.py"] = emit_tables(catalogue, modules)
    return files


def emit_tables(
    catalogue: Catalogue, modules: dict[str, list[tuple[Entry, Definition]]]
) -> str:
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
                f"0x{version.id:08x}"
                for _, version in members
                if version.is_function is is_function
            )
            if ids:
                lines.append(f"place({module!r}, {is_function}, ({ids},))")
    lines.append("")
    for name, versions in catalogue.types.items():
        ids = ", ".join(f"0x{version.id:08x}" for version in versions)
        lines.append(f"{table_name(name)} = Readers({name!r}, ({ids},))")
    return "\n".join(lines) + "\n"
