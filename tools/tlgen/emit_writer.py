"""The function that writes one version: ``w_xxxxxxxx(v, o, t)``.

``v`` is the value, ``o`` the ``bytearray`` to append to, ``t`` the layer's table of classes and
writers. A boxed field is ``t[x.__class__](x, o, t)``; the table raises for a class the layer does
not have, and ``hodhod.tl.downgrade`` takes over.
"""

from __future__ import annotations

from tools.tlgen.catalogue import Entry
from tools.tlgen.definition import Definition, Field
from tools.tlgen.fixed import CODES, Structs
from tools.tlgen.names import field_name, vector_item

VECTOR = "0x1cb5c415"
WRITE_PLAIN = {"string": "write_string", "bytes": "write_bytes"}
WRITE_VECTOR = {"int": "write_ints", "long": "write_longs"}

# What stands for a field that a version wants and the value lacks.
EMPTY = {
    "int": "0",
    "long": "0",
    "double": "0.0",
    "string": "''",
    "bytes": "b''",
    "int128": "bytes(16)",
    "int256": "bytes(32)",
    "Bool": "False",
}


def empty(type_name: str) -> str | None:
    """An expression for nothing of a type; None if only a mapping can tell."""
    if vector_item(type_name) is not None:
        return "()"
    return EMPTY.get(type_name)


class WriterCode:
    """Gathers the lines of one writing function, and the run that is not yet written."""

    def __init__(self, structs: Structs, bare: dict[str, int]) -> None:
        self.structs = structs
        self.bare = bare
        self.lines: list[str] = []
        self._run: list[tuple[str, str]] = []

    def line(self, indent: int, text: str) -> None:
        """Add a line of code."""
        self.lines.append("    " * indent + text)

    def fixed(self, code: str, expression: str) -> None:
        """Add a field of fixed size to the run."""
        self._run.append((code, expression))

    def flush(self, indent: int) -> None:
        """Write the run."""
        if not self._run:
            return
        function = self.structs.pack(code for code, _ in self._run)
        values = ", ".join(expression for _, expression in self._run)
        self.line(indent, f"o += {function}({values})")
        self._run.clear()

    def value(self, indent: int, type_name: str, source: str) -> None:
        """Write the writing of one value."""
        item = vector_item(type_name)
        if item is not None:
            self.vector(indent, type_name, item, source)
        elif type_name == "Bool":
            self.fixed("I", f"TRUE if {source} else FALSE")
        elif type_name in CODES:
            self.fixed(CODES[type_name], source)
        elif type_name in WRITE_PLAIN:
            self.flush(indent)
            self.line(indent, f"{WRITE_PLAIN[type_name]}(o, {source})")
        elif type_name in self.bare:
            self.flush(indent)
            self.line(indent, f"w_{self.bare[type_name]:08x}({source}, o, t, False)")
        else:
            self.flush(indent)
            if not source.isidentifier():
                self.line(indent, f"x = {source}")
                source = "x"
            self.line(indent, f"t[{source}.__class__]({source}, o, t)")

    def vector(self, indent: int, type_name: str, item: str, source: str) -> None:
        """Write the writing of a vector."""
        if item in WRITE_VECTOR:
            self.flush(indent)
            self.line(indent, f"{WRITE_VECTOR[item]}(o, {source})")
            return
        if not source.isidentifier():
            self.line(indent, f"y = {source}")
            source = "y"
        if not type_name.startswith("vector"):
            self.fixed("I", VECTOR)
        self.fixed("i", f"len({source})")
        self.flush(indent)
        inner = f"{source}_"
        self.line(indent, f"for {inner} in {source}:")
        self.value(indent + 1, item, inner)
        self.flush(indent + 1)


def emit_writer(
    entry: Entry, version: Definition, structs: Structs, bare: dict[str, int]
) -> list[str]:
    """The lines of the writing function of a version."""
    is_bare = version.name in bare
    writer = WriterCode(structs, bare)
    optional = {one.name for one in entry.attributes if one.is_optional and not one.is_mark}
    sources = emit_sources(writer, version, optional)
    for field in version.fields:
        if field.type == "#":
            emit_flags(writer, version, field, sources)
    if is_bare:
        writer.line(1, "if boxed:")
        writer.line(2, f"o += {structs.pack('I')}(0x{version.id:08x})")
    else:
        writer.fixed("I", f"0x{version.id:08x}")
    for field in version.fields:
        if field.type == "#":
            writer.fixed("I", field.name)
        elif field.is_mark:
            continue
        elif field.flag is not None:
            writer.flush(1)
            writer.line(1, f"if {field.flag[0]} & {1 << field.flag[1]}:")
            writer.value(2, field.type, sources[field.name])
            writer.flush(2)
        else:
            writer.value(1, field.type, sources[field.name])
    writer.flush(1)
    extra = ", boxed=True" if is_bare else ""
    return [f"def w_{version.id:08x}(v, o, t{extra}):", *writer.lines]


def emit_sources(writer: WriterCode, version: Definition, optional: set[str]) -> dict[str, str]:
    """Write the fetching of fields that may be None.

    Returns:
        The expression of each field's value, by name of the field.
    """
    sources: dict[str, str] = {}
    for number, field in enumerate(version.fields):
        name = f"v.{field_name(field.name)}"
        if field.type == "#" or field.is_mark:
            continue
        if field.flag is not None:
            sources[field.name] = f"x{number}"
            writer.line(1, f"x{number} = {name}")
        elif field.name in optional:
            sources[field.name] = f"x{number}"
            writer.line(1, f"x{number} = {name}")
            writer.line(1, f"if x{number} is None:")
            nothing = empty(field.type) or f"t.stand_in({field.type!r})"
            writer.line(2, f"x{number} = {nothing}")
        else:
            sources[field.name] = name
    return sources


def emit_flags(
    writer: WriterCode, version: Definition, flags: Field, sources: dict[str, str]
) -> None:
    """Write the gathering of a flags field.

    A bit is set by its mark or by the field behind it. Where it stands for several fields it is
    set if any of them is there, and those that are not are written empty; a field that has no
    empty form is needed.
    """
    bits: dict[int, list[Field]] = {}
    for field in version.fields:
        if field.flag is not None and field.flag[0] == flags.name:
            bits.setdefault(field.flag[1], []).append(field)
    name = flags.name
    writer.line(1, f"{name} = 0")
    for bit, fields in bits.items():
        data = [field for field in fields if not field.is_mark]
        if not data:
            test = " or ".join(f"v.{field_name(field.name)}" for field in fields)
            writer.line(1, f"if {test}:")
            writer.line(2, f"{name} |= {1 << bit}")
            continue
        needed = [field for field in data if empty(field.type) is None]
        spare = [field for field in data if empty(field.type) is not None]
        if needed:
            test = " and ".join(f"{sources[field.name]} is not None" for field in needed)
        else:
            test = " or ".join(f"{sources[field.name]} is not None" for field in spare)
        writer.line(1, f"if {test}:")
        writer.line(2, f"{name} |= {1 << bit}")
        if len(data) > 1:
            for field in spare:
                writer.line(2, f"if {sources[field.name]} is None:")
                writer.line(3, f"{sources[field.name]} = {empty(field.type)}")
