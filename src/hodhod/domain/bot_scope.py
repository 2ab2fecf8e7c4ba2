"""Scopes: for whom a list of a bot's commands is. The narrowest that has a list counts.

    "user:<chat>:<user>"   one member of a chat         "users"    private chats
    "admins:<chat>"        the admins of a chat         "admins"   admins of groups
    "chat:<chat>"          all in a chat                "chats"    groups
                                                        ""         everybody

Source: https://core.telegram.org/api/bots/commands#scopes
"""

from __future__ import annotations

from hodhod.domain.ids import PeerId, UserId

EVERYBODY, USERS, CHATS, ADMINS = "", "users", "chats", "admins"


def of_chat(peer: PeerId) -> str:
    """Return the scope of all in a chat."""
    return f"chat:{peer}"


def of_admins(peer: PeerId) -> str:
    """Return the scope of a chat's admins."""
    return f"admins:{peer}"


def of_member(peer: PeerId, user_id: UserId) -> str:
    """Return the scope of one member of a chat."""
    return f"user:{peer}:{user_id}"


def with_person(user_id: PeerId) -> list[str]:
    """Return the scopes that count in the private chat with somebody, the narrowest first."""
    return [of_chat(user_id), USERS, EVERYBODY]


def in_group(peer: PeerId, user_id: UserId, *, is_admin: bool) -> list[str]:
    """Return the scopes that count for a member of a group, the narrowest first."""
    admins = [of_admins(peer)] if is_admin else []
    all_admins = [ADMINS] if is_admin else []
    return [of_member(peer, user_id), *admins, of_chat(peer), *all_admins, CHATS, EVERYBODY]
