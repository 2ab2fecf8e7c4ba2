"""Photos and documents, and whose profile shows which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.stored_file import StoredBlob, StoredFile
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor

HASH_LIMIT = 10
"""Documents of the same bytes that are looked at."""


class Files:
    """The files of this server, without their bytes."""

    def __init__(self, main: Database) -> None:
        self._main = main
        self._reader: Batcher[int, StoredFile | None] = Batcher(self._read, at_once=2)

    async def next_id(self) -> int:
        """Return an id for a new file."""
        file_id = await self._main.fetchval("next_file_id")
        assert isinstance(file_id, int)
        return file_id

    async def put(self, file: StoredFile, sha256: bytes | None) -> list[str]:
        """Keep a file whose bytes are in place.

        Returns:
            Those of its blobs that were deleted of late: whether they are there must be looked at.
        """
        keys = [blob.key for blob in file.blobs.values()]
        await self._main.execute(
            "insert_file",
            file.file_id,
            file.owner_id,
            file.created_at,
            file.value,
            list(file.blobs),
            keys,
            [blob.size for blob in file.blobs.values()],
            sha256,
        )
        return [row["key"] for row in await self._main.fetch("deleted_blobs", keys)]

    async def get(self, file_id: int) -> StoredFile | None:
        """Return a file, or None."""
        return await self._reader.submit(file_id)

    async def by_hash(self, owner: UserId, sha256: bytes, size: int) -> list[StoredFile]:
        """Return documents of these bytes that an account may know of, the newest first."""
        rows = await self._main.fetch("document_by_hash", sha256, size, owner, HASH_LIMIT)
        ids = [row["file_id"] for row in rows]
        found = await self.by_ids(ids)
        return [found[file_id] for file_id in ids if file_id in found]

    async def by_ids(self, file_ids: Sequence[int]) -> Mapping[int, StoredFile]:
        """Return files by id; unknown ids are left out."""
        found = await self._read(file_ids)
        return {file.file_id: file for file in found if file is not None}

    async def put_profile_photo(self, user_id: UserId, file_id: int, now: int) -> None:
        """Make a photo somebody's profile photo."""
        await self._main.execute("put_profile_photo", user_id, file_id, now)

    async def has_profile_photo(self, user_id: UserId, file_id: int) -> bool:
        """Tell whether a photo is among somebody's."""
        return bool(await self._main.fetchval("has_profile_photo", user_id, file_id))

    async def delete_profile_photos(self, user_id: UserId, file_ids: Sequence[int]) -> list[int]:
        """Take profile photos away, and return those that were there."""
        rows = await self._main.fetch("delete_profile_photos", user_id, list(file_ids))
        return [row["file_id"] for row in rows]

    async def profile_photos(
        self, user_id: UserId, *, max_id: int = 0, offset: int = 0, limit: int = 1
    ) -> tuple[list[StoredFile], int]:
        """Return a page of somebody's profile photos, newest first, and how many there are."""
        rows = await self._main.fetch("profile_photos", user_id, max_id, offset, limit)
        count = await self._main.fetchval("profile_photos_count", user_id)
        ids = [row["file_id"] for row in rows]
        found = await self.by_ids(ids) if ids else {}
        page = [found[file_id] for file_id in ids if file_id in found]
        return page, count if isinstance(count, int) else 0

    async def close(self) -> None:
        """Finish what was submitted."""
        await self._reader.close()

    async def _read(self, file_ids: Sequence[int]) -> list[StoredFile | None]:
        rows = await self._main.fetch("files_by_ids", list(set(file_ids)))
        found = {
            row["file_id"]: StoredFile(
                file_id=row["file_id"],
                owner_id=row["owner_id"],
                created_at=row["created_at"],
                value=row["value"],
                blobs={
                    size: StoredBlob(key, length)
                    for size, key, length in zip(
                        row["sizes"], row["keys"], row["lengths"], strict=True
                    )
                },
            )
            for row in rows
        }
        return [found.get(file_id) for file_id in file_ids]


async def contents_naming(db: Executor, box_id: BoxId, file_id: int, limit: int) -> list[bytes]:
    """Return the newest contents of a box that name a file."""
    rows = await db.fetch("contents_naming_file", box_id, file_id, limit)
    return [row["content"] for row in rows]
