"""channels.exportMessageLink, getMessageAuthor, reorderUsernames and its kin.

A supergroup or channel has one public name here, which is always shown.

Source: https://core.telegram.org/method/channels.exportMessageLink
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.reach import access_message
from hodhod.actions.peers.access import access_channel
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import USER, rpc
from hodhod.domain import username
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types


@rpc(functions.channels.ExportMessageLink, access=USER)
async def export_message_link(
    app: App, caller: Caller, request: functions.channels.ExportMessageLink
) -> types.ExportedMessageLink:
    """Make a link to a message: by the public name, or for members alone."""
    chat = (await access_channel(app, caller, request.channel)).chat
    message = await access_message(app, caller, chat.peer_id, request.id)
    place = f"c/{bare_id(chat.peer_id)}" if chat.username is None else chat.username
    link = f"{app.policy.public_url}/{place}/{message.msg_id}"
    wishes = []
    if message.grouped_id is not None and not request.grouped:
        wishes.append("single")
    if request.thread and message.topic_id is not None:
        wishes.append(f"thread={message.topic_id}")
    if wishes:
        link = f"{link}?{'&'.join(wishes)}"
    return types.ExportedMessageLink(link=link, html="")


@rpc(functions.channels.GetMessageAuthor, access=USER)
async def get_message_author(
    app: App, caller: Caller, request: functions.channels.GetMessageAuthor
) -> types.TypeUser:
    """Tell an admin who wrote a message."""
    seen = await access_channel(app, caller, request.channel)
    if not seen.is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    message = await access_message(app, caller, seen.chat.peer_id, request.id)
    users = await users_seen_by(app, caller.me, [message.author_id or 0])
    if not users:
        raise bad_request("MESSAGE_ID_INVALID")
    return users[0]


@rpc(functions.channels.ReorderUsernames, access=USER)
async def reorder_usernames(
    app: App, caller: Caller, request: functions.channels.ReorderUsernames
) -> bool:
    """Put the public names of a chat in an order."""
    seen = await access_channel(app, caller, request.channel)
    own = _own_name(seen)
    if [username.key(one) for one in request.order] != ([username.key(own)] if own else []):
        raise bad_request("ORDER_INVALID")
    raise bad_request("USERNAME_NOT_MODIFIED")


@rpc(functions.channels.ToggleUsername, access=USER)
async def toggle_username(
    app: App, caller: Caller, request: functions.channels.ToggleUsername
) -> bool:
    """Show a public name or hide it: the only one is shown."""
    own = _own_name(await access_channel(app, caller, request.channel))
    if own is None or username.key(request.username) != username.key(own) or not request.active:
        raise bad_request("USERNAME_INVALID")
    raise bad_request("USERNAME_NOT_MODIFIED")


@rpc(functions.channels.DeactivateAllUsernames, access=USER)
async def deactivate_all_usernames(
    app: App, caller: Caller, request: functions.channels.DeactivateAllUsernames
) -> bool:
    """Hide all further names of a chat: there are none."""
    _own_name(await access_channel(app, caller, request.channel))
    return True


def _own_name(seen: SeenChat) -> str | None:
    if not seen.is_creator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return seen.chat.username
