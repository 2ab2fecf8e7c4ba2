"""langpack.*: English and Persian, with the strings of the server's own texts.

Clients carry the strings of their own screens and use them for every key that is not here.

Source: https://core.telegram.org/api/translations
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import LANGUAGES, Language, language
from hodhod.domain.errors import bad_request
from hodhod.tl import TLFunction, functions, types

KEY_PREFIX = "hodhod_"
"""Keeps our keys apart from those of the clients' own screens."""

MAX_KEYS = 1000
"""Strings in one request; more is no client."""


@rpc(functions.langpack.GetLanguages, access=ANYONE)
async def get_languages(
    app: App, caller: Caller, request: TLFunction
) -> list[types.LangPackLanguage]:
    """Every language the server speaks."""
    return [_describe(app, one) for one in LANGUAGES.values()]


@rpc(functions.langpack.GetLanguage, access=ANYONE)
async def get_language(
    app: App, caller: Caller, request: functions.langpack.GetLanguage
) -> types.LangPackLanguage:
    """One language.

    Raises:
        RpcError: 400 LANG_CODE_NOT_SUPPORTED.
    """
    return _describe(app, _spoken(request.lang_code))


@rpc(functions.langpack.GetLangPack, access=ANYONE)
async def get_lang_pack(
    app: App, caller: Caller, request: functions.langpack.GetLangPack
) -> types.LangPackDifference:
    """All strings of a language.

    Raises:
        RpcError: 400 LANG_CODE_NOT_SUPPORTED.
    """
    return _difference(request.lang_code, 0)


@rpc(functions.langpack.GetDifference, access=ANYONE)
async def get_difference(
    app: App, caller: Caller, request: functions.langpack.GetDifference
) -> types.LangPackDifference:
    """All strings of a language, if the client's version is an older one.

    Raises:
        RpcError: 400 LANG_CODE_NOT_SUPPORTED.
    """
    return _difference(request.lang_code, request.from_version)


@rpc(functions.langpack.GetStrings, access=ANYONE)
async def get_strings(
    app: App, caller: Caller, request: functions.langpack.GetStrings
) -> list[types.TypeLangPackString]:
    """The strings of some keys; those that are not ours are said to be deleted.

    Raises:
        RpcError: 400 LANG_CODE_NOT_SUPPORTED, LANG_PACK_INVALID for too many keys.
    """
    spoken = _spoken(request.lang_code)
    if len(request.keys) > MAX_KEYS:
        raise bad_request("LANG_PACK_INVALID")
    return [_string(spoken, key) for key in request.keys]


def _spoken(lang_code: str) -> Language:
    spoken = language(lang_code)
    if spoken is None:
        raise bad_request("LANG_CODE_NOT_SUPPORTED")
    return spoken


def _string(spoken: Language, key: str) -> types.TypeLangPackString:
    value = spoken.strings.get(key.removeprefix(KEY_PREFIX))
    if value is None or not key.startswith(KEY_PREFIX):
        return types.LangPackStringDeleted(key=key)
    return types.LangPackString(key=key, value=value)


def _difference(lang_code: str, from_version: int) -> types.LangPackDifference:
    spoken = _spoken(lang_code)
    keys = spoken.strings if from_version < spoken.version else ()
    return types.LangPackDifference(
        lang_code=lang_code,
        from_version=from_version,
        version=spoken.version,
        strings=[_string(spoken, KEY_PREFIX + key) for key in keys],
    )


def _describe(app: App, spoken: Language) -> types.LangPackLanguage:
    count = len(spoken.strings)
    return types.LangPackLanguage(
        official=True,
        rtl=spoken.rtl,
        name=spoken.name,
        native_name=spoken.native_name,
        lang_code=spoken.code,
        plural_code=spoken.code,
        strings_count=count,
        translated_count=count,
        translations_url=app.policy.public_url,
    )
