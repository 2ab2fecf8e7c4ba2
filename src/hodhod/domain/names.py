"""What people call themselves and their groups, cleaned of what would deceive the reader."""

from __future__ import annotations

from hodhod.domain.errors import bad_request
from hodhod.domain.text import line, paragraphs, utf16_len

MAX_NAME = 64
"""UTF-16 units of a first or last name; the rest is cut, as clients expect."""

MAX_ABOUT = 70
"""UTF-16 units of the line about oneself."""

MAX_TITLE = 128
"""UTF-16 units of a group's or channel's title."""

MAX_DESCRIPTION = 255
"""UTF-16 units of a group's or channel's description."""


def first_name(text: str) -> str:
    """Return a first name as others see it.

    Raises:
        RpcError: 400 FIRSTNAME_INVALID when nothing of it would be seen.
    """
    name = line(text, MAX_NAME)
    if not name:
        raise bad_request("FIRSTNAME_INVALID")
    return name


def last_name(text: str) -> str:
    """Return a last name as others see it, perhaps empty."""
    return line(text, MAX_NAME)


def about(text: str, limit: int = MAX_ABOUT) -> str:
    """Return the line about oneself as others see it.

    Raises:
        RpcError: 400 ABOUT_TOO_LONG.
    """
    clean = line(text, len(text) * 2)
    if utf16_len(clean) > limit:
        raise bad_request("ABOUT_TOO_LONG")
    return clean


def title(text: str) -> str:
    """Return a group's or channel's title as others see it.

    Raises:
        RpcError: 400 CHAT_TITLE_EMPTY.
    """
    clean = line(text, MAX_TITLE)
    if not clean:
        raise bad_request("CHAT_TITLE_EMPTY")
    return clean


def description(text: str) -> str:
    """Return a group's or channel's description as others see it.

    Raises:
        RpcError: 400 CHAT_ABOUT_TOO_LONG.
    """
    clean = paragraphs(text, len(text) * 2)
    if utf16_len(clean) > MAX_DESCRIPTION:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    return clean
