"""The Bot API as an OpenAPI document, made of what requests are read by.

Source: https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec

from hodhod import __version__
from hodhod.botapi.registry import METHODS

PATH: Final = "/bot-api/openapi.json"


@cache
def document() -> bytes:
    """Return the document, JSON. Made once, when all methods are there."""
    methods = sorted(METHODS.values(), key=lambda one: one.name)
    kinds = [kind for one in methods for kind in (one.takes, one.gives)]
    schemas, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    pairs = zip(schemas[::2], schemas[1::2], strict=True)
    paths = {
        f"/bot{{token}}/{one.name}": {
            "post": {
                "operationId": one.name,
                "summary": one.about,
                "requestBody": {
                    "content": {kind: {"schema": takes} for kind in BODIES},
                    "required": False,
                },
                "responses": {
                    "200": _response("The result.", _answered(gives)),
                    "4XX": _response("Why not.", {"$ref": "#/components/schemas/Refusal"}),
                },
            },
            "parameters": [
                {"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
        }
        for one, (takes, gives) in zip(methods, pairs, strict=True)
    }
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "Bot API", "version": __version__},
            "paths": paths,
            "components": {"schemas": {**components, "Refusal": REFUSAL}},
        }
    )


BODIES: Final = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")

REFUSAL: Final = {
    "type": "object",
    "required": ["ok", "error_code", "description"],
    "properties": {
        "ok": {"const": False},
        "error_code": {"type": "integer"},
        "description": {"type": "string"},
        "parameters": {
            "type": "object",
            "properties": {
                "retry_after": {"type": "integer"},
                "migrate_to_chat_id": {"type": "integer"},
            },
        },
    },
}


def _answered(result: object) -> dict[str, object]:
    return {
        "type": "object",
        "required": ["ok", "result"],
        "properties": {"ok": {"const": True}, "result": result},
    }


def _response(about: str, schema: dict[str, object]) -> dict[str, object]:
    return {"description": about, "content": {"application/json": {"schema": schema}}}
