from __future__ import annotations

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

import pytest

from hodhod.actions.stories import lists
from hodhod.domain.errors import RpcError
from hodhod.store.database import Transaction
from hodhod.tl import TLFunction, functions, types
from tests.api.story import everybody, know, post, told
from tests.api.world import Person, World


def peers(answer: types.stories.AllStories) -> list[int]:
    return [
        one.peer.user_id
        for one in answer.peer_stories or ()
        if isinstance(one.peer, types.PeerUser)
    ]


async def again(person: Person, state: str, *, more: bool = False) -> types.stories.TypeAllStories:
    answer = await person.call(functions.stories.GetAllStories(next=more, state=state))
    assert isinstance(answer, types.stories.AllStories | types.stories.AllStoriesNotModified)
    return answer


async def read(person: Person, whom: Person, max_id: int) -> None:
    await person.call(functions.stories.ReadStories(peer=person.peer(whom), max_id=max_id))


async def town(world: World, *names: str) -> tuple[Person, list[Person]]:
    """Somebody, and whom they follow."""
    reader = await world.user("Reader")
    others = [await world.user(name) for name in names]
    await know(reader, *others)
    return reader, others


async def test_the_list_has_oneself_and_contacts_unseen_and_latest_first(world: World) -> None:
    reader, (alice, bob, carol) = await town(world, "Alice", "Bob", "Carol")
    stranger = await world.user("Stranger")
    numbers = {}
    for person in (alice, bob, carol, stranger, reader):
        world.wait(1)
        numbers[person.id] = await post(person)
    await read(reader, carol, numbers[carol.id])
    await read(reader, reader, numbers[reader.id])
    answer = await everybody(reader)
    assert peers(answer) == [bob.id, alice.id, reader.id, carol.id]
    assert (answer.count, answer.has_more) == (4, False)
    assert [one.max_read_id for one in answer.peer_stories or ()] == [
        None,
        None,
        numbers[reader.id],
        numbers[carol.id],
    ]
    assert {user.id for user in answer.users if isinstance(user, types.User)} >= set(peers(answer))


async def test_a_list_that_did_not_change_is_not_sent_again(world: World) -> None:
    reader, (alice,) = await town(world, "Alice")
    first = await post(alice, caption="one")
    state = (await everybody(reader)).state
    unchanged = await again(reader, state)
    assert isinstance(unchanged, types.stories.AllStoriesNotModified)
    assert unchanged.state == state

    async def edit() -> None:
        await alice.call(
            functions.stories.EditStory(peer=types.InputPeerSelf(), id=first, caption="two")
        )

    async def more() -> None:
        await post(alice)

    async def less() -> None:
        await alice.call(functions.stories.DeleteStories(peer=types.InputPeerSelf(), id=[first]))

    for change in (edit, more, less):
        await change()
        changed = await again(reader, state)
        assert isinstance(changed, types.stories.AllStories)
        state = changed.state


async def test_the_list_comes_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PEERS_PAGE", 2)
    reader, others = await town(world, "Alice", "Bob", "Carol", "Dave", "Erin")
    for person in others:
        world.wait(1)
        await post(person)
    answer = await everybody(reader)
    seen = peers(answer)
    while answer.has_more:
        page = await again(reader, answer.state, more=True)
        assert isinstance(page, types.stories.AllStories)
        assert page.count == 5
        seen += peers(page)
        answer = page
    assert seen == [person.id for person in reversed(others)]
    unchanged = await again(reader, answer.state)
    assert isinstance(unchanged, types.stories.AllStoriesNotModified)


async def test_what_does_not_fit_is_named_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FULL_LIMIT", 1)
    reader, (alice,) = await town(world, "Alice")
    await post(alice)
    second = await post(alice)
    (peer,) = (await everybody(reader)).peer_stories or ()
    whole, named = peer.stories
    assert isinstance(whole, types.StoryItem)
    assert isinstance(named, types.StoryItemSkipped)
    assert named.id == second


async def test_hidden_stories_are_in_a_list_of_their_own(world: World) -> None:
    reader, (alice, bob) = await town(world, "Alice", "Bob")
    for person in (alice, bob):
        world.wait(1)
        await post(person)
    hide = functions.stories.TogglePeerStoriesHidden(peer=reader.peer(alice), hidden=True)
    assert await reader.call(hide) is True
    assert peers(await everybody(reader)) == [bob.id]
    assert peers(await everybody(reader, hidden=True)) == [alice.id]
    assert reader.other.saw(types.UpdateUser) == [types.UpdateUser(user_id=alice.id)]
    (user,) = [
        one
        for one in (await everybody(reader, hidden=True)).users
        if isinstance(one, types.User) and one.id == alice.id
    ]
    assert user.stories_hidden
    await reader.call(functions.stories.ToggleAllStoriesHidden(hidden=True))
    assert peers(await everybody(reader)) == []
    assert peers(await everybody(reader, hidden=True)) == [bob.id, alice.id]
    await reader.call(functions.stories.ToggleAllStoriesHidden(hidden=False))
    assert peers(await everybody(reader)) == [bob.id, alice.id]
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await reader.call(
            functions.stories.TogglePeerStoriesHidden(peer=types.InputPeerSelf(), hidden=True)
        )
    await world.check(reader, alice, bob)


async def test_whom_one_blocks_is_not_in_the_list(world: World) -> None:
    reader, (alice, bob) = await town(world, "Alice", "Bob")
    for person in (alice, bob):
        await post(person)
    await reader.call(functions.contacts.Block(id=reader.peer(alice)))
    assert peers(await everybody(reader)) == [bob.id]


async def test_read_marks_of_those_who_have_stories_are_told(world: World) -> None:
    reader, (alice, bob) = await town(world, "Alice", "Bob")
    for person in (alice, bob):
        await read(reader, person, await post(person))
    world.wait(24 * 3600)
    story_id = await post(bob)
    answer = await reader.call(functions.stories.GetAllReadPeerStories())
    assert isinstance(answer, types.Updates)
    assert answer.updates == [
        types.UpdateReadStories(peer=types.PeerUser(user_id=bob.id), max_id=story_id - 1)
    ]


async def test_ids_of_many_peers_come_in_their_order(world: World) -> None:
    reader, (alice, bob) = await town(world, "Alice", "Bob")
    story_id = await post(bob)
    asked = [reader.peer(alice), types.InputPeerEmpty(), reader.peer(bob)]
    assert await reader.call(functions.stories.GetPeerMaxIDs(id=asked)) == [
        types.RecentStory(),
        types.RecentStory(),
        types.RecentStory(max_id=story_id),
    ]
    users = [reader.user(alice), reader.user(bob)]
    assert await old_call(reader, functions.users.GetStoriesMaxIDs(id=users)) == [0, story_id]
    with pytest.raises(RpcError, match="LIMIT_INVALID"):
        await reader.call(functions.stories.GetPeerMaxIDs(id=[reader.peer(bob)] * 1001))


async def test_old_layers_ask_for_users(world: World) -> None:
    reader, (alice,) = await town(world, "Alice")
    story_id = await post(alice)
    answer = await old_call(reader, functions.stories.GetUserStories(user_id=reader.user(alice)))
    assert isinstance(answer, types.stories.UserStories)
    assert answer.stories.user_id == alice.id
    assert [one.id for one in answer.stories.stories] == [story_id]


async def test_the_list_takes_the_same_number_of_statements_however_long_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, others = await town(world, *(f"Friend {number}" for number in range(12)))
    await post(others[0])
    with counted(monkeypatch) as few:
        await everybody(reader)
    for person in others:
        for _ in range(3):
            await post(person)
    with counted(monkeypatch) as many:
        assert len(peers(await everybody(reader))) == len(others)
    assert len(many) == len(few)


async def test_posting_writes_nothing_for_those_who_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await know(bob, alice)
    with counted(monkeypatch) as few:
        await post(alice)
    for number in range(8):
        await know(await world.user(f"Friend {number}"), alice)
    with counted(monkeypatch) as many:
        await post(alice)
    assert len(told(bob)) == 2
    assert len(many) == len(few)


async def old_call(person: Person, request: TLFunction) -> object:
    """Ask for what only the first layers with stories have."""
    dispatcher = person.world.dispatcher
    answer = await dispatcher.call(person.caller, request)
    assert dispatcher.encode(answer, request, 161)
    return answer


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the statements that run in the body."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        for kind in ("fetch", "fetchrow", "execute"):
            original = getattr(Transaction, kind)

            def noted(
                self: Transaction,
                query: str,
                *args: object,
                original: object = original,
            ) -> Awaitable[object]:
                names.append(query)
                return original(self, query, *args)  # type: ignore[operator, no-any-return]

            patch.setattr(Transaction, kind, noted)
        yield names
