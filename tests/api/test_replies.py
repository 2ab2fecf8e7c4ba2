from __future__ import annotations

import pytest
from msgspec.structs import replace

from hodhod.actions.messages.copies import private_message
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import REPLIES_USER, BoxId, PeerId
from hodhod.domain.outgoing import Outgoing
from hodhod.store.reports import reports_after
from hodhod.tl import functions, types
from tests.api.world import Person, World


async def told_of_answer(world: World, person: Person, author: Person) -> int:
    """A message that tells of an answer, as the chat for them holds it."""
    await world.app.store.users.create_service(REPLIES_USER, "Replies", world.app.now)
    header = types.MessageFwdHeader(from_id=types.PeerUser(user_id=author.id), date=world.app.now)
    told = Outgoing(random_id=None, text="you are wrong", fwd_from=header)
    message = private_message(world.app, REPLIES_USER, person.id, told)
    received = tuple(copy for copy in message.copies if copy.box_id == BoxId(person.id))
    alone = replace(message, origin=BoxId(person.id), copies=received)
    (appended,) = await world.app.store.messages.append([alone])
    await world.app.bus.publish(appended.events())
    return appended.copies[0].message.msg_id


async def test_whoever_answered_a_comment_is_blocked(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    msg_id = await told_of_answer(world, alice, bob)
    await alice.call(
        functions.contacts.BlockFromReplies(delete_message=True, report_spam=True, msg_id=msg_id)
    )
    with pytest.raises(RpcError, match="USER_IS_BLOCKED"):
        await bob.say(alice, "wait")
    assert await world.history(alice, PeerId(REPLIES_USER)) == []
    reports = await reports_after(world.app.store.main, 0, limit=10_000)
    assert [one.text for one in reports if one.reporter_id == alice.id] == [
        f"{REPLIES_USER}: you are wrong"
    ]
    await world.check(alice)


async def test_other_messages_name_nobody_to_be_blocked(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.say(alice, "hello")
    (theirs,) = await world.history(alice, bob.peer_id)
    for msg_id in (theirs.id, 0, 1_000):
        with pytest.raises(RpcError, match="MSG_ID_INVALID"):
            await alice.call(functions.contacts.BlockFromReplies(msg_id=msg_id))
