"""Somebody new: those who have their number learn of it."""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.copies import private_message
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types

TOLD_LIMIT = 1_000
"""People who get the message that somebody joined; everybody gets the contact."""


async def welcome(app: App, user_id: UserId, phone: str, *, quiet: bool) -> None:
    """Make the number's entries in address books contacts, and tell their owners.

    Args:
        app: The working parts.
        user_id: The new account.
        phone: Its number.
        quiet: Whether nobody is told.
    """
    owners = await app.store.contacts.adopt(phone, user_id, app.now)
    if quiet:
        return
    joined = Outgoing(random_id=0, action=types.MessageActionContactSignUp(), silent=True)
    for owner in owners[:TOLD_LIMIT]:
        message = private_message(app, user_id, owner, joined)
        received = tuple(copy for copy in message.copies if copy.box_id == BoxId(owner))
        alone = replace(message, origin=BoxId(owner), copies=received, random_id=None)
        for one in await app.store.messages.append([alone]):
            await app.bus.publish(one.events())
