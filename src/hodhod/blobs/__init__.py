"""Media: files as they arrive in parts, files as they are kept, and the sizes of photos.

    upload.saveFilePart ─► Uploads.save_part        parts/<owner>/<file>/<part>
    messages.sendMedia  ─► Uploads.assemble  ─────► blobs/<first two digits>/<SHA-256>
    upload.getFile      ─► Objects.read             any range of a blob

A blob is named after its content, so the same file is kept once, however often it is sent. Which
files lead to which blob is known to the store; it says when none does and a blob can be deleted.

Everything goes through obstore: a local folder by default, S3 by its address, memory in tests.
"""

from __future__ import annotations

from hodhod.blobs.blobs import Blobs, BlobSettings, memory_blobs, open_blobs
from hodhod.blobs.image_header import ImageHeader, read_header
from hodhod.blobs.images import Images
from hodhod.blobs.objects import Blob, BlobError, BlobMissingError, Objects
from hodhod.blobs.photos import PhotoImage, RenderedPhoto
from hodhod.blobs.stickers import Shape, StickerFile
from hodhod.blobs.uploads import Uploads

__all__ = [
    "Blob",
    "BlobError",
    "BlobMissingError",
    "BlobSettings",
    "Blobs",
    "ImageHeader",
    "Images",
    "Objects",
    "PhotoImage",
    "RenderedPhoto",
    "Shape",
    "StickerFile",
    "Uploads",
    "memory_blobs",
    "open_blobs",
    "read_header",
]
