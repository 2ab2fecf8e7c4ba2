"""Places that move: while they live, and not after."""

from __future__ import annotations

import pytest

from hodhod.actions.media.resolve import FOR_EVER_S
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World, sent

TEHRAN = types.InputGeoPoint(lat=35.7, long=51.4)
SHIRAZ = types.InputGeoPoint(lat=29.6, long=52.5)
NOWHERE = types.InputGeoPointEmpty()


async def share(person: Person, whom: Person, **more: object) -> types.Message:
    given: dict[str, object] = {"geo_point": TEHRAN, "period": 900, **more}
    answer = await person.call(
        functions.messages.SendMedia(
            peer=person.peer(whom),
            media=types.InputMediaGeoLive(**given),  # type: ignore[arg-type]
            message="",
            random_id=person.world.random_id(),
        )
    )
    return sent(answer)[0]


async def move(
    person: Person, whom: Person, message: types.Message, **more: object
) -> types.MessageMediaGeoLive:
    given: dict[str, object] = {"geo_point": SHIRAZ, **more}
    answer = await person.call(
        functions.messages.EditMessage(
            peer=person.peer(whom),
            id=message.id,
            media=types.InputMediaGeoLive(**given),  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateEditMessage)
    return live(update.message)


def live(message: types.TypeMessage) -> types.MessageMediaGeoLive:
    assert isinstance(message, types.Message)
    assert isinstance(message.media, types.MessageMediaGeoLive)
    return message.media


def where(media: types.MessageMediaGeoLive) -> tuple[float, float]:
    assert isinstance(media.geo, types.GeoPoint)
    return round(media.geo.lat, 3), round(media.geo.long, 3)


async def recent(person: Person, whom: Person) -> list[int]:
    answer = await person.call(
        functions.messages.GetRecentLocations(peer=person.peer(whom), limit=10, hash=0)
    )
    assert isinstance(answer, types.messages.Messages)
    return [one.id for one in answer.messages]


async def test_a_place_moves_for_everybody_and_stops(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await share(alice, bob, heading=90, proximity_notification_radius=100)
    assert (live(message).period, live(message).heading) == (900, 90)
    world.wait(60)
    now = await move(alice, bob, message, heading=180)
    assert (where(now), now.heading, now.period) == ((29.6, 52.5), 180, 900)
    (told,) = bob.saw(types.UpdateEditMessage)
    assert isinstance(told, types.UpdateEditMessage)
    assert where(live(told.message)) == (29.6, 52.5)
    world.wait(60)
    stopped = await move(alice, bob, message, geo_point=NOWHERE, stopped=True)
    assert (where(stopped), stopped.period) == ((29.6, 52.5), 120)
    with pytest.raises(RpcError, match="MESSAGE_EDIT_TIME_EXPIRED"):
        await move(alice, bob, message)
    await world.check(alice, bob)


async def test_a_place_that_lives_no_more_stays_where_it_is(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await share(alice, bob)
    world.wait(900)
    with pytest.raises(RpcError, match="MESSAGE_EDIT_TIME_EXPIRED"):
        await move(alice, bob, message)
    await world.check(alice, bob)


async def test_a_place_that_lives_for_ever_moves_after_the_time_for_edits(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await share(alice, bob, period=FOR_EVER_S)
    world.wait(world.app.policy.edit_time_s * 2)
    assert (await move(alice, bob, message)).period == FOR_EVER_S
    await world.check(alice, bob)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"period": 59}, "MEDIA_INVALID"),
        ({"period": 86_401}, "MEDIA_INVALID"),
        ({"period": 0}, "MEDIA_INVALID"),
        ({"period": -1}, "MEDIA_INVALID"),
        ({"heading": 361}, "MEDIA_INVALID"),
        ({"heading": -1}, "MEDIA_INVALID"),
        ({"proximity_notification_radius": 100_001}, "MEDIA_INVALID"),
        ({"stopped": True}, "MEDIA_INVALID"),
        ({"geo_point": NOWHERE}, "GEO_POINT_INVALID"),
        ({"geo_point": types.InputGeoPoint(lat=91, long=0)}, "GEO_POINT_INVALID"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    world: World, given: dict[str, object], error: str
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    with pytest.raises(RpcError, match=error):
        await share(alice, bob, **given)
    assert not bob.pushed


async def test_a_life_is_made_longer_by_a_day_at_most(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await share(alice, bob)
    assert (await move(alice, bob, message, period=900 + 86_400)).period == 900 + 86_400
    world.wait(100)
    for period in (900 + 3 * 86_400, 100, -5):
        with pytest.raises(RpcError, match="MEDIA_INVALID"):
            await move(alice, bob, message, period=period)
    with pytest.raises(RpcError, match="GEO_POINT_INVALID"):
        await move(alice, bob, message, geo_point=NOWHERE)
    with pytest.raises(RpcError, match="MEDIA_INVALID"):
        await move(alice, bob, message, heading=1000)
    await world.check(alice, bob)


async def test_only_a_live_place_moves_and_only_its_sender_moves_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    text, place = await alice.say(bob, "text"), await share(alice, bob)
    with pytest.raises(RpcError, match="MEDIA_PREV_INVALID"):
        await move(alice, bob, text)
    theirs = (await world.history(bob, alice.caller.own_peer))[0]
    assert isinstance(theirs, types.Message)
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await move(bob, alice, theirs)
    with pytest.raises(RpcError, match="MEDIA_PREV_INVALID"):
        await alice.call(
            functions.messages.EditMessage(
                peer=alice.peer(bob),
                id=place.id,
                media=types.InputMediaGeoPoint(geo_point=SHIRAZ),
            )
        )
    with pytest.raises(RpcError, match="MESSAGE_NOT_MODIFIED"):
        await move(alice, bob, place, geo_point=TEHRAN)
    await world.check(alice, bob)


async def test_those_that_live_are_found_in_their_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    short, long = await share(alice, bob, period=60), await share(alice, bob)
    await alice.call(
        functions.messages.SendMedia(
            peer=alice.peer(bob),
            media=types.InputMediaGeoPoint(geo_point=SHIRAZ),
            message="",
            random_id=world.random_id(),
        )
    )
    await share(alice, alice)
    assert await recent(alice, bob) == [long.id, short.id]
    assert len(await recent(bob, alice)) == 2
    world.wait(60)
    assert await recent(alice, bob) == [long.id]
    await move(alice, bob, long, stopped=True)
    assert await recent(alice, bob) == []
    assert await recent(bob, alice) == []
