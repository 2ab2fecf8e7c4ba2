"""Uploads: parts in any order and any number at once, then one blob.

    parts/<owner>/<file id, 16 hex digits>/<part, 4 digits>     until assembled or abandoned
    parts/<owner>/<file id>/done                                which blob it became
    incoming/<random>                                           being assembled

Nothing is kept in memory between two parts, so an upload goes on after a restart and on another
node. A client that asks again for what it has sent already (it lost the answer) gets the same blob.

Source: https://core.telegram.org/api/files#uploading-files
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from hodhod.blobs.objects import Blob, BlobError, Objects, blob_of
from hodhod.domain.errors import bad_request, flood_wait

MAX_PART = 512 * 1024
"""Bytes of a part."""

MAX_PARTS = 8000
"""Parts of a file: 4,000 MiB."""

PART_UNIT = 1024
"""Parts are a multiple of this, and `MAX_PART` is a multiple of them."""

ABANDONED_S = 86_400
"""Age at which parts are abandoned."""

MAX_PENDING = 9 * 1024**3
"""Bytes of parts that one account may have lying about: two of the largest files."""

_UNCHECKED = 64 * 1024**2
"""Bytes that an account may add before what lies about is counted again."""

_OWNERS = 10_000
"""Accounts whose recent parts are remembered."""

_BATCH = 4
"""Parts read at once while assembling: 2 MiB in memory."""

_ASSEMBLING = 4
"""Files assembled at once; others wait."""

_WRITING = 2
"""Pieces of 5 MiB on their way to the store for each of them."""

_PARTS = "parts"
_INCOMING = "incoming"
_DONE = "done"
_FULL_WAIT_S = 300


class Uploads:
    """Parts that arrived and what becomes of them."""

    def __init__(self, store: ObjectStore, objects: Objects, folder: Path | None = None) -> None:
        self._store = store
        self._objects = objects
        self._folder = folder
        self._assembling = asyncio.Semaphore(_ASSEMBLING)
        self._unchecked: OrderedDict[int, int] = OrderedDict()

    async def save_part(self, owner: int, file_id: int, part: int, data: bytes) -> None:
        """Keep one part; the same part again replaces it.

        Args:
            owner: The account.
            file_id: The client's random number for the file.
            part: Its number, from 0.
            data: Up to `MAX_PART` bytes.

        Raises:
            RpcError: 400 FILE_PART_INVALID, FILE_PART_EMPTY, FILE_PART_TOO_BIG; 420 when the
                account has too much lying about.
            BlobError: It could not be kept.
        """
        if not 0 <= part < MAX_PARTS:
            raise bad_request("FILE_PART_INVALID")
        if not data:
            raise bad_request("FILE_PART_EMPTY")
        if len(data) > MAX_PART:
            raise bad_request("FILE_PART_TOO_BIG")
        await self._check_pending(owner, len(data))
        try:
            await obstore.put_async(self._store, f"{_folder(owner, file_id)}/{part:04}", data)
        except (BaseError, OSError) as error:
            raise BlobError("a part could not be written") from error

    async def assemble(
        self, owner: int, file_id: int, parts: int, max_bytes: int, md5: str = ""
    ) -> Blob:
        """Make one blob of the parts of a file, without ever holding it in memory.

        Args:
            owner: The account.
            file_id: The client's number for the file.
            parts: How many parts the client says it has.
            max_bytes: The largest file.
            md5: The hash that the client says it has, in hex; empty if it does not say.

        Raises:
            RpcError: 400 FILE_PARTS_INVALID, FILE_PART_<n>_MISSING, FILE_PART_SIZE_INVALID,
                FILE_PART_TOO_BIG, MD5_CHECKSUM_INVALID.
            BlobError: It could not be read or written.
        """
        if not 0 < parts <= MAX_PARTS:
            raise bad_request("FILE_PARTS_INVALID")
        folder = _folder(owner, file_id)
        sizes = await self._sizes(folder)
        if not sizes:
            done = await self._done(folder)
            if done is not None:
                return done
        _check_sizes(sizes, parts, max_bytes)
        async with self._assembling:
            blob = await self._write(folder, parts, md5)
        await self._finish(folder, parts, blob)
        return blob

    async def load(self, owner: int, file_id: int, parts: int, max_bytes: int) -> bytes:
        """Return the content of a small upload, which is not kept as a blob.

        It is what a photo is made of. The parts stay until they are abandoned, so that a client
        can ask again.

        Args:
            owner: The account.
            file_id: The client's number for the file.
            parts: How many parts the client says it has.
            max_bytes: The most that the caller can bear in memory.

        Raises:
            RpcError: As of `assemble`.
            BlobError: It could not be read.
        """
        if not 0 < parts <= MAX_PARTS:
            raise bad_request("FILE_PARTS_INVALID")
        folder = _folder(owner, file_id)
        _check_sizes(await self._sizes(folder), parts, max_bytes)
        return b"".join([chunk async for chunk in self._chunks(folder, parts)])

    async def saved_parts(self, owner: int, file_id: int) -> tuple[int, ...]:
        """Return the numbers of the parts that have arrived, in order."""
        return tuple(sorted(await self._sizes(_folder(owner, file_id))))

    async def sweep(self, now: float, max_age_s: float = ABANDONED_S) -> int:
        """Delete what has been abandoned.

        Args:
            now: Unix time in seconds.
            max_age_s: Age in seconds of what is deleted.

        Returns:
            How many objects that was.
        """
        limit = datetime.fromtimestamp(now - max_age_s, UTC)
        deleted = 0
        try:
            for root in (_PARTS, _INCOMING):
                async for found in obstore.list(self._store, root):
                    old = [one["path"] for one in found if one["last_modified"] < limit]
                    await self._delete(old)
                    deleted += len(old)
        except (BaseError, OSError) as error:
            raise BlobError("abandoned parts could not be deleted") from error
        if self._folder is not None:
            await asyncio.to_thread(_remove_empty, self._folder / _PARTS, limit.timestamp())
        return deleted

    async def _check_pending(self, owner: int, added: int) -> None:
        """Count now and then what an account has lying about."""
        unchecked = self._unchecked.get(owner)
        if unchecked is None or unchecked + added > _UNCHECKED:
            if await self._pending(owner) + added > MAX_PENDING:
                raise flood_wait(_FULL_WAIT_S)
            unchecked = 0
        self._unchecked[owner] = unchecked + added
        self._unchecked.move_to_end(owner)
        if len(self._unchecked) > _OWNERS:
            self._unchecked.popitem(last=False)

    async def _pending(self, owner: int) -> int:
        total = 0
        try:
            async for found in obstore.list(self._store, f"{_PARTS}/{owner}"):
                total += sum(one["size"] for one in found)
        except (BaseError, OSError) as error:
            raise BlobError("parts could not be counted") from error
        return total

    async def _sizes(self, folder: str) -> dict[int, int]:
        """Return the size of each part that has arrived."""
        sizes: dict[int, int] = {}
        try:
            async for found in obstore.list(self._store, folder):
                for one in found:
                    name = one["path"].rpartition("/")[2]
                    if name != _DONE:
                        sizes[int(name)] = one["size"]
        except (BaseError, OSError) as error:
            raise BlobError("parts could not be listed") from error
        return sizes

    async def _write(self, folder: str, parts: int, md5: str) -> Blob:
        incoming = f"{_INCOMING}/{secrets.token_hex(16)}"
        sha256 = hashlib.sha256()
        checksum = hashlib.md5(usedforsecurity=False) if md5 else None
        size = 0

        async def content() -> AsyncIterator[bytes]:
            nonlocal size
            async for chunk in self._chunks(folder, parts):
                await asyncio.to_thread(sha256.update, chunk)
                if checksum:
                    await asyncio.to_thread(checksum.update, chunk)
                size += len(chunk)
                yield chunk

        try:
            await obstore.put_async(self._store, incoming, content(), max_concurrency=_WRITING)
            if checksum and checksum.hexdigest() != md5.lower():
                await obstore.delete_async(self._store, incoming)
                raise bad_request("MD5_CHECKSUM_INVALID")
            blob = blob_of(size, sha256.digest())
            if await self._objects.exists(blob.key):
                await obstore.delete_async(self._store, incoming)
            else:
                await obstore.rename_async(self._store, incoming, blob.key)
        except (BaseError, OSError) as error:
            raise BlobError("a file could not be assembled") from error
        return blob

    async def _chunks(self, folder: str, parts: int) -> AsyncIterator[bytes]:
        """Yield the parts in order, a few together."""
        for start in range(0, parts, _BATCH):
            batch = range(start, min(start + _BATCH, parts))
            try:
                async with asyncio.TaskGroup() as group:
                    reading = [group.create_task(self._part(folder, part)) for part in batch]
            except ExceptionGroup as error:
                raise BlobError("a part could not be read") from error
            yield b"".join(one.result() for one in reading)

    async def _part(self, folder: str, part: int) -> bytes:
        found = await obstore.get_async(self._store, f"{folder}/{part:04}")
        return (await found.bytes_async()).to_bytes()

    async def _finish(self, folder: str, parts: int, blob: Blob) -> None:
        """Note which blob the parts became, then delete them."""
        note = json.dumps({"size": blob.size, "sha256": blob.sha256.hex()}).encode()
        try:
            await obstore.put_async(self._store, f"{folder}/{_DONE}", note)
            await self._delete([f"{folder}/{part:04}" for part in range(parts)])
        except (BaseError, OSError) as error:
            raise BlobError("parts could not be deleted") from error

    async def _delete(self, paths: list[str]) -> None:
        """Delete objects, whichever of them are still there."""
        try:
            if paths:
                await obstore.delete_async(self._store, paths)
        except FileNotFoundError:
            # Somebody else deletes the same ones: a folder tells, and stops at the first.
            for path in paths:
                with suppress(FileNotFoundError):
                    await obstore.delete_async(self._store, path)

    async def _done(self, folder: str) -> Blob | None:
        """Return the blob that the parts became, if it is still there."""
        try:
            note = await obstore.get_async(self._store, f"{folder}/{_DONE}")
            known = json.loads((await note.bytes_async()).to_bytes())
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise BlobError("an upload could not be found") from error
        blob = blob_of(known["size"], bytes.fromhex(known["sha256"]))
        return blob if await self._objects.exists(blob.key) else None


def _folder(owner: int, file_id: int) -> str:
    return f"{_PARTS}/{owner}/{file_id & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def _remove_empty(root: Path, before: float) -> None:
    """Remove folders under a root that are empty and have been since a time.

    The store could do it with each deletion, but then takes away folders that others write to.
    """
    for name, _, _ in os.walk(root, topdown=False):
        path = Path(name)
        with suppress(OSError):
            if path != root and path.stat().st_mtime < before:
                path.rmdir()


def _check_sizes(sizes: dict[int, int], parts: int, max_bytes: int) -> None:
    """Refuse parts that are not all of a file: all but the last are of one size.

    Raises:
        RpcError: As of `Uploads.assemble`.
    """
    for part in range(parts):
        if part not in sizes:
            raise bad_request(f"FILE_PART_{part}_MISSING")
    if len(sizes) != parts:
        raise bad_request("FILE_PARTS_INVALID")
    full = sizes[0]
    if parts > 1 and (full % PART_UNIT or MAX_PART % full):
        raise bad_request("FILE_PART_SIZE_INVALID")
    if any(sizes[part] != full for part in range(parts - 1)) or sizes[parts - 1] > full:
        raise bad_request("FILE_PART_SIZE_CHANGED")
    if sum(sizes.values()) > max_bytes:
        raise bad_request("FILE_PART_TOO_BIG")
