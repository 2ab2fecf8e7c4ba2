"""What admins turn on and off in a chat: stored, told, written into the log, and enforced."""

from __future__ import annotations

import pytest

from hodhod.actions.chats import settings
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id
from hodhod.tl import TLFunction, functions, types
from tests.api.test_admin_log import log_of
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World


async def full_of(person: Person, room: Room) -> tuple[types.ChannelFull, types.Channel]:
    answer = await person.call(functions.channels.GetFullChannel(channel=person.channel(room)))
    assert isinstance(answer, types.messages.ChatFull)
    assert isinstance(answer.full_chat, types.ChannelFull)
    channel = answer.chats[0]
    assert isinstance(channel, types.Channel)
    return answer.full_chat, channel


async def test_settings_are_stored_told_and_logged_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "HIDDEN_MEMBERS_FROM", 2)
    monkeypatch.setattr(settings, "ANTISPAM_FROM", 2)
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    channel = alice.channel(room)
    requests: list[TLFunction] = [
        functions.channels.ToggleSlowMode(channel=channel, seconds=30),
        functions.channels.TogglePreHistoryHidden(channel=channel, enabled=True),
        functions.channels.ToggleParticipantsHidden(channel=channel, enabled=True),
        functions.channels.ToggleAntiSpam(channel=channel, enabled=True),
        functions.messages.ToggleNoForwards(peer=alice.peer(room), enabled=True),
        functions.channels.UpdateColor(channel=channel, color=3),
        functions.messages.SetChatAvailableReactions(
            peer=alice.peer(room),
            available_reactions=types.ChatReactionsNone(),
            reactions_limit=4,
        ),
    ]
    for request in requests:
        heard = len(bob.heard[room.box])
        await alice.call(request)
        assert len(bob.heard[room.box]) == heard + 1
        with pytest.raises(RpcError, match="CHAT_NOT_MODIFIED"):
            await alice.call(request)
    full, shown = await full_of(alice, room)
    assert full.slowmode_seconds == 30
    assert full.hidden_prehistory
    assert full.participants_hidden
    assert full.antispam
    assert full.available_reactions == types.ChatReactionsNone()
    assert full.reactions_limit == 4
    assert shown.slowmode_enabled
    assert shown.noforwards
    assert shown.color == types.PeerColor(color=3)
    logged = [
        type(one.action)
        for one in await log_of(alice, room)
        if not isinstance(one.action, types.ChannelAdminLogEventActionParticipantInvite)
    ]
    assert logged == [
        types.ChannelAdminLogEventActionChangeAvailableReactions,
        types.ChannelAdminLogEventActionChangePeerColor,
        types.ChannelAdminLogEventActionToggleNoForwards,
        types.ChannelAdminLogEventActionToggleAntiSpam,
        types.ChannelAdminLogEventActionTogglePreHistoryHidden,
        types.ChannelAdminLogEventActionToggleSlowMode,
    ]
    await world.check(alice, bob)


async def test_members_change_no_settings(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    channel = bob.channel(room)
    requests: list[TLFunction] = [
        functions.channels.ToggleSlowMode(channel=channel, seconds=30),
        functions.channels.TogglePreHistoryHidden(channel=channel, enabled=True),
        functions.channels.ToggleJoinRequest(channel=channel, enabled=False),
        functions.channels.ToggleAntiSpam(channel=channel, enabled=False),
        functions.messages.ToggleNoForwards(peer=bob.peer(room), enabled=True),
        functions.channels.UpdateColor(channel=channel, color=3),
        functions.messages.SetHistoryTTL(peer=bob.peer(room), period=86_400),
    ]
    await alice.call(
        functions.messages.EditChatDefaultBannedRights(
            peer=alice.peer(room),
            banned_rights=types.ChatBannedRights(change_info=True, until_date=0),
        )
    )
    for request in requests:
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await bob.call(request)


async def test_impossible_settings_are_refused(world: World) -> None:
    alice = await world.user("Alice")
    crowd = await world.channel(alice, "Crowd")
    news = await world.channel(alice, "News", broadcast=True)
    for request, error in (
        (
            functions.channels.ToggleSlowMode(channel=alice.channel(crowd), seconds=7),
            "SECONDS_INVALID",
        ),
        (
            functions.channels.ToggleSlowMode(channel=alice.channel(news), seconds=30),
            "CHAT_ID_INVALID",
        ),
        (
            functions.channels.ToggleSignatures(channel=alice.channel(crowd)),
            "CHAT_ID_INVALID",
        ),
        (
            functions.channels.ToggleJoinRequest(channel=alice.channel(crowd), enabled=True),
            "CHAT_PUBLIC_REQUIRED",
        ),
        (
            functions.channels.ToggleParticipantsHidden(channel=alice.channel(crowd), enabled=True),
            "PARTICIPANTS_TOO_FEW",
        ),
        (
            functions.channels.UpdateColor(channel=alice.channel(crowd), color=99),
            "COLOR_INVALID",
        ),
        (
            functions.messages.SetChatAvailableReactions(
                peer=alice.peer(crowd),
                available_reactions=types.ChatReactionsSome(
                    reactions=(types.ReactionEmoji(emoticon="no emoji"),)
                ),
            ),
            "REACTION_INVALID",
        ),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(request)


async def test_nothing_leaves_a_chat_that_keeps_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    for room in (
        await world.group(alice, "Family", bob),
        await world.channel(alice, "Crowd", bob),
    ):
        said = await alice.say(room, "between us")
        await alice.call(functions.messages.ToggleNoForwards(peer=alice.peer(room), enabled=True))
        last = (await history_of(bob, room))[0]
        for target in (types.InputPeerSelf(), bob.peer(alice)):
            with pytest.raises(RpcError, match="CHAT_FORWARDS_RESTRICTED"):
                await bob.call(
                    functions.messages.ForwardMessages(
                        from_peer=bob.peer(room),
                        id=[last.id],
                        random_id=[world.random_id()],
                        to_peer=target,
                    )
                )
        assert said.id
        await world.check(alice, bob)


async def test_posts_are_signed_when_a_channel_says_so(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "News", broadcast=True)
    plain = await alice.say(room, "one")
    await alice.call(
        functions.channels.ToggleSignatures(channel=alice.channel(room), signatures_enabled=True)
    )
    signed = await alice.say(room, "two")
    assert (plain.post_author, signed.post_author) == (None, "Alice")
    _, shown = await full_of(alice, room)
    assert shown.signatures
    assert not shown.signature_profiles


async def test_newcomers_to_a_public_group_ask_where_they_have_to(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    channel = alice.channel(room)
    await alice.call(functions.channels.UpdateUsername(channel=channel, username="ask_first"))
    await alice.call(functions.channels.ToggleJoinRequest(channel=channel, enabled=True))
    with pytest.raises(RpcError, match="INVITE_REQUEST_SENT"):
        await bob.call(functions.channels.JoinChannel(channel=bob.channel(room)))
    full, _ = await full_of(alice, room)
    assert full.requests_pending == 1
    await alice.call(
        functions.messages.HideChatJoinRequest(
            approved=True, peer=alice.peer(room), user_id=alice.user(bob)
        )
    )
    await bob.say(room, "I am in")


async def test_newcomers_see_no_history_that_is_hidden(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    await alice.call(
        functions.channels.TogglePreHistoryHidden(channel=alice.channel(room), enabled=True)
    )
    await alice.say(room, "before")
    await alice.call(
        functions.channels.InviteToChannel(channel=alice.channel(room), users=[alice.user(bob)])
    )
    await alice.say(room, "after")
    texts = [m.message for m in await history_of(bob, room) if isinstance(m, types.Message)]
    assert texts == ["after"]


async def test_a_message_has_a_link_and_admins_learn_its_author(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    said = await bob.say(room, "hello")
    channel = alice.channel(room)
    link = await bob.call(
        functions.channels.ExportMessageLink(channel=bob.channel(room), id=said.id)
    )
    assert isinstance(link, types.ExportedMessageLink)
    assert link.link.endswith(f"/c/{bare_id(room.peer_id)}/{said.id}")
    await alice.call(functions.channels.UpdateUsername(channel=channel, username="linked_crowd"))
    link = await bob.call(
        functions.channels.ExportMessageLink(channel=bob.channel(room), id=said.id)
    )
    assert isinstance(link, types.ExportedMessageLink)
    assert link.link.endswith(f"/linked_crowd/{said.id}")
    author = await alice.call(functions.channels.GetMessageAuthor(channel=channel, id=said.id))
    assert isinstance(author, types.User)
    assert author.id == bob.id
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(functions.channels.GetMessageAuthor(channel=bob.channel(room), id=said.id))
    with pytest.raises(RpcError, match="USERNAME_NOT_MODIFIED"):
        await alice.call(
            functions.channels.ReorderUsernames(channel=channel, order=["linked_crowd"])
        )
