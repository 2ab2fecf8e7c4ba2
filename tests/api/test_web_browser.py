from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def settings(person: Person) -> types.account.WebBrowserSettings:
    answer = await person.call(functions.account.GetWebBrowserSettings(hash=0))
    assert isinstance(answer, types.account.WebBrowserSettings)
    return answer


async def set_apart(person: Person, url: str, *, external: bool) -> types.Updates:
    answer = await person.call(
        functions.account.ToggleWebBrowserSettingsException(url=url, open_external_browser=external)
    )
    assert isinstance(answer, types.Updates)
    return answer


def domains(exceptions: object) -> list[str]:
    assert isinstance(exceptions, list | tuple)
    return [one.domain for one in exceptions]


async def test_where_sites_are_opened_is_kept_and_told_to_other_devices(world: World) -> None:
    alice = await world.user("Alice")
    before = await settings(alice)
    assert not before.open_external_browser
    answer = await alice.call(
        functions.account.UpdateWebBrowserSettings(open_external_browser=True)
    )
    assert isinstance(answer, types.account.WebBrowserSettings)
    assert answer.open_external_browser
    assert answer == await settings(alice.other)
    assert answer.hash != before.hash
    known = await alice.call(functions.account.GetWebBrowserSettings(hash=answer.hash))
    assert known == types.account.WebBrowserSettingsNotModified()
    assert alice.other.saw(types.UpdateWebBrowserSettings) == [
        types.UpdateWebBrowserSettings(open_external_browser=True)
    ]
    assert not alice.saw(types.UpdateWebBrowserSettings)
    await world.check(alice)


async def test_sites_are_set_apart_by_their_domains(world: World) -> None:
    alice = await world.user("Alice")
    told = await set_apart(alice, "https://News.Example.org/today?a=1", external=True)
    await set_apart(alice, "نمونه.ایران", external=False)
    (update,) = told.updates
    assert isinstance(update, types.UpdateWebBrowserException)
    assert update.exception.domain == "news.example.org"
    found = await settings(alice)
    assert domains(found.external_exceptions) == ["news.example.org"]
    assert domains(found.inapp_exceptions) == ["نمونه.ایران"]

    await set_apart(alice, "http://news.example.org", external=False)
    assert not (await settings(alice)).external_exceptions
    gone = await alice.call(
        functions.account.ToggleWebBrowserSettingsException(delete=True, url="news.example.org")
    )
    assert isinstance(gone, types.Updates)
    assert [one.delete for one in alice.other.saw(types.UpdateWebBrowserException)] == [  # type: ignore[attr-defined]
        False,
        False,
        False,
        True,
    ]
    assert domains((await settings(alice)).inapp_exceptions) == ["نمونه.ایران"]
    left = await alice.call(functions.account.DeleteWebBrowserSettingsExceptions())
    assert left == await settings(alice)
    assert not (await settings(alice)).inapp_exceptions
    await world.check(alice)


@pytest.mark.parametrize(
    "url", ["", "localhost", "ftp://example.org", "https://", "http://[", "a\0b.org", "a b.org"]
)
async def test_what_is_no_site_is_refused(world: World, url: str) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="URL_INVALID"):
        await set_apart(alice, url, external=True)
    assert not (await settings(alice)).external_exceptions


async def test_forgetting_a_site_leaves_those_whose_names_begin_alike(world: World) -> None:
    alice = await world.user("Alice")
    await set_apart(alice, "example.co", external=True)
    await set_apart(alice, "example.com", external=True)
    await alice.call(
        functions.account.ToggleWebBrowserSettingsException(delete=True, url="example.co")
    )
    assert domains((await settings(alice)).external_exceptions) == ["example.com"]
