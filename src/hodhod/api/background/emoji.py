"""Emoji in groups and lists for a purpose: there are none beyond the clients' own.

Source: https://core.telegram.org/api/custom-emoji
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(
    functions.messages.GetEmojiGroups,
    functions.messages.GetEmojiStatusGroups,
    functions.messages.GetEmojiProfilePhotoGroups,
    functions.messages.GetEmojiStickerGroups,
    access=USER,
    empty=True,
)
async def get_emoji_groups(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.EmojiGroups:
    """Groups to search emoji by; each has an icon that is a custom emoji."""
    return types.messages.EmojiGroups(hash=0, groups=())


@rpc(
    functions.account.GetDefaultProfilePhotoEmojis,
    functions.account.GetDefaultGroupPhotoEmojis,
    functions.account.GetDefaultBackgroundEmojis,
    functions.account.GetChannelRestrictedStatusEmojis,
    access=USER,
    empty=True,
)
async def get_emoji_list(app: App, caller: Caller, request: TLFunction) -> types.EmojiList:
    """Custom emoji for a purpose."""
    return types.EmojiList(hash=0, document_id=())


@rpc(
    functions.account.GetDefaultEmojiStatuses,
    functions.account.GetChannelDefaultEmojiStatuses,
    functions.account.GetCollectibleEmojiStatuses,
    access=USER,
    empty=True,
)
async def get_emoji_statuses(
    app: App, caller: Caller, request: TLFunction
) -> types.account.EmojiStatuses:
    """Custom emoji to stand behind a name."""
    return types.account.EmojiStatuses(hash=0, statuses=())


@rpc(functions.messages.GetEmojiGameInfo, access=USER, empty=True)
async def get_emoji_game_info(
    app: App, caller: Caller, request: TLFunction
) -> types.messages.EmojiGameUnavailable:
    """A game of dice for money: not here."""
    return types.messages.EmojiGameUnavailable()
