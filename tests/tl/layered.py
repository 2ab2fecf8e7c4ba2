"""A second reading of the schema, for tests: it makes values and walks bytes, layer by layer.

It knows nothing of the generated code but the classes, so that the two can be held against each
other.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from random import Random

from hodhod.tl import TLObject, functions, types
from tools.tlgen.definition import Definition
from tools.tlgen.names import class_name, field_name, vector_item
from tools.tlgen.parse import known_layers, parse

SCHEMA = Path(__file__).resolve().parents[2] / "schema" / "api.tl"
TEXT = SCHEMA.read_text(encoding="utf-8")
LAYERS = known_layers(TEXT)
DEFINITIONS = tuple(parse(TEXT))

FIXED = {"int": 4, "long": 8, "double": 8, "#": 4, "int128": 16, "int256": 32}
VECTOR = 0x1CB5C415
BOOL = (0x997275B5, 0xBC799737)

# Deeper than any type needs to end, shallow enough to be quick.
MAX_DEPTH = 3


class Layer:
    """The definitions that one layer has."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.by_id: dict[int, Definition] = {}
        self.of_type: dict[str, list[Definition]] = {}
        for definition in DEFINITIONS:
            if any(first <= number <= last for first, last in definition.layers):
                self.by_id[definition.id] = definition
                if not definition.is_function:
                    self.of_type.setdefault(definition.result, []).append(definition)
        self.functions = [one for one in self.by_id.values() if one.is_function]
        self.cost: dict[str, int] = {}
        self._measure()

    def _measure(self) -> None:
        """Find how deep the shallowest value of each type is."""
        changed = True
        while changed:
            changed = False
            for name, members in self.of_type.items():
                best = min(self.depth(one) for one in members)
                if best < self.cost.get(name, 99):
                    self.cost[name] = best
                    changed = True

    def depth(self, definition: Definition) -> int:
        """How deep the shallowest value of a definition is."""
        needed = [
            field.type
            for field in definition.fields
            if field.flag is None and is_boxed(field.type) and vector_item(field.type) is None
        ]
        return 1 + max((self.cost.get(name, 90) for name in needed), default=0)


@cache
def layer(number: int) -> Layer:
    """The definitions of a layer."""
    return Layer(number)


def is_boxed(name: str) -> bool:
    """Whether values of a type begin with a constructor's id."""
    return name not in FIXED and name not in {"string", "bytes", "true", "Bool"}


def class_of(definition: Definition) -> type[TLObject]:
    """The generated class of a definition."""
    module: object = functions if definition.is_function else types
    if definition.namespace:
        module = getattr(module, definition.namespace)
    found: type[TLObject] = getattr(module, class_name(definition.name))
    return found


class Maker:
    """Makes values as a layer has them."""

    def __init__(self, number: int, seed: int) -> None:
        self.layer = layer(number)
        self.random = Random(seed)

    def make(self, definition: Definition, depth: int = MAX_DEPTH) -> TLObject:
        """A value of a definition; fields behind one bit come together."""
        shown: dict[tuple[str, int], bool] = {}
        fields: dict[str, object] = {}
        for field in definition.fields:
            if field.type == "#":
                continue
            if field.flag is not None and field.flag not in shown:
                likely = 0.5 if depth > 0 else 0.1
                shown[field.flag] = self.random.random() < likely and self.fits(
                    definition, field.flag, depth
                )
            if field.flag is not None and not shown[field.flag]:
                continue
            fields[field_name(field.name)] = self.value(field.type, depth - 1)
        return class_of(definition)(**fields)

    def fits(self, definition: Definition, flag: tuple[str, int], depth: int) -> bool:
        """Whether what is behind a bit ends in time."""
        return all(
            self.layer.cost.get(vector_item(field.type) or field.type, 0) <= max(depth, 0)
            for field in definition.fields
            if field.flag == flag and is_boxed(field.type)
        )

    def value(self, name: str, depth: int) -> object:
        """A value of a type."""
        random = self.random
        item = vector_item(name)
        if item is not None:
            if is_boxed(item) and self.layer.cost[item] > depth:
                return ()
            return tuple(self.value(item, depth) for _ in range(random.randrange(3)))
        match name:
            case "true":
                return True
            case "Bool":
                return random.random() < 0.5
            case "int":
                return random.choice((0, 1, -1, 2**31 - 1, -(2**31), random.getrandbits(20)))
            case "long":
                return random.choice((0, -1, 2**63 - 1, -(2**63), random.getrandbits(50)))
            case "double":
                return random.choice((0.0, -1.5, random.random()))
            case "string":
                return random.choice(("", "a", "سلام", "🙂" * 63, "x" * 253, "y" * 300))
            case "bytes":
                return random.randbytes(random.choice((0, 1, 3, 4, 253, 254, 257)))
            case "int128" | "int256":
                return random.randbytes(FIXED[name])
            case "!X":
                return self.make(self.pick(self.layer.functions, 1), 0)
        return self.make(self.pick(self.layer.of_type[name], depth), depth)

    def pick(self, definitions: list[Definition], depth: int) -> Definition:
        """One of several, such that the value ends in time if that can be."""
        known = [(self.layer.depth(one), one) for one in definitions]
        least = min(cost for cost, _ in known)
        return self.random.choice([one for cost, one in known if cost <= max(depth, least)])


class ForeignError(Exception):
    """The bytes are not what the layer has."""


class Walker:
    """Reads bytes as a client of one layer does, and refuses what that layer does not have."""

    def __init__(self, number: int, data: bytes) -> None:
        self.layer = layer(number)
        self.data = data
        self.pos = 0

    def walk(self, name: str) -> None:
        """Read the whole as a type; "!X" is any function."""
        self.read(name)
        if self.pos != len(self.data):
            raise ForeignError(f"{len(self.data) - self.pos} bytes left")

    def number(self) -> int:
        """The next 32 bits."""
        value: int = struct.unpack_from("<I", self.data, self.pos)[0]
        self.pos += 4
        return value

    def read(self, name: str) -> None:
        """Read one value."""
        item = vector_item(name)
        if item is not None:
            if self.number() != VECTOR:
                raise ForeignError("not a vector")
            for _ in range(self.number()):
                self.read(item)
        elif name in FIXED:
            self.pos += FIXED[name]
        elif name in {"string", "bytes"}:
            self.skip_string()
        elif name == "Bool":
            if self.number() not in BOOL:
                raise ForeignError("not a Bool")
        else:
            self.read_boxed(name)

    def read_boxed(self, name: str) -> None:
        """Read a constructor of a type."""
        number = self.number()
        definition = self.layer.by_id.get(number)
        if definition is None:
            raise ForeignError(f"layer {self.layer.number} has no {number:08x} ({name})")
        if definition.result != name and not (name == "!X" and definition.is_function):
            raise ForeignError(f"{definition.name} where {name} is due")
        flags: dict[str, int] = {}
        for field in definition.fields:
            if field.type == "#":
                flags[field.name] = self.number()
            elif field.is_mark:
                continue
            elif field.flag is None or flags[field.flag[0]] >> field.flag[1] & 1:
                self.read(field.type)

    def skip_string(self) -> None:
        """Read a string or bytes."""
        length = self.data[self.pos]
        head = 1
        if length == 254:
            length = int.from_bytes(self.data[self.pos + 1 : self.pos + 4], "little")
            head = 4
        self.pos += head + length
        self.pos += -self.pos % 4
