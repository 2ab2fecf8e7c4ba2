from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import World


async def test_a_profile_begins_with_what_its_owner_chose(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")

    async def shown() -> types.TypeProfileTab | None:
        answer = await bob.call(functions.users.GetFullUser(id=bob.user(alice)))
        assert isinstance(answer, types.users.UserFull)
        return answer.full_user.main_tab

    assert await shown() is None
    await alice.call(functions.account.SetMainProfileTab(tab=types.ProfileTabMedia()))
    assert await shown() == types.ProfileTabMedia()
