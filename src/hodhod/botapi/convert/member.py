"""Members of chats, as bots see them.

Source: https://core.telegram.org/bots/api#chatmember
"""

from __future__ import annotations

from typing import TypeAlias

from hodhod.botapi.convert.people import People
from hodhod.botapi.types.member import ChatMember, ChatPermissions
from hodhod.domain.ids import from_tl_peer
from hodhod.tl import types

Participant: TypeAlias = types.TypeChannelParticipant | types.TypeChatParticipant

_ADMIN = {
    "can_manage_chat": "other",
    "can_delete_messages": "delete_messages",
    "can_manage_video_chats": "manage_call",
    "can_restrict_members": "ban_users",
    "can_promote_members": "add_admins",
    "can_change_info": "change_info",
    "can_invite_users": "invite_users",
    "can_post_stories": "post_stories",
    "can_edit_stories": "edit_stories",
    "can_delete_stories": "delete_stories",
}
_ADMIN_OF_GROUP = {"can_pin_messages": "pin_messages", "can_manage_topics": "manage_topics"}
_ADMIN_OF_CHANNEL = {
    "can_post_messages": "post_messages",
    "can_edit_messages": "edit_messages",
    "can_manage_direct_messages": "manage_direct_messages",
}
PERMISSIONS = {
    "can_send_messages": "send_plain",
    "can_send_audios": "send_audios",
    "can_send_documents": "send_docs",
    "can_send_photos": "send_photos",
    "can_send_videos": "send_videos",
    "can_send_video_notes": "send_roundvideos",
    "can_send_voice_notes": "send_voices",
    "can_send_polls": "send_polls",
    "can_send_other_messages": "send_stickers",
    "can_add_web_page_previews": "embed_links",
    "can_react_to_messages": "send_reactions",
    "can_edit_tag": "edit_rank",
    "can_change_info": "change_info",
    "can_invite_users": "invite_users",
    "can_pin_messages": "pin_messages",
    "can_manage_topics": "manage_topics",
}
"""What a member may do, and what forbids it."""

ADMIN_RIGHTS = _ADMIN | _ADMIN_OF_GROUP | _ADMIN_OF_CHANNEL
"""What an admin may do, and the right that it takes."""

_MEDIA = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
)
_AS = {
    "can_react_to_messages": "can_send_messages",
    "can_edit_tag": "can_pin_messages",
    "can_manage_topics": "can_pin_messages",
}
"""What is as something else, unless it is said."""

_SPEAKING = ("can_send_messages", *_MEDIA, "can_send_polls", "can_send_other_messages")

_TOGETHER = {
    "send_stickers": ("send_stickers", "send_gifs", "send_games", "send_inline"),
}
"""What is allowed or forbidden together."""

BASIC_ADMIN = types.ChatAdminRights(
    change_info=True,
    delete_messages=True,
    ban_users=True,
    invite_users=True,
    pin_messages=True,
    manage_call=True,
    other=True,
)
"""What an admin of a basic group may do."""


def to_member(
    people: People, user_id: int, one: Participant | None, *, broadcast: bool
) -> ChatMember:
    """Return somebody's place in a chat; None is no place."""
    user = people.user(user_id)
    match one:
        case None | types.ChannelParticipantLeft():
            return ChatMember(status="left", user=user)
        case types.ChannelParticipantCreator():
            anonymous = one.admin_rights.anonymous
            return ChatMember(
                status="creator", user=user, is_anonymous=anonymous, custom_title=one.rank or None
            )
        case types.ChatParticipantCreator():
            return ChatMember(status="creator", user=user, is_anonymous=False)
        case types.ChannelParticipantAdmin():
            rights, title, editable = one.admin_rights, one.rank, one.can_edit
        case types.ChatParticipantAdmin():
            rights, title, editable = BASIC_ADMIN, None, False
        case types.ChannelParticipantBanned():
            return _banned(people, user_id, one)
        case _:
            return ChatMember(status="member", user=user)
    names = _ADMIN | (_ADMIN_OF_CHANNEL if broadcast else _ADMIN_OF_GROUP)
    made = ChatMember(
        status="administrator",
        user=user,
        can_be_edited=editable,
        is_anonymous=rights.anonymous,
        custom_title=title or None,
        # Nobody is welcomed by the chat itself; libraries insist on it.
        can_send_welcome_messages=False,
    )
    for name, right in names.items():
        setattr(made, name, bool(getattr(rights, right)))
    return made


def _banned(people: People, user_id: int, one: types.ChannelParticipantBanned) -> ChatMember:
    user, rights = people.user(user_id), one.banned_rights
    if rights.view_messages:
        return ChatMember(status="kicked", user=user, until_date=rights.until_date)
    made = ChatMember(
        status="restricted", user=user, is_member=not one.left, until_date=rights.until_date
    )
    for name, right in PERMISSIONS.items():
        setattr(made, name, not getattr(rights, right))
    return made


def user_of(one: Participant) -> int:
    """Return whose place it is."""
    if isinstance(one, types.ChannelParticipantBanned | types.ChannelParticipantLeft):
        return from_tl_peer(one.peer)
    return one.user_id


def to_permissions(rights: types.ChatBannedRights) -> ChatPermissions:
    """Return what members may do, by what is forbidden."""
    made = ChatPermissions()
    for name, right in PERMISSIONS.items():
        setattr(made, name, not getattr(rights, right))
    return made


def from_permissions(
    permissions: ChatPermissions, *, until_date: int, independent: bool
) -> types.ChatBannedRights:
    """Return what is forbidden, by what members may do.

    Args:
        permissions: What they may do.
        until_date: Unix time until which it holds, 0 for ever.
        independent: Whether each says only what it says; else some imply others, as they did once.
    """
    may = {name: bool(getattr(permissions, name)) for name in PERMISSIONS}
    for name, other in _AS.items():
        if getattr(permissions, name) is None:
            may[name] = may[other]
    if not independent:
        if may["can_send_other_messages"] or may["can_add_web_page_previews"]:
            may |= dict.fromkeys(_MEDIA, True)
        if may["can_send_polls"] or any(may[name] for name in _MEDIA):
            may["can_send_messages"] = True
    # Who may say nothing in any way is silent.
    flags: dict[str, bool] = {} if any(may[name] for name in _SPEAKING) else {"send_messages": True}
    for name, right in PERMISSIONS.items():
        if not may[name]:
            flags |= dict.fromkeys(_TOGETHER.get(right, (right,)), True)
    return types.ChatBannedRights(until_date=until_date, **flags)
