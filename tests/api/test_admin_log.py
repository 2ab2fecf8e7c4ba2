"""The admin log: every deed, with what was there before; found by kind, by person and by words."""

from __future__ import annotations

import pytest

from hodhod.actions.chats import admin_log
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_invites import edit, export, follow
from tests.api.world import Person, Room, World


async def log_of(
    person: Person,
    room: Room,
    *,
    q: str = "",
    wanted: types.ChannelAdminLogEventsFilter | None = None,
    admins: list[types.TypeInputUser] | None = None,
    max_id: int = 0,
    min_id: int = 0,
    limit: int = 100,
) -> list[types.ChannelAdminLogEvent]:
    answer = await person.call(
        functions.channels.GetAdminLog(
            channel=person.channel(room),
            q=q,
            events_filter=wanted,
            admins=admins,
            max_id=max_id,
            min_id=min_id,
            limit=limit,
        )
    )
    assert isinstance(answer, types.channels.AdminLogResults)
    named = {one.id for one in answer.users}
    events = list(answer.events)
    assert {one.user_id for one in events} <= named
    return events


async def test_what_is_done_to_a_chat_is_in_its_log_with_what_was_before(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    channel = alice.channel(room)
    await alice.call(functions.channels.EditTitle(channel=channel, title="Throng"))
    await alice.call(functions.messages.EditChatAbout(peer=alice.peer(room), about="all of us"))
    await alice.call(functions.channels.UpdateUsername(channel=channel, username="the_throng"))
    said = await bob.say(room, "first words")
    await bob.call(
        functions.messages.EditMessage(peer=bob.peer(room), id=said.id, message="other words")
    )
    await alice.call(functions.messages.UpdatePinnedMessage(peer=alice.peer(room), id=said.id))
    await alice.call(functions.messages.SetHistoryTTL(peer=alice.peer(room), period=86_400))
    await alice.call(functions.channels.DeleteMessages(channel=channel, id=[said.id]))
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(room)))
    events = await log_of(alice, room)
    (
        left, deleted, ttl, pinned, edited, username, about, title, invited
    ) = [one.action for one in events]  # fmt: skip
    assert isinstance(left, types.ChannelAdminLogEventActionParticipantLeave)
    assert isinstance(deleted, types.ChannelAdminLogEventActionDeleteMessage)
    assert isinstance(deleted.message, types.Message)
    assert deleted.message.message == "other words"
    assert ttl == types.ChannelAdminLogEventActionChangeHistoryTTL(prev_value=0, new_value=86_400)
    assert isinstance(pinned, types.ChannelAdminLogEventActionUpdatePinned)
    assert isinstance(pinned.message, types.Message)
    assert pinned.message.pinned
    assert isinstance(edited, types.ChannelAdminLogEventActionEditMessage)
    assert isinstance(edited.prev_message, types.Message)
    assert isinstance(edited.new_message, types.Message)
    assert edited.prev_message.message == "first words"
    assert edited.new_message.message == "other words"
    assert username == types.ChannelAdminLogEventActionChangeUsername(
        prev_value="", new_value="the_throng"
    )
    assert about == types.ChannelAdminLogEventActionChangeAbout(
        prev_value="", new_value="all of us"
    )
    assert title == types.ChannelAdminLogEventActionChangeTitle(
        prev_value="Crowd", new_value="Throng"
    )
    assert isinstance(invited, types.ChannelAdminLogEventActionParticipantInvite)
    by = [one.user_id for one in events]
    assert by == [bob.id, *[alice.id] * 3, bob.id, *[alice.id] * 4]


async def test_the_log_is_searched_by_kind_person_and_words(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    await alice.call(functions.channels.EditTitle(channel=alice.channel(room), title="کتابخانه"))
    said = await bob.say(room, "سلام کتاب")
    await bob.call(functions.channels.DeleteMessages(channel=bob.channel(room), id=[said.id]))
    info = await log_of(alice, room, wanted=types.ChannelAdminLogEventsFilter(info=True))
    assert [type(one.action) for one in info] == [types.ChannelAdminLogEventActionChangeTitle]
    by_bob = await log_of(alice, room, admins=[alice.user(bob)])
    assert [one.user_id for one in by_bob] == [bob.id]
    assert [type(one.action) for one in await log_of(alice, room, q="سلام")] == [
        types.ChannelAdminLogEventActionDeleteMessage
    ]
    assert [type(one.action) for one in await log_of(alice, room, q="كتابخانه")] == [
        types.ChannelAdminLogEventActionChangeTitle
    ]
    assert not await log_of(alice, room, q="nothing of the kind")
    assert not await log_of(alice, room, q="!!")


async def test_the_log_is_read_page_by_page(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    for number in range(5):
        await alice.call(
            functions.channels.EditTitle(channel=alice.channel(room), title=f"Crowd {number}")
        )
    every = await log_of(alice, room)
    assert len(every) == 5
    assert [one.id for one in every] == sorted((one.id for one in every), reverse=True)
    first = await log_of(alice, room, limit=2)
    second = await log_of(alice, room, limit=2, max_id=first[-1].id)
    assert first + second == every[:4]
    assert await log_of(alice, room, min_id=every[1].id) == every[:1]


async def test_the_log_is_for_admins_alone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await log_of(bob, room)


async def test_a_deed_is_forgotten_after_two_days(world: World) -> None:
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    await alice.call(functions.channels.EditTitle(channel=alice.channel(room), title="Old"))
    world.wait(admin_log.KEPT_S + 1)
    await alice.call(functions.channels.EditTitle(channel=alice.channel(room), title="New"))
    (kept,) = await log_of(alice, room)
    await admin_log.forget_old_deeds(world.app)
    world.clock.now -= 1000  # what is gone is gone, not only hidden
    assert await log_of(alice, room) == [kept]


async def test_a_rush_of_one_kind_pushes_no_other_out_of_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin_log, "KEPT_DEEDS", 10)
    alice = await world.user("Alice")
    room = await world.channel(alice, "Crowd")
    await alice.call(functions.channels.EditTitle(channel=alice.channel(room), title="Throng"))
    for number in range(140):
        said = await alice.say(room, f"spam {number}")
        await alice.call(
            functions.channels.DeleteMessages(channel=alice.channel(room), id=[said.id])
        )
    deleted = await log_of(alice, room, wanted=types.ChannelAdminLogEventsFilter(delete=True))
    assert 10 <= len(deleted) <= 10 + 64
    newest = deleted[0].action
    assert isinstance(newest, types.ChannelAdminLogEventActionDeleteMessage)
    assert isinstance(newest.message, types.Message)
    assert newest.message.message == "spam 139"
    assert await log_of(alice, room, wanted=types.ChannelAdminLogEventsFilter(info=True))


async def test_links_and_who_comes_by_them_are_in_the_log(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "Crowd")
    invite = await export(alice, room)
    asking = await export(alice, room, request_needed=True)
    await edit(alice, room, invite.link, usage_limit=5)
    await follow(bob, invite.link)
    with pytest.raises(RpcError, match="INVITE_REQUEST_SENT"):
        await follow(carol, asking.link)
    await alice.call(
        functions.messages.HideChatJoinRequest(
            approved=True, peer=alice.peer(room), user_id=alice.user(carol)
        )
    )
    await edit(alice, room, invite.link, revoked=True)
    await alice.call(
        functions.messages.DeleteExportedChatInvite(peer=alice.peer(room), link=invite.link)
    )
    events = await log_of(alice, room)
    deleted, revoked, approved, joined, edited = [one.action for one in events]
    assert isinstance(deleted, types.ChannelAdminLogEventActionExportedInviteDelete)
    assert isinstance(revoked, types.ChannelAdminLogEventActionExportedInviteRevoke)
    assert isinstance(approved, types.ChannelAdminLogEventActionParticipantJoinByRequest)
    assert approved.approved_by == alice.id
    assert isinstance(joined, types.ChannelAdminLogEventActionParticipantJoinByInvite)
    assert isinstance(joined.invite, types.ChatInviteExported)
    assert joined.invite.link == invite.link
    assert isinstance(edited, types.ChannelAdminLogEventActionExportedInviteEdit)
    assert isinstance(edited.new_invite, types.ChatInviteExported)
    assert edited.new_invite.usage_limit == 5
    assert [one.user_id for one in events][2:4] == [carol.id, bob.id]


async def test_bans_and_admins_are_in_the_log(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "Crowd", bob)
    channel = alice.channel(room)
    await alice.call(
        functions.channels.EditAdmin(
            channel=channel,
            user_id=alice.user(bob),
            admin_rights=types.ChatAdminRights(change_info=True),
            rank="",
        )
    )
    await alice.call(
        functions.channels.EditBanned(
            channel=channel,
            participant=alice.peer(bob),
            banned_rights=types.ChatBannedRights(view_messages=True, until_date=0),
        )
    )
    kicked = await log_of(alice, room, wanted=types.ChannelAdminLogEventsFilter(kick=True))
    promoted = await log_of(alice, room, wanted=types.ChannelAdminLogEventsFilter(promote=True))
    assert [type(one.action) for one in (*kicked, *promoted)] == [
        types.ChannelAdminLogEventActionParticipantToggleBan,
        types.ChannelAdminLogEventActionParticipantToggleAdmin,
    ]
