"""Languages: the lists and strings that clients ask for, and the server's own words.

Source: https://core.telegram.org/api/translations
"""

import pytest
from telethon import errors
from telethon.tl import types
from telethon.tl.functions import langpack, messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content, Report
from tests.e2e.telethon_client import SERVICE, TelethonUser, client_at, sign_in
from tests.e2e.town import Town, new_phone
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

PACK = "android"
LOGIN = {"en": "New login", "fa": "ورود تازه"}
CHOSEN = ["hodhod_new_login", "hodhod_report_spam", "ChatsTitle"]


async def speaker(
    town: Town, lang_code: str, *, name: str = "", owner: TelethonUser | None = None
) -> TelethonUser:
    """Somebody new, or another device of somebody, with a client in some language."""
    client = client_at(town.server.mtproto, lang_code=lang_code)
    town.closing.append(client.disconnect)
    if owner is None:
        return await sign_in(client, new_phone(), town.server.code, first_name=name)
    return await sign_in(client, owner.phone, owner.heard_code)


async def notice(user: TelethonUser, words: str) -> str:
    """A notice in the service chat that begins with some words."""

    def wanted(report: Report) -> bool:
        message = report.message
        return message is not None and message.chat == SERVICE and message.text.startswith(words)

    found = await user.reports.first(wanted)
    assert found.message is not None
    return found.message.text


async def test_languages_are_listed_and_read_whole_in_part_or_by_what_changed(
    company: Company,
) -> None:
    client = company.owner.client
    listed = await client(langpack.GetLanguagesRequest(PACK))
    shown = {one.lang_code: one for one in listed}
    assert set(LOGIN) <= set(shown)
    assert (shown["fa"].native_name, shown["fa"].rtl, bool(shown["en"].rtl)) == (
        "فارسی",
        True,
        False,
    )
    for code, words in LOGIN.items():
        whole = await client(langpack.GetLangPackRequest(PACK, code))
        strings = {one.key: one.value for one in whole.strings}
        assert (whole.lang_code, len(strings)) == (code, shown[code].strings_count)
        assert strings["hodhod_new_login"].startswith(words)
        fresh = await client(langpack.GetDifferenceRequest(PACK, code, whole.version))
        assert (fresh.version, fresh.strings) == (whole.version, [])
        older = await client(langpack.GetDifferenceRequest(PACK, code, whole.version - 1))
        assert {one.key: one.value for one in older.strings} == strings
        found = await client(langpack.GetStringsRequest(PACK, code, CHOSEN))
        assert [one.key for one in found] == CHOSEN
        assert [one.value for one in found[:2]] == [strings[key] for key in CHOSEN[:2]]
        # What is not the server's, clients have in themselves.
        assert isinstance(found[2], types.LangPackStringDeleted)
        one = await client(langpack.GetLanguageRequest(PACK, code))
        assert one.to_dict() == shown[code].to_dict()
    persian = {one.key for one in (await client(langpack.GetLangPackRequest(PACK, "fa"))).strings}
    english = {one.key for one in (await client(langpack.GetLangPackRequest(PACK, "en"))).strings}
    assert persian == english
    with pytest.raises(errors.LangCodeNotSupportedError):
        await client(langpack.GetLangPackRequest(PACK, "xx"))


async def test_the_server_speaks_as_the_last_login_does(company: Company) -> None:
    town = company.town
    first = await speaker(town, "fa-IR", name="سیمین")
    await speaker(town, "fa", owner=first)
    heard = await notice(first, LOGIN["fa"])
    # The address is written from left to right, and must not turn the Persian around it.
    assert "\u2068127.0.0.1\u2069" in heard
    await speaker(town, "en", owner=first)
    assert "Address: 127.0.0.1" in await notice(first, LOGIN["en"])
    # A language that is not spoken here changes nothing.
    before = first.reports.count(lambda r: r.message is not None and LOGIN["en"] in r.message.text)
    await speaker(town, "xx", owner=first)
    await first.reports.first(
        lambda _: (
            first.reports.count(lambda r: r.message is not None and LOGIN["en"] in r.message.text)
            > before
        )
    )


async def test_a_reporter_is_asked_in_the_language_of_the_client(company: Company) -> None:
    persian = await speaker(company.town, "fa", name="سیمین")
    await persian.import_contact(company.friend.phone, "دوست")
    await company.friend.import_contact(persian.phone, "Simin")
    await company.friend.send(persian.id, Content("buy this"))
    heard = await message_with(persian, "buy this")
    english = await speaker(company.town, "en", owner=persian)
    await english.client.get_dialogs()
    for user, title, spam in ((persian, "گزارش", "هرزنامه"), (english, "Report", "Spam")):
        asked = await user.client(messages.ReportRequest(company.friend.id, [heard.id], b"", ""))
        assert asked.title == title
        assert spam in [one.text for one in asked.options]
