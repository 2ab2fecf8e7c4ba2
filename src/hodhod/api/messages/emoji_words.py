"""messages.getEmojiKeywords, getEmojiKeywordsDifference, getEmojiKeywordsLanguages.

Source: https://core.telegram.org/api/custom-emoji#emoji-keywords
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain import emoji_words
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

MAX_LANGUAGES = 64
"""Languages in one request; more is no client."""


@rpc(functions.messages.GetEmojiKeywordsLanguages, access=USER)
async def get_emoji_keywords_languages(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywordsLanguages
) -> list[types.EmojiLanguage]:
    """Tell in which of a user's languages there are words; English is never wrong."""
    asked = [_language(code) for code in request.lang_codes[:MAX_LANGUAGES]]
    known = [code for code in dict.fromkeys(asked) if code in emoji_words.LANGUAGES]
    return [types.EmojiLanguage(lang_code=code) for code in known or ("en",)]


@rpc(functions.messages.GetEmojiKeywords, access=USER)
async def get_emoji_keywords(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywords
) -> types.EmojiKeywordsDifference:
    """Read the words of a language."""
    return _difference(request.lang_code, 0)


@rpc(functions.messages.GetEmojiKeywordsDifference, access=USER)
async def get_emoji_keywords_difference(
    app: App, caller: Caller, request: functions.messages.GetEmojiKeywordsDifference
) -> types.EmojiKeywordsDifference:
    """Read the words of a language if they are others than a client has."""
    return _difference(request.lang_code, request.from_version)


def _difference(lang_code: str, from_version: int) -> types.EmojiKeywordsDifference:
    """Return all words to a client that has an older version: it adds them to those it has."""
    if not lang_code:
        raise bad_request("LANG_CODE_INVALID")
    known = from_version >= emoji_words.VERSION
    found = {} if known else emoji_words.words(_language(lang_code))
    return types.EmojiKeywordsDifference(
        lang_code=lang_code,
        from_version=from_version,
        version=max(from_version, emoji_words.VERSION),
        keywords=[
            types.EmojiKeyword(keyword=word, emoticons=emoji) for word, emoji in found.items()
        ],
    )


def _language(code: str) -> str:
    """Return the language of a code that may name a country as well: en-US, fa_IR."""
    return code[:2].lower()
