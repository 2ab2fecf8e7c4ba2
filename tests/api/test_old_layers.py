"""What clients of old layers read: nothing is lost from a chat, whatever was written there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hodhod import tl
from hodhod.tl import TLFunction, TLObject, functions, types
from hodhod.tl.writers import version_of
from tests.api.polling import ask, poll
from tests.api.story import know, photo, post
from tests.api.test_comments import comment, linked
from tests.api.test_topics import begin, forum, write
from tests.api.upload import upload
from tests.api.world import Person, Room, World
from tests.blobs.pictures import picture

LAYERS = (150, 158, 167, 181, 200, 214)


async def send(person: Person, where: Person | Room, media: types.TypeInputMedia) -> None:
    await person.call(
        functions.messages.SendMedia(
            peer=person.peer(where),
            media=media,
            message="",
            random_id=person.world.random_id(),
        )
    )


async def fill(person: Person, where: Person | Room, story_id: int) -> None:
    """Write what old layers know otherwise or not at all."""
    first = await person.say(
        where,
        "first https://example.org #tag",
        entities=[
            types.MessageEntityBlockquote(offset=0, length=5, collapsed=True),
            types.MessageEntitySpoiler(offset=0, length=3),
        ],
        effect=None,
    )
    quoting = types.InputReplyToMessage(reply_to_msg_id=first.id, quote_text="first")
    await person.say(where, "quoting", reply_to=quoting)
    await person.call(
        functions.messages.SendReaction(
            peer=person.peer(where),
            msg_id=first.id,
            reaction=[types.ReactionEmoji(emoticon="👍")],
        )
    )
    story = types.InputMediaStory(peer=types.InputPeerSelf(), id=story_id)
    for media in (await photo(person), story, types.InputMediaDice(emoticon="🎲")):
        await send(person, where, media)
    await ask(person, where, poll(shuffle_answers=True))
    await person.call(functions.messages.SetHistoryTTL(peer=person.peer(where), period=86_400))
    await person.call(
        functions.messages.ForwardMessages(
            from_peer=person.peer(where),
            to_peer=types.InputPeerSelf(),
            id=[first.id],
            random_id=[person.world.random_id()],
        )
    )
    if isinstance(where, Room):
        await person.call(
            functions.messages.UpdatePinnedMessage(peer=person.peer(where), id=first.id)
        )


async def town(world: World) -> tuple[Person, list[TLFunction]]:
    """Somebody with a chat of every kind, and what a client asks when it reads them."""
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await know(alice, bob)
    await know(bob, alice)
    family = await world.group(alice, "Family", bob)
    topics = await forum(world, alice, bob)
    topic_id = await begin(world, alice, topics, "Weather")
    news, crowd = await linked(world, alice, bob)
    await alice.call(
        functions.channels.EditPhoto(
            channel=alice.channel(news),
            photo=types.InputChatUploadedPhoto(file=await upload(alice, picture(300, 300))),
        )
    )
    story_id = await post(alice, caption="seen")
    places: list[Person | Room] = [bob, family, topics, crowd, news]
    for where in places:
        await fill(alice, where, story_id)
    await write(bob, topics, topic_id, "in a topic")
    root = await alice.say(crowd, "root")
    await comment(bob, crowd, root.id, "an answer")
    return alice, [
        functions.messages.GetDialogs(
            offset_date=0, offset_id=0, offset_peer=types.InputPeerEmpty(), limit=100, hash=0
        ),
        functions.updates.GetDifference(pts=1, date=1, qts=0),
        functions.messages.GetFullChat(chat_id=-family.peer_id),
        functions.users.GetFullUser(id=alice.user(bob)),
        functions.channels.GetForumTopics(
            channel=alice.channel(topics), offset_date=0, offset_id=0, offset_topic=0, limit=50
        ),
        functions.messages.GetReplies(
            peer=alice.peer(crowd),
            msg_id=root.id,
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=100,
            max_id=0,
            min_id=0,
            hash=0,
        ),
        *(request for where in (*places, alice) for request in reading(alice, where)),
        *(request for room in (topics, crowd, news) for request in reading_room(alice, room)),
    ]


def reading(person: Person, where: Person | Room) -> Iterator[TLFunction]:
    peer = person.peer(where)
    yield functions.messages.GetHistory(
        peer=peer, offset_id=0, offset_date=0, add_offset=0, limit=100, max_id=0, min_id=0, hash=0
    )
    yield functions.messages.Search(
        peer=peer,
        q="first",
        filter=types.InputMessagesFilterEmpty(),
        min_date=0,
        max_date=0,
        offset_id=0,
        add_offset=0,
        limit=100,
        max_id=0,
        min_id=0,
        hash=0,
    )
    yield functions.messages.GetPeerDialogs(peers=[types.InputDialogPeer(peer=peer)])


def reading_room(person: Person, room: Room) -> Iterator[TLFunction]:
    channel = person.channel(room)
    yield functions.channels.GetFullChannel(channel=channel)
    yield functions.channels.GetParticipants(
        channel=channel, filter=types.ChannelParticipantsRecent(), offset=0, limit=10, hash=0
    )
    yield functions.channels.GetAdminLog(channel=channel, q="", max_id=0, min_id=0, limit=50)
    yield functions.updates.GetChannelDifference(
        channel=channel, filter=types.ChannelMessagesFilterEmpty(), pts=1, limit=1000
    )


def ids(answer: TLObject, *fields: str) -> dict[str, list[int]]:
    """The ids of what an answer holds, in its order."""
    return {
        name: [one.top_message if isinstance(one, types.Dialog) else one.id for one in held]
        for name in fields
        if (held := getattr(answer, name, None))
    }


LISTS = ("messages", "new_messages", "dialogs", "chats", "users", "topics", "events")


@pytest.mark.parametrize("layer", LAYERS)
async def test_no_message_chat_or_person_is_lost_and_none_is_empty(
    world: World, layer: int
) -> None:
    alice, requests = await town(world)
    for request in requests:
        if version_of(type(request), layer) is None:
            continue
        answer = await world.dispatcher.call(alice.caller, request)
        assert isinstance(answer, TLObject)
        read = tl.decode_result(
            world.dispatcher.encode(answer, request, layer), type(request), layer
        )
        assert isinstance(read, TLObject)
        assert type(read) is type(answer)
        assert ids(read, *LISTS) == ids(answer, *LISTS)
        for field in ("messages", "new_messages"):
            for one in getattr(read, field, ()):
                if isinstance(one, types.Message):
                    assert one.message or one.media is not None
                if isinstance(one, types.MessageService):
                    assert one.action is not None


@pytest.mark.parametrize("layer", LAYERS)
async def test_what_a_layer_does_not_know_is_called_unsupported(world: World, layer: int) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await know(alice, bob)
    await know(bob, alice)
    story_id = await post(alice)
    await send(alice, bob, types.InputMediaStory(peer=types.InputPeerSelf(), id=story_id))
    (told,) = bob.saw(types.UpdateNewMessage)
    read = tl.decode(tl.encode(told, layer))
    assert isinstance(read, types.UpdateNewMessage)
    assert isinstance(read.message, types.Message)
    known = version_of(types.MessageMediaStory, layer) is not None
    expected = types.MessageMediaStory if known else types.MessageMediaUnsupported
    assert isinstance(read.message.media, expected)
