"""Hashtags: found as such in one chat, in all of one's own, and in public channels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.test_mentions import rooms
from tests.api.test_search_chats import everywhere, texts
from tests.api.world import Person, Room, World

ZWNJ = "\u200c"


async def public(world: World, owner: Person, username: str, *, broadcast: bool = True) -> Room:
    room = await world.channel(owner, username, broadcast=broadcast)
    await owner.call(
        functions.channels.UpdateUsername(channel=owner.channel(room), username=username)
    )
    return room


async def posts(person: Person, **more: object) -> types.messages.TypeMessages:
    answer = await person.call(
        functions.channels.SearchPosts(
            **{  # type: ignore[arg-type]
                "offset_rate": 0,
                "offset_peer": types.InputPeerEmpty(),
                "offset_id": 0,
                "limit": 10,
                **more,
            }
        )
    )
    assert isinstance(answer, types.messages.Messages | types.messages.MessagesSlice)
    return answer


async def test_a_hashtag_is_no_word_in_every_kind_of_chat(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    news = await world.channel(alice, "News", bob, broadcast=True)
    places: list[Person | Room] = [bob, *await rooms(world, alice, bob), news]
    for place in places:
        tagged = await alice.say(place, f"خوب #كتاب{ZWNJ}خوانی #Spring")
        plain = await alice.say(place, "کتاب خوانی spring")
        theirs: Person | Room = alice if place is bob else place

        async def found(words: str, where: Person | Room = theirs) -> list[str]:
            return [one.message for one in await bob.find(where, words=words)]

        for words in ("#کتاب_خوانی", "#کتابخوانی", "#spring", "#SPRING #کتابخوانی", "#spring خوب"):
            assert await found(words) == [tagged.message], words
        assert await found("کتاب‌خوانی") == [plain.message, tagged.message]
        assert await found("#spring spri") == [tagged.message]
        assert await found("#spr") == []
        assert await found("#spring بد") == []
        changed = "خوب #Summer"
        await alice.call(
            functions.messages.EditMessage(peer=alice.peer(place), id=tagged.id, message=changed)
        )
        assert await found("#spring") == []
        assert await found("#summer") == [changed]
    assert texts(await everywhere(bob, "#summer")) == ["خوب #Summer"] * 4


async def test_posts_of_public_channels_are_found_by_hashtag_and_by_words(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    rooms_of = [await public(world, alice, f"channel_{n}") for n in range(4)]
    crowd = await public(world, alice, "some_crowd", broadcast=False)
    secret = await world.channel(alice, "Secret", broadcast=True)
    for room in (*rooms_of, crowd, secret):
        world.wait(1)
        await alice.say(room, "سیب #بهار")
    await alice.say(bob, "سیب #بهار")
    found = await posts(bob, hashtag="#بهار")
    expected = [types.PeerChannel(channel_id=bare_id(one.peer_id)) for one in rooms_of[::-1]]
    assert isinstance(found, types.messages.Messages)
    assert [one.peer_id for one in found.messages if isinstance(one, types.Message)] == expected
    assert {one.id for one in found.chats} == {bare_id(one.peer_id) for one in rooms_of}
    for more in ({"hashtag": "بهار"}, {"query": "سيب"}, {"query": "#بهار"}):
        assert len(texts(await posts(bob, **more))) == 4, more
    assert texts(await posts(bob, hashtag="سیب")) == []
    assert texts(await posts(bob, query="گلابی")) == []
    pages: list[types.TypePeer] = []
    offset: dict[str, object] = {}
    while True:
        page = await posts(bob, hashtag="#بهار", limit=2, **offset)
        shown = [one for one in page_of(page) if isinstance(one, types.Message)]
        pages += [one.peer_id for one in shown]
        if not isinstance(page, types.messages.MessagesSlice) or page.next_rate is None:
            break
        (last,) = shown[-1:]
        assert isinstance(last.peer_id, types.PeerChannel)
        offset = {
            "offset_rate": page.next_rate,
            "offset_peer": types.InputPeerChannel(
                channel_id=last.peer_id.channel_id, access_hash=0
            ),
            "offset_id": last.id,
        }
    assert pages == expected


def page_of(page: types.messages.TypeMessages) -> Sequence[types.TypeMessage]:
    assert isinstance(page, types.messages.Messages | types.messages.MessagesSlice)
    return page.messages


async def test_public_posts_keep_out_whom_their_channel_keeps_out(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await public(world, alice, "some_channel")
    await alice.say(room, "#spring")
    assert texts(await posts(bob, hashtag="spring")) == ["#spring"]
    await alice.call(
        functions.channels.EditBanned(
            channel=alice.channel(room),
            participant=alice.peer(bob),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )
    assert texts(await posts(bob, hashtag="spring")) == []
    carol = await world.user("Carol")
    assert texts(await posts(carol, hashtag="spring")) == ["#spring"]
    await alice.call(functions.channels.UpdateUsername(channel=alice.channel(room), username=""))
    assert texts(await posts(carol, hashtag="spring")) == []


async def test_a_search_of_posts_wants_a_hashtag_or_words(world: World) -> None:
    alice = await world.user("Alice")
    for more, error in (
        ({"hashtag": "#"}, "HASHTAG_INVALID"),
        ({"hashtag": ""}, "HASHTAG_INVALID"),
        ({"query": " "}, "SEARCH_QUERY_EMPTY"),
        ({}, "SEARCH_QUERY_EMPTY"),
    ):
        with pytest.raises(RpcError, match=error):
            await posts(alice, **more)
    flood = await alice.call(functions.channels.CheckSearchPostsFlood(query="spring"))
    assert isinstance(flood, types.SearchPostsFlood)
    assert flood.query_is_free
    assert flood.remains == flood.total_daily > 0
