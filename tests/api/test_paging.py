"""Pages of messages: the same windows in every kind of chat, thread, topic and search."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hodhod.domain.ids import is_channel
from hodhod.domain.topic import GENERAL
from hodhod.tl import TLFunction, functions, types
from tests.api.test_comments import comment, linked
from tests.api.test_topics import begin, forum, write
from tests.api.world import Person, Room, World, sent

KINDS = (
    "person",
    "group",
    "supergroup",
    "joined later",
    "channel",
    "saved",
    "saved from",
    "comments",
    "topic",
    "general",
    "search",
    "search in a topic",
)

EVERYTHING: dict[str, int] = {
    "offset_id": 0,
    "offset_date": 0,
    "add_offset": 0,
    "limit": 100,
    "max_id": 0,
    "min_id": 0,
}


def shown(answer: object) -> list[tuple[int, int]]:
    assert isinstance(
        answer,
        types.messages.Messages | types.messages.MessagesSlice | types.messages.ChannelMessages,
    )
    if not isinstance(answer, types.messages.Messages):
        assert answer.count >= len(answer.messages)
    return [
        (one.id, one.date)
        for one in answer.messages
        if isinstance(one, types.Message | types.MessageService)
    ]


@dataclass(frozen=True)
class Chat:
    """Where apples are written.

    Attributes:
        writer: Who writes there.
        room: The chat.
        top_id: The thread or topic, where there is one.
        other_id: Another topic, which is written to between.
        source: The channel that what is saved comes from.
    """

    writer: Person
    room: Room | Person
    top_id: int | None = None
    other_id: int | None = None
    source: Room | None = None


async def opened(world: World, kind: str) -> Chat:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    match kind:
        case "person":
            return Chat(alice, bob)
        case "saved":
            return Chat(alice, alice)
        case "group":
            return Chat(alice, await world.group(alice, "Family", bob))
        case "channel":
            return Chat(alice, await world.channel(alice, "News", bob, broadcast=True))
        case "saved from":
            return Chat(
                alice, alice, source=await world.channel(alice, "News", bob, broadcast=True)
            )
        case "comments":
            news, group = await linked(world, alice, bob)
            await alice.say(news, "post")
            (root,) = await alice.find(group, words="post")
            return Chat(alice, group, top_id=root.id)
        case "topic" | "general" | "search in a topic":
            room = await forum(world, alice, bob)
            other_id = await begin(world, alice, room, "Other")
            top_id = 1 if kind == "general" else await begin(world, alice, room, "Weather")
            return Chat(alice, room, top_id, other_id)
        case _:
            return Chat(alice, await world.channel(alice, "Crowd", bob))


async def say(chat: Chat, text: str) -> int:
    """Write something, and something elsewhere that must not be seen."""
    writer, room = chat.writer, chat.room
    if chat.source is not None:
        said = await writer.say(chat.source, text)
        await writer.say(writer, "between")
        answer = await writer.call(
            functions.messages.ForwardMessages(
                from_peer=writer.peer(chat.source),
                to_peer=types.InputPeerSelf(),
                id=[said.id],
                random_id=[writer.world.random_id()],
            )
        )
        return sent(answer)[0].id
    if not isinstance(room, Room) or chat.top_id is None:
        return (await writer.say(room, text)).id
    if chat.other_id is None:
        return (await comment(writer, room, chat.top_id, text)).id
    await write(writer, room, chat.other_id, "between")
    if chat.top_id == GENERAL:
        return (await writer.say(room, text)).id
    return (await write(writer, room, chat.top_id, text)).id


async def fill(world: World, chat: Chat) -> None:
    """Write thirty messages, some in the same second, and delete a few."""
    said = []
    for n in range(30):
        world.wait(n % 4)
        said.append(await say(chat, f"apple {n}"))
    gone = [said[n] for n in (5, 6, 17, 29)]
    writer, room = chat.writer, chat.room
    if isinstance(room, Room) and is_channel(room.peer_id):
        await writer.call(functions.channels.DeleteMessages(channel=writer.channel(room), id=gone))
    else:
        await writer.call(functions.messages.DeleteMessages(id=gone, revoke=True))


async def latecomer(world: World, chat: Chat) -> Person:
    """Somebody who came after all that, and may not read it; then more is written."""
    alice, room = chat.writer, chat.room
    assert isinstance(room, Room)
    carol = await world.user("Carol")
    channel = alice.channel(room)
    await alice.call(functions.channels.TogglePreHistoryHidden(channel=channel, enabled=True))
    await alice.call(functions.channels.InviteToChannel(channel=channel, users=[alice.user(carol)]))
    for n in range(20):
        await alice.say(room, f"apple {n}")
    return carol


def request(kind: str, person: Person, chat: Chat, page: dict[str, int]) -> TLFunction:
    peer = person.peer(chat.room)
    if chat.source is not None:
        origin = person.peer(chat.source)
        return functions.messages.GetSavedHistory(peer=origin, hash=0, **page)  # type: ignore[arg-type]
    if kind.startswith("search"):
        return functions.messages.Search(
            peer=peer,
            q="apple",
            filter=types.InputMessagesFilterEmpty(),
            top_msg_id=chat.top_id,
            min_date=0,
            max_date=0,
            hash=0,
            **{  # type: ignore[arg-type]
                name: value for name, value in page.items() if name != "offset_date"
            },
        )
    if chat.top_id is not None:
        return functions.messages.GetReplies(peer=peer, msg_id=chat.top_id, hash=0, **page)
    return functions.messages.GetHistory(peer=peer, hash=0, **page)


def expected(everything: Sequence[tuple[int, int]], page: dict[str, int]) -> list[tuple[int, int]]:
    """What a page holds, by the description of offsets."""
    kept = [
        one
        for one in everything
        if one[0] > page["min_id"] and (not page["max_id"] or one[0] < page["max_id"])
    ]
    start = 0
    if page["offset_id"]:
        start = sum(one[0] >= page["offset_id"] for one in kept)
    elif page["offset_date"]:
        start = sum(one[1] >= page["offset_date"] for one in kept)
    start += page["add_offset"]
    return kept[max(0, start) : max(0, start + page["limit"])]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_page_is_a_window_on_the_sorted_messages(world: World, kind: str) -> None:
    chat = await opened(world, kind)
    await fill(world, chat)
    person = await latecomer(world, chat) if kind == "joined later" else chat.writer

    async def ask(**page: int) -> list[tuple[int, int]]:
        asked = request(kind, person, chat, EVERYTHING | page)
        return shown(await world.dispatcher.call(person.caller, asked))

    everything = await ask()
    assert len(everything) >= 20
    assert everything == sorted(everything, reverse=True)
    ids = [one[0] for one in everything]
    dates = [one[1] for one in everything]
    dice = random.Random(kind)
    around = [0, 1, *ids, ids[0] + 1, ids[0] + 1000, 2**31 - 1]
    for _ in range(60):
        page = {
            "offset_id": dice.choice((0, dice.choice(around))),
            "offset_date": dice.choice((0, dice.choice(dates) + dice.choice((0, 1)))),
            "add_offset": dice.choice((0, 1, 7, 1000, -1, -4, -9, -40)),
            "limit": dice.choice((1, 2, 9, 20, 100)),
            "max_id": dice.choice((0, 0, dice.choice(around))),
            "min_id": dice.choice((0, 0, dice.choice(ids))),
        }
        if kind.startswith("search"):
            page["offset_date"] = 0
        assert await ask(**page) == expected(everything, page), page
    assert await ask(limit=0) == []


async def test_what_was_written_before_one_came_is_not_counted(world: World) -> None:
    chat = await opened(world, "joined later")
    await fill(world, chat)
    carol = await latecomer(world, chat)
    answer = await carol.call(request("joined later", carol, chat, EVERYTHING | {"limit": 5}))
    assert isinstance(answer, types.messages.ChannelMessages)
    everything = await carol.call(request("joined later", carol, chat, EVERYTHING))
    assert answer.count == len(shown(everything))
