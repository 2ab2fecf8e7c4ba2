"""Custom emoji: stickers that stand inside a text. There is no premium here: everybody may."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.files import document_of
from hodhod.actions.stickers.access import document_value, sticker_attribute
from hodhod.domain.errors import bad_request
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types

DOCUMENTS_LIMIT = 200
"""Custom emoji in one request, as clients ask for them."""

Entities = tuple[types.TypeMessageEntity, ...]


async def custom_emoji(app: App, document_ids: Sequence[int]) -> list[types.Document]:
    """Return custom emoji by their ids; unknown ones are left out.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    wanted = list(dict.fromkeys(document_ids))
    if len(wanted) > DOCUMENTS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    found = await app.store.files.by_ids(wanted) if wanted else {}
    return [
        document_of(app, found[file_id])
        for file_id in wanted
        if file_id in found
        and isinstance(
            sticker_attribute(document_value(found[file_id])), types.DocumentAttributeCustomEmoji
        )
    ]


async def with_known_emoji(app: App, messages: Sequence[Outgoing]) -> Sequence[Outgoing]:
    """Return messages without the custom emoji that there are not: what they stood on stays."""
    if not any(_named(message.entities) for message in messages):
        return messages
    return [
        replace(message, entities=await known_only(app, message.entities)) for message in messages
    ]


async def known_only(app: App, entities: Entities) -> Entities:
    """Return entities without custom emoji that there are not."""
    named = _named(entities)
    if not named:
        return entities
    known = {document.id for document in await custom_emoji(app, named)}
    return tuple(
        one
        for one in entities
        if not isinstance(one, types.MessageEntityCustomEmoji) or one.document_id in known
    )


def _named(entities: Entities) -> list[int]:
    return [one.document_id for one in entities if isinstance(one, types.MessageEntityCustomEmoji)]
