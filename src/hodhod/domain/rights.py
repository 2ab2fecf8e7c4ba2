"""Rights in groups and channels: what admins may do, and what members may not.

Both are sets of flags, kept as the numbers that the wire has for them:

    ChatAdminRights    what is allowed        bit n = flags.n of the constructor
    ChatBannedRights   what is forbidden      bit n = flags.n of the constructor

Source: https://core.telegram.org/api/rights
"""

from __future__ import annotations

from enum import IntFlag

from hodhod.tl import types

FOREVER = 0x7FFFFFFF
"""The end of a ban that has none; clients write this or 0."""


class Admin(IntFlag):
    """What an admin may do. The values are stored and on the wire."""

    NONE = 0
    CHANGE_INFO = 1 << 0
    POST_MESSAGES = 1 << 1
    EDIT_MESSAGES = 1 << 2
    DELETE_MESSAGES = 1 << 3
    BAN_USERS = 1 << 4
    INVITE_USERS = 1 << 5
    PIN_MESSAGES = 1 << 7
    ADD_ADMINS = 1 << 9
    ANONYMOUS = 1 << 10
    MANAGE_CALL = 1 << 11
    OTHER = 1 << 12
    MANAGE_TOPICS = 1 << 13
    POST_STORIES = 1 << 14
    EDIT_STORIES = 1 << 15
    DELETE_STORIES = 1 << 16
    MANAGE_DIRECT_MESSAGES = 1 << 17
    MANAGE_RANKS = 1 << 18
    MANAGE_LINKED_PEERS = 1 << 19
    MANAGE_WELCOME_MESSAGES = 1 << 20


class Ban(IntFlag):
    """What a member may not do. The values are stored and on the wire."""

    NONE = 0
    VIEW_MESSAGES = 1 << 0
    SEND_MESSAGES = 1 << 1
    SEND_MEDIA = 1 << 2
    SEND_STICKERS = 1 << 3
    SEND_GIFS = 1 << 4
    SEND_GAMES = 1 << 5
    SEND_INLINE = 1 << 6
    EMBED_LINKS = 1 << 7
    SEND_POLLS = 1 << 8
    CHANGE_INFO = 1 << 10
    INVITE_USERS = 1 << 15
    PIN_MESSAGES = 1 << 17
    MANAGE_TOPICS = 1 << 18
    SEND_PHOTOS = 1 << 19
    SEND_VIDEOS = 1 << 20
    SEND_ROUNDVIDEOS = 1 << 21
    SEND_AUDIOS = 1 << 22
    SEND_VOICES = 1 << 23
    SEND_DOCS = 1 << 24
    SEND_PLAIN = 1 << 25
    EDIT_RANK = 1 << 26
    SEND_REACTIONS = 1 << 27
    MANAGE_LINKED_PEERS = 1 << 28


FILES = (
    Ban.SEND_PHOTOS
    | Ban.SEND_VIDEOS
    | Ban.SEND_ROUNDVIDEOS
    | Ban.SEND_AUDIOS
    | Ban.SEND_VOICES
    | Ban.SEND_DOCS
)
"""What older clients call sending media."""

MEDIA = (
    FILES
    | Ban.SEND_STICKERS
    | Ban.SEND_GIFS
    | Ban.SEND_GAMES
    | Ban.SEND_INLINE
    | Ban.EMBED_LINKS
    | Ban.SEND_POLLS
)
"""Whatever is not plain text."""

SENDING = MEDIA | Ban.SEND_PLAIN | Ban.SEND_MEDIA
"""All that is forbidden with SEND_MESSAGES."""

EVERYTHING = ~Ban.NONE
"""What somebody may not do who is not allowed in."""

GROUP_CREATOR = (
    Admin.CHANGE_INFO
    | Admin.DELETE_MESSAGES
    | Admin.BAN_USERS
    | Admin.INVITE_USERS
    | Admin.PIN_MESSAGES
    | Admin.ADD_ADMINS
    | Admin.MANAGE_CALL
    | Admin.OTHER
    | Admin.MANAGE_TOPICS
    | Admin.POST_STORIES
    | Admin.EDIT_STORIES
    | Admin.DELETE_STORIES
    | Admin.MANAGE_RANKS
)
"""What the creator of a group may do."""

CHANNEL_CREATOR = (
    GROUP_CREATOR | Admin.POST_MESSAGES | Admin.EDIT_MESSAGES | Admin.MANAGE_DIRECT_MESSAGES
)
"""What the creator of a channel may do."""

BASIC_ADMIN = (
    Admin.CHANGE_INFO
    | Admin.DELETE_MESSAGES
    | Admin.BAN_USERS
    | Admin.INVITE_USERS
    | Admin.PIN_MESSAGES
    | Admin.MANAGE_CALL
)
"""What an admin of a basic group may do: they are all alike."""

_ADMIN_NAMES = {flag: str(flag.name).lower() for flag in Admin if flag}
_BAN_NAMES = {flag: str(flag.name).lower() for flag in Ban if flag}


def admin_of(rights: types.TypeChatAdminRights) -> Admin:
    """Return an admin's rights as flags."""
    found = Admin.NONE
    for flag, name in _ADMIN_NAMES.items():
        if getattr(rights, name):
            found |= flag
    return found


def to_tl_admin(rights: Admin) -> types.ChatAdminRights:
    """Return flags as an admin's rights."""
    return types.ChatAdminRights(
        **{name: True for flag, name in _ADMIN_NAMES.items() if flag in rights}
    )


def ban_of(rights: types.TypeChatBannedRights) -> Ban:
    """Return what is forbidden as flags, with all that follows from it.

    Clients of older layers know fewer kinds of media; what they forbid as a whole is forbidden in
    each of its parts.
    """
    found = Ban.NONE
    for flag, name in _BAN_NAMES.items():
        if getattr(rights, name):
            found |= flag
    if Ban.SEND_MESSAGES in found:
        found |= SENDING
    if Ban.SEND_MEDIA in found:
        found |= FILES
    if FILES in found:
        found |= Ban.SEND_MEDIA
    return found


def to_tl_ban(rights: Ban, until: int = FOREVER) -> types.ChatBannedRights:
    """Return flags as forbidden rights, with the Unix time at which they end."""
    return types.ChatBannedRights(
        **{name: True for flag, name in _BAN_NAMES.items() if flag in rights}, until_date=until
    )


def lasting(until: int, now: int) -> bool:
    """Tell whether a ban is in force. One that is shorter than 30 seconds or than nothing lasts."""
    return until in (0, FOREVER) or until > now
