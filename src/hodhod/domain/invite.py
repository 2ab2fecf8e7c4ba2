"""Links that lead into a group or channel.

    {public address}/+HASH      https://t.me/+HASH      https://t.me/joinchat/HASH

where HASH is 16 random bytes in base64url: 22 characters.

Source: https://core.telegram.org/api/invites
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hodhod.domain import base64url
from hodhod.domain.ids import PeerId, UserId

HASH_BYTES = 16
"""Nobody guesses them."""

USAGE_MOST = 99_999
"""Members that a link with a limit lets in at most, as clients offer."""

TITLE_UNITS = 32
"""UTF-16 units of a link's name; the rest is cut, as clients expect."""

_HASH = re.compile(r"[A-Za-z0-9_-]{16,32}")
_LINK = re.compile(r"(?:[a-z]+://)?[^/?#\s]+/(?:\+|%20|%2B|joinchat/)([^/?#\s]+)", re.IGNORECASE)
_TG_LINK = re.compile(r"tg:(?://)?join\?invite=([^&\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Invite:
    """A link.

    Attributes:
        peer_id: The chat that it leads into.
        hash: What is secret of it.
        admin_id: Who made it.
        date: Unix time at which it was made.
        start_date: Unix time of its last change, or None.
        expire_date: Unix time at which it ends, or None.
        usage_limit: Members who may be there by it at once, or None.
        usage: Members who are there by it.
        requested: People who wait to be let in by it.
        permanent: Whether it is the one that its admin always has.
        request_needed: Whether who follows it waits for an admin's word.
        revoked: Whether it leads nowhere any more.
        title: What its admin calls it, or None.
    """

    peer_id: PeerId
    hash: str
    admin_id: UserId
    date: int
    start_date: int | None = None
    expire_date: int | None = None
    usage_limit: int | None = None
    usage: int = 0
    requested: int = 0
    permanent: bool = False
    request_needed: bool = False
    revoked: bool = False
    title: str | None = None

    def open(self, now: int) -> bool:
        """Whether it lets anybody in at a Unix time."""
        if self.revoked or (self.expire_date is not None and self.expire_date <= now):
            return False
        return self.usage_limit is None or self.usage < self.usage_limit


def new_hash(random: bytes) -> str:
    """Return the hash of a new link, from HASH_BYTES random bytes."""
    return base64url.encoded(random)


def hash_in(link: str) -> str | None:
    """Return the hash in a link, or in what may be the hash alone; None if it can be none."""
    match = _LINK.fullmatch(link) or _TG_LINK.fullmatch(link)
    found = match.group(1) if match else link.removeprefix("+")
    return found if _HASH.fullmatch(found) else None


def link_of(public_url: str, hash_: str) -> str:
    """Return a link as people pass it on."""
    return f"{public_url}/+{hash_}"
