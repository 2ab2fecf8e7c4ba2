"""Photos and documents as they are kept: what clients are told, and where the bytes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hodhod.domain.ids import UserId

WHOLE = ""
"""The name of a document's own bytes among its sizes."""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """Bytes of a file.

    Attributes:
        key: Where they are.
        size: How many.
    """

    key: str
    size: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A photo or document.

    Attributes:
        file_id: Its id.
        owner_id: Who uploaded it.
        created_at: Unix seconds.
        value: TL photo or document, without what is computed.
        blobs: The bytes of each size by its letter; a document's own under "".
    """

    file_id: int
    owner_id: UserId
    created_at: int
    value: bytes
    blobs: Mapping[str, StoredBlob]
