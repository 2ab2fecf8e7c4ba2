"""messages.getStickerSet: a set, and the sets that clients name by their purpose, which are empty.

Clients fetch these at start (animated emoji, dice, topic icons…) and TDLib asks again for each one
it was refused, so an empty set is told where an error would be repeated for ever.

Source: https://core.telegram.org/api/stickers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stickers.access import access_set
from hodhod.actions.stickers.view import seen_set
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types

ANIMATED_EMOJI_ID = 1258816259751983
"""TDLib has this id compiled in, and asks for the set by it."""

SPECIAL_SETS: dict[type[types.TypeInputStickerSet], tuple[int, str, bool]] = {
    types.InputStickerSetAnimatedEmoji: (ANIMATED_EMOJI_ID, "AnimatedEmojies", False),
    types.InputStickerSetAnimatedEmojiAnimations: (2, "EmojiAnimations", False),
    types.InputStickerSetPremiumGifts: (3, "PremiumGifts", False),
    types.InputStickerSetEmojiGenericAnimations: (4, "EmojiGenericAnimations", False),
    types.InputStickerSetEmojiDefaultStatuses: (5, "StatusEmojiWhite", True),
    types.InputStickerSetEmojiDefaultTopicIcons: (6, "Topics", True),
    types.InputStickerSetEmojiChannelDefaultStatuses: (7, "ChannelStatusEmoji", True),
    types.InputStickerSetTonGifts: (8, "TonGifts", False),
    types.InputStickerSetDice: (9, "AnimatedDice", False),
}
"""Purpose → id, short name, whether it is a set of custom emoji."""

DICE_ID_STEP = 256
"""Dice of different emoji are different sets: TDLib takes two sets of one id for one set."""

EMPTY_HASH = 1


@rpc(functions.messages.GetStickerSet, access=USER | BOT)
async def get_sticker_set(
    app: App, caller: Caller, request: functions.messages.GetStickerSet
) -> types.messages.TypeStickerSet:
    """A set with its stickers; not modified for a client that has this state of it.

    Raises:
        RpcError: 400 STICKERSET_INVALID.
    """
    special = SPECIAL_SETS.get(_purpose(request.stickerset))
    if special is not None:
        return _special(request.stickerset, *special)
    found = await access_set(app, request.stickerset)
    if request.hash and request.hash == found.hash:
        return types.messages.StickerSetNotModified()
    return await seen_set(app, found, caller.me)


def _special(
    named: types.TypeInputStickerSet, set_id: int, short_name: str, emojis: bool
) -> types.messages.StickerSet:
    if isinstance(named, types.InputStickerSetDice):
        emoji = named.emoticon[:1]
        set_id += DICE_ID_STEP * ord(emoji or "🎲")
        short_name += f"{ord(emoji or '🎲'):x}"
    return types.messages.StickerSet(
        set=types.StickerSet(
            official=True,
            emojis=emojis,
            id=set_id,
            access_hash=set_id,
            title=short_name,
            short_name=short_name,
            count=0,
            hash=EMPTY_HASH,
        ),
        packs=(),
        keywords=(),
        documents=(),
    )


def _purpose(named: types.TypeInputStickerSet) -> type[types.TypeInputStickerSet]:
    if isinstance(named, types.InputStickerSetID) and named.id == ANIMATED_EMOJI_ID:
        return types.InputStickerSetAnimatedEmoji
    return type(named)
