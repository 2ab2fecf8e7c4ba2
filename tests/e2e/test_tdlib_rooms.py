"""TDLib from a cold start to a chat list with rooms in it, and everything it does in them."""

from collections import Counter
from dataclasses import dataclass

import pytest
from telethon.tl import functions

from tests.e2e import tdlib_client
from tests.e2e.json_tree import Node, int_at, list_at, text_at
from tests.e2e.messenger import Content
from tests.e2e.schema_names import names
from tests.e2e.server import Server
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.tdlib_messages import SERVER_SHIFT
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.test_finding import new_username
from tests.e2e.test_tdlib_start import until_quiet
from tests.e2e.town import Town
from tests.e2e.waiting import message_with

VARIANTS = ["tdlib", "tdlib-older"]


@dataclass(slots=True)
class Watch:
    """What TDLib and the server have to say of each other, from now on."""

    user: TdlibUser
    server: Server
    log_size: int
    unsupported: dict[str, int]

    async def complaints(self, capsys: pytest.CaptureFixture[str]) -> list[str]:
        """Print what TDLib called; return all that was refused and all that it found wrong."""
        library = self.user.td.library
        calls = await until_quiet(library, self.log_size)
        known = names()
        called = Counter(known.get(call.tl, f"{call.tl:#010x}") for call in calls)
        refused = [f"{known.get(c.tl, f'{c.tl:#010x}')}: {c.error}" for c in calls if c.error]
        unsupported = [
            name
            for name, count in (await self.server.unsupported()).items()
            if count > self.unsupported.get(name, 0)
        ]
        errors = [str(error) for error in self.user.td.errors]
        logged = library.errors_since(self.log_size)
        with capsys.disabled():
            print(f"\nTDLib {library.version} called {len(called)} methods:", *sorted(called))  # noqa: T201
            print("answered as unsupported:", unsupported)  # noqa: T201
            print("refused:", refused)  # noqa: T201
            print("error updates and answers:", errors)  # noqa: T201
            print("complaints in its log:", *logged, sep="\n")  # noqa: T201
        return [*unsupported, *refused, *errors, *logged]


async def watch(user: TdlibUser, server: Server, log_size: int) -> Watch:
    return Watch(user, server, log_size, await server.unsupported())


@dataclass(slots=True)
class Rooms:
    """What somebody finds in a chat list: one of each kind, made by a friend."""

    chats: dict[str, int]
    topic: int
    discussion: int
    post: int


async def rooms_for(owner: TelethonUser, other: TelethonUser) -> Rooms:
    """A private chat, a basic group, a supergroup, a forum, a channel whose posts have comments."""
    await owner.import_contact(other.phone, "Other")
    await other.import_contact(owner.phone, "Owner")
    chats = {"group": await other.create_group("یک گروه", [owner.id])}
    for kind in ("supergroup", "forum", "discussion", "channel"):
        chats[kind] = await other.create_channel(f"A {kind}", broadcast=kind == "channel")
        if kind != "discussion":
            await other.invite(chats[kind], owner.id)
    await other.ask(functions.channels.ToggleForumRequest(chats["forum"], True, tabs=False))
    topic = await other.topic(chats["forum"], "یک موضوع")
    await other.send(chats["forum"], Content("welcome to topic"), reply_to=topic)
    discussion = chats.pop("discussion")
    await other.ask(functions.channels.SetDiscussionGroupRequest(chats["channel"], discussion))
    post = 0
    for kind, room in chats.items():
        post = (await other.send(room, Content(f"welcome to {kind}"))).id
    await other.comment(chats["channel"], post, "welcome to comments")
    await other.send(owner.id, Content("welcome to private"))
    return Rooms({**chats, "private": other.id}, topic, discussion, post)


@pytest.mark.parametrize("variant", VARIANTS)
async def test_a_cold_start_loads_rooms_and_talks_in_each(
    town: Town, variant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = await town.telethon("Owner")
    other = await town.telethon("Other")
    rooms = await rooms_for(owner, other)
    own_channel = await owner.create_channel("My own", broadcast=True)
    await owner.send(own_channel, Content("welcome"))
    library = town.libraries.tdlib(variant, await town.pem())
    since = library.log_size()

    td = await town.tdlib(variant, town.fresh_folder("cold"))
    user = await tdlib_client.sign_in(td, owner.phone, town.server.pending_code)
    watched = await watch(user, town.server, since)
    online: Node = {"@type": "optionValueBoolean", "value": True}
    await td.ask("setOption", name="online", value=online)
    listed = {row.chat: row for row in await user.chats()}
    assert set(listed) >= {*rooms.chats.values(), own_channel}
    assert all(row.top for row in listed.values())

    for kind, room in rooms.chats.items():
        theirs = owner.id if kind == "private" else room
        assert f"welcome to {kind}" in [m.text for m in await user.history(room)]
        await other.send(theirs, Content(f"hello, {kind}"))
        await user.read(room, (await message_with(user, f"hello, {kind}", chat=room)).id)
        if kind != "channel":
            await user.send(room, Content(f"hello from {kind}"))
            await message_with(other, f"hello from {kind}", chat=theirs)
        await td.ask("closeChat", chat_id=room)
    await user.history(own_channel)
    await user.send(own_channel, Content("to all readers"))
    await talk_in_a_topic(user, other, rooms)
    await talk_in_comments(user, other, rooms)
    for kind in ("supergroup", "channel"):
        chat = await td.ask("getChat", chat_id=rooms.chats[kind])
        number = int_at(chat, "type", "supergroup_id")
        full = await td.ask("getSupergroupFullInfo", supergroup_id=number)
        assert int_at(full, "member_count") == 2
    full = await td.ask("getBasicGroupFullInfo", basic_group_id=-rooms.chats["group"])
    assert len(list_at(full, "members")) == 2
    assert await watched.complaints(capsys) == []


async def talk_in_a_topic(user: TdlibUser, other: TelethonUser, rooms: Rooms) -> None:
    forum = rooms.chats["forum"]
    await user.td.ask("openChat", chat_id=forum)
    topics = await user.topics(forum)
    assert topics["یک موضوع"] == rooms.topic
    texts = [m.text for m in await user.thread(forum, rooms.topic, topic=True)]
    assert texts[0] == "welcome to topic"
    await other.send(forum, Content("hello, topic"), reply_to=rooms.topic)
    await message_with(user, "hello, topic", chat=forum)
    await user.send_in_topic(forum, rooms.topic, "hello from topic")
    heard = await message_with(other, "hello from topic", chat=forum)
    assert heard.reply_to == rooms.topic
    await user.td.ask("closeChat", chat_id=forum)


async def talk_in_comments(user: TdlibUser, other: TelethonUser, rooms: Rooms) -> None:
    channel = rooms.chats["channel"]
    await user.td.ask("openChat", chat_id=channel)
    post = rooms.post << SERVER_SHIFT
    thread = await user.td.ask("getMessageThread", chat_id=channel, message_id=post)
    assert int_at(thread, "chat_id") == rooms.discussion
    root = int_at(thread, "message_thread_id") >> SERVER_SHIFT
    assert [m.text for m in await user.thread(channel, rooms.post)] == ["welcome to comments"]
    await user.td.ask("joinChat", chat_id=rooms.discussion)
    await user.td.ask("openChat", chat_id=rooms.discussion)
    await other.comment(channel, rooms.post, "hello, comments")
    await message_with(user, "hello, comments", chat=rooms.discussion)
    await user.send_in_thread(rooms.discussion, root, "hello from comments")
    heard = await message_with(other, "hello from comments", chat=rooms.discussion)
    assert heard.reply_to == root


@pytest.mark.parametrize("variant", VARIANTS)
async def test_it_makes_rooms_and_runs_them(
    town: Town, variant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    user = await town.newcomer(variant, "Tara")
    assert isinstance(user, TdlibUser)
    td = user.td
    watched = await watch(user, town.server, td.library.log_size())
    friends = [await town.newcomer("telethon", f"Friend {number}") for number in range(3)]
    for friend in friends:
        await user.import_contact(friend.phone, f"Friend {friend.id}")

    group = await user.create_group("گروه", [friends[0].id])
    await user.send(group, Content("in the group"))
    await message_with(friends[0], "in the group", chat=group)
    await user.invite(group, friends[1].id)
    await td.ask("setChatTitle", chat_id=group, title="گروه تازه")
    await td.ask("setChatDescription", chat_id=group, description="about us")
    await changed(user, group, "updateChatTitle", "گروه تازه")
    members = await td.ask("getBasicGroupFullInfo", basic_group_id=-group)
    assert {int_at(m, "member_id", "user_id") for m in list_at(members, "members")} == {
        user.id,
        friends[0].id,
        friends[1].id,
    }

    for broadcast in (False, True):
        room = await user.create_channel("تازه", broadcast=broadcast)
        number = int_at(await td.ask("getChat", chat_id=room), "type", "supergroup_id")
        await td.ask("addChatMembers", chat_id=room, user_ids=[one.id for one in friends[:2]])
        await td.ask("setChatTitle", chat_id=room, title=f"room {broadcast}")
        await changed(user, room, "updateChatTitle", f"room {broadcast}")
        await td.ask("setChatDescription", chat_id=room, description="دربارهٔ ما")
        username = new_username()
        await user.publish(room, username)
        assert await user.find(username) == room
        assert await friends[2].join(username) == room
        sent = await user.send(room, Content(f"in the room {broadcast}"))
        for friend in friends:
            await message_with(friend, f"in the room {broadcast}", chat=room)
        members = await td.ask(
            "getSupergroupMembers", supergroup_id=number, filter=None, offset=0, limit=50
        )
        assert {int_at(m, "member_id", "user_id") for m in list_at(members, "members")} == {
            user.id,
            *(friend.id for friend in friends),
        }
        full = await td.ask("getSupergroupFullInfo", supergroup_id=number)
        assert text_at(full, "description") == "دربارهٔ ما"
        assert int_at(full, "member_count") == 4
        assert [m.text for m in await user.history(room, 1)] == [sent.text]
    await td.ask("leaveChat", chat_id=group)
    assert await watched.complaints(capsys) == []


async def changed(user: TdlibUser, chat: int, kind: str, value: str) -> Node:
    """Wait until TDLib tells of a chat's new title."""
    return await user.td.updates.first(
        lambda u: (
            text_at(u, "@type") == kind
            and int_at(u, "chat_id") == chat
            and text_at(u, "title") == value
        )
    )
