"""contacts.exportContactToken, importContactToken; contacts.updateContactNote.

Source: https://core.telegram.org/method/contacts.exportContactToken
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.auth.limit import use
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.contact_token import export_contact_token, holder_of
from hodhod.actions.people.notes import set_note
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

IMPORTS_PER_HOUR = 200
"""Links an account may follow: nobody follows more, and tokens must not be guessed."""


@rpc(functions.contacts.ExportContactToken, access=USER)
async def export_token(
    app: App, caller: Caller, request: functions.contacts.ExportContactToken
) -> types.TypeExportedContactToken:
    """Make a link to oneself."""
    return export_contact_token(app, caller)


@rpc(functions.contacts.ImportContactToken, access=USER)
async def import_token(
    app: App, caller: Caller, request: functions.contacts.ImportContactToken
) -> types.TypeUser:
    """Follow a link to somebody."""
    await use(app, f"contact_token:{caller.me}", IMPORTS_PER_HOUR)
    holder = await holder_of(app, request.token)
    (user,) = await users_seen_by(app, caller.me, [holder])
    return user


@rpc(functions.contacts.UpdateContactNote, access=USER)
async def update_contact_note(
    app: App, caller: Caller, request: functions.contacts.UpdateContactNote
) -> bool:
    """Write a note about a contact."""
    account = await access_user(app, caller, request.id)
    if not isinstance(request.note, types.TextWithEntities):
        raise bad_request("CONTACT_MISSING")
    await set_note(app, caller, account.user_id, request.note)
    return True
