"""What one notes about a contact, for oneself alone."""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.entities import formatted
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.tl import types

NOTE_UNITS = 128
"""UTF-16 units of a note; help.getAppConfig names the same."""


def checked_note(note: types.TextWithEntities) -> bytes | None:
    """Return a note as it is stored, None for an empty one.

    Raises:
        RpcError: 400 MESSAGE_TOO_LONG, ENTITIES_TOO_LONG.
    """
    text, entities = formatted(note.text, note.entities, limit=NOTE_UNITS)
    return tl.encode(types.TextWithEntities(text=text, entities=entities)) if text else None


async def set_note(
    app: App, caller: Caller, contact_id: UserId, note: types.TextWithEntities
) -> None:
    """Write a note about a contact.

    Raises:
        RpcError: 400 CONTACT_MISSING; what checked_note raises.
    """
    if not await app.store.contacts.set_note(caller.me, contact_id, checked_note(note)):
        raise bad_request("CONTACT_MISSING")
    await tell_own(app, caller, types.UpdateUser(user_id=contact_id))


async def note_about(app: App, caller: Caller, contact_id: UserId) -> types.TextWithEntities | None:
    """Return the caller's note about somebody."""
    stored = await app.store.contacts.note(caller.me, contact_id)
    if stored is None:
        return None
    value = tl.decode(stored)
    assert isinstance(value, types.TextWithEntities)
    return value
