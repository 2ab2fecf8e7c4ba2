"""Searches by kind: what each finds in a chat, and that counters, days and places agree with it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import photo
from tests.api.test_chats import history_of
from tests.api.test_mentions import call_to, ids_of, rooms
from tests.api.test_search_chats import everywhere
from tests.api.upload import upload
from tests.api.world import Person, Room, World
from tests.blobs.pictures import picture

MENTIONS = types.InputMessagesFilterMyMentions()
PHOTOS = types.InputMessagesFilterPhotos()
CHAT_PHOTOS = types.InputMessagesFilterChatPhotos()
DAY_S = 86_400


async def look(
    person: Person, room: Person | Room, kind: types.TypeMessagesFilter, **more: object
) -> tuple[list[int], int]:
    """The ids that a search of a chat finds, and how many it says there are."""
    answer = await person.call(
        functions.messages.Search(
            peer=person.peer(room),
            filter=kind,
            **{  # type: ignore[arg-type]
                "q": "",
                "min_date": 0,
                "max_date": 0,
                "offset_id": 0,
                "add_offset": 0,
                "limit": 100,
                "max_id": 0,
                "min_id": 0,
                "hash": 0,
                **more,
            },
        )
    )
    assert isinstance(
        answer,
        types.messages.Messages | types.messages.MessagesSlice | types.messages.ChannelMessages,
    )
    ids = [one.id for one in answer.messages]
    return ids, len(ids) if isinstance(answer, types.messages.Messages) else answer.count


async def counted(person: Person, room: Person | Room, kind: types.TypeMessagesFilter) -> int:
    answer = await person.call(
        functions.messages.GetSearchCounters(peer=person.peer(room), filters=[kind])
    )
    assert isinstance(answer, Sequence)
    (counter,) = answer
    assert isinstance(counter, types.messages.SearchCounter)
    return counter.count


async def show(person: Person, room: Person | Room) -> None:
    await person.call(
        functions.messages.SendMedia(
            peer=person.peer(room),
            media=await photo(person),
            message="",
            random_id=person.world.random_id(),
        )
    )


async def calendar(
    person: Person, room: Room, *, offset_id: int = 0, offset_date: int = 0
) -> types.messages.SearchResultsCalendar:
    answer = await person.call(
        functions.messages.GetSearchResultsCalendar(
            peer=person.peer(room), filter=PHOTOS, offset_id=offset_id, offset_date=offset_date
        )
    )
    assert isinstance(answer, types.messages.SearchResultsCalendar)
    return answer


async def test_new_pictures_of_a_chat_are_found_by_their_filter(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    family, crowd = await rooms(world, alice, bob)
    news = await world.channel(alice, "News", bob, broadcast=True)
    for room in (family, crowd, news):
        await show(alice, room)
        chosen = types.InputChatUploadedPhoto(file=await upload(alice, picture(300, 300)))
        named = alice.peer(room)
        if isinstance(named, types.InputPeerChat):
            await alice.call(functions.messages.EditChatPhoto(chat_id=named.chat_id, photo=chosen))
        else:
            channel = alice.channel(room)
            await alice.call(functions.channels.EditPhoto(channel=channel, photo=chosen))
        (told,) = [
            one.id
            for one in await history_of(bob, room)
            if isinstance(one, types.MessageService)
            and isinstance(one.action, types.MessageActionChatEditPhoto)
        ]
        assert await look(bob, room, CHAT_PHOTOS) == ([told], 1)
        assert await counted(bob, room, CHAT_PHOTOS) == 1
        (shown,), _ = await look(bob, room, PHOTOS)
        assert shown != told


async def test_mentions_are_found_also_after_they_were_seen(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for room in await rooms(world, alice, bob, carol):
        for text in ("Bob apple", "Bob pear", "Bob plum"):
            await alice.say(room, text, entities=call_to(alice, bob))
            await alice.say(room, "nobody")
            world.wait(100)
        middle = await carol.say(room, "Bob fig", entities=call_to(carol, bob))
        fig, plum, pear, apple = [
            await ids_of(bob, room, f"Bob {fruit}") for fruit in ("fig", "plum", "pear", "apple")
        ]
        everything = [fig, plum, pear, apple]
        assert await look(bob, room, MENTIONS) == (everything, 4)
        await bob.call(functions.messages.ReadMentions(peer=bob.peer(room)))
        assert await look(bob, room, MENTIONS) == (everything, 4)
        assert await counted(bob, room, MENTIONS) == 4
        for more, expected in (
            ({"q": "pear"}, [pear]),
            ({"from_id": bob.peer(carol)}, [fig]),
            ({"max_date": middle.date - 1}, [plum, pear, apple]),
            ({"min_date": middle.date}, [fig]),
            ({"max_id": plum, "min_id": apple}, [pear]),
            ({"offset_id": plum, "limit": 1}, [pear]),
            ({"offset_id": pear, "add_offset": -2, "limit": 3}, [plum, pear, apple]),
        ):
            assert (await look(bob, room, MENTIONS, **more))[0] == expected, more
        assert await look(carol, room, MENTIONS) == ([], 0)
        await bob.call(
            functions.messages.DeleteHistory(peer=bob.peer(room), max_id=pear, just_clear=True)
            if room.peer_id > -(10**12)
            else functions.channels.DeleteHistory(channel=bob.channel(room), max_id=pear)
        )
        assert await look(bob, room, MENTIONS) == ([fig, plum], 2)


async def test_pins_and_mentions_are_looked_for_in_one_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.say(bob, "apple")
    for kind in (MENTIONS, types.InputMessagesFilterPinned()):
        with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
            await everywhere(alice, "apple", filter=kind)
    for unsorted in (MENTIONS, types.InputMessagesFilterEmpty()):
        with pytest.raises(RpcError, match="FILTER_NOT_SUPPORTED"):
            await alice.call(
                functions.messages.GetSearchResultsCalendar(
                    peer=alice.peer(bob), filter=unsorted, offset_id=0, offset_date=0
                )
            )


@pytest.mark.parametrize("broadcast", [True, False])
async def test_a_day_of_the_calendar_counts_all_of_its_messages(
    world: World, *, broadcast: bool
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=broadcast)
    start = world.app.now // DAY_S * DAY_S
    for messages in (3, 0, 101, 2):
        for _ in range(messages):
            await show(alice, room)
        world.wait(DAY_S)
    ids: list[int] = []
    while True:
        page, total = await look(bob, room, PHOTOS, offset_id=ids[-1] if ids else 0)
        ids += page
        if not page:
            break
    assert len(ids) == total == 106
    found = await calendar(bob, room)
    assert (found.count, found.min_msg_id) == (106, ids[-1])
    assert [(one.date, one.count) for one in found.periods] == [
        (start + 3 * DAY_S, 2),
        (start + 2 * DAY_S, 101),
        (start, 3),
    ]
    assert [(one.max_msg_id, one.min_msg_id) for one in found.periods] == [
        (ids[0], ids[1]),
        (ids[2], ids[102]),
        (ids[103], ids[105]),
    ]
    described = [one.id for one in found.messages]
    assert described == [ids[0], ids[1], ids[2], ids[102], ids[103], ids[105]]
    before = await calendar(bob, room, offset_date=start + 2 * DAY_S)
    assert [one.count for one in before.periods] == [3]
    assert before.count == 106
    rest = await calendar(bob, room, offset_id=ids[102])
    assert [one.count for one in rest.periods] == [3]
