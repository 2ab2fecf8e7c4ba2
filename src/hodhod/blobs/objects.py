"""Blobs as they are kept: written once under the name of their content, read by ranges."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

MAX_READ = 1024 * 1024
"""Bytes of one read: what `upload.getFile` may ask for."""

ROOT = "blobs"

_SMALL = 64 * 1024
"""Bytes that are hashed on the event loop; more goes to a thread."""


class BlobError(Exception):
    """The place where media is kept does not work: an outage, never the caller's fault."""


class BlobMissingError(BlobError):
    """A blob that should be there is not."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file's content, kept.

    Attributes:
        key: Its name, for reading and deleting.
        size: Bytes.
        sha256: Its hash, 32 bytes.
    """

    key: str
    size: int
    sha256: bytes


def blob_of(size: int, sha256: bytes) -> Blob:
    """Return the blob with this content; the folder's two digits keep folders short."""
    name = sha256.hex()
    return Blob(f"{ROOT}/{name[:2]}/{name}", size, sha256)


class Objects:
    """The blobs that are kept."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def put(self, data: bytes) -> Blob:
        """Keep a content that is in memory, such as a size of a photo.

        Raises:
            BlobError: It could not be kept.
        """
        hashing = hashlib.sha256
        digest = (
            hashing(data).digest()
            if len(data) <= _SMALL
            else await asyncio.to_thread(lambda: hashing(data).digest())
        )
        blob = blob_of(len(data), digest)
        if not await self.exists(blob.key):
            try:
                await obstore.put_async(self._store, blob.key, data)
            except (BaseError, OSError) as error:
                raise BlobError("a blob could not be written") from error
        return blob

    async def read(self, key: str, offset: int, limit: int) -> bytes:
        """Return a range of a blob.

        Args:
            key: Its name.
            offset: The first byte.
            limit: Bytes, at most `MAX_READ`; fewer come back at the end, none past it.

        Raises:
            BlobMissingError: There is no such blob.
            BlobError: It could not be read.
            ValueError: The range makes no sense.
        """
        if offset < 0 or not 0 < limit <= MAX_READ:
            raise ValueError("a range out of bounds")
        try:
            found = await obstore.get_range_async(self._store, key, start=offset, length=limit)
        except FileNotFoundError as error:
            raise BlobMissingError(key) from error
        except (BaseError, OSError, ValueError) as error:
            # Past the end is an error here, and the same one as others.
            if await self.size(key) <= offset:
                return b""
            raise BlobError("a blob could not be read") from error
        return found.to_bytes()

    async def read_all(self, key: str, max_bytes: int) -> bytes:
        """Return a whole blob, which must not be larger than the caller can bear.

        Raises:
            BlobMissingError: There is no such blob.
            BlobError: It is larger, or could not be read.
        """
        size = await self.size(key)
        if size > max_bytes:
            raise BlobError(f"a blob of {size} bytes, {max_bytes} can be borne")
        chunks = [await self.read(key, at, MAX_READ) for at in range(0, size, MAX_READ)]
        return b"".join(chunks)

    async def size(self, key: str) -> int:
        """Return how many bytes a blob has.

        Raises:
            BlobMissingError: There is no such blob.
            BlobError: The place does not answer.
        """
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except FileNotFoundError as error:
            raise BlobMissingError(key) from error
        except (BaseError, OSError) as error:
            raise BlobError("a blob could not be found") from error

    async def exists(self, key: str) -> bool:
        """Tell whether there is a blob of this name."""
        try:
            await self.size(key)
        except BlobMissingError:
            return False
        return True

    async def delete(self, key: str) -> None:
        """Delete a blob; one that is gone already is as good.

        Raises:
            BlobError: The place does not answer.
        """
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise BlobError("a blob could not be deleted") from error

    async def kept(self) -> AsyncIterator[str]:
        """Yield the names of all blobs, for a backup or a search for orphans."""
        async for found in obstore.list(self._store, ROOT):
            for one in found:
                yield one["path"]
