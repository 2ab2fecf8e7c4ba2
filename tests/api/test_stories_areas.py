from __future__ import annotations

import pytest
from msgspec.structs import replace

from hodhod.domain.errors import RpcError
from hodhod.tl import types
from tests.api.story import by_id, post
from tests.api.world import World

AT = types.MediaAreaCoordinates(x=50.0, y=50.0, w=20.0, h=10.0, rotation=0.0)
PLACE = types.GeoPoint(long=51.4, lat=35.7, access_hash=0)
THUMB = types.ReactionEmoji(emoticon="👍")


async def test_areas_are_shown_as_they_were_placed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    areas = [
        types.MediaAreaGeoPoint(
            coordinates=AT,
            geo=PLACE,
            address=types.GeoPointAddress(country_iso2="IR", city="تهران"),
        ),
        types.MediaAreaVenue(
            coordinates=AT,
            geo=PLACE,
            title="Café",
            address="Street 1",
            provider="foursquare",
            venue_id="1",
            venue_type="",
        ),
        types.MediaAreaSuggestedReaction(coordinates=AT, reaction=THUMB, dark=True),
        types.MediaAreaUrl(coordinates=AT, url="https://example.org/a"),
        types.MediaAreaWeather(coordinates=AT, emoji="☀", temperature_c=21.5, color=-1),
    ]
    (seen,) = await by_id(bob, alice, await post(alice, media_areas=areas))
    geo, venue, *others = seen.media_areas or ()
    assert others == areas[2:]
    assert isinstance(geo, types.MediaAreaGeoPoint)
    assert isinstance(geo.geo, types.GeoPoint)
    assert (geo.geo.lat, geo.geo.long, geo.address) == (
        35.7,
        51.4,
        types.GeoPointAddress(country_iso2="IR", city="تهران"),
    )
    assert isinstance(venue, types.MediaAreaVenue)
    assert venue.title == "Café"


@pytest.mark.parametrize(
    ("area", "error"),
    [
        (types.MediaAreaUrl(coordinates=AT, url="javascript:alert(1)"), "URL_INVALID"),
        (
            types.MediaAreaUrl(coordinates=replace(AT, x=101.0), url="https://example.org"),
            "MEDIA_INVALID",
        ),
        (
            types.MediaAreaUrl(coordinates=replace(AT, w=float("nan")), url="https://example.org"),
            "MEDIA_INVALID",
        ),
        (
            types.MediaAreaSuggestedReaction(
                coordinates=AT, reaction=types.ReactionEmoji(emoticon="x")
            ),
            "REACTION_INVALID",
        ),
        (
            types.MediaAreaGeoPoint(
                coordinates=AT, geo=types.GeoPoint(long=0.0, lat=91.0, access_hash=0)
            ),
            "GEO_POINT_INVALID",
        ),
        (
            types.InputMediaAreaVenue(coordinates=AT, query_id=1, result_id="1"),
            "VENUE_ID_INVALID",
        ),
        (types.MediaAreaStarGift(coordinates=AT, slug="gift"), "MEDIA_INVALID"),
    ],
)
async def test_an_area_that_makes_no_sense_is_refused(
    world: World, area: types.TypeMediaArea, error: str
) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match=error):
        await post(alice, media_areas=[area])


@pytest.mark.parametrize(
    ("area", "count"),
    [
        (types.MediaAreaUrl(coordinates=AT, url="https://example.org"), 4),
        (types.MediaAreaSuggestedReaction(coordinates=AT, reaction=THUMB), 6),
        (types.MediaAreaGeoPoint(coordinates=AT, geo=PLACE), 21),
    ],
)
async def test_there_is_a_limit_to_areas(
    world: World, area: types.TypeMediaArea, count: int
) -> None:
    alice = await world.user("Alice")
    assert await post(alice, media_areas=[area] * (count - 1))
    with pytest.raises(RpcError, match="MEDIA_INVALID"):
        await post(alice, media_areas=[area] * count)
