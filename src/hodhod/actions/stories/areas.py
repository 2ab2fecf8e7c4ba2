"""What can be tapped on a story: places, links, reactions, checked and bounded.

Source: https://core.telegram.org/api/stories#media-areas
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.resolve import geo_of
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.peers.access import access_channel
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId, bare_id
from hodhod.domain.text import line
from hodhod.tl import types

AREAS_LIMIT = 20
"""Areas on one story; no picture has room for more."""

REACTIONS_LIMIT = 5
URLS_LIMIT = 3
URL_UNITS = 2048
PLACE_UNITS = 256
EMOJI_UNITS = 16


async def areas_of(
    app: App, caller: Caller, given: Sequence[types.TypeMediaArea]
) -> tuple[types.TypeMediaArea, ...]:
    """Return the areas of a story as they are kept.

    Raises:
        RpcError: 400 MEDIA_INVALID, REACTION_INVALID, GEO_POINT_INVALID, VENUE_ID_INVALID,
            CHANNEL_INVALID, MESSAGE_ID_INVALID, URL_INVALID; 406 CHANNEL_PRIVATE.
    """
    if len(given) > AREAS_LIMIT:
        raise bad_request("MEDIA_INVALID")
    for kind, limit in (
        (types.MediaAreaSuggestedReaction, REACTIONS_LIMIT),
        (types.MediaAreaUrl, URLS_LIMIT),
    ):
        if sum(isinstance(one, kind) for one in given) > limit:
            raise bad_request("MEDIA_INVALID")
    return tuple(
        [
            await _post(app, caller, one)
            if isinstance(one, types.InputMediaAreaChannelPost)
            else _area(app, one)
            for one in given
        ]
    )


async def _post(
    app: App, caller: Caller, area: types.InputMediaAreaChannelPost
) -> types.MediaAreaChannelPost:
    """Return a post of a channel as it is kept: one that the caller may read and carry away."""
    _check(area.coordinates)
    seen = await access_channel(app, caller, area.channel)
    if not seen.chat.is_broadcast or seen.chat.noforwards:
        raise bad_request("CHANNEL_INVALID")
    box_id = BoxId(seen.chat.peer_id)
    post = await app.store.messages.get(box_id, MsgId(area.msg_id)) if area.msg_id > 0 else None
    hidden = 0 if seen.member is None else seen.member.min_id
    if post is None or post.msg_id <= hidden:
        raise bad_request("MESSAGE_ID_INVALID")
    return types.MediaAreaChannelPost(
        coordinates=area.coordinates, channel_id=bare_id(seen.chat.peer_id), msg_id=post.msg_id
    )


def _area(app: App, area: types.TypeMediaArea) -> types.TypeMediaArea:
    _check(area.coordinates)
    match area:
        case types.MediaAreaGeoPoint():
            return replace(area, geo=_geo(app, area.geo), address=_address(area.address))
        case types.MediaAreaVenue():
            return replace(
                area,
                geo=_geo(app, area.geo),
                title=line(area.title, PLACE_UNITS),
                address=line(area.address, PLACE_UNITS),
                provider=line(area.provider, PLACE_UNITS),
                venue_id=line(area.venue_id, PLACE_UNITS),
                venue_type=line(area.venue_type, PLACE_UNITS),
            )
        case types.MediaAreaSuggestedReaction():
            return replace(area, reaction=standard(area.reaction))
        case types.MediaAreaUrl():
            return replace(area, url=_url(area.url))
        case types.MediaAreaWeather():
            if not (area.emoji and math.isfinite(area.temperature_c)):
                raise bad_request("MEDIA_INVALID")
            return replace(area, emoji=line(area.emoji, EMOJI_UNITS))
        case types.InputMediaAreaVenue():
            # It names the result of a bot that looks up places; there is none.
            raise bad_request("VENUE_ID_INVALID")
        case types.MediaAreaChannelPost():
            raise bad_request("CHANNEL_INVALID")
        case _:
            raise bad_request("MEDIA_INVALID")


def _check(at: types.TypeMediaAreaCoordinates) -> None:
    """Refuse a place that is not on the picture: percents of its width and height, and degrees."""
    numbers = (at.x, at.y, at.w, at.h)
    good = (
        all(math.isfinite(one) and 0 <= one <= 100 for one in numbers)
        and math.isfinite(at.rotation)
        and -360 <= at.rotation <= 360
        and (at.radius is None or (math.isfinite(at.radius) and at.radius >= 0))
    )
    if not good:
        raise bad_request("MEDIA_INVALID")


def _geo(app: App, geo: types.TypeGeoPoint) -> types.GeoPoint:
    if not isinstance(geo, types.GeoPoint):
        raise bad_request("GEO_POINT_INVALID")
    return geo_of(app, types.InputGeoPoint(lat=geo.lat, long=geo.long))


def _address(address: types.TypeGeoPointAddress | None) -> types.TypeGeoPointAddress | None:
    if address is None:
        return None
    return types.GeoPointAddress(
        country_iso2=line(address.country_iso2, 2),
        state=None if address.state is None else line(address.state, PLACE_UNITS),
        city=None if address.city is None else line(address.city, PLACE_UNITS),
        street=None if address.street is None else line(address.street, PLACE_UNITS),
    )


def _url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise bad_request("URL_INVALID") from None
    if len(url) > URL_UNITS or parts.scheme not in ("http", "https", "tg") or not parts.netloc:
        raise bad_request("URL_INVALID")
    return url
