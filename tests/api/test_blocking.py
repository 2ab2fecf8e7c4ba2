from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.ids import SERVICE_USER
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def blocked(person: Person, limit: int = 100) -> types.contacts.TypeBlocked:
    answer = await person.call(functions.contacts.GetBlocked(offset=0, limit=limit))
    assert isinstance(answer, types.contacts.Blocked | types.contacts.BlockedSlice)
    return answer


async def test_whoever_is_blocked_cannot_write_until_let_go(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    assert await alice.call(functions.contacts.Block(id=alice.peer(bob))) is True
    with pytest.raises(RpcError, match="USER_IS_BLOCKED"):
        await bob.say(alice, "hello?")
    assert alice.other.saw(types.UpdatePeerBlocked) == [
        types.UpdatePeerBlocked(blocked=True, peer_id=types.PeerUser(user_id=bob.id))
    ]
    assert await alice.call(functions.contacts.Unblock(id=alice.peer(bob))) is True
    await bob.say(alice, "hello!")
    await world.check(alice, bob)


async def test_whoever_is_blocked_sees_no_presence(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(functions.account.UpdateStatus(offline=False))
    await alice.call(functions.contacts.Block(id=alice.peer(bob)))
    answer = await bob.call(functions.users.GetUsers(id=[bob.user(alice)]))
    assert isinstance(answer, list)
    assert isinstance(answer[0].status, types.UserStatusRecently)


async def test_the_blocked_are_listed_latest_first(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    for whom in (bob, carol):
        await alice.call(functions.contacts.Block(id=alice.peer(whom)))
        world.wait(1)
    listed = await blocked(alice)
    peers = [types.PeerUser(user_id=one.id) for one in (carol, bob)]
    assert [one.peer_id for one in listed.blocked] == peers
    assert {user.id for user in listed.users} == {bob.id, carol.id}
    page = await blocked(alice, limit=1)
    assert isinstance(page, types.contacts.BlockedSlice)
    assert (page.count, len(page.blocked)) == (2, 1)


async def test_a_new_list_replaces_the_old_one(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await alice.call(functions.contacts.Block(id=alice.peer(bob)))
    await alice.call(functions.contacts.SetBlocked(id=[alice.peer(carol)], limit=10))
    listed = await blocked(alice)
    assert [one.peer_id for one in listed.blocked] == [types.PeerUser(user_id=carol.id)]


async def test_nobody_blocks_themselves_or_the_service(world: World) -> None:
    alice = await world.user("Alice")
    service = types.InputPeerUser(
        user_id=SERVICE_USER,
        access_hash=alice._hash(SERVICE_USER),  # noqa: SLF001
    )
    for peer in (types.InputPeerSelf(), service):
        with pytest.raises(RpcError, match="CONTACT_ID_INVALID"):
            await alice.call(functions.contacts.Block(id=peer))
