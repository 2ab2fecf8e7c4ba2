from __future__ import annotations

import pytest

from hodhod.api import handlers
from hodhod.domain.catalogue import LANGUAGES
from hodhod.domain.errors import RpcError
from hodhod.tl import TLFunction, functions, types
from tests.api.bare_app import bare_app, caller


async def call(request: TLFunction) -> object:
    return await handlers.load()[type(request)].handler(bare_app(), caller(), request)


async def test_english_and_persian_are_spoken() -> None:
    answer = await call(functions.langpack.GetLanguages(lang_pack="tdesktop"))
    assert isinstance(answer, list)
    assert [(one.lang_code, one.rtl) for one in answer] == [("en", False), ("fa", True)]
    persian = await call(functions.langpack.GetLanguage(lang_pack="", lang_code="fa"))
    assert isinstance(persian, types.LangPackLanguage)
    assert persian.native_name == "فارسی"


async def test_a_language_pack_has_every_string() -> None:
    answer = await call(functions.langpack.GetLangPack(lang_pack="", lang_code="fa"))
    assert isinstance(answer, types.LangPackDifference)
    assert len(answer.strings) == len(LANGUAGES["fa"].strings)
    assert answer.lang_code == "fa"
    assert answer.from_version == 0


async def test_who_has_the_newest_version_gets_nothing() -> None:
    version = LANGUAGES["fa"].version
    answer = await call(
        functions.langpack.GetDifference(lang_pack="", lang_code="fa", from_version=version)
    )
    assert isinstance(answer, types.LangPackDifference)
    assert (answer.version, list(answer.strings)) == (version, [])


async def test_strings_of_the_clients_own_screens_are_not_ours() -> None:
    keys = ["hodhod_invite", "lng_menu", "invite"]
    answer = await call(functions.langpack.GetStrings(lang_pack="", lang_code="en", keys=keys))
    assert answer == [
        types.LangPackString(key="hodhod_invite", value=LANGUAGES["en"].strings["invite"]),
        types.LangPackStringDeleted(key="lng_menu"),
        types.LangPackStringDeleted(key="invite"),
    ]


@pytest.mark.parametrize("lang_code", ["", "xx", "../en", "e" * 1000])
async def test_other_languages_are_not_supported(lang_code: str) -> None:
    with pytest.raises(RpcError, match="LANG_CODE_NOT_SUPPORTED"):
        await call(functions.langpack.GetLangPack(lang_pack="", lang_code=lang_code))


async def test_too_many_keys_are_refused() -> None:
    with pytest.raises(RpcError, match="LANG_PACK_INVALID"):
        await call(functions.langpack.GetStrings(lang_pack="", lang_code="en", keys=["x"] * 1001))
