"""The three parts of media storage, opened together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store

from hodhod.blobs.images import Images
from hodhod.blobs.objects import Blob, Objects
from hodhod.blobs.photos import RenderedPhoto
from hodhod.blobs.stickers import Shape, StickerFile
from hodhod.blobs.uploads import Uploads

if TYPE_CHECKING:
    from obstore.store import S3Config

S3_SCHEME = "s3://"
TIMEOUT_S = 30
"""For one request to S3, a piece of 5 MiB included."""

RETRIES = 3
RETRY_S = 20
"""Seconds after which a request is not tried again: somebody waits for it."""


@dataclass(frozen=True, slots=True)
class BlobSettings:
    """Where media is kept.

    Attributes:
        url: A folder, or `s3://bucket/prefix`.
        endpoint: The address of an S3-compatible service; empty for Amazon's.
        region: Its region.
        access_key_id: Empty: from the environment.
        secret_access_key: Likewise.
    """

    url: str
    endpoint: str = ""
    region: str = ""
    access_key_id: str = ""
    secret_access_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Blobs:
    """Media storage: what use-cases ask of its parts.

    Attributes:
        objects: Files as they are kept.
        uploads: Files as they arrive.
        images: Sizes of photos.
    """

    objects: Objects
    uploads: Uploads
    images: Images

    async def save_part(self, owner: int, file_id: int, part: int, data: bytes) -> None:
        """Keep a part of an upload: `Uploads.save_part`."""
        await self.uploads.save_part(owner, file_id, part, data)

    async def assemble(
        self, owner: int, file_id: int, parts: int, max_bytes: int, md5: str = ""
    ) -> Blob:
        """Make one blob of an upload: `Uploads.assemble`."""
        return await self.uploads.assemble(owner, file_id, parts, max_bytes, md5)

    async def load_upload(self, owner: int, file_id: int, parts: int, max_bytes: int) -> bytes:
        """Return a small upload's content without keeping it: `Uploads.load`."""
        return await self.uploads.load(owner, file_id, parts, max_bytes)

    async def put(self, data: bytes) -> Blob:
        """Keep a content: `Objects.put`."""
        return await self.objects.put(data)

    async def read(self, key: str, offset: int, limit: int) -> bytes:
        """Return a range of a blob: `Objects.read`."""
        return await self.objects.read(key, offset, limit)

    async def read_all(self, key: str, max_bytes: int) -> bytes:
        """Return a whole blob: `Objects.read_all`."""
        return await self.objects.read_all(key, max_bytes)

    async def delete(self, key: str) -> None:
        """Delete a blob that no file leads to any more: `Objects.delete`.

        The same content sent twice is one blob: whoever deletes asks the store first.
        """
        await self.objects.delete(key)

    async def render_photo(self, data: bytes) -> RenderedPhoto:
        """Return a photo in its sizes: `Images.photo`."""
        return await self.images.photo(data)

    async def render_avatar(self, data: bytes) -> RenderedPhoto:
        """Return a profile photo in its sizes: `Images.avatar`."""
        return await self.images.avatar(data)

    async def thumbnail(self, data: bytes) -> RenderedPhoto:
        """Return the small size of a document: `Images.thumbnail`."""
        return await self.images.thumbnail(data)

    async def sticker(self, data: bytes, mime_type: str, shape: Shape) -> StickerFile:
        """Return a file as a sticker: `Images.sticker`."""
        return await self.images.sticker(data, mime_type, shape)


@asynccontextmanager
async def open_blobs(settings: BlobSettings) -> AsyncIterator[Blobs]:
    """Open the media storage that the settings describe; a folder is made if it is not there."""
    if settings.url.startswith(S3_SCHEME):
        blobs = _blobs(_s3(settings))
    else:
        folder = _made(Path(settings.url))
        blobs = _blobs(LocalStore(folder), folder)
    try:
        yield blobs
    finally:
        blobs.images.close()


@asynccontextmanager
async def memory_blobs() -> AsyncIterator[Blobs]:
    """Open media storage that forgets everything, for tests."""
    blobs = _blobs(MemoryStore())
    try:
        yield blobs
    finally:
        blobs.images.close()


def _blobs(store: ObjectStore, folder: Path | None = None) -> Blobs:
    objects = Objects(store)
    return Blobs(objects, Uploads(store, objects, folder), Images())


def _made(folder: Path) -> Path:
    # What people send each other is nobody else's on this machine.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _s3(settings: BlobSettings) -> ObjectStore:
    bucket, _, prefix = settings.url.removeprefix(S3_SCHEME).partition("/")
    config: S3Config = {}
    if settings.endpoint:
        config["endpoint"] = settings.endpoint
    if settings.region:
        config["region"] = settings.region
    if settings.access_key_id:
        config["access_key_id"] = settings.access_key_id
        config["secret_access_key"] = settings.secret_access_key
    return S3Store(
        bucket,
        prefix=prefix or None,
        config=config,
        client_options={
            "timeout": timedelta(seconds=TIMEOUT_S),
            "allow_http": settings.endpoint.startswith("http://"),
        },
        retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_S)},
    )
