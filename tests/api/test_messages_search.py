from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import World


async def test_persian_words_are_found_however_they_are_typed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "کتاب‌های قدیمی")
    await alice.say(bob, "something else")
    (found,) = await bob.find(alice, words="كتابهاي")
    assert found.message == "کتاب‌های قدیمی"
    assert not await bob.find(alice, words="!!!")


async def test_links_are_found_by_their_filter(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "see https://example.org/page")
    await alice.say(bob, "no link")
    (found,) = await alice.find(bob, types.InputMessagesFilterUrl())
    assert found.message.startswith("see")


async def test_a_search_in_all_chats_needs_words_or_a_filter(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await alice.say(bob, "apple one")
    await alice.say(carol, "apple two")

    def everywhere(words: str) -> functions.messages.SearchGlobal:
        return functions.messages.SearchGlobal(
            q=words,
            filter=types.InputMessagesFilterEmpty(),
            min_date=0,
            max_date=0,
            offset_rate=0,
            offset_peer=types.InputPeerEmpty(),
            offset_id=0,
            limit=10,
        )

    found = await alice.call(everywhere("apple"))
    assert isinstance(found, types.messages.Messages)
    assert [one.message for one in found.messages if isinstance(one, types.Message)] == [
        "apple two",
        "apple one",
    ]
    with pytest.raises(RpcError, match="SEARCH_QUERY_EMPTY"):
        await alice.call(everywhere(""))


async def test_counters_calendar_and_positions_agree(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    place = types.InputMediaGeoPoint(geo_point=types.InputGeoPoint(lat=35.7, long=51.4))
    for _ in range(3):
        await alice.call(
            functions.messages.SendMedia(
                peer=alice.peer(bob), media=place, message="", random_id=world.random_id()
            )
        )
        world.wait(86_400)
    (counter,) = await alice.call(  # type: ignore[misc]
        functions.messages.GetSearchCounters(
            peer=alice.peer(bob), filters=[types.InputMessagesFilterGeo()]
        )
    )
    assert counter.count == 3  # type: ignore[has-type]
    calendar = await alice.call(
        functions.messages.GetSearchResultsCalendar(
            peer=alice.peer(bob), filter=types.InputMessagesFilterGeo(), offset_id=0, offset_date=0
        )
    )
    assert isinstance(calendar, types.messages.SearchResultsCalendar)
    assert [one.count for one in calendar.periods] == [1, 1, 1]
    assert calendar.min_msg_id == calendar.periods[-1].min_msg_id
    positions = await alice.call(
        functions.messages.GetSearchResultsPositions(
            peer=alice.peer(bob), filter=types.InputMessagesFilterGeo(), offset_id=0, limit=10
        )
    )
    assert isinstance(positions, types.messages.SearchResultsPositions)
    assert [one.offset for one in positions.positions] == [0, 1, 2]


async def test_folders_are_kept_in_order_and_told(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")

    def folder(folder_id: int, title: str) -> functions.messages.UpdateDialogFilter:
        return functions.messages.UpdateDialogFilter(
            id=folder_id,
            filter=types.DialogFilter(
                id=folder_id,
                title=types.TextWithEntities(text=title, entities=()),
                pinned_peers=(),
                include_peers=[alice.peer(bob)],
                exclude_peers=(),
            ),
        )

    await alice.call(folder(2, "دوستان"))
    await alice.call(folder(3, "کار"))
    await alice.call(functions.messages.UpdateDialogFiltersOrder(order=[3, 0, 2]))
    found = await alice.call(functions.messages.GetDialogFilters())
    assert isinstance(found, types.messages.DialogFilters)
    assert [getattr(one, "id", 0) for one in found.filters] == [3, 0, 2]
    await alice.call(functions.messages.UpdateDialogFilter(id=3))
    found = await alice.call(functions.messages.GetDialogFilters())
    assert isinstance(found, types.messages.DialogFilters)
    assert [getattr(one, "id", 0) for one in found.filters] == [0, 2]
    assert len(alice.other.saw(types.UpdateDialogFilter)) == 3
    with pytest.raises(RpcError, match="FILTER_ID_INVALID"):
        await alice.call(folder(1, "archive"))


async def test_the_bar_above_a_stranger_can_be_closed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hello stranger")
    ask = functions.messages.GetPeerSettings(peer=alice.peer(bob))
    answer = await alice.call(ask)
    assert isinstance(answer, types.messages.PeerSettings)
    assert answer.settings.block_contact
    await alice.call(functions.messages.HidePeerSettingsBar(peer=alice.peer(bob)))
    answer = await alice.call(ask)
    assert isinstance(answer, types.messages.PeerSettings)
    assert answer.settings == types.PeerSettings()
