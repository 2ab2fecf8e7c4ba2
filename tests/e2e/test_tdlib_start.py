"""TDLib starts cold, loads its chat list, and has nothing to complain of."""

import asyncio
from collections import Counter

import pytest

from tests.e2e import tdlib_client
from tests.e2e.json_tree import Node
from tests.e2e.mailbox import WAIT_S
from tests.e2e.messenger import Content
from tests.e2e.schema_names import names
from tests.e2e.tdlib_library import Call, Library
from tests.e2e.town import Town

QUIET_LOOKS = 10
LOOK_S = 0.15


async def until_quiet(library: Library, since: int) -> list[Call]:
    """What was called, once all of it is answered and no more of it comes."""
    quiet, before = 0, 0
    async with asyncio.timeout(WAIT_S * 2):
        while quiet < QUIET_LOOKS:
            calls = library.calls_since(since)
            settled = all(call.answered for call in calls) and len(calls) == before
            quiet, before = (quiet + 1 if settled else 0), len(calls)
            await asyncio.sleep(LOOK_S)
    return library.calls_since(since)


@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_a_cold_start_loads_the_chat_list_without_an_error(
    town: Town, variant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = await town.newcomer("telethon", "Owner")
    friends = [await town.newcomer("telethon", f"Friend {number}") for number in range(3)]
    for friend in friends:
        await friend.import_contact(owner.phone, "Owner")
        await friend.send(owner.id, Content(f"from {friend.id}"))
        await owner.import_contact(friend.phone, "Friend")
    library = town.libraries.tdlib(variant, await town.pem())
    since = library.log_size()

    td = await town.tdlib(variant, town.fresh_folder("cold"))
    user = await tdlib_client.sign_in(td, owner.phone, town.server.pending_code)
    online: Node = {"@type": "optionValueBoolean", "value": True}
    await td.ask("setOption", name="online", value=online)
    chats = await user.chats()
    calls = await until_quiet(library, since)

    known = names()
    called = Counter(known.get(call.tl, f"{call.tl:#010x}") for call in calls)
    with capsys.disabled():
        print(f"\n{variant} called {len(called)} methods from nothing to a chat list:")  # noqa: T201
        for name, times in sorted(called.items()):
            print(f"  {name}" + (f" ×{times}" if times > 1 else ""))  # noqa: T201
    refused = {known.get(c.tl, f"{c.tl:#010x}"): c.error for c in calls if c.error}
    assert {chat.chat for chat in chats} >= {friend.id for friend in friends}
    assert all(chat.top for chat in chats)
    assert refused == {}
    assert td.errors == []
    assert library.errors_since(since) == []
