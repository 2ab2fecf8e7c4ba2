from __future__ import annotations

import asyncio

import pytest

from hodhod.blobs import Blobs, images
from hodhod.domain.errors import RpcError
from tests.blobs.pictures import picture


async def test_images_are_rendered_away_from_the_loop(blobs: Blobs) -> None:
    data = picture(400, 400)
    photo, avatar, thumbnail = await asyncio.gather(
        blobs.images.photo(data), blobs.images.avatar(data), blobs.images.thumbnail(data)
    )
    assert [one.type for one in photo.sizes] == ["m", "x"]
    assert [one.type for one in avatar.sizes] == ["a", "b", "c"]
    assert [one.type for one in thumbnail.sizes] == ["m"]


async def test_not_endlessly_many_wait(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_WAITING", 2)
    data = picture(400, 400)
    results = await asyncio.gather(
        *(blobs.images.photo(data) for _ in range(5)), return_exceptions=True
    )
    refused = [one for one in results if isinstance(one, RpcError)]
    assert [one.code for one in refused] == [420] * 3
    # Room is made again.
    await blobs.images.photo(data)


async def test_a_refusal_reaches_the_caller(blobs: Blobs) -> None:
    with pytest.raises(RpcError, match="PHOTO_SAVE_FILE_INVALID"):
        await blobs.images.photo(b"no image")
