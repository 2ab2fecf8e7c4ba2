"""Images, rendered in threads: a few at once, and not endlessly many waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from hodhod.blobs.photos import RenderedPhoto, render_avatar, render_photo, render_thumbnail
from hodhod.blobs.stickers import Shape, StickerFile, sticker_file
from hodhod.domain.errors import flood_wait

T = TypeVar("T")

THREADS = 2
"""Images rendered at once, each in up to about 200 MB. Pillow lets other threads run."""

MAX_WAITING = 64
"""Images waiting, each with up to 10 MB; more are sent away for a while."""

_BUSY_WAIT_S = 10


@dataclass(slots=True)
class Images:
    """A pool that renders images."""

    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(THREADS, thread_name_prefix="images")
    )
    _waiting: int = 0

    async def photo(self, data: bytes) -> RenderedPhoto:
        """Return a photo in its sizes, as `render_photo` does.

        Raises:
            RpcError: As `render_photo`; 420 when too many are waiting.
        """
        return await self._run(render_photo, data)

    async def avatar(self, data: bytes) -> RenderedPhoto:
        """Return a profile photo in its sizes, as `render_avatar` does.

        Raises:
            RpcError: As `render_avatar`; 420 when too many are waiting.
        """
        return await self._run(render_avatar, data)

    async def thumbnail(self, data: bytes) -> RenderedPhoto:
        """Return the one small size of a document, as `render_thumbnail` does.

        Raises:
            RpcError: As `render_thumbnail`; 420 when too many are waiting.
        """
        return await self._run(render_thumbnail, data)

    async def sticker(self, data: bytes, mime_type: str, shape: Shape) -> StickerFile:
        """Return a file as a sticker, as `sticker_file` does.

        Raises:
            RpcError: As `sticker_file`; 420 when too many are waiting.
        """
        return await self._run(partial(sticker_file, mime_type=mime_type, shape=shape), data)

    def close(self) -> None:
        """Let nothing more begin."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _run(self, render: Callable[[bytes], T], data: bytes) -> T:
        if self._waiting >= MAX_WAITING:
            raise flood_wait(_BUSY_WAIT_S)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, render, data)
        finally:
            self._waiting -= 1
