from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from hodhod.blobs import Blobs, BlobSettings, memory_blobs, open_blobs


@pytest.fixture(params=["memory", "folder"])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Blobs]:
    """Media storage; every test runs against each kind of it."""
    async with AsyncExitStack() as stack:
        if request.param == "memory":
            yield await stack.enter_async_context(memory_blobs())
        else:
            settings = BlobSettings(url=str(tmp_path / "media"))
            yield await stack.enter_async_context(open_blobs(settings))
