"""What a public story is found by: the hashtags of its caption, and the places on it.

    hashtag  "#" + its words, normalised, joined by "_"
    place    "@" + provider and id of a venue, or the country and city of an address

Source: https://core.telegram.org/method/stories.searchPosts
"""

from __future__ import annotations

from hodhod.domain.search_text import index_tokens
from hodhod.domain.story import decode_content, decode_rules
from hodhod.domain.utf16 import Utf16
from hodhod.tl import types

TAGS_LIMIT = 30
"""Tags of one story; a caption has room for hundreds."""


def tags_of(content: bytes, rules: bytes) -> list[str]:
    """Return what a story is found by; one that is not for everybody is not found at all."""
    if not any(isinstance(rule, types.PrivacyValueAllowAll) for rule in decode_rules(rules)):
        return []
    item = decode_content(content)
    text = Utf16(item.caption or "")
    found: dict[str, None] = {}
    for entity in item.entities or ():
        if isinstance(entity, types.MessageEntityHashtag):
            tag = hashtag(text.slice(entity.offset, entity.offset + entity.length))
            if tag is not None:
                found[tag] = None
    for area in item.media_areas or ():
        place = place_of(area)
        if place is not None:
            found[place] = None
    return list(found)[:TAGS_LIMIT]


def hashtag(text: str) -> str | None:
    """Return the tag for a hashtag, written with or without its sign; None for nothing."""
    words = index_tokens(text.partition("@")[0].removeprefix("#"))
    return "#" + "_".join(words) if words else None


def place_of(area: types.TypeMediaArea) -> str | None:
    """Return the tag for a place on a story; None for what is no place with a name."""
    match area:
        case types.MediaAreaVenue() if area.venue_id:
            return f"@{area.provider}:{area.venue_id}"
        case types.MediaAreaGeoPoint(address=types.GeoPointAddress() as address):
            parts = (address.country_iso2, address.state, address.city, address.street)
            return "@" + "/".join(" ".join(index_tokens(part or "")) for part in parts)
        case _:
            return None
