"""Coming into groups and channels, and going: the rows, and who learns of it.

All of these are parts of a change of boxes. The boxes of those who come or go belong to it, and the
chat's own box, whose lock keeps two changes of its members apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.chats.inheritance import entrust, reclaim
from hodhod.domain.chat import Chat, Member, Role
from hodhod.domain.event import MembershipChanged
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id
from hodhod.domain.rights import FOREVER, Ban
from hodhod.store.boxes import Change
from hodhod.store.chats import count_members
from hodhod.store.days import count_day_members
from hodhod.store.dialogs import unpin_dialog
from hodhod.store.invites import drop_use
from hodhod.store.join_requests import end_requests
from hodhod.store.members import (
    drop_member,
    drop_membership,
    read_members,
    write_member,
    write_membership,
)
from hodhod.store.participants import file_names, forget_left, keep_left
from hodhod.tl import types

DAY_S = 86_400


async def enter(
    change: Change,
    chat: Chat,
    user_ids: Sequence[UserId],
    *,
    inviter_id: int = 0,
    role: Role = Role.MEMBER,
    hidden_until: MsgId = MsgId(0),  # noqa: B008 - a number by another name
    via_request: bool = False,
) -> list[UserId]:
    """Let people into a chat; what is held against them stays.

    Args:
        change: A change of the chat's box and theirs.
        chat: The chat.
        user_ids: Who comes.
        inviter_id: Who brings them, 0 if nobody.
        role: What they become if they were nothing before.
        hidden_until: The message up to which they see nothing.
        via_request: Whether an admin let them in.

    Returns:
        Those who were not in it yet.
    """
    known = await read_members(change.tx, chat.peer_id, user_ids)
    came = []
    for user_id in user_ids:
        before = known.get(user_id)
        if before is not None and before.joined:
            continue
        kept = before is not None and before.role is Role.RESTRICTED
        back = user_id == chat.creator_id and await reclaim(change, chat, user_id)
        usual = Role.CREATOR if back else role
        await write_member(
            change.tx,
            Member(
                peer_id=chat.peer_id,
                user_id=user_id,
                role=Role.RESTRICTED if kept else usual,
                joined=True,
                date=change.now,
                inviter_id=inviter_id,
                ban=before.ban if kept and before is not None else Ban.NONE,
                until=before.until if kept and before is not None else FOREVER,
                banned_by=before.banned_by if kept and before is not None else 0,
                min_id=hidden_until,
                read_max=hidden_until,
                via_request=via_request,
            ),
        )
        await write_membership(change.tx, user_id, chat.peer_id, change.now)
        if not chat.is_group:
            await forget_left(change.tx, user_id, chat.peer_id)
            await _follow(change, chat, user_id, joined=True)
        came.append(user_id)
    if came:
        await count_members(change.tx, chat.peer_id, len(came))
        await count_day_members(change.tx, chat.peer_id, change.now // DAY_S, came=len(came))
        await file_names(change.tx, change.main, chat.peer_id, came)
        await end_requests(change.tx, chat.peer_id, came)
    return came


async def leave(change: Change, chat: Chat, user_id: UserId, after: Member | None = None) -> bool:
    """Let somebody go from a chat.

    Args:
        change: A change of the chat's box and theirs.
        chat: The chat.
        user_id: Who goes.
        after: What is held against them from now on; None for nothing.

    Returns:
        Whether they were in it.
    """
    before = (await read_members(change.tx, chat.peer_id, [user_id])).get(user_id)
    was_in = before is not None and before.joined
    if after is not None:
        await write_member(change.tx, after)
    elif before is not None:
        await drop_member(change.tx, chat.peer_id, user_id)
    if was_in:
        if before is not None and before.role is Role.CREATOR and not chat.deleted:
            await entrust(change, chat, user_id)
        await drop_membership(change.tx, user_id, chat.peer_id)
        await count_members(change.tx, chat.peer_id, -1)
        await count_day_members(change.tx, chat.peer_id, change.now // DAY_S, gone=1)
        await drop_use(change.tx, chat.peer_id, user_id)
        if not chat.is_group:
            await keep_left(change.tx, user_id, chat.peer_id, change.now)
            # Where it is pinned nobody sees any more, so it takes no place of those there are.
            await unpin_dialog(change.tx, BoxId(user_id), chat.peer_id)
            await _follow(change, chat, user_id, joined=False)
    return was_in


async def _follow(change: Change, chat: Chat, user_id: UserId, *, joined: bool) -> None:
    """Let the nodes where somebody is online hear of the chat's box, or not any more."""
    own, box_id = BoxId(user_id), BoxId(chat.peer_id)
    nodes = change.nodes(own)
    if joined and nodes:
        # Noted together with the join: what is posted next finds them.
        await change.tx.execute("set_online", [box_id] * len(nodes), list(nodes))
        change.heard_at(box_id, nodes)
    change.joins.append(MembershipChanged(user_id, box_id, joined, nodes))
    change.log(own, types.UpdateChannel(channel_id=bare_id(box_id)))
