"""Deeds of admins: what kind each is, as the filter of the admin log tells them apart.

Source: https://core.telegram.org/constructor/channelAdminLogEventsFilter
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from hodhod.domain.rights import Ban, ban_of
from hodhod.tl import TLObject, types


class DeedKind(IntEnum):
    """A kind of deed: the number of its flag in channelAdminLogEventsFilter. Stored."""

    JOIN = 0
    LEAVE = 1
    INVITE = 2
    BAN = 3
    UNBAN = 4
    KICK = 5
    UNKICK = 6
    PROMOTE = 7
    DEMOTE = 8
    INFO = 9
    SETTINGS = 10
    PINNED = 11
    EDIT = 12
    DELETE = 13
    GROUP_CALL = 14
    INVITES = 15
    SEND = 16
    FORUMS = 17
    SUB_EXTEND = 18
    EDIT_RANK = 19


ALL_KINDS = tuple(DeedKind)

COMING = (DeedKind.JOIN, DeedKind.LEAVE)
"""What anybody does in any number. It has a bound of its own, and pushes nothing else out."""

WRITING = (DeedKind.EDIT, DeedKind.DELETE, DeedKind.SEND)
"""What is done to messages."""

RULING = tuple(one for one in DeedKind if one not in COMING and one not in WRITING)
"""What only admins do."""

_INFO = (
    types.ChannelAdminLogEventActionChangeAbout,
    types.ChannelAdminLogEventActionChangeTitle,
    types.ChannelAdminLogEventActionChangePhoto,
    types.ChannelAdminLogEventActionChangeUsername,
    types.ChannelAdminLogEventActionChangeUsernames,
    types.ChannelAdminLogEventActionChangeStickerSet,
    types.ChannelAdminLogEventActionChangeEmojiStickerSet,
    types.ChannelAdminLogEventActionChangeLinkedChat,
    types.ChannelAdminLogEventActionChangeLocation,
    types.ChannelAdminLogEventActionChangePeerColor,
    types.ChannelAdminLogEventActionChangeProfilePeerColor,
    types.ChannelAdminLogEventActionChangeEmojiStatus,
    types.ChannelAdminLogEventActionChangeWallpaper,
)
_CALLS = (
    types.ChannelAdminLogEventActionStartGroupCall,
    types.ChannelAdminLogEventActionDiscardGroupCall,
    types.ChannelAdminLogEventActionParticipantMute,
    types.ChannelAdminLogEventActionParticipantUnmute,
    types.ChannelAdminLogEventActionParticipantVolume,
    types.ChannelAdminLogEventActionToggleGroupCallSetting,
)
_JOINS = (
    types.ChannelAdminLogEventActionParticipantJoin,
    types.ChannelAdminLogEventActionParticipantJoinByInvite,
    types.ChannelAdminLogEventActionParticipantJoinByRequest,
)
_INVITES = (
    types.ChannelAdminLogEventActionExportedInviteEdit,
    types.ChannelAdminLogEventActionExportedInviteRevoke,
    types.ChannelAdminLogEventActionExportedInviteDelete,
)
_TOPICS = (
    types.ChannelAdminLogEventActionCreateTopic,
    types.ChannelAdminLogEventActionEditTopic,
    types.ChannelAdminLogEventActionDeleteTopic,
    types.ChannelAdminLogEventActionPinTopic,
)
_EDITS = (
    types.ChannelAdminLogEventActionEditMessage,
    types.ChannelAdminLogEventActionStopPoll,
)
_SIMPLE: tuple[tuple[tuple[type[TLObject], ...], DeedKind], ...] = (
    (_INFO, DeedKind.INFO),
    (_CALLS, DeedKind.GROUP_CALL),
    (_JOINS, DeedKind.JOIN),
    (_INVITES, DeedKind.INVITES),
    (_TOPICS, DeedKind.FORUMS),
    (_EDITS, DeedKind.EDIT),
    ((types.ChannelAdminLogEventActionDeleteMessage,), DeedKind.DELETE),
    ((types.ChannelAdminLogEventActionSendMessage,), DeedKind.SEND),
    ((types.ChannelAdminLogEventActionUpdatePinned,), DeedKind.PINNED),
    ((types.ChannelAdminLogEventActionParticipantLeave,), DeedKind.LEAVE),
    ((types.ChannelAdminLogEventActionParticipantInvite,), DeedKind.INVITE),
    ((types.ChannelAdminLogEventActionParticipantSubExtend,), DeedKind.SUB_EXTEND),
    ((types.ChannelAdminLogEventActionParticipantEditRank,), DeedKind.EDIT_RANK),
)
_ADMINS = (types.ChannelParticipantAdmin, types.ChannelParticipantCreator)
_NAMED_ELSEWHERE = frozenset(("link", "phone", "lang_code", "mime_type", "emoticon"))


def kind_of_deed(action: types.TypeChannelAdminLogEventAction) -> DeedKind:
    """Return what kind a deed is; what is no other kind changes settings."""
    if isinstance(action, types.ChannelAdminLogEventActionParticipantToggleAdmin):
        promoted = isinstance(action.new_participant, _ADMINS)
        return DeedKind.PROMOTE if promoted else DeedKind.DEMOTE
    if isinstance(action, types.ChannelAdminLogEventActionParticipantToggleBan):
        return _kind_of_ban(action.prev_participant, action.new_participant)
    return next(
        (kind for classes, kind in _SIMPLE if isinstance(action, classes)), DeedKind.SETTINGS
    )


def kinds_of_filter(wanted: types.TypeChannelAdminLogEventsFilter | None) -> Sequence[DeedKind]:
    """Return the kinds that a filter lets through; without a filter, and with an empty one, all."""
    if wanted is None:
        return ALL_KINDS
    return [one for one in DeedKind if getattr(wanted, one.name.lower())] or ALL_KINDS


def words_of_deed(value: object) -> Iterator[str]:
    """Yield the texts in a deed that somebody may look for."""
    if isinstance(value, TLObject):
        for name in value.__struct_fields__:
            if name not in _NAMED_ELSEWHERE:
                yield from words_of_deed(getattr(value, name))
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for one in value:
            yield from words_of_deed(one)


def _kind_of_ban(
    before: types.TypeChannelParticipant, after: types.TypeChannelParticipant
) -> DeedKind:
    was, now = _banned(before), _banned(after)
    if Ban.VIEW_MESSAGES in now:
        return DeedKind.KICK
    if Ban.VIEW_MESSAGES in was:
        return DeedKind.UNKICK
    return DeedKind.BAN if now else DeedKind.UNBAN


def _banned(participant: types.TypeChannelParticipant) -> Ban:
    if not isinstance(participant, types.ChannelParticipantBanned):
        return Ban.NONE
    return ban_of(participant.banned_rights)
