"""Albums: messages that clients show as one, because what they carry goes together.

    photos and videos   in any mix
    music               among itself
    documents           among themselves

Source: https://core.telegram.org/api/files#albums-grouped-media
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.errors import bad_request
from hodhod.domain.media_kind import kind_of
from hodhod.domain.message import MediaKind
from hodhod.tl import types

TOGETHER = (
    frozenset((MediaKind.PHOTO, MediaKind.VIDEO)),
    frozenset((MediaKind.MUSIC,)),
    frozenset((MediaKind.DOCUMENT,)),
)
"""The kinds of media that an album may be made of."""


def require_album(medias: Sequence[types.TypeMessageMedia | None]) -> None:
    """Raise unless media can be shown as one album.

    Raises:
        RpcError: 400 MEDIA_INVALID: one of them is never in an album; MEDIA_GROUPED_INVALID: they
            do not go together.
    """
    kinds = {kind_of(media) for media in medias}
    if any(kind is None or not any(kind in some for some in TOGETHER) for kind in kinds):
        raise bad_request("MEDIA_INVALID")
    if not any(kinds <= some for some in TOGETHER):
        raise bad_request("MEDIA_GROUPED_INVALID")
