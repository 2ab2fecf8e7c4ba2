"""One member of a chat as a viewer sees them.

Source: https://core.telegram.org/type/ChannelParticipant
"""

from __future__ import annotations

from hodhod.actions.chats.group import participant as group_participant
from hodhod.domain.chat import Member, Role, SeenChat
from hodhod.domain.ids import to_tl_peer
from hodhod.domain.moderation import effective, may_edit
from hodhod.domain.rights import Admin, to_tl_admin, to_tl_ban
from hodhod.tl import types


def channel_participant(seen: SeenChat, member: Member, now: int) -> types.TypeChannelParticipant:
    """Return what somebody is in a supergroup or channel.

    What is held against somebody is for admins and for themselves to see.

    Args:
        seen: The chat, as the viewer sees it.
        member: Whom it is about.
        now: Unix time.
    """
    member = effective(member, now)
    own = member.user_id == seen.viewer_id
    rank = member.rank or None
    match member.role:
        case Role.CREATOR:
            creator = SeenChat(member.user_id, seen.chat, member)
            return types.ChannelParticipantCreator(
                user_id=member.user_id, admin_rights=to_tl_admin(creator.admin), rank=rank
            )
        case Role.ADMIN:
            return types.ChannelParticipantAdmin(
                can_edit=Admin.ADD_ADMINS in seen.admin and may_edit(seen, member),
                self_=own,
                user_id=member.user_id,
                inviter_id=member.inviter_id or seen.chat.creator_id if own else None,
                promoted_by=member.promoted_by or seen.chat.creator_id,
                date=member.date,
                admin_rights=to_tl_admin(member.admin),
                rank=rank,
            )
        case Role.RESTRICTED | Role.BANNED if own or seen.is_admin:
            return types.ChannelParticipantBanned(
                left=not member.joined,
                peer=to_tl_peer(member.user_id),
                kicked_by=member.banned_by or seen.chat.creator_id,
                date=member.date,
                banned_rights=to_tl_ban(member.ban, member.until),
                rank=rank,
            )
        case _:
            pass
    if not member.joined:
        return types.ChannelParticipantLeft(peer=to_tl_peer(member.user_id))
    if own:
        return types.ChannelParticipantSelf(
            via_request=member.via_request,
            user_id=member.user_id,
            inviter_id=member.inviter_id or seen.chat.creator_id,
            date=member.date,
            rank=rank,
        )
    return types.ChannelParticipant(user_id=member.user_id, date=member.date, rank=rank)


def group_member(seen: SeenChat, member: Member | None) -> types.TypeChatParticipant | None:
    """Return what somebody is in a basic group; None if they are not in it."""
    return None if member is None or not member.joined else group_participant(seen.chat, member)
