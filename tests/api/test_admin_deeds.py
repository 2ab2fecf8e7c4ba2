"""Every deed that a room knows is in its log, and found by its flag of the filter and no other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from hodhod import tl
from hodhod.actions.chats import looks, settings
from hodhod.actions.chats.ownership import PASSWORD_AGE_S
from hodhod.domain.admin_deed import DeedKind
from hodhod.domain.errors import RpcError
from hodhod.tl import TLObject, functions, types
from tests.api.device import prove, set_password
from tests.api.participants import FREE, GONE, MUTE, NOTHING, appoint, ban
from tests.api.polling import ask, poll
from tests.api.sharing import join, shared
from tests.api.stickers import by_id, item, make_set
from tests.api.test_admin_log import log_of
from tests.api.test_invites import edit, export, follow
from tests.api.test_photos import picture
from tests.api.upload import upload
from tests.api.world import Person, Room, World
from tests.blobs.sticker_files import webp
from tests.tl.layered import DEFINITIONS, class_of

Deed = type[TLObject]

NOT_HERE = {
    "ChangeLocation": "there is no map",
    "ChangeUsernames": "a chat has one public name",
    "ChangeWallpaper": "channels have none",
    "DiscardGroupCall": "there are no calls",
    "ParticipantMute": "there are no calls",
    "ParticipantSubExtend": "there are no payments",
    "ParticipantUnmute": "there are no calls",
    "ParticipantVolume": "there are no calls",
    "StartGroupCall": "there are no calls",
    "ToggleAutotranslation": "nothing is translated",
    "ToggleGroupCallSetting": "there are no calls",
    "ToggleInvites": "clients ask for it no more",
}

PREFIX = "ChannelAdminLogEventAction"


def known() -> set[str]:
    """The deeds of the newest layer."""
    return {
        class_of(one).__name__.removeprefix(PREFIX)
        for one in DEFINITIONS
        if one.result == PREFIX and any(last >= tl.NEWEST_LAYER for _, last in one.layers)
    }


def names_of(events: Iterable[types.ChannelAdminLogEvent]) -> set[str]:
    return {type(one.action).__name__.removeprefix(PREFIX) for one in events}


async def people(alice: Person, bob: Person, room: Room, world: World) -> None:
    """Whoever comes, goes, rises and falls."""
    dave, erin, frank = [await world.user(name) for name in ("Dave", "Erin", "Frank")]
    await appoint(alice, room, bob)
    await alice.call(
        functions.messages.EditChatParticipantRank(
            peer=alice.peer(room), participant=alice.peer(bob), rank="elder"
        )
    )
    await appoint(alice, room, bob, NOTHING)
    for rights in (MUTE, FREE, GONE, FREE):
        await ban(alice, room, dave, rights)
    invite, asking = await export(alice, room), await export(alice, room, request_needed=True)
    await edit(alice, room, invite.link, usage_limit=5)
    await follow(dave, invite.link)
    with pytest.raises(RpcError, match="INVITE_REQUEST_SENT"):
        await follow(erin, asking.link)
    await alice.call(
        functions.messages.HideChatJoinRequest(
            approved=True, peer=alice.peer(room), user_id=alice.user(erin)
        )
    )
    await edit(alice, room, invite.link, revoked=True)
    await alice.call(
        functions.messages.DeleteExportedChatInvite(peer=alice.peer(room), link=invite.link)
    )
    await frank.call(functions.channels.JoinChannel(channel=frank.channel(room)))
    await frank.call(functions.channels.LeaveChannel(channel=frank.channel(room)))


async def looks_of(alice: Person, room: Room) -> None:
    """What the room is called and looks like."""
    channel, peer = alice.channel(room), alice.peer(room)
    stickers, emoji = (
        await make_set(alice),
        await make_set(alice, await item(alice, webp(100, 100)), emojis=True),
    )
    for request in (
        functions.channels.EditTitle(channel=channel, title="Throng"),
        functions.messages.EditChatAbout(peer=peer, about="all of us"),
        functions.channels.UpdateUsername(channel=channel, username=f"deeds_{-room.peer_id}"),
        functions.channels.EditPhoto(
            channel=channel,
            photo=types.InputChatUploadedPhoto(file=await upload(alice, picture(500, 500))),
        ),
        functions.channels.SetStickers(channel=channel, stickerset=by_id(stickers)),
        functions.channels.SetEmojiStickers(channel=channel, stickerset=by_id(emoji)),
        functions.channels.UpdateColor(channel=channel, color=3),
        functions.channels.UpdateColor(channel=channel, color=3, for_profile=True),
        functions.channels.UpdateEmojiStatus(
            channel=channel,
            emoji_status=types.EmojiStatus(document_id=emoji.documents[0].id),
        ),
    ):
        await alice.call(request)


async def rules_of(alice: Person, room: Room) -> None:
    """What is allowed in the room."""
    channel, peer = alice.channel(room), alice.peer(room)
    for request in (
        functions.channels.ToggleSlowMode(channel=channel, seconds=30),
        functions.channels.ToggleAntiSpam(channel=channel, enabled=True),
        functions.messages.ToggleNoForwards(peer=peer, enabled=True),
        functions.messages.ToggleNoForwards(peer=peer, enabled=False),
        functions.messages.SetHistoryTTL(peer=peer, period=86_400),
        functions.messages.SetChatAvailableReactions(
            peer=peer, available_reactions=types.ChatReactionsNone()
        ),
        functions.messages.EditChatDefaultBannedRights(
            peer=peer, banned_rights=types.ChatBannedRights(send_polls=True, until_date=0)
        ),
    ):
        await alice.call(request)


async def messages_of(alice: Person, room: Room) -> None:
    """What is done to messages and topics."""
    channel, peer = alice.channel(room), alice.peer(room)
    said = await alice.say(room, "words")
    asked = await ask(alice, room, poll())
    await alice.call(functions.messages.EditMessage(peer=peer, id=said.id, message="others"))
    await alice.call(functions.messages.UpdatePinnedMessage(peer=peer, id=said.id))
    await alice.call(
        functions.messages.EditMessage(
            peer=peer, id=asked.id, media=types.InputMediaPoll(poll=closed(asked))
        )
    )
    await alice.call(functions.channels.DeleteMessages(channel=channel, id=[said.id]))


def closed(asked: types.Message) -> types.Poll:
    assert isinstance(asked.media, types.MessageMediaPoll)
    old = asked.media.poll
    assert isinstance(old, types.Poll)
    return types.Poll(
        id=old.id, closed=True, question=old.question, answers=old.answers, hash=old.hash
    )


async def topics_of(alice: Person, room: Room) -> None:
    channel, peer = alice.channel(room), alice.peer(room)
    await alice.call(functions.channels.ToggleForum(channel=channel, enabled=True))
    answer = await alice.call(
        functions.messages.CreateForumTopic(
            peer=peer, title="Topic", random_id=alice.world.random_id()
        )
    )
    assert isinstance(answer, types.Updates)
    (topic,) = [one.id for one in answer.updates if isinstance(one, types.UpdateMessageID)]
    await alice.call(functions.messages.EditForumTopic(peer=peer, topic_id=topic, title="Other"))
    await alice.call(
        functions.messages.ReorderPinnedForumTopics(peer=peer, order=[topic], force=True)
    )
    await alice.call(functions.messages.ReorderPinnedForumTopics(peer=peer, order=[], force=True))
    pins = [one.action for one in await log_of(alice, room, limit=2)]
    assert [type(one) for one in pins] == [types.ChannelAdminLogEventActionPinTopic] * 2
    await alice.call(functions.messages.DeleteTopicHistory(peer=peer, top_msg_id=topic))


async def test_every_deed_is_in_the_log_and_found_by_its_flag(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ANTISPAM_FROM", 1)
    monkeypatch.setattr(looks, "STICKERS_FROM", 1)
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    news = await world.channel(alice, "News", broadcast=True)
    await looks_of(alice, room)
    await people(alice, bob, room, world)
    await messages_of(alice, room)
    await messages_of(alice, news)
    await rules_of(alice, room)
    for request in (
        functions.channels.ToggleSignatures(
            channel=alice.channel(news), signatures_enabled=True, profiles_enabled=True
        ),
        functions.channels.SetDiscussionGroup(
            broadcast=alice.channel(news), group=alice.channel(room)
        ),
        functions.channels.SetDiscussionGroup(
            broadcast=alice.channel(news), group=types.InputChannelEmpty()
        ),
    ):
        await alice.call(request)
    await topics_of(alice, room)
    await alice.call(functions.channels.UpdateUsername(channel=alice.channel(room), username=""))
    await alice.call(
        functions.channels.TogglePreHistoryHidden(channel=alice.channel(room), enabled=True)
    )
    every = [*await log_of(alice, room), *await log_of(alice, news)]
    assert known() - names_of(every) == set(NOT_HERE)
    for kind in DeedKind:
        wanted = types.ChannelAdminLogEventsFilter(**{kind.name.lower(): True})
        some = [one for place in (room, news) for one in await log_of(alice, place, wanted=wanted)]
        others = [one for one in every if one not in some]
        assert not (names_of(some) & names_of(others)) - {
            "ParticipantToggleBan",
            "ParticipantToggleAdmin",
        }, kind
        assert len(some) + len(others) == len(every)
        if kind not in (DeedKind.GROUP_CALL, DeedKind.SUB_EXTEND):
            assert some, kind


async def test_who_comes_by_a_folder_is_in_the_log_with_its_link(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd")
    slug = await shared(alice, room)
    await join(bob, slug, room)
    (came,) = await log_of(alice, room)
    assert isinstance(came.action, types.ChannelAdminLogEventActionParticipantJoinByInvite)
    assert came.action.via_chatlist
    assert isinstance(came.action.invite, types.ChatInviteExported)
    assert came.action.invite.link.endswith(f"/addlist/{slug}")
    assert came.user_id == bob.id


async def test_whom_a_chat_is_given_to_is_in_the_log(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await set_password(alice, "nobody guesses")
    world.wait(PASSWORD_AGE_S)
    await alice.call(
        functions.messages.EditChatCreator(
            peer=alice.peer(room),
            user_id=alice.user(bob),
            password=await prove(alice, "nobody guesses"),
        )
    )
    (given,) = await log_of(bob, room, wanted=types.ChannelAdminLogEventsFilter(promote=True))
    assert given.user_id == alice.id
    assert isinstance(given.action, types.ChannelAdminLogEventActionParticipantToggleAdmin)
    assert isinstance(given.action.new_participant, types.ChannelParticipantCreator)
    assert given.action.new_participant.user_id == bob.id


async def test_what_is_deleted_all_at_once_is_in_the_log(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    for words in ("one", "two", "three"):
        await bob.say(room, words)
    await alice.say(room, "four")
    await alice.call(
        functions.channels.DeleteParticipantHistory(
            channel=alice.channel(room), participant=alice.peer(bob)
        )
    )
    await alice.call(
        functions.channels.DeleteHistory(channel=alice.channel(room), max_id=0, for_everyone=True)
    )
    wanted = types.ChannelAdminLogEventsFilter(delete=True)
    gone = [
        one.action.message.message
        for one in await log_of(alice, room, wanted=wanted)
        if isinstance(one.action, types.ChannelAdminLogEventActionDeleteMessage)
        and isinstance(one.action.message, types.Message)
    ]
    assert gone == ["four", "three", "two", "one"]


async def test_what_a_deleted_channel_leaves_its_discussion_is_in_the_log(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    news = await world.channel(alice, "News", broadcast=True)
    await alice.call(
        functions.channels.SetDiscussionGroup(
            broadcast=alice.channel(news), group=alice.channel(room)
        )
    )
    await alice.call(functions.channels.DeleteChannel(channel=alice.channel(news)))
    ended, begun = [one.action for one in await log_of(alice, room)]
    assert isinstance(begun, types.ChannelAdminLogEventActionChangeLinkedChat)
    assert isinstance(ended, types.ChannelAdminLogEventActionChangeLinkedChat)
    assert (begun.prev_value, ended.new_value) == (0, 0)
    assert begun.new_value == ended.prev_value != 0
