"""Many layers in one file: ``schema/api.tl``.

A line is a version of a constructor or function, that is, an id with its layout, followed by the
layers that have it. Fields ``flags.N?true`` are no part of the id, so versions that differ in
them alone are one line with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tools.tlgen.definition import Definition, Field, LayerRange, SchemaError

HEADER = """\
// All layers of the API in one: each version of a constructor or function, with the layers that
// have it. Written by `python -m tools.tlgen merge`; see UPDATING.md.
"""

Key = tuple[bool, int]


def ranges_of(layers: Iterable[int], known: Sequence[int]) -> tuple[LayerRange, ...]:
    """Layers as ranges, where layers that follow each other among the known ones join."""
    index = {layer: i for i, layer in enumerate(known)}
    ranges: list[LayerRange] = []
    for layer in sorted(layers):
        if ranges and index[layer] == index[ranges[-1][1]] + 1:
            ranges[-1] = (ranges[-1][0], layer)
        else:
            ranges.append((layer, layer))
    return tuple(ranges)


def layers_in(ranges: Iterable[LayerRange], known: Iterable[int]) -> set[int]:
    """The known layers that the ranges cover."""
    return {layer for layer in known for first, last in ranges if first <= layer <= last}


def layout(definition: Definition) -> list[tuple[str, tuple[str, int] | None]]:
    """What decides the bytes: types and flags, in order, marks left out."""
    return [(field.type, field.flag) for field in definition.fields if not field.is_mark]


def unite(newer: Definition, older: Definition) -> Definition:
    """One version from two readings of the same id: the newer names, the marks of both.

    Raises:
        SchemaError: if the two differ in their bytes.
    """
    if newer.name != older.name or layout(newer) != layout(older):
        raise SchemaError(f"one id, two layouts:\n  {newer.text()}\n  {older.text()}")
    names = {field.name for field in newer.fields}
    taken = {field.flag for field in newer.fields if field.is_mark}
    extra = tuple(
        field
        for field in older.fields
        if field.is_mark and field.name not in names and field.flag not in taken
    )
    return replace(newer, fields=place_marks(newer.fields, extra))


def place_marks(fields: tuple[Field, ...], marks: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields with each mark put behind the flags it is a bit of."""
    result: list[Field] = []
    for field in fields:
        result.append(field)
        if field.type == "#":
            result.extend(mark for mark in marks if mark.flag and mark.flag[0] == field.name)
    return tuple(result)


def merge(
    merged: Iterable[Definition],
    known: Sequence[int],
    layer: int,
    added: Iterable[Definition],
) -> tuple[list[Definition], tuple[int, ...]]:
    """The merged schema with one more layer, or with a layer read anew.

    Args:
        merged: the versions so far.
        known: the layers they come from, ascending.
        layer: the layer to fold in. If it is known, it is replaced.
        added: that layer's definitions.

    Returns:
        The versions, sorted for writing, and the known layers.
    """
    all_known = tuple(sorted({*known, layer}))
    versions: dict[Key, Definition] = {}
    having: dict[Key, set[int]] = {}
    for definition in merged:
        key = (definition.is_function, definition.id)
        versions[key] = definition
        having[key] = layers_in(definition.layers, known) - {layer}
    for definition in added:
        key = (definition.is_function, definition.id)
        seen = versions.get(key)
        if seen is None:
            versions[key] = definition
        elif layer >= max(having[key], default=0):
            versions[key] = unite(definition, seen)
        else:
            versions[key] = unite(seen, definition)
        having.setdefault(key, set()).add(layer)
    result = [
        replace(definition, layers=ranges_of(having[key], all_known))
        for key, definition in versions.items()
        if having[key]
    ]
    return sorted(result, key=sort_key), all_known


def sort_key(definition: Definition) -> tuple[bool, str, str, int, int]:
    """Functions last, then by namespace, name and age, so that diffs stay small."""
    first = definition.layers[0][0] if definition.layers else 0
    return (
        definition.is_function,
        definition.namespace,
        definition.name,
        -first,
        definition.id,
    )


def write_merged(definitions: Iterable[Definition], known: Sequence[int]) -> str:
    """The text of the merged schema."""
    lines = [HEADER.rstrip(), "// layers: " + " ".join(map(str, known)), "", "---types---"]
    is_function = False
    for definition in definitions:
        if definition.is_function and not is_function:
            is_function = True
            lines += ["", "---functions---"]
        ranges = ",".join(
            str(first) if first == last else f"{first}-{last}" for first, last in definition.layers
        )
        lines.append(f"{definition.text()} // {ranges}")
    return "\n".join(lines) + "\n"
