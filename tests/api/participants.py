"""Asking about members of supergroups and channels, and changing what they are."""

from __future__ import annotations

from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.world import Person, Room

FOREVER = 2**31 - 1

GONE = types.ChatBannedRights(view_messages=True, until_date=0)
MUTE = types.ChatBannedRights(send_messages=True, until_date=0)
FREE = types.ChatBannedRights(until_date=0)

EVERYTHING = types.ChatAdminRights(
    change_info=True,
    delete_messages=True,
    ban_users=True,
    invite_users=True,
    pin_messages=True,
    add_admins=True,
)
MODEST = types.ChatAdminRights(delete_messages=True, ban_users=True, invite_users=True)
NOTHING = types.ChatAdminRights()


async def appoint(
    by: Person,
    room: Room,
    whom: Person,
    rights: types.ChatAdminRights = EVERYTHING,
    rank: str | None = "",
) -> types.Updates:
    answer = await by.call(
        functions.channels.EditAdmin(
            channel=by.channel(room), user_id=by.user(whom), admin_rights=rights, rank=rank
        )
    )
    assert isinstance(answer, types.Updates)
    return answer


async def ban(
    by: Person, room: Room, whom: Person, rights: types.ChatBannedRights = GONE
) -> types.Updates:
    answer = await by.call(
        functions.channels.EditBanned(
            channel=by.channel(room), participant=by.peer(whom), banned_rights=rights
        )
    )
    assert isinstance(answer, types.Updates)
    return answer


async def listed(
    by: Person,
    room: Room,
    kind: types.TypeChannelParticipantsFilter | None = None,
    *,
    offset: int = 0,
    limit: int = 100,
    hash_: int = 0,
) -> types.channels.ChannelParticipants:
    answer = await by.call(
        functions.channels.GetParticipants(
            channel=by.channel(room),
            filter=kind or types.ChannelParticipantsRecent(),
            offset=offset,
            limit=limit,
            hash=hash_,
        )
    )
    assert isinstance(answer, types.channels.ChannelParticipants)
    described = {user.id for user in answer.users}
    assert set(ids_of(answer)) <= described
    return answer


def ids_of(answer: types.channels.ChannelParticipants) -> list[int]:
    return [id_of(one) for one in answer.participants]


def id_of(participant: types.TypeChannelParticipant) -> int:
    match participant:
        case types.ChannelParticipantBanned(peer=types.PeerUser(user_id=user_id)):
            return user_id
        case types.ChannelParticipantLeft(peer=types.PeerUser(user_id=user_id)):
            return user_id
        case (
            types.ChannelParticipant()
            | types.ChannelParticipantAdmin()
            | types.ChannelParticipantCreator()
            | types.ChannelParticipantSelf()
        ):
            return participant.user_id
        case _:
            raise AssertionError(participant)


async def asked(by: Person, room: Room, whom: Person) -> types.TypeChannelParticipant:
    answer = await by.call(
        functions.channels.GetParticipant(channel=by.channel(room), participant=by.peer(whom))
    )
    assert isinstance(answer, types.channels.ChannelParticipant)
    return answer.participant


async def full(by: Person, room: Room) -> types.ChannelFull:
    answer = await by.call(functions.channels.GetFullChannel(channel=by.channel(room)))
    assert isinstance(answer, types.messages.ChatFull)
    assert isinstance(answer.full_chat, types.ChannelFull)
    return answer.full_chat


async def full_group(by: Person, room: Room) -> types.ChatFull:
    answer = await by.call(functions.messages.GetFullChat(chat_id=bare_id(room.peer_id)))
    assert isinstance(answer, types.messages.ChatFull)
    assert isinstance(answer.full_chat, types.ChatFull)
    return answer.full_chat


async def shown(by: Person, room: Room) -> types.TypeChat:
    """The chat's object as somebody gets it."""
    answer = await by.call(functions.channels.GetChannels(id=[by.channel(room)]))
    assert isinstance(answer, types.messages.Chats)
    (chat,) = answer.chats
    return chat
