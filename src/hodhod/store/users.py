"""Accounts: their own facts, their numbers and public names, and what each grants to a viewer."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from hodhod.domain.account import Account, Contact, Presence, SeenAccount, Standing
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.ids import PeerId, UserId
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor, Row

Pair = tuple[UserId, int]
"""Who looks or writes, and at or to whom."""


class Users:
    """The accounts of this server."""

    def __init__(self, main: Database) -> None:
        self._main = main
        self._accounts = Batcher(partial(_read_accounts, main), at_once=2)
        self._seen = Batcher(
            partial(_read_seen, main), max_items=500, max_waiting=50_000, at_once=2
        )
        self._standings = Batcher(partial(_read_standings, main), at_once=2)

    async def create(
        self,
        *,
        phone: str | None,
        first_name: str,
        last_name: str,
        lang: str,
        is_bot: bool,
        now: int,
    ) -> UserId | None:
        """Make an account, or return None when somebody has the number.

        Args:
            phone: Digits of the E.164 number without the plus; None for a bot.
            first_name: Clean first name.
            last_name: Clean last name, perhaps empty.
            lang: Two letters, or empty.
            is_bot: Whether it is a bot.
            now: Unix time in seconds.
        """
        async with self._main.transaction() as change:
            user_id = await change.fetchval(
                "insert_user", phone, first_name, last_name, lang, is_bot, now
            )
            assert isinstance(user_id, int)
            if phone is not None and await change.fetchval("claim_phone", phone, user_id) is None:
                await change.execute("erase_user", user_id)
                return None
        return UserId(user_id)

    async def create_service(self, user_id: UserId, name: str, now: int) -> None:
        """Make the account that notices come from, unless it is there."""
        await self._main.execute("insert_user_with_id", user_id, name, "", now)

    async def get(self, user_id: UserId) -> Account | None:
        """Return an account, or None when there never was one."""
        return await self._accounts.submit(user_id)

    async def by_ids(self, user_ids: Iterable[int]) -> Mapping[UserId, Account]:
        """Return accounts by id; unknown ids are left out."""
        rows = await self._main.fetch("users_by_ids", list(user_ids))
        return {UserId(row["user_id"]): _account(row) for row in rows}

    async def page(self, after: int, limit: int) -> list[Account]:
        """Return accounts in the order of their ids, those after an id."""
        return [_account(row) for row in await self._main.fetch("users_after", after, limit)]

    async def by_phones(self, phones: Iterable[str]) -> Mapping[str, UserId]:
        """Return who has these numbers; numbers without an account are left out."""
        rows = await self._main.fetch("users_by_phones", list(phones))
        return {row["phone"]: UserId(row["user_id"]) for row in rows}

    async def seen(self, pairs: Sequence[tuple[UserId, int]]) -> list[SeenAccount]:
        """Return accounts as seen: for each pair (viewer, account) that exists.

        The order is the database's own.
        """
        return [one for some in await gather(*map(self._seen.submit, pairs)) for one in some]

    async def standing(self, user_id: UserId, other: UserId) -> Standing | None:
        """Return what decides whether a user may write to another; None when there is no other."""
        return await self._standings.submit((user_id, other))

    async def set_name(self, user_id: UserId, first_name: str, last_name: str, about: str) -> None:
        """Write the names of an account and the line about it."""
        await self._main.execute("set_name", user_id, first_name, last_name, about)

    async def set_fallback_photo(self, user_id: UserId, photo: bytes | None) -> None:
        """Write what those see who may not see the profile photo, or take it away."""
        await self._main.execute("set_fallback_photo", user_id, photo)

    async def set_photo(self, user_id: UserId, photo: bytes | None) -> None:
        """Write the small form of the profile photo (TL userProfilePhoto), or take it away."""
        await self._main.execute("set_photo", user_id, photo)

    async def set_birthday(self, user_id: UserId, birthday: bytes | None) -> None:
        """Write when somebody was born (TL birthday), or forget it."""
        await self._main.execute("set_birthday", user_id, birthday)

    async def set_emoji_status(self, user_id: UserId, status: bytes | None) -> None:
        """Write the emoji behind somebody's name (TL emojiStatus), or take it away."""
        await self._main.execute("set_emoji_status", user_id, status)

    async def set_archives_strangers(self, user_id: UserId, *, archives: bool) -> None:
        """Write whether what strangers write first is archived and muted."""
        await self._main.execute("set_archives_strangers", user_id, archives)

    async def set_color(self, user_id: UserId, color: bytes | None, *, of_profile: bool) -> None:
        """Write the colour of a name or of a profile (TL peerColor), or forget it."""
        query = "set_profile_color" if of_profile else "set_color"
        await self._main.execute(query, user_id, color)

    async def set_lang(self, user_id: UserId, lang: str) -> None:
        """Write the language of the service messages to somebody, two letters."""
        await self._main.execute("set_lang", user_id, lang)

    async def set_ttl_days(self, user_id: UserId, days: int) -> None:
        """Write after how many silent days an account goes."""
        await self._main.execute("set_ttl_days", user_id, days)

    async def set_phone(self, user_id: UserId, phone: str) -> bool:
        """Move an account to another number; False when somebody has it."""
        async with self._main.transaction() as change:
            old = await _old_phone(change, user_id)
            if old == phone:
                return True
            if await change.fetchval("claim_phone", phone, user_id) is None:
                return False
            if old is not None:
                await change.execute("release_phone", old, user_id)
            await change.execute("set_phone", user_id, phone)
        return True

    async def set_username(self, user_id: UserId, username: str) -> bool:
        """Take a public name, or with an empty one give the old back; False when it is taken."""
        async with self._main.transaction() as change:
            if username and await change.fetchval("claim_username", username, user_id) is None:
                return False
            await change.execute("release_usernames", user_id, username)
            await change.execute("set_username", user_id, username or None)
        return True

    async def peer_by_username(self, username: str) -> PeerId | None:
        """Return who has a public name, in any case of its letters."""
        peer_id = await self._main.fetchval("peer_by_username", username)
        return PeerId(peer_id) if isinstance(peer_id, int) else None

    async def peers_by_usernames(self, names: Iterable[str]) -> dict[str, PeerId]:
        """Return who has public names, by the name in small letters; others are left out."""
        rows = await self._main.fetch("peers_by_usernames", [name.lower() for name in names])
        return {row["name"]: PeerId(row["peer_id"]) for row in rows}

    async def peers_by_prefix(self, prefix: str, limit: int) -> list[PeerId]:
        """Return whose public names begin so, in the names' order."""
        pattern = prefix.lower().replace("\\", "").replace("%", "").replace("_", "\\_") + "%"
        rows = await self._main.fetch("usernames_by_prefix", pattern, limit)
        return [PeerId(row["peer_id"]) for row in rows]

    async def mark_online(self, user_id: UserId, online_until: int, last_seen: int) -> None:
        """Note that somebody is here until a time, in Unix seconds."""
        await self._main.execute("mark_online", user_id, online_until, last_seen)

    async def close(self) -> None:
        """Finish what was submitted."""
        for reader in (self._accounts, self._seen, self._standings):
            await reader.close()


async def _read_accounts(main: Database, user_ids: Sequence[UserId]) -> list[Account | None]:
    rows = await main.fetch("users_by_ids", list(set(user_ids)))
    found = {row["user_id"]: _account(row) for row in rows}
    return [found.get(user_id) for user_id in user_ids]


async def _read_standings(main: Database, pairs: Sequence[Pair]) -> list[Standing | None]:
    rows = await main.fetch("standing", *_columns(pairs))
    found = {
        (row["user_id"], row["other_id"]): Standing(
            deleted=row["deleted"],
            support=row["support"],
            is_bot=row["is_bot"],
            blocked_by_me=row["blocked_by_me"],
            blocks_me=row["blocks_me"],
            ttl_period=row["ttl_period"],
            default_ttl=row["default_ttl"],
            knows_me=row["knows_me"],
            archives_strangers=row["archives_strangers"],
            my_created_at=row["my_created_at"] or 0,
        )
        for row in rows
    }
    return [found.get(pair) for pair in pairs]


async def _read_seen(main: Database, pairs: Sequence[Pair]) -> list[tuple[SeenAccount, ...]]:
    """Return for each pair what is seen: one account, or none."""
    columns = _columns(pairs)
    async with main.connection() as connection:
        seen = await connection.fetch("users_as_seen", *columns)
        known = await connection.fetch("contacts_of_pairs", *columns)
        looking = await connection.fetch("viewers", list(set(columns[0])))
    contacts = {(row["user_id"], row["contact_id"]): contact_of(row) for row in known}
    viewers = {row["user_id"]: row for row in looking}
    found = {}
    for row in seen:
        pair = (row["viewer_id"], row["user_id"])
        found[pair] = (_seen(row, contacts.get(pair), viewers.get(pair[0])),)
    return [found.get(pair, ()) for pair in pairs]


def _columns(pairs: Sequence[Pair]) -> tuple[list[UserId], list[int]]:
    distinct = list(dict.fromkeys(pairs))
    return [one for one, _ in distinct], [other for _, other in distinct]


async def _old_phone(change: Executor, user_id: UserId) -> str | None:
    row = await change.fetchrow("lock_user", user_id)
    return None if row is None else row["phone"]


def _account(row: Row) -> Account:
    return Account(
        user_id=UserId(row["user_id"]),
        phone=row["phone"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        username=row["username"],
        about=row["about"],
        photo=row["photo"],
        birthday=row["birthday"],
        emoji_status=row["emoji_status"],
        is_bot=row["is_bot"],
        verified=row["verified"],
        support=row["support"],
        deleted=row["deleted"],
        lang=row["lang"],
        ttl_days=row["ttl_days"],
        created_at=row["created_at"],
        color=row["color"],
        profile_color=row["profile_color"],
        bot_modes=BotMode(row["bot_modes"]),
        inline_placeholder=row["inline_placeholder"],
    )


def contact_of(row: Row) -> Contact:
    """Return the contact that a row of main.contacts holds."""
    return Contact(
        user_id=UserId(row["user_id"]),
        contact_id=UserId(row["contact_id"]),
        phone=row["phone"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        close_friend=row["close_friend"],
        photo=row.get("photo"),
    )


def _seen(row: Row, contact: Contact | None, viewer: Row | None) -> SeenAccount:
    last_seen = row["last_seen"]
    return SeenAccount(
        viewer_id=UserId(row["viewer_id"]),
        account=_account(row),
        presence=None if last_seen is None else Presence(row["online_until"], last_seen),
        contact=contact,
        knows_viewer=row["knows_viewer"],
        viewer_is_close_friend=row["viewer_is_close_friend"],
        blocks_viewer=row["blocks_viewer"],
        status_rules=row["status_rules"],
        phone_rules=row["phone_rules"],
        photo_rules=row["photo_rules"],
        viewer_is_bot=viewer is not None and viewer["is_bot"],
        viewer_status_rules=None if viewer is None else viewer["status_rules"],
        fallback_photo=row["fallback_photo"],
        stories_until=row["stories_until"],
    )
