from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
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


async def test_a_channels_profile_begins_with_what_its_admins_chose(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    tab = types.ProfileTabFiles()
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await bob.call(functions.channels.SetMainProfileTab(channel=bob.channel(room), tab=tab))
    await alice.call(functions.channels.SetMainProfileTab(channel=alice.channel(room), tab=tab))
    answer = await bob.call(functions.channels.GetFullChannel(channel=bob.channel(room)))
    assert isinstance(answer, types.messages.ChatFull)
    assert isinstance(answer.full_chat, types.ChannelFull)
    assert answer.full_chat.main_tab == tab
    group = await world.channel(alice, "Room")
    with pytest.raises(RpcError, match="BROADCAST_REQUIRED"):
        await alice.call(
            functions.channels.SetMainProfileTab(channel=alice.channel(group), tab=tab)
        )
