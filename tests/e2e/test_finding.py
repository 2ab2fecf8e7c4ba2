"""Finding people: by phone number, by username, and not finding them."""

import random

import pytest

from tests.e2e.messenger import Content, RefusedError
from tests.e2e.town import PAIRS, Town, new_phone
from tests.e2e.waiting import message_with


def new_username() -> str:
    return f"hoopoe{random.randrange(10**9):09}"


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
async def test_a_contact_is_found_by_phone(town: Town, pair: tuple[str, str]) -> None:
    alice = await town.newcomer(pair[0], "Alice")
    bob = await town.newcomer(pair[1], "Bob")
    assert await alice.import_contact(bob.phone, "Bob") == bob.id
    await alice.send(bob.id, Content("found you"))
    assert (await message_with(bob, "found you")).sender == alice.id


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
async def test_a_stranger_is_found_by_username(town: Town, pair: tuple[str, str]) -> None:
    alice = await town.newcomer(pair[0], "Alice")
    bob = await town.newcomer(pair[1], "Bob")
    username = new_username()
    await bob.set_username(username)
    assert await alice.find(username) == bob.id
    await alice.send(bob.id, Content("hello, stranger"))
    assert (await message_with(bob, "hello, stranger")).sender == alice.id


@pytest.mark.parametrize("variant", ["telethon", "mtcute", "tdlib"])
async def test_nobody_is_found_where_nobody_is(town: Town, variant: str) -> None:
    alice = await town.newcomer(variant, "Alice")
    with pytest.raises(RefusedError):
        await alice.import_contact(new_phone(), "Nobody")
    with pytest.raises(RefusedError):
        await alice.find(new_username())
