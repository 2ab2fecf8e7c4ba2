from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest

from hodhod.blobs import BlobError, BlobMissingError, Blobs, BlobSettings, open_blobs
from hodhod.blobs.objects import MAX_READ

CONTENT = bytes(range(256)) * 1000


async def test_a_blob_is_named_after_its_content_and_kept_once(blobs: Blobs) -> None:
    blob = await blobs.objects.put(CONTENT)
    assert blob.size == len(CONTENT)
    assert blob.sha256 == hashlib.sha256(CONTENT).digest()
    assert await blobs.objects.put(CONTENT) == blob
    other = await blobs.objects.put(b"x")
    assert {key async for key in blobs.objects.kept()} == {blob.key, other.key}


@pytest.mark.parametrize(
    ("offset", "limit"),
    [(0, 1), (0, 4096), (1000, 100_000), (255_999, 1), (255_000, 4096), (256_000, 1), (10**12, 1)],
)
async def test_any_range_can_be_read(blobs: Blobs, offset: int, limit: int) -> None:
    blob = await blobs.objects.put(CONTENT)
    assert await blobs.objects.read(blob.key, offset, limit) == CONTENT[offset : offset + limit]


@pytest.mark.parametrize(("offset", "limit"), [(-1, 5), (0, 0), (0, -1), (0, MAX_READ + 1)])
async def test_a_range_that_makes_no_sense_is_refused(
    blobs: Blobs, offset: int, limit: int
) -> None:
    blob = await blobs.objects.put(CONTENT)
    with pytest.raises(ValueError, match="range"):
        await blobs.objects.read(blob.key, offset, limit)


async def test_a_whole_blob_is_read_if_it_can_be_borne(blobs: Blobs) -> None:
    content = CONTENT * 9
    blob = await blobs.objects.put(content)
    assert await blobs.objects.read_all(blob.key, len(content)) == content
    with pytest.raises(BlobError):
        await blobs.objects.read_all(blob.key, len(content) - 1)


async def test_an_empty_blob_is_a_blob(blobs: Blobs) -> None:
    blob = await blobs.objects.put(b"")
    assert await blobs.objects.read(blob.key, 0, 10) == b""
    assert await blobs.objects.read_all(blob.key, 10) == b""


async def test_what_is_deleted_is_missing(blobs: Blobs) -> None:
    blob = await blobs.objects.put(CONTENT)
    await blobs.objects.delete(blob.key)
    await blobs.objects.delete(blob.key)
    assert not await blobs.objects.exists(blob.key)
    with pytest.raises(BlobMissingError):
        await blobs.objects.read(blob.key, 0, 1)
    with pytest.raises(BlobMissingError):
        await blobs.objects.size(blob.key)


async def test_a_folder_keeps_its_blobs_to_itself(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "media"
    async with open_blobs(BlobSettings(url=str(folder))) as blobs:
        blob = await blobs.objects.put(CONTENT)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    async with open_blobs(BlobSettings(url=str(folder))) as blobs:
        assert await blobs.objects.read(blob.key, 0, 5) == CONTENT[:5]


def test_settings_do_not_show_the_secret() -> None:
    settings = BlobSettings(url="s3://media/x", access_key_id="id", secret_access_key="hidden")
    assert "hidden" not in repr(settings)
