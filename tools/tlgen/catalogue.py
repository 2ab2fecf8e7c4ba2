"""What the generator writes, class by class: one for each name, over all its versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tools.tlgen.definition import Definition
from tools.tlgen.names import class_name, field_name, vector_item

# Of a definition that has no layers: it is in all of them.
ALL_LAYERS = ((0, 1_000_000),)

PLAIN = {
    "int": "int",
    "long": "int",
    "#": "int",
    "double": "float",
    "string": "str",
    "bytes": "bytes",
    "int128": "bytes",
    "int256": "bytes",
    "Bool": "bool",
    "true": "bool",
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of a class, over all versions.

    Attributes:
        name: its name in the schema.
        type: its type in the newest version that has it.
        is_mark: whether it is a bit alone in the newest version that has it, so that its absence
            is False.
        is_optional: whether some version lacks it or has it behind a flag.
    """

    name: str
    type: str
    is_mark: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its versions, newest first."""

    name: str
    versions: tuple[Definition, ...]
    attributes: tuple[Attribute, ...]
    is_mtproto: bool

    @property
    def newest(self) -> Definition:
        """The version of the newest layer that has one."""
        return self.versions[0]

    @property
    def is_function(self) -> bool:
        """Whether it is a function."""
        return self.newest.is_function

    @property
    def package(self) -> str:
        """The generated module or package it is in."""
        if self.is_mtproto:
            return "mtproto"
        return "functions" if self.is_function else "types"

    @property
    def namespace(self) -> str:
        """The part of its name before the dot."""
        return self.newest.namespace

    @property
    def class_name(self) -> str:
        """The name of its class in its module."""
        return class_name(self.name)


def attributes_of(versions: Sequence[Definition]) -> tuple[Attribute, ...]:
    """The fields of all versions: those of the newest first, in its order."""
    found: dict[str, Attribute] = {}
    for version in versions:
        for field in version.fields:
            if field.type == "#" or field.name in found:
                continue
            everywhere = [
                other
                for candidate in versions
                for other in candidate.fields
                if other.name == field.name and other.type != "#"
            ]
            is_optional = len(everywhere) < len(versions) or any(
                other.flag is not None for other in everywhere
            )
            found[field.name] = Attribute(
                name=field.name,
                type=field.type,
                is_mark=field.is_mark or all(other.is_mark for other in everywhere),
                is_optional=is_optional,
            )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the generator needs to know.

    Attributes:
        entries: all classes, in order of their names.
        layers: the known layers, ascending.
        types: each boxed type with the versions of its constructors.
    """

    entries: tuple[Entry, ...]
    layers: tuple[int, ...]
    types: Mapping[str, tuple[Definition, ...]]

    def is_current(self, version: Definition) -> bool:
        """Whether the newest layer has this version; always so for what has no layers."""
        return not version.layers or version.layers[-1][1] == self.layers[-1]

    def of_package(self, package: str) -> list[Entry]:
        """The entries of ``types``, ``functions`` or ``mtproto``."""
        return [entry for entry in self.entries if entry.package == package]


def entries_of(definitions: Iterable[Definition], *, is_mtproto: bool) -> list[Entry]:
    """Definitions gathered by name."""
    by_name: dict[tuple[bool, str], list[Definition]] = {}
    for definition in definitions:
        by_name.setdefault((definition.is_function, definition.name), []).append(definition)
    entries = []
    for (_, name), found in sorted(by_name.items()):
        versions = sorted(found, key=lambda one: one.layers[-1:], reverse=True)
        entries.append(Entry(name, tuple(versions), attributes_of(versions), is_mtproto))
    return entries


def set_apart(definitions: Iterable[Definition]) -> list[Definition]:
    """MTProto's definitions, with ``mtproto.`` before its types.

    Both schemas have a type ``Message``, and neither may be read where the other is due.
    """
    found = list(definitions)
    own = {one.result for one in found if not one.is_function} - {"Object"}
    return [
        replace(
            one,
            result=f"mtproto.{one.result}" if one.result in own else one.result,
            fields=tuple(
                replace(field, type=f"mtproto.{field.type}") if field.type in own else field
                for field in one.fields
            ),
        )
        for one in found
    ]


def build(
    api: Iterable[Definition],
    mtproto: Iterable[Definition],
    layers: Sequence[int],
) -> Catalogue:
    """The catalogue of two schemas."""
    entries = entries_of(api, is_mtproto=False) + entries_of(set_apart(mtproto), is_mtproto=True)
    types: dict[str, list[Definition]] = {}
    for entry in entries:
        for version in entry.versions:
            if not version.is_function:
                types.setdefault(version.result, []).append(version)
    return Catalogue(
        entries=tuple(entries),
        layers=tuple(layers),
        types={name: tuple(found) for name, found in sorted(types.items())},
    )


def annotation(type_name: str) -> str:
    """The Python type of a field, without ``| None``."""
    item = vector_item(type_name)
    if item is not None:
        return f"_Sequence[{annotation(item)}]"
    if type_name in PLAIN:
        return f"_builtins.{PLAIN[type_name]}"
    if type_name == "Object":
        return "_TLObject"
    if type_name == "!X":
        return "_TLFunction"
    if type_name[0].islower() and "." not in type_name:
        return class_name(type_name)
    namespace, dot, _ = type_name.rpartition(".")
    module = "_mtproto." if namespace == "mtproto" else f"_types.{namespace}{dot}"
    return f"{module}Type{class_name(type_name)}"


def declaration(attribute: Attribute) -> str:
    """The line of a class body that declares a field."""
    name = field_name(attribute.name)
    if attribute.is_mark:
        return f"{name}: _builtins.bool = False"
    kind = annotation(attribute.type)
    return f"{name}: {kind} | None = None" if attribute.is_optional else f"{name}: {kind}"
