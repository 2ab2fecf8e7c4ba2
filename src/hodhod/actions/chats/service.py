"""What a chat tells of itself among its messages: who came, what it is called now.

Source: https://core.telegram.org/type/MessageAction
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.place import Place
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, Member, Role, SeenChat
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.message import StoredMessage, new_message_update, seen_by_author
from hodhod.domain.outgoing import Outgoing
from hodhod.store.boxes import Change
from hodhod.store.members import read_members
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Told:
    """A service message that was added.

    Attributes:
        message: The caller's own copy.
        named: The update that some clients wait for before the message itself.
        update: The message as the caller sees it.
    """

    message: StoredMessage
    named: types.UpdateMessageID
    update: types.TypeUpdate


async def tell_in_chat(  # noqa: PLR0917 - all of them belong to one change
    app: App,
    change: Change,
    caller: Caller,
    chat: Chat,
    boxes: Sequence[BoxId],
    action: types.TypeMessageAction,
) -> Told:
    """Add a service message to a chat.

    Args:
        app: The working parts.
        change: A change of the boxes.
        caller: Whose deed it tells of.
        chat: The chat as it is now.
        boxes: The boxes that hold the chat's messages; the caller's is among a basic group's.
        action: What it tells.
    """
    member = (await read_members(change.tx, chat.peer_id, [caller.me])).get(caller.me)
    seen = SeenChat(caller.me, chat, member or _guest(chat, caller.me))
    place = Place(chat.peer_id, tuple(boxes), seen)
    row = new_message(app, caller, place, Outgoing(random_id=None, action=action))
    (appended,) = await change.append([row], exclude_session=caller.session)
    own = appended.own
    random_id = int.from_bytes(app.entropy(8), "big", signed=True)
    return Told(
        own,
        types.UpdateMessageID(id=own.msg_id, random_id=random_id),
        new_message_update(seen_by_author(own, caller.me)),
    )


def _guest(chat: Chat, user_id: UserId) -> Member:
    """Return the place of somebody who is in the chat no more, or not yet."""
    return Member(chat.peer_id, user_id, Role.MEMBER, joined=False, date=0)
