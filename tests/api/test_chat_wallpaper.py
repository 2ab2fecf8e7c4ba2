from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_wallpapers import GREEN, named, wallpaper
from tests.api.world import Person, Room, World


async def put(
    person: Person,
    whom: Person | Room,
    one: types.TypeInputWallPaper | None = None,
    **more: object,
) -> None:
    await person.call(
        functions.messages.SetChatWallPaper(
            peer=person.peer(whom),
            wallpaper=one,
            **more,  # type: ignore[arg-type]
        )
    )


async def behind(person: Person, whom: Person) -> tuple[int | None, bool]:
    answer = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    full = answer.full_user
    return None if full.wallpaper is None else full.wallpaper.id, full.wallpaper_overridden


async def told(
    person: Person, whom: Person
) -> list[tuple[int, types.MessageActionSetChatWallPaper]]:
    return [
        (one.id, one.action)
        for one in await world_history(person, whom)
        if isinstance(one, types.MessageService)
        and isinstance(one.action, types.MessageActionSetChatWallPaper)
    ]


async def world_history(person: Person, whom: Person) -> list[types.TypeMessage]:
    answer = await person.call(
        functions.messages.GetHistory(
            peer=person.peer(whom),
            offset_id=0,
            offset_date=0,
            add_offset=0,
            limit=20,
            max_id=0,
            min_id=0,
            hash=0,
        )
    )
    assert isinstance(answer, types.messages.Messages)
    return list(answer.messages)


async def test_a_wallpaper_stands_on_the_side_of_who_chose_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    teal = await wallpaper(alice, for_chat=True)
    await put(alice, bob, named(teal))
    assert await behind(alice, bob) == (teal.id, False)
    assert await behind(bob, alice) == (None, False)
    ((msg_id, action),) = await told(bob, alice)
    assert isinstance(action.wallpaper, types.WallPaper)
    assert (action.wallpaper.id, action.wallpaper.creator) == (teal.id, False)
    assert [type(one) for one in alice.other.saw(types.UpdatePeerWallpaper)] == [
        types.UpdatePeerWallpaper
    ]
    await world.check(alice, bob)

    await put(bob, alice, id=msg_id)
    assert await behind(bob, alice) == (teal.id, False)
    assert [one.same for _, one in await told(alice, bob)] == [True, False]
    await world.check(alice, bob)


async def test_a_wallpaper_for_both_may_be_taken_back_by_the_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    teal = await wallpaper(alice, for_chat=True)
    navy = await wallpaper(bob, "navy", for_chat=True)
    await put(bob, alice, named(navy))
    await put(alice, bob, named(teal), for_both=True)
    assert await behind(alice, bob) == (teal.id, False)
    assert await behind(bob, alice) == (teal.id, True)
    await put(bob, alice, revert=True)
    assert await behind(bob, alice) == (navy.id, False)
    assert await behind(alice, bob) == (teal.id, False)
    await world.check(alice, bob)


async def test_who_chose_for_both_takes_it_away_from_both(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await put(alice, bob, types.InputWallPaperNoFile(id=0), settings=GREEN, for_both=True)
    assert (await behind(bob, alice))[1] is True
    await put(alice, bob)
    for one, other in ((alice, bob), (bob, alice)):
        assert await behind(one, other) == (None, False)
    assert len(await told(bob, alice)) == 1
    await world.check(alice, bob)


async def test_what_is_no_chat_with_somebody_has_no_wallpaper(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    teal = await wallpaper(alice, for_chat=True)
    room = await world.group(alice, "Room", bob)
    for whom in (alice, room):
        with pytest.raises(RpcError, match="PEER_ID_INVALID"):
            await put(alice, whom, named(teal))
    said = await alice.say(bob, "hello")
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await put(alice, bob, id=said.id)
    with pytest.raises(RpcError, match="WALLPAPER_INVALID"):
        await put(alice, bob, types.InputWallPaperSlug(slug="none"))
    assert await behind(alice, bob) == (None, False)
    assert await told(alice, bob) == []
