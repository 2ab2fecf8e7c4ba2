"""JSON as TL values, which is how the client configuration travels.

Source: https://core.telegram.org/type/JSONValue
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hodhod.tl import types

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def to_json_value(value: Json) -> types.TypeJSONValue:
    """Return a JSON value as TL writes it."""
    match value:
        case None:
            return types.JsonNull()
        case bool():
            return types.JsonBool(value=value)
        case int() | float():
            return types.JsonNumber(value=float(value))
        case str():
            return types.JsonString(value=value)
        case Mapping():
            return types.JsonObject(
                value=tuple(
                    types.JsonObjectValue(key=key, value=to_json_value(item))
                    for key, item in value.items()
                )
            )
        case _:
            return types.JsonArray(value=tuple(to_json_value(item) for item in value))
