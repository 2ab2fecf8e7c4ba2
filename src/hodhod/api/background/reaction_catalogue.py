"""messages.getAvailableReactions: the standard reactions, with their pictures and animations.

A client lets nobody react with an emoji that is not in this list (TDLib refuses it by itself), and
each entry needs five documents.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain import stock
from hodhod.domain.access_hash import Kind, access_hash, file_reference
from hodhod.domain.caller import Caller
from hodhod.domain.stock import Reaction, StockFile
from hodhod.tl import functions, types

STOCK_DATE = 1_790_000_000
"""Unix time of the stock files; nothing depends on it."""


@rpc(functions.messages.GetAvailableReactions, access=USER)
async def get_available_reactions(
    app: App, caller: Caller, request: functions.messages.GetAvailableReactions
) -> types.messages.TypeAvailableReactions:
    """The standard reactions; not modified for a client that has this list."""
    content_hash = stock.content_hash()
    if request.hash == content_hash:
        return types.messages.AvailableReactionsNotModified()
    return types.messages.AvailableReactions(
        hash=content_hash,
        reactions=[_available(app, caller, one) for one in stock.reactions()],
    )


def _available(app: App, caller: Caller, reaction: Reaction) -> types.AvailableReaction:
    select = _document(app, caller, reaction.select)
    burst = _document(app, caller, reaction.burst)
    return types.AvailableReaction(
        reaction=reaction.emoji,
        title=reaction.title,
        static_icon=_document(app, caller, reaction.picture),
        appear_animation=_document(app, caller, reaction.appear),
        select_animation=select,
        activate_animation=select,
        effect_animation=burst,
        around_animation=burst,
        center_icon=select,
    )


def _document(app: App, caller: Caller, file: StockFile) -> types.Document:
    """A stock file as a sticker document on the data centre that the client is on."""
    return types.Document(
        id=file.id,
        access_hash=access_hash(app.secret, Kind.DOCUMENT, file.id),
        file_reference=file_reference(app.secret, file.id),
        date=STOCK_DATE,
        mime_type=file.mime_type,
        size=len(file.data),
        dc_id=caller.dc_id,
        attributes=(
            types.DocumentAttributeImageSize(w=file.side, h=file.side),
            types.DocumentAttributeSticker(alt=file.emoji, stickerset=types.InputStickerSetEmpty()),
            types.DocumentAttributeFilename(file_name=file.name),
        ),
    )
