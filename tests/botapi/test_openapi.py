"""The document that describes the Bot API."""

from __future__ import annotations

import aiohttp

from hodhod.botapi.registry import METHODS
from tests.botapi.site import Json, Site


def references(value: Json) -> set[str]:
    """All names that a document refers to."""
    if isinstance(value, list):
        return {name for one in value for name in references(one)}
    if not isinstance(value, dict):
        return set()
    found = {name for one in value.values() for name in references(one)}
    named = value.get("$ref")
    return found | ({named} if isinstance(named, str) else set())


async def test_every_method_is_described_and_every_name_explained(site: Site) -> None:
    url = f"{site.url}/bot-api/openapi.json"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        document = await answer.json()
    assert set(document["paths"]) == {f"/bot{{token}}/{one.name}" for one in METHODS.values()}
    explained = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert references(document) <= explained
    sending = document["paths"]["/bot{token}/sendMessage"]["post"]
    named = sending["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    taken = document["components"]["schemas"][named.rpartition("/")[2]]
    assert {"chat_id", "text"} <= set(taken["required"])
