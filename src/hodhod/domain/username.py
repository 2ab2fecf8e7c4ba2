"""Usernames: the public names of people, groups and channels.

Source: https://core.telegram.org/method/account.checkUsername
"""

from __future__ import annotations

import re

from hodhod.domain.errors import bad_request

_USERNAME = re.compile(r"[A-Za-z](?!\w*__)\w{3,30}[A-Za-z0-9]", re.ASCII)
"""5 to 32 characters, a letter first, no underscore at the end, no two in a row."""

RESERVED = frozenset(
    (
        *("admin", "administrator", "moderator", "official", "operator", "security", "service"),
        *(
            "support",
            "system",
            "server",
            "hodhod",
            "telegram",
            "everyone",
            "channel",
            "notifications",
        ),
        *(
            "settings",
            "login",
            "signup",
            "share",
            "joinchat",
            "addstickers",
            "addemoji",
            "addtheme",
        ),
        *(
            "addlist",
            "setlanguage",
            "proxy",
            "socks",
            "confirmphone",
            "invoice",
            "contact",
            "resolve",
        ),
    )
)
"""Names that would be taken for the operator's, or that stand for something else in a link."""


def may_begin(text: str) -> bool:
    """Tell whether a username can begin so."""
    return re.fullmatch(r"[A-Za-z]\w{,31}", text, re.ASCII) is not None


def is_valid(text: str) -> bool:
    """Tell whether a text can be somebody's username."""
    return _USERNAME.fullmatch(text) is not None and key(text) not in RESERVED


def require(text: str) -> str:
    """Return a username as its owner writes it.

    Raises:
        RpcError: 400 USERNAME_INVALID.
    """
    if not is_valid(text):
        raise bad_request("USERNAME_INVALID")
    return text


def key(text: str) -> str:
    """Return what a username is found by: letters of either case are the same."""
    return text.removeprefix("@").lower()


def is_bot_name(text: str) -> bool:
    """Tell whether a username can be a bot's: it ends in "bot", so that people can see it."""
    return is_valid(text) and key(text).endswith("bot")
