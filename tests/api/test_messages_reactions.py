from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World

LIKE = types.ReactionEmoji(emoticon="👍")


async def react(person: Person, whom: Person, msg_id: int, *given: types.TypeReaction) -> object:
    return await person.call(
        functions.messages.SendReaction(peer=person.peer(whom), msg_id=msg_id, reaction=given)
    )


async def test_a_reaction_is_mine_here_and_unread_there(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "news")
    (theirs,) = await world.history(bob, alice.peer_id)
    answer = await react(bob, alice, theirs.id, LIKE)
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateMessageReactions)
    (count,) = update.reactions.results
    assert (count.count, count.chosen_order) == (1, 0)
    (told,) = alice.saw(types.UpdateMessageReactions)
    assert isinstance(told, types.UpdateMessageReactions)
    assert told.msg_id == message.id
    assert told.reactions.results[0].chosen_order is None
    (recent,) = told.reactions.recent_reactions or ()
    assert (recent.unread, recent.my) == (True, False)
    await world.check(alice, bob)

    found = await alice.call(
        functions.messages.GetUnreadReactions(
            peer=alice.peer(bob), offset_id=0, add_offset=0, limit=10, max_id=0, min_id=0
        )
    )
    assert isinstance(found, types.messages.Messages)
    assert [one.id for one in found.messages] == [message.id]
    seen = await alice.call(functions.messages.ReadReactions(peer=alice.peer(bob)))
    assert isinstance(seen, types.messages.AffectedHistory)
    assert seen.pts_count == 1
    await world.check(alice, bob)

    await react(bob, alice, theirs.id)
    await world.check(alice, bob)
    assert (await world.history(alice, bob.peer_id))[0].reactions is None


async def test_who_reacted_is_listed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "news")
    (theirs,) = await world.history(bob, alice.peer_id)
    await react(bob, alice, theirs.id, LIKE)
    await react(alice, bob, message.id, types.ReactionEmoji(emoticon="🔥"))
    found = await alice.call(
        functions.messages.GetMessageReactionsList(peer=alice.peer(bob), id=message.id, limit=10)
    )
    assert isinstance(found, types.messages.MessageReactionsList)
    assert found.count == 2
    assert {user.id for user in found.users} == {alice.id, bob.id}
    await world.check(alice, bob)


async def test_what_is_no_reaction_is_refused(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    message = await alice.say(bob, "news")
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await react(alice, bob, message.id, types.ReactionEmoji(emoticon="x"))
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await react(alice, bob, message.id + 100, LIKE)
