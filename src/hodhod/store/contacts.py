"""Contacts, address books, blocks and privacy rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.domain.account import Contact
from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Database
from hodhod.store.users import contact_of

HEARERS_LIMIT = 5_000
"""People told of somebody's presence at most: fame must not cost."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to be written.

    Attributes:
        contact_id: Whom it is about.
        phone: Digits of the E.164 number, or empty when it is not known.
        first_name: The owner's name for them.
        last_name: Likewise.
    """

    contact_id: UserId
    phone: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class PhonebookEntry:
    """A number in an address book that has no account yet.

    Attributes:
        phone: Digits of the E.164 number.
        first_name: The owner's name for it.
        last_name: Likewise.
        added_at: Unix seconds.
    """

    phone: str
    first_name: str
    last_name: str
    added_at: int


class Contacts:
    """Who knows whom, and who wants to be known by whom."""

    def __init__(self, main: Database) -> None:
        self._main = main

    async def put(self, user_id: UserId, contacts: Sequence[NewContact], now: int) -> None:
        """Write contacts of somebody."""
        await self._main.execute(
            "put_contacts",
            user_id,
            [one.contact_id for one in contacts],
            [one.phone for one in contacts],
            [one.first_name for one in contacts],
            [one.last_name for one in contacts],
            now,
        )

    async def delete(self, user_id: UserId, contact_ids: Sequence[int]) -> list[UserId]:
        """Forget contacts, and return those that were there."""
        rows = await self._main.fetch("delete_contacts", user_id, list(contact_ids))
        return [UserId(row["contact_id"]) for row in rows]

    async def of_user(self, user_id: UserId) -> list[Contact]:
        """Return somebody's contacts by id."""
        return [contact_of(row) for row in await self._main.fetch("contacts_of", user_id)]

    async def known_by(self, user_id: UserId, limit: int = HEARERS_LIMIT) -> list[UserId]:
        """Return who has somebody among their contacts."""
        return [UserId(row[0]) for row in await self._main.fetch("known_by", user_id, limit)]

    async def set_close_friends(self, user_id: UserId, friends: Sequence[int]) -> list[UserId]:
        """Say which contacts are close friends, and that no others are; return who changed."""
        rows = await self._main.fetch("set_close_friends", user_id, list(friends))
        return [UserId(row["contact_id"]) for row in rows]

    async def set_note(self, user_id: UserId, contact_id: UserId, note: bytes | None) -> bool:
        """Write a note about a contact (TL textWithEntities); False when it is no contact."""
        return await self._main.execute("set_contact_note", user_id, contact_id, note) > 0

    async def set_photo(self, user_id: UserId, contact_id: UserId, photo: bytes | None) -> bool:
        """Write what somebody sees of a contact instead of their photo; False for no contact."""
        return await self._main.execute("set_contact_photo", user_id, contact_id, photo) > 0

    async def note(self, user_id: UserId, contact_id: UserId) -> bytes | None:
        """Return the note about a contact."""
        note = await self._main.fetchval("contact_note", user_id, contact_id)
        return note if isinstance(note, bytes) else None

    async def put_phonebook(
        self, user_id: UserId, entries: Sequence[PhonebookEntry], now: int
    ) -> None:
        """Keep numbers that have no account yet."""
        await self._main.execute(
            "put_phonebook",
            user_id,
            [one.phone for one in entries],
            [one.first_name for one in entries],
            [one.last_name for one in entries],
            now,
        )

    async def in_phonebook(self, user_id: UserId, phones: Sequence[str]) -> set[str]:
        """Return which numbers are in somebody's address book already."""
        rows = await self._main.fetch("phonebook_known", user_id, list(phones))
        return {row["phone"] for row in rows}

    async def delete_phonebook(self, user_id: UserId, phones: Sequence[str] | None) -> None:
        """Forget numbers; with None all of them."""
        await self._main.execute(
            "delete_phonebook", user_id, None if phones is None else list(phones)
        )

    async def phonebook(self, user_id: UserId) -> list[PhonebookEntry]:
        """Return somebody's numbers without an account."""
        rows = await self._main.fetch("phonebook_of", user_id)
        return [PhonebookEntry(**row) for row in rows]

    async def adopt(self, phone: str, user_id: UserId, now: int) -> list[UserId]:
        """Make a number's entries contacts of its new account; return whose they are."""
        rows = await self._main.fetch("adopt_phonebook", phone, user_id, now)
        return [UserId(row["user_id"]) for row in rows]

    async def block(self, user_id: UserId, peer: PeerId, *, stories: bool, now: int) -> bool:
        """Block a peer; False when it was blocked already."""
        return await self._main.execute("block", user_id, peer, stories, now) > 0

    async def unblock(self, user_id: UserId, peer: PeerId, *, stories: bool) -> bool:
        """Let a blocked peer go; False when it was not blocked."""
        return await self._main.execute("unblock", user_id, peer, stories) > 0

    async def blocked(
        self, user_id: UserId, *, stories: bool, offset: int, limit: int
    ) -> tuple[list[tuple[PeerId, int]], int]:
        """Return a page of whom somebody blocks, with dates, and how many there are."""
        rows = await self._main.fetch("blocked_page", user_id, stories, offset, limit)
        count = await self._main.fetchval("blocked_count", user_id, stories)
        page = [(PeerId(row["peer_id"]), int(row["date"])) for row in rows]
        return page, count if isinstance(count, int) else 0

    async def put_privacy(self, user_id: UserId, key: str, rules: bytes) -> None:
        """Write the rules of a key (TL account.privacyRules)."""
        await self._main.execute("put_privacy", user_id, key, rules)

    async def privacy(self, user_id: UserId, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the rules of keys as far as they were changed."""
        rows = await self._main.fetch("privacy", user_id, list(keys))
        return {row["key"]: row["rules"] for row in rows}

    async def privacy_of_many(self, user_ids: Sequence[UserId], key: str) -> Mapping[UserId, bytes]:
        """Return the rules of a key of those people who changed them."""
        rows = await self._main.fetch("privacy_of_many", list(user_ids), key)
        return {UserId(row["user_id"]): row["rules"] for row in rows}
