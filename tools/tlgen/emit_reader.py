"""The function that reads one version: ``r_xxxxxxxx(b, p, d) -> (value, p)``.

``b`` is the buffer, ``p`` the position behind the constructor's id, ``d`` how many levels may
still be nested. The code is straight: a run of fields of fixed size, together with the id of the
boxed value behind it, is one ``unpack_from``.
"""

from __future__ import annotations

from tools.tlgen.catalogue import Entry
from tools.tlgen.definition import Definition, Field
from tools.tlgen.fixed import CODES, Structs
from tools.tlgen.names import field_name, table_name, vector_item

READ_PLAIN = {"string": "read_string", "bytes": "read_bytes"}
READ_VECTOR = {"int": "read_ints", "long": "read_longs"}


class ReaderCode:
    """Gathers the lines of one reading function, and the run that is not yet written."""

    def __init__(self, structs: Structs, bare: dict[str, int]) -> None:
        self.structs = structs
        self.bare = bare
        self.lines: list[str] = []
        self.tables: set[str] = set()
        self.is_nested = False
        self._run: list[tuple[str, str]] = []

    def line(self, indent: int, text: str) -> None:
        """Add a line of code."""
        self.lines.append("    " * indent + text)

    def fixed(self, code: str, target: str) -> None:
        """Add a field of fixed size to the run."""
        self._run.append((code, target))

    def flush(self, indent: int) -> None:
        """Write the run."""
        if not self._run:
            return
        function, size = self.structs.unpack(code for code, _ in self._run)
        targets = ", ".join(target for _, target in self._run)
        comma = "," if len(self._run) == 1 else ""
        self.line(indent, f"{targets}{comma} = {function}(b, p)")
        self.line(indent, f"p += {size}")
        self._run.clear()

    def table(self, type_name: str) -> str:
        """The name of the table of a boxed type's readers."""
        self.is_nested = True
        if type_name == "Object":
            return "ANYTHING"
        if type_name == "!X":
            return "ANY_FUNCTION"
        name = table_name(type_name)
        self.tables.add(name)
        return name

    def value(self, indent: int, type_name: str, target: str) -> None:
        """Write the reading of one value that is there."""
        item = vector_item(type_name)
        if item is not None:
            self.vector(indent, type_name, item, target)
        elif type_name == "Bool":
            self.fixed("I", "c")
            self.flush(indent)
            self.line(indent, f"{target} = BOOL[c]")
        elif type_name in CODES:
            self.fixed(CODES[type_name], target)
            self.flush(indent)
        elif type_name in READ_PLAIN:
            self.flush(indent)
            self.line(indent, f"{target}, p = {READ_PLAIN[type_name]}(b, p)")
        elif type_name in self.bare:
            self.flush(indent)
            self.is_nested = True
            self.line(indent, f"{target}, p = r_{self.bare[type_name]:08x}(b, p, d)")
        else:
            table = self.table(type_name)
            self.fixed("I", "c")
            self.flush(indent)
            self.line(indent, f"{target}, p = {table}[c](b, p, d)")

    def vector(self, indent: int, type_name: str, item: str, target: str) -> None:
        """Write the reading of a vector."""
        self.flush(indent)
        if item in READ_VECTOR:
            self.line(indent, f"{target}, p = {READ_VECTOR[item]}(b, p)")
            return
        head = "read_bare_count" if type_name.startswith("vector") else "read_count"
        self.line(indent, f"n, p = {head}(b, p)")
        items = f"{target}_"
        self.line(indent, f"{items} = []")
        self.line(indent, "for _ in range(n):")
        self.value(indent + 1, item, "x" if vector_item(item) is None else f"{target}x")
        self.line(
            indent + 1, f"{items}.append({'x' if vector_item(item) is None else target + 'x'})"
        )
        self.line(indent, f"{target} = tuple({items})")


def emit_reader(
    entry: Entry, version: Definition, structs: Structs, bare: dict[str, int]
) -> tuple[list[str], set[str]]:
    """The lines of the reading function of a version, and the tables it uses."""
    code = ReaderCode(structs, bare)
    arguments: list[str] = []
    for number, field in enumerate(version.fields):
        target = f"v{number}"
        if field.type == "#":
            code.fixed("I", field.name)
        elif field.is_mark:
            arguments.append(f"{field_name(field.name)}={mark(field)}")
        else:
            arguments.append(f"{field_name(field.name)}={target}")
            if field.flag is not None:
                code.flush(1)
                code.line(1, f"if {condition(field)}:")
                code.value(2, field.type, target)
                code.line(1, "else:")
                code.line(2, f"{target} = None")
            elif field.type == "Bool":
                code.fixed("I", target)
                arguments[-1] = f"{field_name(field.name)}=BOOL[{target}]"
            elif field.type in CODES:
                code.fixed(CODES[field.type], target)
            else:
                code.value(1, field.type, target)
    code.flush(1)
    kind = f"k_{entry.package}_{entry.class_name}"
    head = [f"def r_{version.id:08x}(b, p, d):"]
    if code.is_nested:
        head += ["    if not d:", "        raise too_deep()", "    d -= 1"]
    tail = f"    return {kind}({', '.join(arguments)}), p"
    return [*head, *code.lines, tail], code.tables


def condition(field: Field) -> str:
    """The test of the bit of a field."""
    assert field.flag is not None
    name, bit = field.flag
    return f"{name} & {1 << bit}"


def mark(field: Field) -> str:
    """The bit of a field as a bool."""
    return f"{condition(field)} != 0"
