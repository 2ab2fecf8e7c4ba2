"""Which files are named anywhere, and what becomes of those that are not.

Every column of every table counts that may name a file (`file_places`), also one that was added
yesterday and that nobody told this module of. Left out are the few in NO_PLACES.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hodhod.store.database import Database, Transaction
from hodhod.store.queries import MAIN_SCHEMA

NO_PLACES = frozenset(
    (
        # What files themselves are made of.
        "files.file_id",
        "files.value",
        "files.sha256",
        "file_checks.file_id",
        "dropped_files.file_id",
        "attached_stickers.file_id",
        # profile_photos has the file itself.
        "users.photo",
        # Seeing again what was told is no use of it: the log is thrown away.
        "update_log.update",
        # Keys, hashes and ciphertext.
        "auth_keys.sealed",
        "login_tokens.token",
        "passkeys.credential_id",
        "passkeys.public_key",
        "passwords.salt1",
        "passwords.salt2",
        "passwords.verifier",
        "poll_options.option",
        "poll_votes.option",
        "privacy.rules",
        "secret_messages.data",
    )
)
"""Columns that hold no file, or hold none in use. Whatever is missing here costs time alone."""


@dataclass(frozen=True, slots=True)
class Due:
    """A file that is to be looked at.

    Attributes:
        file_id: The file.
        gone_at: When it was hidden, if it was.
    """

    file_id: int
    gone_at: int | None


class FileUpkeep:
    """Files that may be needed no more.

    Args:
        main: The files.
        shards: Boxes, whose messages name files.
    """

    def __init__(self, main: Database, shards: Sequence[Database]) -> None:
        self._main = main
        self._shards = shards

    async def take_dropped(self, due_at: int, limit: int) -> int:
        """Let files be looked at that something stopped naming; return how many there were."""
        count = 0
        for shard in self._shards:
            async with shard.transaction() as tx:
                rows = await tx.fetch("take_dropped_files", limit)
                await _check_by(tx.of_schema(MAIN_SCHEMA), [row["file_id"] for row in rows], due_at)
            count += len(rows)
        async with self._main.transaction() as tx:
            rows = await tx.fetch("take_dropped_main_files", limit)
            await _check_by(tx, [row["file_id"] for row in rows], due_at)
        return count + len(rows)

    async def due(self, now: int, limit: int) -> list[Due]:
        """Return files that are to be looked at."""
        rows = await self._main.fetch("due_file_checks", now, limit)
        return [Due(row["file_id"], row["gone_at"]) for row in rows]

    async def used(self, file_ids: Sequence[int]) -> set[int]:
        """Return those of some files that are named anywhere."""
        found: set[int] = set()
        for database in (self._main, *self._shards):
            for row in await database.fetch("file_places", database.schema):
                place, name, form = row["place"], row["name"], row["form"]
                left = [file_id for file_id in file_ids if file_id not in found]
                if f"{place}.{name}" not in NO_PLACES and left:
                    rows = await database.fetch(
                        "used_files", database.schema, place, name, form, left
                    )
                    found.update(one["file_id"] for one in rows)
        return found

    async def keep(self, file_ids: Sequence[int], due_at: int) -> None:
        """Let files be seen, and look at them again later."""
        await self._main.execute("keep_files", list(file_ids), due_at)

    async def hide(self, file_ids: Sequence[int], now: int, due_at: int) -> None:
        """Let files be found no more, and look at them again soon."""
        await self._main.execute("hide_files", list(file_ids), now, due_at)

    async def remove(self, file_ids: Sequence[int], now: int) -> None:
        """Remove hidden files, and doom their blobs."""
        await self._main.execute("remove_files", list(file_ids), now)

    async def doom_orphans(self, keys: Sequence[str], due_at: int) -> int:
        """Doom those of some blobs that no file leads to; return how many there were."""
        return await self._main.execute("doom_orphans", list(keys), due_at)

    async def doomed(self, now: int, limit: int) -> list[str]:
        """Return blobs that are to be deleted."""
        return [row["key"] for row in await self._main.fetch("due_doomed_blobs", now, limit)]

    @asynccontextmanager
    async def deleting(self, key: str, now: int) -> AsyncIterator[bool]:
        """Tell whether a blob may be deleted; while the body runs no file can begin to use it.

        What the body does to it is done when it ends well.
        """
        async with self._main.transaction() as tx:
            await tx.fetchval("lock_blob", key)
            if await tx.fetchval("blob_is_used", key):
                await tx.execute("spare_blob", key)
                yield False
            else:
                yield True
                await tx.execute("note_deleted_blob", key, now)

    async def forget_deleted(self, before: int) -> int:
        """Forget blobs that were deleted before a moment."""
        return await self._main.execute("forget_deleted_blobs", before)


async def _check_by(main: Transaction, file_ids: Sequence[int], due_at: int) -> None:
    if file_ids:
        # In the order of ids, so that several who do it do not wait for each other in a circle.
        await main.execute("check_files_by", sorted(set(file_ids)), due_at)
