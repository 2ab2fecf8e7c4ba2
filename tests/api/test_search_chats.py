"""Finding messages and chats where there are groups, supergroups and channels."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.story import photo
from tests.api.test_mentions import call_to, rooms
from tests.api.world import Person, Room, World

ALL = types.InputMessagesFilterEmpty()


async def everywhere(
    person: Person, words: str = "", **more: object
) -> types.messages.TypeMessages:
    answer = await person.call(
        functions.messages.SearchGlobal(
            q=words,
            **{  # type: ignore[arg-type]
                "filter": ALL,
                "min_date": 0,
                "max_date": 0,
                "offset_rate": 0,
                "offset_peer": types.InputPeerEmpty(),
                "offset_id": 0,
                "limit": 10,
                **more,
            },
        )
    )
    assert isinstance(answer, types.messages.Messages | types.messages.MessagesSlice)
    return answer


def texts(found: types.messages.TypeMessages) -> list[str]:
    assert isinstance(found, types.messages.Messages | types.messages.MessagesSlice)
    return [one.message for one in found.messages if isinstance(one, types.Message)]


async def town(world: World) -> tuple[Person, Person, list[Room]]:
    """Alice and Bob with an apple in a chat of every kind, the newest in the channel."""
    alice, bob = await world.user("Alice"), await world.user("Bob")
    family, crowd = await rooms(world, alice, bob)
    news = await world.channel(alice, "News", bob, broadcast=True)
    for whom, text in ((bob, "one"), (family, "two"), (crowd, "three"), (news, "four")):
        world.wait(1)
        await alice.say(whom, f"apple {text}")
    return alice, bob, [family, crowd, news]


async def test_all_chats_of_every_kind_are_searched(world: World) -> None:
    alice, bob, _ = await town(world)
    whole = ["apple four", "apple three", "apple two", "apple one"]
    assert texts(await everywhere(alice, "apple")) == whole
    found = await everywhere(bob, "apple")
    assert texts(found) == whole
    assert isinstance(found, types.messages.Messages)
    assert len(found.chats) == 3
    assert texts(await everywhere(bob, "apple", users_only=True)) == ["apple one"]
    assert texts(await everywhere(bob, "apple", groups_only=True)) == ["apple three", "apple two"]
    assert texts(await everywhere(bob, "apple", broadcasts_only=True)) == ["apple four"]
    assert texts(await everywhere(bob, "pear")) == []


async def test_results_of_all_chats_come_in_pages(world: World) -> None:
    alice, bob, _ = await town(world)
    # In the same second as the last one.
    await bob.say(alice, "apple five")
    found: list[str] = []
    offset: dict[str, object] = {}
    while True:
        page = await everywhere(bob, "apple", limit=2, **offset)
        found += texts(page)
        if not isinstance(page, types.messages.MessagesSlice) or page.next_rate is None:
            break
        last = page.messages[-1]
        assert isinstance(last, types.Message)
        peer: types.TypeInputPeer = bob.peer(alice)
        match last.peer_id:
            case types.PeerChannel(channel_id=channel_id):
                peer = types.InputPeerChannel(channel_id=channel_id, access_hash=0)
            case types.PeerChat(chat_id=chat_id):
                peer = types.InputPeerChat(chat_id=chat_id)
            case _:
                pass
        offset = {"offset_rate": page.next_rate, "offset_peer": peer, "offset_id": last.id}
    assert sorted(found) == sorted(
        ["apple five", "apple four", "apple three", "apple two", "apple one"]
    )
    assert found[-1] == "apple one"


async def test_what_one_may_not_read_is_not_found(world: World) -> None:
    alice, bob, (_, crowd, _) = await town(world)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(crowd)))
    assert "apple three" not in texts(await everywhere(bob, "apple"))
    assert "apple three" in texts(await everywhere(alice, "apple"))


async def test_what_was_cleared_for_oneself_is_not_found(world: World) -> None:
    _, bob, (_, crowd, _) = await town(world)
    await bob.call(functions.channels.DeleteHistory(channel=bob.channel(crowd), max_id=0))
    assert "apple three" not in texts(await everywhere(bob, "apple"))
    assert not await bob.find(crowd, words="apple")


async def test_the_archive_is_searched_by_itself(world: World) -> None:
    _, bob, (family, crowd, _) = await town(world)
    await bob.call(
        functions.folders.EditPeerFolders(
            folder_peers=[
                types.InputFolderPeer(peer=bob.peer(room), folder_id=1) for room in (family, crowd)
            ]
        )
    )
    assert texts(await everywhere(bob, "apple", folder_id=1)) == ["apple three", "apple two"]
    assert texts(await everywhere(bob, "apple", folder_id=0)) == ["apple four", "apple one"]


async def test_a_supergroup_is_searched_by_words_writer_kind_date_and_pin(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in (
        await world.channel(alice, "Crowd", bob),
        await world.group(alice, "Family", bob),
    ):
        await alice.say(room, "كتاب یک https://example.org")
        world.wait(100)
        middle = world.app.now
        await bob.say(room, "کتاب دو")
        world.wait(100)
        await bob.call(
            functions.messages.SendMedia(
                peer=bob.peer(room), media=await photo(bob), message="", random_id=world.random_id()
            )
        )
        assert len(await alice.find(room, words="کتاب")) == 2
        (link,) = await alice.find(room, types.InputMessagesFilterUrl())
        (shown,) = await alice.find(room, types.InputMessagesFilterPhotos())
        assert isinstance(shown.media, types.MessageMediaPhoto)
        await alice.call(functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=link.id))
        assert [one.id for one in await alice.find(room, types.InputMessagesFilterPinned())] == [
            link.id
        ]
        for more, expected in (
            ({"from_id": alice.peer(bob)}, {"کتاب دو", ""}),
            ({"min_date": middle, "max_date": middle}, {"کتاب دو"}),
        ):
            found = await alice.call(
                functions.messages.Search(
                    peer=alice.peer(room),
                    q="",
                    filter=ALL,
                    **{  # type: ignore[arg-type]
                        "min_date": 0,
                        "max_date": 0,
                        "offset_id": 0,
                        "add_offset": 0,
                        "limit": 50,
                        "max_id": 0,
                        "min_id": 0,
                        "hash": 0,
                        **more,
                    },
                )
            )
            assert isinstance(found, types.messages.Messages | types.messages.ChannelMessages), (
                found
            )
            assert {
                one.message for one in found.messages if isinstance(one, types.Message)
            } == expected
        counters = await alice.call(
            functions.messages.GetSearchCounters(
                peer=alice.peer(room),
                filters=[types.InputMessagesFilterPhotos(), types.InputMessagesFilterUrl()],
            )
        )
        assert isinstance(counters, list)
        assert [one.count for one in counters] == [1, 1]


async def test_ones_mentions_in_a_supergroup_are_found_by_their_filter(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in await rooms(world, alice, bob):
        await alice.say(room, "Bob", entities=call_to(alice, bob))
        await alice.say(room, "nobody")
        (found,) = await bob.find(room, types.InputMessagesFilterMyMentions())
        assert found.message == "Bob"
        assert not await alice.find(room, types.InputMessagesFilterMyMentions())


async def test_the_calendar_and_the_places_of_a_channels_photos(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    for days in (0, 1, 1):
        world.wait(days * 86_400)
        await alice.call(
            functions.messages.SendMedia(
                peer=alice.peer(room),
                media=await photo(alice),
                message="",
                random_id=world.random_id(),
            )
        )
    shown = await bob.find(room, types.InputMessagesFilterPhotos())
    calendar = await bob.call(
        functions.messages.GetSearchResultsCalendar(
            peer=bob.peer(room),
            filter=types.InputMessagesFilterPhotos(),
            offset_id=0,
            offset_date=0,
        )
    )
    assert isinstance(calendar, types.messages.SearchResultsCalendar)
    assert calendar.count == 3
    assert calendar.min_msg_id == shown[-1].id
    assert [one.count for one in calendar.periods] == [1, 1, 1]
    places = await bob.call(
        functions.messages.GetSearchResultsPositions(
            peer=bob.peer(room),
            filter=types.InputMessagesFilterPhotos(),
            offset_id=0,
            limit=10,
        )
    )
    assert isinstance(places, types.messages.SearchResultsPositions)
    assert [one.msg_id for one in places.positions] == [one.id for one in shown]


async def test_media_that_one_sent_is_found_wherever_it_was_sent(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    places: list[Person | Room] = [bob, *await rooms(world, alice, bob)]
    for place in places:
        world.wait(1)
        for person in (alice, bob):
            await person.call(
                functions.messages.SendMedia(
                    peer=person.peer(alice if person is bob and place is bob else place),
                    media=await photo(person),
                    message=str(person.id),
                    random_id=world.random_id(),
                )
            )
    found = await alice.call(
        functions.messages.SearchSentMedia(q="", filter=types.InputMessagesFilterPhotos(), limit=10)
    )
    assert isinstance(found, types.messages.Messages)
    assert [one.message for one in found.messages if isinstance(one, types.Message)] == [
        str(alice.id)
    ] * 3


async def test_chats_are_found_by_their_names(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    family = await world.group(alice, "خانواده ما", bob)
    crowd = await world.channel(alice, "کتاب‌خوان‌ها", bob)
    public = await world.channel(alice, "Something", broadcast=True)
    await alice.call(
        functions.channels.UpdateUsername(channel=alice.channel(public), username="ketabkhane")
    )

    async def search(person: Person, words: str) -> types.contacts.Found:
        found = await person.call(functions.contacts.Search(q=words, limit=10))
        assert isinstance(found, types.contacts.Found)
        return found

    found = await search(bob, "خانواده")
    assert found.my_results == [types.PeerChat(chat_id=bare_id(family.peer_id))]
    assert len(found.chats) == 1
    found = await search(bob, "كتاب")
    assert found.my_results == [types.PeerChannel(channel_id=bare_id(crowd.peer_id))]
    found = await search(bob, "ketab")
    assert found.my_results == []
    assert found.results == [types.PeerChannel(channel_id=bare_id(public.peer_id))]
    own = await search(alice, "ketab")
    assert own.my_results == [types.PeerChannel(channel_id=bare_id(public.peer_id))]
    with pytest.raises(RpcError, match="SEARCH_QUERY_EMPTY"):
        await search(bob, " ")


async def test_public_chats_are_found_by_words_of_their_titles(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    small = await world.channel(alice, "اخبار کتاب‌خوان‌ها", broadcast=True)
    large = await world.channel(alice, "کتابخانه و اخبار", carol)
    await world.channel(alice, "اخبار محرمانه", broadcast=True)

    async def name(room: Room, username: str) -> None:
        await alice.call(
            functions.channels.UpdateUsername(channel=alice.channel(room), username=username)
        )

    async def search(person: Person, words: str) -> list[types.TypePeer]:
        found = await person.call(functions.contacts.Search(q=words, limit=10))
        assert isinstance(found, types.contacts.Found)
        described = {chat.id for chat in found.chats}
        assert all(getattr(one, "channel_id", 0) in described for one in found.results)
        return list(found.results)

    first, second = [types.PeerChannel(channel_id=bare_id(r.peer_id)) for r in (large, small)]
    assert await search(bob, "اخبار") == []
    await name(small, "small_news")
    await name(large, "large_news")
    assert await search(bob, "اخبار") == [first, second]
    assert await search(bob, "اخبار كتاب") == [first, second]
    assert await search(bob, "کتابخان") == [first]
    assert await search(bob, "small") == [second]
    assert await search(bob, "@اخبار") == []
    assert await search(alice, "اخبار") == []
    await alice.call(functions.channels.EditTitle(channel=alice.channel(small), title="Weather"))
    assert await search(bob, "weather") == [second]
    assert await search(bob, "اخبار") == [first]
    await alice.call(
        functions.channels.EditBanned(
            channel=alice.channel(large),
            participant=alice.peer(bob),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )
    assert await search(bob, "اخبار") == []
    await name(small, "")
    assert await search(bob, "weather") == []
    await alice.call(functions.channels.DeleteChannel(channel=alice.channel(large)))
    dave = await world.user("Dave")
    assert await search(dave, "اخبار") == []


async def test_a_stranger_finds_nothing_in_a_chat_that_is_not_public(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Secret")
    await alice.say(room, "apple")
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await bob.find(room, words="apple")
