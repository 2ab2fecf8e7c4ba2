"""Who may decide on people in a room: members, admins, links, and whose the room is."""

from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.rights import Admin
from hodhod.tl import functions, types
from tests.api.cast import (
    CHANNEL,
    GROUP,
    NOT_IN,
    ROOMS,
    SUPERGROUP,
    Row,
    Stage,
    Who,
    audit,
)
from tests.api.participants import GONE, MUTE
from tests.api.test_invites import export, follow
from tests.api.world import World

BIG = (SUPERGROUP, CHANNEL)
CROWD = (SUPERGROUP,)
NEWS = (CHANNEL,)
BASIC = (GROUP,)

NO_LINK = "400 INVITE_HASH_EXPIRED"
EMPTY = types.InputChannelEmpty()
NO_PROOF = types.InputCheckPasswordEmpty()


async def _asked_for(built: Stage) -> None:
    """Newcomers wait to be let in."""
    invite = await export(built.owner, built.room, request_needed=True)
    for one in built.newcomers:
        with pytest.raises(RpcError, match="INVITE_REQUEST_SENT"):
            await follow(one, invite.link)


async def _link(built: Stage) -> None:
    built.link = (await export(built.owner, built.room)).link


async def _revoked(built: Stage) -> None:
    await _link(built)
    await built.owner.call(
        functions.messages.EditExportedChatInvite(
            peer=built.owner.peer(built.room), link=built.link, revoked=True
        )
    )


async def _another_admin(built: Stage) -> None:
    await built.owner.call(
        functions.messages.EditChatAdmin(
            chat_id=-built.room.peer_id, user_id=built.owner.user(built.victims[0]), is_admin=True
        )
    )


ROWS = [
    Row(
        "inviteToChannel",
        lambda me, at: functions.channels.InviteToChannel(
            channel=me.channel(at.room), users=[me.user(at.newcomer)]
        ),
        Who.MEMBER,
        Admin.INVITE_USERS,
        BIG,
        outside=NOT_IN,
    ),
    Row(
        "addChatUser",
        lambda me, at: functions.messages.AddChatUser(
            chat_id=-at.room.peer_id, user_id=me.user(at.newcomer), fwd_limit=0
        ),
        Who.MEMBER,
        Admin.INVITE_USERS,
        BASIC,
        outside=NOT_IN,
    ),
    Row(
        "deleteChatUser",
        lambda me, at: functions.messages.DeleteChatUser(
            chat_id=-at.room.peer_id, user_id=me.user(at.victim)
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        BASIC,
        outside=NOT_IN,
    ),
    Row(
        "deleteChatUser of an admin",
        lambda me, at: functions.messages.DeleteChatUser(
            chat_id=-at.room.peer_id, user_id=me.user(at.victims[0])
        ),
        Who.OWNER,
        rooms=BASIC,
        outside=NOT_IN,
        prepare=_another_admin,
    ),
    Row(
        "deleteChatUser of the owner",
        lambda me, at: functions.messages.DeleteChatUser(
            chat_id=-at.room.peer_id, user_id=me.user(at.owner)
        ),
        Who.OWNER,
        rooms=BASIC,
        outside=NOT_IN,
    ),
    Row(
        "editBanned",
        lambda me, at: functions.channels.EditBanned(
            channel=me.channel(at.room), participant=me.peer(at.victim), banned_rights=GONE
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        BIG,
    ),
    Row(
        "editBanned, to restrict",
        lambda me, at: functions.channels.EditBanned(
            channel=me.channel(at.room), participant=me.peer(at.victim), banned_rights=MUTE
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        CROWD,
    ),
    Row(
        "editBanned of an admin",
        lambda me, at: functions.channels.EditBanned(
            channel=me.channel(at.room), participant=me.peer(at.cast["chief"]), banned_rights=GONE
        ),
        Who.OWNER,
        Admin.BAN_USERS,
        BIG,
        able="400 USER_ADMIN_INVALID",
    ),
    Row(
        "editAdmin",
        lambda me, at: functions.channels.EditAdmin(
            channel=me.channel(at.room),
            user_id=me.user(at.victim),
            admin_rights=types.ChatAdminRights(add_admins=True),
            rank="",
        ),
        Who.RIGHT,
        Admin.ADD_ADMINS,
        BIG,
    ),
    Row(
        "editAdmin of somebody else's admin",
        lambda me, at: functions.channels.EditAdmin(
            channel=me.channel(at.room),
            user_id=me.user(at.cast["clerk"]),
            admin_rights=types.ChatAdminRights(),
            rank="",
        ),
        Who.OWNER,
        Admin.ADD_ADMINS,
        BIG,
        able="403 RIGHT_FORBIDDEN",
    ),
    Row(
        "editChatAdmin",
        lambda me, at: functions.messages.EditChatAdmin(
            chat_id=-at.room.peer_id, user_id=me.user(at.victim), is_admin=True
        ),
        Who.OWNER,
        rooms=BASIC,
    ),
    Row(
        "editChatParticipantRank",
        lambda me, at: functions.messages.EditChatParticipantRank(
            peer=me.peer(at.room), participant=me.peer(at.victim), rank=f"rank {at.turn}"
        ),
        Who.RIGHT,
        Admin.MANAGE_RANKS,
        (GROUP, SUPERGROUP),
        outside=NOT_IN,
    ),
    Row(
        "editChatParticipantRank of oneself",
        lambda me, at: functions.messages.EditChatParticipantRank(
            peer=me.peer(at.room), participant=types.InputPeerSelf(), rank=f"rank {at.turn}"
        ),
        Who.MEMBER,
        Admin.MANAGE_RANKS,
        (GROUP, SUPERGROUP),
        outside=NOT_IN,
    ),
    Row(
        "editChatDefaultBannedRights",
        lambda me, at: functions.messages.EditChatDefaultBannedRights(
            peer=me.peer(at.room),
            banned_rights=types.ChatBannedRights(send_polls=at.on, until_date=0),
        ),
        Who.RIGHT,
        Admin.BAN_USERS,
        (GROUP, SUPERGROUP),
    ),
    Row(
        "exportChatInvite",
        lambda me, at: functions.messages.ExportChatInvite(peer=me.peer(at.room)),
        Who.RIGHT,
        Admin.INVITE_USERS,
    ),
    Row(
        "getExportedChatInvites of one's own",
        lambda me, at: functions.messages.GetExportedChatInvites(
            peer=me.peer(at.room), admin_id=types.InputUserSelf(), limit=10
        ),
        Who.RIGHT,
        Admin.INVITE_USERS,
    ),
    Row(
        "getExportedChatInvites of the owner",
        lambda me, at: functions.messages.GetExportedChatInvites(
            peer=me.peer(at.room), admin_id=me.user(at.owner), limit=10
        ),
        Who.OWNER,
        Admin.INVITE_USERS,
    ),
    Row(
        "getExportedChatInvite of the owner",
        lambda me, at: functions.messages.GetExportedChatInvite(
            peer=me.peer(at.room), link=at.link
        ),
        Who.OWNER,
        Admin.INVITE_USERS,
        able=NO_LINK,
        prepare=_link,
    ),
    Row(
        "editExportedChatInvite of the owner",
        lambda me, at: functions.messages.EditExportedChatInvite(
            peer=me.peer(at.room), link=at.link, title="Other"
        ),
        Who.OWNER,
        Admin.INVITE_USERS,
        able=NO_LINK,
        prepare=_link,
    ),
    Row(
        "deleteExportedChatInvite of the owner",
        lambda me, at: functions.messages.DeleteExportedChatInvite(
            peer=me.peer(at.room), link=at.link
        ),
        Who.OWNER,
        Admin.INVITE_USERS,
        able=NO_LINK,
        prepare=_revoked,
    ),
    Row(
        "deleteRevokedExportedChatInvites of the owner",
        lambda me, at: functions.messages.DeleteRevokedExportedChatInvites(
            peer=me.peer(at.room), admin_id=me.user(at.owner)
        ),
        Who.OWNER,
        Admin.INVITE_USERS,
        prepare=_revoked,
    ),
    Row(
        "getAdminsWithInvites",
        lambda me, at: functions.messages.GetAdminsWithInvites(peer=me.peer(at.room)),
        Who.OWNER,
        Admin.INVITE_USERS,
    ),
    Row(
        "getChatInviteImporters",
        lambda me, at: functions.messages.GetChatInviteImporters(
            peer=me.peer(at.room),
            requested=True,
            offset_date=0,
            offset_user=types.InputUserEmpty(),
            limit=10,
        ),
        Who.RIGHT,
        Admin.INVITE_USERS,
    ),
    Row(
        "hideChatJoinRequest",
        lambda me, at: functions.messages.HideChatJoinRequest(
            peer=me.peer(at.room), user_id=me.user(at.newcomer), approved=True
        ),
        Who.RIGHT,
        Admin.INVITE_USERS,
        prepare=_asked_for,
    ),
    Row(
        "hideAllChatJoinRequests",
        lambda me, at: functions.messages.HideAllChatJoinRequests(peer=me.peer(at.room)),
        Who.RIGHT,
        Admin.INVITE_USERS,
        done="400 HIDE_REQUESTER_MISSING",
    ),
    Row(
        "getParticipants of a supergroup",
        lambda me, at: functions.channels.GetParticipants(
            channel=me.channel(at.room),
            filter=types.ChannelParticipantsRecent(),
            offset=0,
            limit=10,
            hash=0,
        ),
        Who.ANYBODY,
        rooms=CROWD,
    ),
    Row(
        "getParticipants of a channel",
        lambda me, at: functions.channels.GetParticipants(
            channel=me.channel(at.room),
            filter=types.ChannelParticipantsRecent(),
            offset=0,
            limit=10,
            hash=0,
        ),
        Who.ADMIN,
        rooms=NEWS,
    ),
    Row(
        "getParticipants, the banned",
        lambda me, at: functions.channels.GetParticipants(
            channel=me.channel(at.room),
            filter=types.ChannelParticipantsKicked(q=""),
            offset=0,
            limit=10,
            hash=0,
        ),
        Who.ADMIN,
        rooms=BIG,
    ),
    Row(
        "getParticipant of a channel",
        lambda me, at: functions.channels.GetParticipant(
            channel=me.channel(at.room), participant=me.peer(at.victim)
        ),
        Who.ADMIN,
        rooms=NEWS,
    ),
    Row(
        "getAdminLog",
        lambda me, at: functions.channels.GetAdminLog(
            channel=me.channel(at.room), q="", max_id=0, min_id=0, limit=10
        ),
        Who.ADMIN,
        rooms=BIG,
    ),
    Row(
        "getMegagroupStats",
        lambda me, at: functions.stats.GetMegagroupStats(channel=me.channel(at.room)),
        Who.ADMIN,
        rooms=CROWD,
    ),
    Row(
        "getBroadcastStats",
        lambda me, at: functions.stats.GetBroadcastStats(channel=me.channel(at.room)),
        Who.ADMIN,
        rooms=NEWS,
    ),
    Row(
        "getFullChannel",
        lambda me, at: functions.channels.GetFullChannel(channel=me.channel(at.room)),
        Who.ANYBODY,
        rooms=BIG,
    ),
    Row(
        "editChatCreator",
        lambda me, at: functions.messages.EditChatCreator(
            peer=me.peer(at.room), user_id=me.user(at.victim), password=NO_PROOF
        ),
        Who.OWNER,
        done="400 PASSWORD_MISSING",
    ),
    Row(
        "getFutureChatCreatorAfterLeave",
        lambda me, at: functions.messages.GetFutureChatCreatorAfterLeave(peer=me.peer(at.room)),
        Who.OWNER,
    ),
    Row(
        "setDiscussionGroup of a channel",
        lambda me, at: functions.channels.SetDiscussionGroup(
            broadcast=me.channel(at.room), group=EMPTY
        ),
        Who.RIGHT,
        Admin.CHANGE_INFO,
        NEWS,
        done="400 LINK_NOT_MODIFIED",
    ),
    Row(
        "setDiscussionGroup of a group",
        lambda me, at: functions.channels.SetDiscussionGroup(
            broadcast=EMPTY, group=me.channel(at.room)
        ),
        Who.RIGHT,
        Admin.PIN_MESSAGES,
        CROWD,
        done="400 LINK_NOT_MODIFIED",
    ),
    Row(
        "migrateChat",
        lambda _, at: functions.messages.MigrateChat(chat_id=-at.room.peer_id),
        Who.OWNER,
        rooms=BASIC,
    ),
    Row(
        "deleteChat",
        lambda _, at: functions.messages.DeleteChat(chat_id=-at.room.peer_id),
        Who.OWNER,
        rooms=BASIC,
    ),
    Row(
        "deleteChannel",
        lambda me, at: functions.channels.DeleteChannel(channel=me.channel(at.room)),
        Who.OWNER,
        rooms=BIG,
    ),
]


@pytest.mark.parametrize("kind", ROOMS)
async def test_people_in_a_room_are_decided_on_by_those_who_may(
    world: World, database_dsn: str, kind: str
) -> None:
    wrong = await audit(world, database_dsn, kind, ROWS)
    assert not wrong, "\n".join(wrong)
