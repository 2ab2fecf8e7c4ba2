"""Who may appoint, restrict and ban whom, and until when.

Source: https://core.telegram.org/api/rights
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.emoji import split_emoji
from hodhod.domain.errors import bad_request
from hodhod.domain.rights import (
    CHANNEL_CREATOR,
    FOREVER,
    GROUP_CREATOR,
    Admin,
    Ban,
    lasting,
)
from hodhod.domain.text import line

ADMINS_LIMIT = 50
"""Admins of a supergroup or channel, its owner among them."""

BOTS_LIMIT = 20
"""Bots in a group."""

RANK_LENGTH = 16
"""Letters of what somebody is called in a group."""

SHORTEST_S = 30
LONGEST_S = 366 * 86_400
"""A ban that is shorter than the one or longer than the other has no end."""


def grantable(chat: Chat) -> Admin:
    """Return all that an admin of a chat may be allowed."""
    every = CHANNEL_CREATOR if chat.is_broadcast else GROUP_CREATOR
    return every | Admin.ANONYMOUS


def granted(chat: Chat, wanted: Admin) -> Admin:
    """Return what somebody becomes who is given rights: of those that such a chat has."""
    if wanted is Admin.NONE:
        return Admin.NONE
    return (wanted & grantable(chat)) | Admin.OTHER


def may_edit(seen: SeenChat, target: Member | None) -> bool:
    """Whether the viewer may change what somebody is: its owner all, others whom they appointed."""
    if target is None or target.role not in (Role.ADMIN, Role.CREATOR):
        return True
    if target.role is Role.CREATOR:
        return False
    return seen.is_creator or target.promoted_by == seen.viewer_id


def until_of(until: int, now: int) -> int:
    """Return when a ban ends.

    Args:
        until: Unix time as a client says it; 0 for never.
        now: Unix time.

    Raises:
        RpcError: 400 UNTIL_DATE_INVALID.
    """
    if until < 0:
        raise bad_request("UNTIL_DATE_INVALID")
    return until if now + SHORTEST_S <= until <= now + LONGEST_S else FOREVER


def effective(member: Member, now: int) -> Member:
    """Return what somebody is at a Unix time: what was held against them may be over."""
    if member.role in (Role.RESTRICTED, Role.BANNED) and not lasting(member.until, now):
        return replace(member, role=Role.MEMBER, ban=Ban.NONE, until=FOREVER, banned_by=0)
    return member


def rank_of(text: str) -> str:
    """Return what an admin is called.

    Raises:
        RpcError: 400 ADMIN_RANK_INVALID, ADMIN_RANK_EMOJI_NOT_ALLOWED.
    """
    clean = line(text, len(text) * 2)
    if len(clean) > RANK_LENGTH:
        raise bad_request("ADMIN_RANK_INVALID")
    if any(not one.isascii() and split_emoji(one) for one in clean):
        raise bad_request("ADMIN_RANK_EMOJI_NOT_ALLOWED")
    return clean
