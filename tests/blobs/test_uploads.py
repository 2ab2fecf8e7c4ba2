from __future__ import annotations

import asyncio
import hashlib
import os
import random
import time
import tracemalloc
from pathlib import Path

import pytest

from hodhod.blobs import Blob, Blobs, BlobSettings, open_blobs, uploads
from hodhod.blobs.uploads import ABANDONED_S, MAX_PART, MAX_PARTS
from hodhod.domain.errors import RpcError

OWNER, FILE = 7, -5
KIB = 1024


async def upload(
    blobs: Blobs, content: bytes, part_size: int, *, owner: int = OWNER, file_id: int = FILE
) -> int:
    """Send all parts, together and out of order; return how many there are."""
    parts = [content[at : at + part_size] for at in range(0, len(content), part_size)]
    order = list(enumerate(parts))
    random.Random(1).shuffle(order)
    async with asyncio.TaskGroup() as group:
        for part, data in order:
            group.create_task(blobs.uploads.save_part(owner, file_id, part, data))
    return len(parts)


async def assemble(blobs: Blobs, parts: int, *, md5: str = "", max_bytes: int = 2**32) -> Blob:
    return await blobs.uploads.assemble(OWNER, FILE, parts, max_bytes=max_bytes, md5=md5)


async def everything(blobs: Blobs) -> set[str]:
    return {key async for key in blobs.objects.kept()}


@pytest.mark.parametrize(
    ("size", "part_size"),
    [(1, 512 * KIB), (512 * KIB, 512 * KIB), (512 * KIB + 1, 512 * KIB), (100_000, KIB)],
)
async def test_parts_in_any_order_become_one_blob(blobs: Blobs, size: int, part_size: int) -> None:
    content = os.urandom(size)
    parts = await upload(blobs, content, part_size)
    blob = await assemble(blobs, parts)
    assert blob.size == size
    assert blob.sha256 == hashlib.sha256(content).digest()
    assert await blobs.objects.read_all(blob.key, size) == content
    assert await blobs.uploads.saved_parts(OWNER, FILE) == ()


async def test_a_client_that_asks_again_gets_the_same_blob(blobs: Blobs) -> None:
    parts = await upload(blobs, os.urandom(5000), KIB)
    blob = await assemble(blobs, parts)
    assert await assemble(blobs, parts) == blob
    await blobs.objects.delete(blob.key)
    with pytest.raises(RpcError, match="FILE_PART_0_MISSING"):
        await assemble(blobs, parts)


async def test_the_same_content_is_kept_once(blobs: Blobs) -> None:
    content = os.urandom(5000)
    one = await assemble(blobs, await upload(blobs, content, KIB))
    await upload(blobs, content, 2 * KIB, owner=8, file_id=9)
    assert await blobs.uploads.assemble(8, 9, 3, max_bytes=2**32) == one
    assert await blobs.objects.put(content) == one
    assert await everything(blobs) == {one.key}


async def test_an_upload_goes_on_where_it_was_cut(tmp_path: Path) -> None:
    settings = BlobSettings(url=str(tmp_path))
    content = os.urandom(3 * KIB)
    async with open_blobs(settings) as blobs:
        await blobs.uploads.save_part(OWNER, FILE, 0, content[:KIB])
        await blobs.uploads.save_part(OWNER, FILE, 2, content[2 * KIB :])
    async with open_blobs(settings) as blobs:
        assert await blobs.uploads.saved_parts(OWNER, FILE) == (0, 2)
        with pytest.raises(RpcError, match="FILE_PART_1_MISSING"):
            await assemble(blobs, 3)
        await blobs.uploads.save_part(OWNER, FILE, 1, content[KIB : 2 * KIB])
        blob = await assemble(blobs, 3)
        assert await blobs.objects.read_all(blob.key, 3 * KIB) == content


async def test_a_part_sent_again_replaces_the_first(blobs: Blobs) -> None:
    await blobs.uploads.save_part(OWNER, FILE, 0, b"half a par")
    await blobs.uploads.save_part(OWNER, FILE, 0, b"a whole part")
    blob = await assemble(blobs, 1)
    assert await blobs.objects.read_all(blob.key, 100) == b"a whole part"


async def test_uploads_of_one_account_are_not_those_of_another(blobs: Blobs) -> None:
    await blobs.uploads.save_part(70, FILE, 0, b"theirs")
    with pytest.raises(RpcError, match="FILE_PART_0_MISSING"):
        await assemble(blobs, 1)


@pytest.mark.parametrize(
    ("part", "data", "error"),
    [
        (-1, b"x", "FILE_PART_INVALID"),
        (MAX_PARTS, b"x", "FILE_PART_INVALID"),
        (0, b"", "FILE_PART_EMPTY"),
        (0, bytes(MAX_PART + 1), "FILE_PART_TOO_BIG"),
    ],
)
async def test_a_part_that_cannot_be_is_refused(
    blobs: Blobs, part: int, data: bytes, error: str
) -> None:
    with pytest.raises(RpcError, match=error):
        await blobs.uploads.save_part(OWNER, FILE, part, data)


@pytest.mark.parametrize(
    ("sizes", "parts", "error"),
    [
        ([KIB, KIB], 0, "FILE_PARTS_INVALID"),
        ([KIB, KIB], MAX_PARTS + 1, "FILE_PARTS_INVALID"),
        ([KIB, KIB], 1, "FILE_PARTS_INVALID"),
        ([KIB, KIB], 3, "FILE_PART_2_MISSING"),
        ([3 * KIB, KIB], 2, "FILE_PART_SIZE_INVALID"),
        ([1000, 1000], 2, "FILE_PART_SIZE_INVALID"),
        ([KIB, 2 * KIB, KIB], 3, "FILE_PART_SIZE_CHANGED"),
        ([KIB, 2 * KIB], 2, "FILE_PART_SIZE_CHANGED"),
        ([512 * KIB, 512 * KIB], 2, "FILE_PART_TOO_BIG"),
    ],
)
async def test_parts_that_are_no_file_are_refused(
    blobs: Blobs, sizes: list[int], parts: int, error: str
) -> None:
    for part, size in enumerate(sizes):
        await blobs.uploads.save_part(OWNER, FILE, part, bytes(size))
    with pytest.raises(RpcError, match=error):
        await assemble(blobs, parts, max_bytes=1000 * KIB)
    assert await everything(blobs) == set()


async def test_a_checksum_that_is_given_must_hold(blobs: Blobs) -> None:
    content = os.urandom(3000)
    parts = await upload(blobs, content, KIB)
    with pytest.raises(RpcError, match="MD5_CHECKSUM_INVALID"):
        await assemble(blobs, parts, md5="0" * 32)
    assert await everything(blobs) == set()
    right = hashlib.md5(content).hexdigest()
    assert (await assemble(blobs, parts, md5=right.upper())).size == 3000


async def test_what_is_abandoned_is_deleted_and_what_is_kept_stays(blobs: Blobs) -> None:
    blob = await assemble(blobs, await upload(blobs, b"kept", KIB))
    await blobs.uploads.save_part(OWNER, 6, 0, b"abandoned")
    now = time.time()
    assert await blobs.uploads.sweep(now) == 0
    # One part, and the note of what the other upload became.
    assert await blobs.uploads.sweep(now + ABANDONED_S + 10) == 2
    assert await blobs.uploads.saved_parts(OWNER, 6) == ()
    assert await blobs.objects.size(blob.key) == 4


async def test_a_small_upload_is_loaded_and_not_kept(blobs: Blobs) -> None:
    content = os.urandom(5000)
    parts = await upload(blobs, content, KIB)
    for _ in range(2):
        assert await blobs.load_upload(OWNER, FILE, parts, 5000) == content
    assert await everything(blobs) == set()
    with pytest.raises(RpcError, match="FILE_PART_TOO_BIG"):
        await blobs.load_upload(OWNER, FILE, parts, 4999)
    with pytest.raises(RpcError, match="FILE_PART_0_MISSING"):
        await blobs.load_upload(8, FILE, parts, 5000)


async def test_an_upload_leaves_no_folder_for_ever(tmp_path: Path) -> None:
    async with open_blobs(BlobSettings(url=str(tmp_path))) as blobs:
        await assemble(blobs, await upload(blobs, b"kept", KIB))
        await blobs.uploads.save_part(8, 1, 0, b"abandoned")
        now = time.time()
        await blobs.uploads.sweep(now)
        assert len(list((tmp_path / "parts").iterdir())) == 2
        await blobs.uploads.sweep(now + ABANDONED_S + 10)
        assert list((tmp_path / "parts").iterdir()) == []


async def test_one_account_cannot_fill_the_disk(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_PENDING", 10 * KIB)
    monkeypatch.setattr(uploads, "_UNCHECKED", 2 * KIB)
    for file_id in range(10):
        await blobs.uploads.save_part(OWNER, file_id, 0, bytes(KIB))
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await blobs.uploads.save_part(OWNER, 10, 0, bytes(2 * KIB))
    await blobs.uploads.save_part(8, 1, 0, bytes(KIB))
    # What is assembled no longer lies about.
    for file_id in range(10):
        await blobs.uploads.assemble(OWNER, file_id, 1, max_bytes=KIB)
    await blobs.uploads.save_part(OWNER, 200, 0, bytes(KIB))


async def test_two_that_assemble_at_once_agree_or_try_again(blobs: Blobs) -> None:
    content = os.urandom(20 * KIB)
    parts = await upload(blobs, content, KIB)
    results = await asyncio.gather(
        *(assemble(blobs, parts) for _ in range(4)), return_exceptions=True
    )
    assert any(isinstance(one, Blob) for one in results)
    blob = await assemble(blobs, parts)
    assert {one for one in results if isinstance(one, Blob)} == {blob}
    assert await blobs.objects.read_all(blob.key, 20 * KIB) == content


async def test_a_large_file_is_never_held_in_memory(tmp_path: Path) -> None:
    async with open_blobs(BlobSettings(url=str(tmp_path))) as blobs:
        for part in range(80):
            await blobs.uploads.save_part(OWNER, FILE, part, bytes([part]) * MAX_PART)
        tracemalloc.start()
        try:
            blob = await assemble(blobs, 80)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert blob.size == 80 * MAX_PART
        assert peak < 24 * 1024 * KIB
        assert await blobs.objects.read(blob.key, 79 * MAX_PART - 1, 2) == bytes((78, 79))
