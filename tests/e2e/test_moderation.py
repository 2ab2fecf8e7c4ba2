"""Those who run a supergroup: admins, restrictions, bans, slow mode, the log of their deeds."""

from datetime import UTC, datetime, timedelta

import pytest
from telethon import errors
from telethon.tl import types
from telethon.tl.functions import account, channels, messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content, RefusedError
from tests.e2e.samples import picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def members(
    user: TelethonUser, room: int, kind: types.TypeChannelParticipantsFilter
) -> dict[int, types.TypeChannelParticipant]:
    """Who is in one of the lists of a room, by their ids."""
    listed = await user.client(channels.GetParticipantsRequest(room, kind, 0, 50, 0))
    assert {one.id for one in listed.users} >= {_whose(one) for one in listed.participants}
    return {_whose(one): one for one in listed.participants}


def _whose(one: types.TypeChannelParticipant) -> int:
    peer = getattr(one, "peer", None)
    return int(peer.user_id if peer is not None else one.user_id)


async def test_an_admin_has_a_title_and_no_more_rights_than_were_given(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Admins", friend, third)
    common = types.ChatBannedRights(None, change_info=True, pin_messages=True)
    await owner.client(messages.EditChatDefaultBannedRightsRequest(room, common))
    rights = types.ChatAdminRights(change_info=True, delete_messages=True, pin_messages=True)
    await owner.client(channels.EditAdminRequest(room, friend.id, rights, rank="نگهبان"))
    said = await third.send(room, Content("a line too many"))
    await friend.delete(room, said.id, revoke=True)
    await friend.client(channels.EditTitleRequest(room, "Run by a friend"))
    with pytest.raises(errors.RPCError):
        await friend.client(channels.EditAdminRequest(room, third.id, rights, rank=""))
    with pytest.raises(errors.ChatAdminRequiredError):
        await third.client(channels.EditTitleRequest(room, "Mine"))
    admins = await members(third, room, types.ChannelParticipantsAdmins())
    assert set(admins) == {owner.id, friend.id}
    assert isinstance(admins[owner.id], types.ChannelParticipantCreator)
    assert (admins[friend.id].rank, admins[friend.id].promoted_by) == ("نگهبان", owner.id)
    nothing = types.ChatAdminRights()
    await owner.client(channels.EditAdminRequest(room, friend.id, nothing, rank=""))
    assert set(await members(third, room, types.ChannelParticipantsAdmins())) == {owner.id}


async def test_one_is_restricted_until_a_date_and_all_by_default(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Quiet", friend, third)
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    mute = types.ChatBannedRights(until, send_messages=True)
    await owner.client(channels.EditBannedRequest(room, friend.id, mute))
    with pytest.raises(errors.RPCError):
        await friend.send(room, Content("hello?"))
    restricted = await members(owner, room, types.ChannelParticipantsBanned(""))
    assert restricted[friend.id].banned_rights.until_date == until
    await third.send(room, Content("others may speak"))
    await message_with(friend, "others may speak", chat=room)

    photos = types.ChatBannedRights(None, send_photos=True)
    await owner.client(messages.EditChatDefaultBannedRightsRequest(room, photos))
    await third.told(types.UpdateChatDefaultBannedRights)
    with pytest.raises(errors.RPCError):
        await third.client.send_file(room, str(picture(company.folder, seed=21)))
    await third.send(room, Content("words are free"))
    free = types.ChatBannedRights(None)
    await owner.client(channels.EditBannedRequest(room, friend.id, free))
    await friend.send(room, Content("thanks"))
    await message_with(owner, "thanks", chat=room)


async def test_who_is_banned_is_out_and_does_not_come_back(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Strict", friend, third)
    out = types.ChatBannedRights(None, view_messages=True)
    await owner.client(channels.EditBannedRequest(room, third.id, out))
    await third.told(types.UpdateChannel, lambda u: room == -(10**12) - u.channel_id)
    with pytest.raises(errors.RPCError):
        await third.texts(room)
    assert set(await members(owner, room, types.ChannelParticipantsKicked(""))) == {third.id}
    assert set(await members(owner, room, types.ChannelParticipantsRecent())) == {
        owner.id,
        friend.id,
    }
    link = (await owner.client(messages.ExportChatInviteRequest(room))).link
    with pytest.raises(errors.RPCError):
        await third.client(messages.ImportChatInviteRequest(link.rpartition("+")[2]))
    free = types.ChatBannedRights(None)
    await owner.client(channels.EditBannedRequest(room, third.id, free))
    await third.client(messages.ImportChatInviteRequest(link.rpartition("+")[2]))
    assert set(await members(owner, room, types.ChannelParticipantsSearch("thi"))) == {third.id}


async def test_slow_mode_makes_members_wait_and_admins_not(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Slowly", friend)
    await owner.client(channels.ToggleSlowModeRequest(room, 3600))
    await friend.send(room, Content("my one line"))
    with pytest.raises(errors.SlowModeWaitError) as wait:
        await friend.send(room, Content("another"))
    assert 0 < wait.value.seconds <= 3600
    for line in ("first", "second"):
        await owner.send(room, Content(line))
    await message_with(friend, "second", chat=room)
    full = (await friend.client(channels.GetFullChannelRequest(room))).full_chat
    assert full.slowmode_seconds == 3600
    assert full.slowmode_next_send_date is not None


async def test_the_log_tells_who_did_what_and_is_filtered(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Logged", friend, third)
    rights = types.ChatAdminRights(change_info=True, delete_messages=True)
    await owner.client(channels.EditAdminRequest(room, friend.id, rights, rank="hand"))
    await friend.client(channels.EditTitleRequest(room, "نام دیگر"))
    said = await third.send(room, Content("to be deleted"))
    await friend.delete(room, said.id, revoke=True)
    out = types.ChatBannedRights(None, view_messages=True)
    await owner.client(channels.EditBannedRequest(room, third.id, out))

    async def deeds(**fields: object) -> list[type]:
        log = await owner.client(channels.GetAdminLogRequest(room, "", 0, 0, 50, **fields))
        return [type(event.action) for event in log.events]

    assert await deeds() == [
        types.ChannelAdminLogEventActionParticipantToggleBan,
        types.ChannelAdminLogEventActionDeleteMessage,
        types.ChannelAdminLogEventActionChangeTitle,
        types.ChannelAdminLogEventActionParticipantToggleAdmin,
        types.ChannelAdminLogEventActionParticipantInvite,
        types.ChannelAdminLogEventActionParticipantInvite,
    ]
    info = types.ChannelAdminLogEventsFilter(info=True)
    assert await deeds(events_filter=info) == [types.ChannelAdminLogEventActionChangeTitle]
    assert await deeds(admins=[friend.id]) == [
        types.ChannelAdminLogEventActionDeleteMessage,
        types.ChannelAdminLogEventActionChangeTitle,
    ]
    with pytest.raises(errors.RPCError):
        await third.client(channels.GetAdminLogRequest(room, "", 0, 0, 50))


async def test_only_an_owner_with_a_settled_password_gives_a_room_away(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Heritage", friend, third)
    rights = types.ChatAdminRights(add_admins=True, change_info=True)
    await owner.client(channels.EditAdminRequest(room, friend.id, rights, rank=""))
    nothing = types.InputCheckPasswordEmpty()
    with pytest.raises(errors.ChatAdminRequiredError):
        await friend.client(messages.EditChatCreatorRequest(room, third.id, nothing))
    with pytest.raises(errors.PasswordMissingError):
        await owner.client(messages.EditChatCreatorRequest(room, friend.id, nothing))
    heir = await owner.client(messages.GetFutureChatCreatorAfterLeaveRequest(room))
    assert heir.id == friend.id
    await owner.set_password("a hoopoe")
    with pytest.raises(errors.PasswordTooFreshError):
        await owner.client(messages.EditChatCreatorRequest(room, friend.id, nothing))
    await owner.client.edit_2fa(current_password="a hoopoe")
    assert not (await owner.client(account.GetPasswordRequest())).has_password
    with pytest.raises(RefusedError):
        await owner.ask(messages.EditChatCreatorRequest(room, friend.id, nothing))
