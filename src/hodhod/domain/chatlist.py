"""Folders that are shared by links.

    {public address}/addlist/SLUG      https://t.me/addlist/SLUG

where SLUG is 12 random bytes in base64url: 16 characters.

Source: https://core.telegram.org/api/folders#shared-folders
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain import base64url
from hodhod.domain.ids import PeerId, UserId

SLUG_BYTES = 12
"""Nobody guesses them."""

TITLE_UNITS = 32
"""UTF-16 units of a link's name; the rest is cut."""

LINKS_LIMIT = 20
"""Links of a folder; clients read it from their configuration."""

SHARED_LIMIT = 20
"""Shared folders of somebody, own and joined; clients read it from their configuration."""

_SLUG = re.compile(r"[A-Za-z0-9_-]{8,32}")
_LINK = re.compile(r"(?:[a-z]+://)?[^/?#\s]+/addlist/([^/?#\s]+)", re.IGNORECASE)
_TG_LINK = re.compile(r"tg:(?://)?addlist\?slug=([^&\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chatlist:
    """A link to a folder.

    Attributes:
        user_id: Whose folder it is.
        folder_id: Which of theirs.
        date: Unix time at which the link was made.
        slug: What is secret of it.
        title: What its owner calls it, "" for nothing.
        peers: The supergroups and channels that it shares.
    """

    user_id: UserId
    folder_id: int
    date: int
    slug: str
    title: str
    peers: Sequence[PeerId]


@dataclass(frozen=True, slots=True)
class JoinedList:
    """That a folder came by a link.

    Attributes:
        user_id: Who has it.
        folder_id: Which of theirs.
        slug: The link.
        came: Chats that they joined by it.
        hidden: Chats of the link that they need not be told of again.
    """

    user_id: UserId
    folder_id: int
    slug: str
    came: Sequence[PeerId] = ()
    hidden: Sequence[PeerId] = ()


def new_slug(random: bytes) -> str:
    """Return the slug of a new link, from SLUG_BYTES random bytes."""
    return base64url.encoded(random)


def slug_in(link: str) -> str | None:
    """Return the slug in a link, or in what may be the slug alone; None if it can be none."""
    match = _LINK.fullmatch(link) or _TG_LINK.fullmatch(link)
    found = match.group(1) if match else link
    return found if _SLUG.fullmatch(found) else None


def link_of(public_url: str, slug: str) -> str:
    """Return a link as people pass it on."""
    return f"{public_url}/addlist/{slug}"
