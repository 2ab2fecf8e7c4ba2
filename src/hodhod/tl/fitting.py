"""Making a value fit a layer that lacks a constructor somewhere inside it.

This is the slow way, taken only after the fast one met a class the layer does not have. It walks
the value and makes a copy without the unknown parts, by the rules of ``hodhod.tl.mapping``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec.structs import replace

from hodhod.tl.errors import InexpressibleError
from hodhod.tl.mapping import NEVER_LEFT_OUT, STAND_INS, downgrade
from hodhod.tl.readers import codec_module
from hodhod.tl.value import TLObject
from hodhod.tl.writers import version_of

# Name of the field, type of the value or of the items, whether it is a vector, whether it is
# needed.
Shape = tuple[tuple[str, str, bool, bool], ...]


def shape_of(number: int) -> Shape:
    """The fields of a version that hold boxed values."""
    shapes = cast("dict[int, Shape]", codec_module(number).SHAPES)
    return shapes.get(number, ())


def fit(value: TLObject, layer: int) -> TLObject:
    """A value that the layer can express, as near as possible to this one.

    Args:
        value: any value.
        layer: a known layer.

    Raises:
        InexpressibleError: if the value itself, or a part it cannot be without, is unknown there.
    """
    older = downgrade(value, layer)
    row = None if older is None else version_of(type(older), layer)
    if older is None or row is None:
        raise InexpressibleError(f"layer {layer} has no {value.tl_name}")
    changes: dict[str, TLObject | tuple[TLObject, ...] | None] = {}
    for name, type_name, is_vector, is_needed in shape_of(row[0]):
        held = getattr(older, name)
        if held is None:
            if is_needed and not is_vector and type_name not in STAND_INS:
                raise InexpressibleError(f"layer {layer} wants {older.tl_name}.{name}")
            continue
        if is_vector:
            fitted = fit_items(held, layer)
            if len(fitted) != len(held) or any(map(_differ, fitted, held)):
                changes[name] = fitted
            continue
        part = fit_part(held, type_name, layer, is_needed=is_needed)
        if part is not held:
            changes[name] = part
    return replace(older, **changes) if changes else older


def _differ(one: TLObject, other: TLObject) -> bool:
    return one is not other


def fit_items(items: Sequence[TLObject], layer: int) -> tuple[TLObject, ...]:
    """The items of a vector that the layer can express."""
    fitted = []
    for item in items:
        try:
            fitted.append(fit(item, layer))
        except InexpressibleError:
            continue
    return tuple(fitted)


def fit_part(part: TLObject, type_name: str, layer: int, *, is_needed: bool) -> TLObject | None:
    """The value of a field as the layer can express it: itself, a stand-in, or nothing."""
    try:
        return fit(part, layer)
    except InexpressibleError:
        if not is_needed and type_name not in NEVER_LEFT_OUT:
            return None
        make = STAND_INS.get(type_name)
        if make is None:
            raise
        return fit(make(part), layer)
