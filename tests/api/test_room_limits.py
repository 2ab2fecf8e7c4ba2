"""Whatever somebody may have many of in rooms has a number at which they are told so."""

from __future__ import annotations

import pytest

from hodhod.actions.chats import bans, capacity, create, invites
from hodhod.actions.messages import scheduled
from hodhod.actions.threads import topic_changes
from hodhod.domain import moderation
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.participants import appoint, ban, listed
from tests.api.test_invites import export, follow
from tests.api.world import START, Person, Room, World


async def publish(person: Person, room: Room, name: str) -> object:
    return await person.call(
        functions.channels.UpdateUsername(channel=person.channel(room), username=name)
    )


async def invite(by: Person, room: Room, *whom: Person) -> types.messages.InvitedUsers:
    answer = await by.call(
        functions.channels.InviteToChannel(
            channel=by.channel(room), users=[by.user(one) for one in whom]
        )
    )
    assert isinstance(answer, types.messages.InvitedUsers)
    return answer


async def test_an_account_owns_so_many_public_names(world: World) -> None:
    alice = await world.user("Alice")
    most = world.app.policy.public_chats
    rooms = [await world.channel(alice, f"Room {number}") for number in range(most + 1)]
    for number, room in enumerate(rooms[:-1]):
        await publish(alice, room, f"limit_room_{number}")
    await publish(alice, rooms[0], "limit_room_other")  # one name for another is no name more
    with pytest.raises(RpcError, match="CHANNELS_ADMIN_PUBLIC_TOO_MUCH"):
        await publish(alice, rooms[-1], "limit_room_last")
    with pytest.raises(RpcError, match="CHANNELS_ADMIN_PUBLIC_TOO_MUCH"):
        await alice.call(
            functions.channels.CheckUsername(
                channel=types.InputChannelEmpty(), username="limit_room_last"
            )
        )
    with pytest.raises(RpcError, match="CHANNELS_ADMIN_PUBLIC_TOO_MUCH"):
        await alice.call(functions.channels.GetAdminedPublicChannels(check_limit=True))
    known = await alice.call(functions.channels.GetAdminedPublicChannels())
    assert isinstance(known, types.messages.Chats)
    assert len(known.chats) == most
    await publish(alice, rooms[1], "")
    await publish(alice, rooms[-1], "limit_room_last")


async def test_somebody_is_in_so_many_chats(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create, "CHANNELS_LIMIT", 2)
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await world.group(bob, "First")
    await world.channel(bob, "Second")
    room = await world.channel(alice, "Crowd")
    group = await world.group(alice, "Family", carol)
    link = (await export(alice, room)).link
    for request in (
        functions.channels.CreateChannel(title="Third", about="", megagroup=True),
        functions.messages.CreateChat(users=[], title="Third"),
        functions.messages.ImportChatInvite(hash=link.rpartition("/+")[2]),
    ):
        with pytest.raises(RpcError, match="CHANNELS_TOO_MUCH"):
            await bob.call(request)
    assert (await invite(alice, room, bob)).missing_invitees[0].user_id == bob.id
    added = await alice.call(
        functions.messages.AddChatUser(
            chat_id=bare_id(group.peer_id), user_id=alice.user(bob), fwd_limit=0
        )
    )
    assert isinstance(added, types.messages.InvitedUsers)
    assert [one.user_id for one in added.missing_invitees] == [bob.id]
    with pytest.raises(RpcError, match="USER_CHANNELS_TOO_MUCH"):
        await appoint(alice, room, bob)


async def test_somebody_makes_so_many_rooms_in_a_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(create, "CREATED_PER_DAY", 2)
    alice = await world.user("Alice")
    room = await world.channel(alice, "First")
    await world.group(alice, "Second")
    await alice.call(functions.channels.DeleteChannel(channel=alice.channel(room)))
    for request in (
        functions.channels.CreateChannel(title="Third", about="", megagroup=True),
        functions.messages.CreateChat(users=[], title="Third"),
    ):
        with pytest.raises(RpcError, match="FLOOD_WAIT_"):
            await alice.call(request)
    world.wait(86_400)
    await world.channel(alice, "Third")


async def test_a_chat_takes_so_many_members(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "GROUP_LIMIT", 2)
    monkeypatch.setattr(capacity, "SUPERGROUP_LIMIT", 2)
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd", bob)
    group = await world.group(alice, "Family", bob)
    await publish(alice, room, "limit_crowd")
    join = functions.channels.JoinChannel(channel=carol.channel(room))
    add = functions.messages.AddChatUser(
        chat_id=bare_id(group.peer_id), user_id=alice.user(carol), fwd_limit=0
    )
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await invite(alice, room, carol)
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await appoint(alice, room, carol)
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await alice.call(add)
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await carol.call(join)
    for place in (room, group):
        with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
            await follow(carol, (await export(alice, place)).link)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    await carol.call(join)
    news = await world.channel(alice, "News", bob, carol, broadcast=True)
    assert (await listed(alice, news)).count == 3


async def test_a_group_takes_so_many_bots_and_a_channel_none_as_members(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (moderation, capacity, create):
        monkeypatch.setattr(module, "BOTS_LIMIT", 1)
    alice = await world.user("Alice")
    bots = [await world.user(f"bot {number}", is_bot=True) for number in range(2)]
    room = await world.channel(alice, "Crowd", bots[0])
    news = await world.channel(alice, "News", broadcast=True)
    group = await world.group(alice, "Family", bots[0])
    with pytest.raises(RpcError, match="BOTS_TOO_MUCH"):
        await invite(alice, room, bots[1])
    with pytest.raises(RpcError, match="BOTS_TOO_MUCH"):
        await alice.call(
            functions.messages.AddChatUser(
                chat_id=bare_id(group.peer_id), user_id=alice.user(bots[1]), fwd_limit=0
            )
        )
    with pytest.raises(RpcError, match="BOTS_TOO_MUCH"):
        await world.group(alice, "Robots", *bots)
    with pytest.raises(RpcError, match="USER_BOT"):
        await invite(alice, news, bots[0])
    await appoint(alice, news, bots[0])


async def test_an_admin_has_so_many_links(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invites, "LINKS_LIMIT", 2)
    monkeypatch.setattr(invites, "REVOKED_KEPT", 1)
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    links = [(await export(alice, room)).link for _ in range(2)]
    with pytest.raises(RpcError, match="INVITES_TOO_MUCH"):
        await export(alice, room)
    for link in links:
        await alice.call(
            functions.messages.EditExportedChatInvite(
                peer=alice.peer(room), link=link, revoked=True
            )
        )
    revoked = await alice.call(
        functions.messages.GetExportedChatInvites(
            peer=alice.peer(room), admin_id=types.InputUserSelf(), revoked=True, limit=10
        )
    )
    assert isinstance(revoked, types.messages.ExportedChatInvites)
    assert revoked.count == 1
    await export(alice, room)


async def test_strangers_who_are_banned_have_a_number(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bans, "BANS_LIMIT", 1)
    alice, bob, carol, dave = [await world.user(name) for name in ("Alice", "Bob", "Carol", "Dave")]
    room = await world.channel(alice, "Crowd", dave)
    await ban(alice, room, bob)
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await ban(alice, room, carol)
    await ban(alice, room, dave)  # a member can always be thrown out
    kicked = await listed(alice, room, types.ChannelParticipantsKicked(q=""))
    assert kicked.count == 2


async def test_a_forum_has_so_many_topics_and_pins(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topic_changes, "TOPICS_LIMIT", 4)
    monkeypatch.setattr(topic_changes, "PINNED_LIMIT", 2)
    alice = await world.user("Alice")
    room = await world.channel(alice, "Forum")
    await alice.call(functions.channels.ToggleForum(channel=alice.channel(room), enabled=True))

    async def begin(title: str) -> int:
        answer = await alice.call(
            functions.messages.CreateForumTopic(
                peer=alice.peer(room), title=title, random_id=world.random_id()
            )
        )
        assert isinstance(answer, types.Updates)
        (named,) = [one.id for one in answer.updates if isinstance(one, types.UpdateMessageID)]
        return named

    topics = [await begin(f"Topic {number}") for number in range(3)]
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await begin("One too many")

    async def pin(topic_id: int) -> None:
        await alice.call(
            functions.messages.UpdatePinnedForumTopic(
                peer=alice.peer(room), topic_id=topic_id, pinned=True
            )
        )

    await pin(topics[0])
    await pin(topics[1])
    with pytest.raises(RpcError, match="PINNED_TOO_MUCH"):
        await pin(topics[2])
    with pytest.raises(RpcError, match="PINNED_TOO_MUCH"):
        await alice.call(
            functions.messages.ReorderPinnedForumTopics(
                peer=alice.peer(room), order=topics, force=True
            )
        )


async def test_names_and_descriptions_have_a_length(world: World) -> None:
    alice = await world.user("Alice")
    group = await world.group(alice, "Family")
    for room in (group, await world.channel(alice, "Crowd")):
        with pytest.raises(RpcError, match="CHAT_ABOUT_TOO_LONG"):
            await alice.call(
                functions.messages.EditChatAbout(peer=alice.peer(room), about="a" * 256)
            )
    with pytest.raises(RpcError, match="CHAT_ABOUT_TOO_LONG"):
        await alice.call(functions.channels.CreateChannel(title="News", about="a" * 256))
    for title in ("", " \u200b\n"):
        for request in (
            functions.channels.CreateChannel(title=title, about=""),
            functions.messages.CreateChat(users=[], title=title),
            functions.messages.EditChatTitle(chat_id=bare_id(group.peer_id), title=title),
        ):
            with pytest.raises(RpcError, match="CHAT_TITLE_EMPTY"):
                await alice.call(request)


async def test_so_many_messages_wait_in_a_chat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduled, "LIST_LIMIT", 1)
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    later = functions.messages.SendMessage(
        peer=alice.peer(room),
        message="later",
        random_id=world.random_id(),
        schedule_date=START + 3600,
    )
    await alice.call(later)
    with pytest.raises(RpcError, match="SCHEDULE_TOO_MUCH"):
        await alice.say(room, "later still", schedule_date=START + 7200)


async def test_one_request_brings_so_many_people(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    with pytest.raises(RpcError, match="USERS_TOO_MUCH"):
        await alice.call(
            functions.channels.InviteToChannel(
                channel=alice.channel(room), users=[alice.user(bob)] * 201
            )
        )
    assert (await listed(alice, room)).count == 1
