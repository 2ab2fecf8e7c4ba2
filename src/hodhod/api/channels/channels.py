"""channels.createChannel, getChannels, getFullChannel, joinChannel, leaveChannel and its kin.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import create, full, members, profile
from hodhod.actions.chats.capacity import require_public_room
from hodhod.actions.chats.join_requests import ask
from hodhod.actions.chats.view import chats_shown
from hodhod.actions.messages import history
from hodhod.actions.messages.delete import clear_channel, delete_in_channel
from hodhod.actions.messages.read_channel import read_channel
from hodhod.actions.peers.access import access_channel, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain import username
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import PeerId
from hodhod.tl import functions, types

CHANNELS_LIMIT = 200
"""Channels named in one request."""


@rpc(functions.channels.CreateChannel, access=USER)
async def create_channel(
    app: App, caller: Caller, request: functions.channels.CreateChannel
) -> types.TypeUpdates:
    """Make a supergroup or channel."""
    return await create.create_channel(
        app,
        caller,
        request.title,
        request.about,
        broadcast=request.broadcast and not request.megagroup,
        forum=request.forum,
        ttl_period=request.ttl_period,
    )


@rpc(functions.channels.GetChannels, access=USER | BOT)
async def get_channels(
    app: App, caller: Caller, request: functions.channels.GetChannels
) -> types.messages.TypeChats:
    """Describe supergroups and channels."""
    if len(request.id) > CHANNELS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    found: list[SeenChat] = []
    for named in request.id:
        try:
            found.append(await access_channel(app, caller, named))
        except RpcError:
            if len(request.id) == 1:
                raise
            continue  # of several, those that the caller may see
    return types.messages.Chats(chats=await chats_shown(app, found))


@rpc(functions.channels.GetFullChannel, access=USER | BOT)
async def get_full_channel(
    app: App, caller: Caller, request: functions.channels.GetFullChannel
) -> types.messages.ChatFull:
    """Describe a supergroup or channel in full."""
    seen = await access_channel(app, caller, request.channel)
    return await full.full_channel(app, caller, seen)


@rpc(functions.channels.GetMessages, access=USER | BOT)
async def get_messages(
    app: App, caller: Caller, request: functions.channels.GetMessages
) -> types.messages.TypeMessages:
    """Read messages of a supergroup or channel: named by id, answered by others, or pinned."""
    seen = await access_channel(app, caller, request.channel)
    return await history.channel_messages_named(app, caller, seen.chat.peer_id, request.id)


@rpc(functions.channels.InviteToChannel, access=USER)
async def invite_to_channel(
    app: App, caller: Caller, request: functions.channels.InviteToChannel
) -> types.messages.InvitedUsers:
    """Bring people into a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    if not request.users:
        raise bad_request("USERS_TOO_FEW")
    if len(request.users) > members.INVITED_TOGETHER:
        raise bad_request("USERS_TOO_MUCH")
    accounts = [await access_user(app, caller, one) for one in request.users]
    return await members.invite(app, caller, seen, [one.user_id for one in accounts])


@rpc(functions.channels.JoinChannel, access=USER)
async def join_channel(
    app: App, caller: Caller, request: functions.channels.JoinChannel
) -> types.messages.TypeChatInviteJoinResult:
    """Go into what is public."""
    seen = await access_channel(app, caller, request.channel)
    if seen.chat.join_request and not seen.joined and not seen.banned(app.now):
        await ask(app, caller, seen, None)
    updates = await members.join(app, caller, seen)
    return types.messages.ChatInviteJoinResultOk(updates=updates)


@rpc(functions.channels.LeaveChannel, access=USER | BOT)
async def leave_channel(
    app: App, caller: Caller, request: functions.channels.LeaveChannel
) -> types.TypeUpdates:
    """Leave a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    return await members.go(app, caller, seen)


@rpc(functions.channels.EditTitle, access=USER | BOT)
async def edit_title(
    app: App, caller: Caller, request: functions.channels.EditTitle
) -> types.TypeUpdates:
    """Give a supergroup or channel another name."""
    seen = await access_channel(app, caller, request.channel)
    return await profile.edit_title(app, caller, seen, request.title)


@rpc(functions.channels.EditPhoto, access=USER | BOT)
async def edit_photo(
    app: App, caller: Caller, request: functions.channels.EditPhoto
) -> types.TypeUpdates:
    """Give a supergroup or channel another photo."""
    seen = await access_channel(app, caller, request.channel)
    return await profile.edit_photo(app, caller, seen, request.photo)


@rpc(functions.channels.CheckUsername, access=USER)
async def check_username(
    app: App, caller: Caller, request: functions.channels.CheckUsername
) -> bool:
    """Tell whether a supergroup or channel could take a public name."""
    name = username.require(request.username)
    owner = await app.store.users.peer_by_username(name)
    own: PeerId | None = None
    public = False
    if isinstance(request.channel, types.InputChannel):
        chat = (await access_channel(app, caller, request.channel)).chat
        own, public = chat.peer_id, chat.public
    if not public:
        await require_public_room(app, caller.me)
    return owner is None or owner == own


@rpc(functions.channels.UpdateUsername, access=USER)
async def update_username(
    app: App, caller: Caller, request: functions.channels.UpdateUsername
) -> bool:
    """Give a supergroup or channel a public name."""
    seen = await access_channel(app, caller, request.channel)
    await profile.edit_username(app, caller, seen, request.username)
    return True


@rpc(functions.channels.ReadHistory, access=USER)
async def read_history(app: App, caller: Caller, request: functions.channels.ReadHistory) -> bool:
    """Read a supergroup or channel up to a message."""
    seen = await access_channel(app, caller, request.channel)
    await read_channel(app, caller, seen, request.max_id)
    return True


@rpc(functions.channels.DeleteMessages, access=USER | BOT)
async def delete_messages(
    app: App, caller: Caller, request: functions.channels.DeleteMessages
) -> types.messages.AffectedMessages:
    """Delete messages of a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    return await delete_in_channel(app, caller, seen, request.id)


@rpc(functions.channels.DeleteHistory, access=USER)
async def delete_history(
    app: App, caller: Caller, request: functions.channels.DeleteHistory
) -> types.TypeUpdates:
    """Delete the messages of a supergroup or channel, for all or for oneself."""
    seen = await access_channel(app, caller, request.channel)
    return await clear_channel(app, caller, seen, request.max_id, for_everyone=request.for_everyone)
