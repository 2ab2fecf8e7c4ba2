"""Somebody comes into a chat by a link or by an admin's word: the part that both have in common.

Source: https://core.telegram.org/api/invites
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import note
from hodhod.actions.chats.entering import enter
from hodhod.actions.chats.invites import exported
from hodhod.actions.chats.members import hidden_until, tell_members
from hodhod.actions.chats.service import tell_in_chat
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId, bare_id
from hodhod.domain.invite import Invite
from hodhod.store.boxes import Change
from hodhod.store.invites import note_use
from hodhod.tl import types


async def let_in(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    change: Change,
    caller: Caller,
    user_id: UserId,
    chat: Chat,
    boxes: Sequence[BoxId],
    *,
    invite: Invite | None,
    approved_by: int = 0,
) -> list[types.TypeUpdate]:
    """Let somebody into a chat.

    Args:
        app: The working parts.
        change: A change of the chat's box, theirs, and in a basic group those of its members.
        caller: Whose request does it.
        user_id: Who comes.
        chat: The chat, locked.
        boxes: The boxes that hold the chat's messages, with theirs.
        invite: The link that they came by, or None.
        approved_by: Which admin let them in, 0 if nobody had to.

    Returns:
        What the caller is told of it.

    Raises:
        RpcError: 400 USER_ALREADY_PARTICIPANT.
    """
    inviter = approved_by if invite is None else invite.admin_id
    came = await enter(
        change,
        chat,
        [user_id],
        inviter_id=inviter,
        hidden_until=await hidden_until(change, chat),
        via_request=bool(approved_by),
    )
    if not came:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if invite is not None:
        await note_use(change.tx, invite, user_id, app.now, approved_by=approved_by)
    await note(change, chat, user_id, _deed(app, invite, approved_by))
    updates: list[types.TypeUpdate] = []
    if chat.is_group:
        updates.append(await tell_members(change, caller, chat, boxes))
    else:
        updates.append(types.UpdateChannel(channel_id=bare_id(chat.peer_id)))
    if chat.is_broadcast:
        return updates
    action: types.TypeMessageAction = types.MessageActionChatJoinedByRequest()
    if not approved_by:
        action = types.MessageActionChatJoinedByLink(inviter_id=inviter)
    told = await tell_in_chat(app, change, replace(caller, user_id=user_id), chat, boxes, action)
    # The copies of a basic group are numbered in each box: an admin gets their own as a push.
    if not chat.is_group or user_id == caller.me:
        updates.append(told.update)
    return updates


def _deed(
    app: App, invite: Invite | None, approved_by: int
) -> types.TypeChannelAdminLogEventAction:
    if not approved_by and invite is not None:
        return types.ChannelAdminLogEventActionParticipantJoinByInvite(invite=exported(app, invite))
    return types.ChannelAdminLogEventActionParticipantJoinByRequest(
        invite=types.ChatInvitePublicJoinRequests() if invite is None else exported(app, invite),
        approved_by=approved_by,
    )
