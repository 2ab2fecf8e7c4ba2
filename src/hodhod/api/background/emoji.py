"""Emoji: keywords, groups and lists for a purpose, of which there are none beyond the clients' own.

Source: https://core.telegram.org/api/custom-emoji
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types

KEYWORDS_VERSION = 1
"""Above 0, which TDLib takes for nothing."""

MAX_LANGUAGES = 64
"""Languages in one request; more is no client."""


@rpc(functions.messages.GetEmojiKeywordsLanguages, access=USER)
async def get_emoji_keywords_languages(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywordsLanguages
) -> list[types.EmojiLanguage]:
    """The languages that a user writes in, as far as they were asked for; never none."""
    codes = dict.fromkeys(code[:2] for code in request.lang_codes[:MAX_LANGUAGES] if code)
    return [types.EmojiLanguage(lang_code=code) for code in codes or ("en",)]


@rpc(functions.messages.GetEmojiKeywords, access=USER, empty=True)
async def get_emoji_keywords(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywords
) -> types.EmojiKeywordsDifference:
    """Words that stand for emoji in a language."""
    return _keywords(request.lang_code, 0)


@rpc(functions.messages.GetEmojiKeywordsDifference, access=USER, empty=True)
async def get_emoji_keywords_difference(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywordsDifference
) -> types.EmojiKeywordsDifference:
    """Words that stand for emoji, as far as they changed."""
    return _keywords(request.lang_code, request.from_version)


def _keywords(lang_code: str, from_version: int) -> types.EmojiKeywordsDifference:
    return types.EmojiKeywordsDifference(
        lang_code=lang_code,
        from_version=from_version,
        version=max(from_version, KEYWORDS_VERSION),
        keywords=(),
    )


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
