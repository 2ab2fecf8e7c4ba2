"""contacts.getContacts, importContacts, addContact, deleteContacts and their kin.

Source: https://core.telegram.org/api/contacts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.people import contacts
from hodhod.actions.people.notes import checked_note, set_note
from hodhod.actions.people.privacy import allow_also
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import status_of, users_seen_by
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain import phone
from hodhod.domain.account import Contact
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import UserId
from hodhod.domain.privacy import Key
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types

IDS_LIMIT = 1_000
"""People in one request."""


@rpc(functions.contacts.GetContacts, access=USER)
async def get_contacts(
    app: App, caller: Caller, request: functions.contacts.GetContacts
) -> types.contacts.TypeContacts:
    """List the contacts."""
    found = await app.store.contacts.of_user(caller.me)
    saved = len(await app.store.contacts.phonebook(caller.me))
    if request.hash and request.hash == _hash(saved, found):
        return types.contacts.ContactsNotModified()
    users = await users_seen_by(app, caller.me, [one.contact_id for one in found])
    mutual = {user.id for user in users if isinstance(user, types.User) and user.mutual_contact}
    return types.contacts.Contacts(
        contacts=[
            types.Contact(user_id=one.contact_id, mutual=one.contact_id in mutual) for one in found
        ],
        saved_count=saved,
        users=users,
    )


@rpc(functions.contacts.GetContactIDs, access=USER)
async def get_contact_ids(
    app: App, caller: Caller, request: functions.contacts.GetContactIDs
) -> list[int]:
    """List the contacts' ids."""
    return [one.contact_id for one in await app.store.contacts.of_user(caller.me)]


@rpc(functions.contacts.GetStatuses, access=USER)
async def get_statuses(
    app: App, caller: Caller, request: functions.contacts.GetStatuses
) -> list[types.TypeContactStatus]:
    """Tell when the contacts were here."""
    found = await app.store.contacts.of_user(caller.me)
    seen = await seen_accounts(app, [(caller.me, one.contact_id) for one in found])
    return [
        types.ContactStatus(
            user_id=one.account.user_id,
            status=status_of(one, app.now) or types.UserStatusEmpty(),
        )
        for one in seen
    ]


@rpc(functions.contacts.ImportContacts, access=USER)
async def import_contacts(
    app: App, caller: Caller, request: functions.contacts.ImportContacts
) -> types.contacts.TypeImportedContacts:
    """Take numbers from an address book."""
    book = list(request.contacts)
    result = await contacts.import_contacts(app, caller, book)
    return types.contacts.ImportedContacts(
        imported=[
            types.ImportedContact(user_id=user_id, client_id=client_id)
            for client_id, user_id in result.users
        ],
        popular_invites=[],
        retry_contacts=list(result.retry),
        users=await users_seen_by(app, caller.me, [user_id for _, user_id in result.users]),
    )


@rpc(functions.contacts.AddContact, access=USER)
async def add_contact(
    app: App, caller: Caller, request: functions.contacts.AddContact
) -> types.TypeUpdates:
    """Make somebody a contact."""
    account = await access_user(app, caller, request.id)
    if isinstance(request.note, types.TextWithEntities):
        checked_note(request.note)
    await contacts.add_contact(
        app,
        caller,
        account,
        name=(request.first_name, request.last_name),
        number=request.phone,
    )
    if isinstance(request.note, types.TextWithEntities):
        await set_note(app, caller, account.user_id, request.note)
    if request.add_phone_privacy_exception:
        await allow_also(app, caller, Key.PHONE, account.user_id)
    return await _settings(app, caller, [account.user_id])


@rpc(functions.contacts.AcceptContact, access=USER)
async def accept_contact(
    app: App, caller: Caller, request: functions.contacts.AcceptContact
) -> types.TypeUpdates:
    """Make somebody a contact who has shared their number; under their own name."""
    account = await access_user(app, caller, request.id)
    await contacts.add_contact(
        app, caller, account, name=(account.first_name, account.last_name), number=""
    )
    return await _settings(app, caller, [account.user_id])


@rpc(functions.contacts.DeleteContacts, access=USER)
async def delete_contacts(
    app: App, caller: Caller, request: functions.contacts.DeleteContacts
) -> types.TypeUpdates:
    """Forget contacts."""
    if len(request.id) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    named = []
    for one in request.id:
        try:
            named.append((await access_user(app, caller, one)).user_id)
        except RpcError:
            continue
    gone = await contacts.delete_contacts(app, caller, named)
    return await _settings(app, caller, gone)


@rpc(functions.contacts.DeleteByPhones, access=USER)
async def delete_by_phones(
    app: App, caller: Caller, request: functions.contacts.DeleteByPhones
) -> bool:
    """Forget contacts and numbers by their numbers."""
    if len(request.phones) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    numbers = [
        number
        for one in request.phones
        if (number := phone.parse(one, app.policy.default_region, test_numbers=True)) is not None
    ]
    await contacts.delete_by_phones(app, caller, numbers)
    return True


@rpc(functions.contacts.ResetSaved, access=USER)
async def reset_saved(app: App, caller: Caller, request: functions.contacts.ResetSaved) -> bool:
    """Forget the numbers without an account."""
    await app.store.contacts.delete_phonebook(caller.me, None)
    return True


@rpc(functions.contacts.GetSaved, access=USER)
async def get_saved(
    app: App, caller: Caller, request: functions.contacts.GetSaved
) -> list[types.TypeSavedContact]:
    """List the numbers without an account."""
    return [
        types.SavedPhoneContact(
            phone=one.phone,
            first_name=one.first_name,
            last_name=one.last_name,
            date=one.added_at,
        )
        for one in await app.store.contacts.phonebook(caller.me)
    ]


@rpc(functions.contacts.EditCloseFriends, access=USER)
async def edit_close_friends(
    app: App, caller: Caller, request: functions.contacts.EditCloseFriends
) -> bool:
    """Say which contacts are close friends."""
    if len(request.id) > IDS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    await contacts.edit_close_friends(app, caller, request.id)
    return True


async def _settings(app: App, caller: Caller, user_ids: list[UserId]) -> types.TypeUpdates:
    seen = await app.store.users.seen([(caller.me, user_id) for user_id in user_ids])
    return await render(
        app,
        caller.me,
        [
            types.UpdatePeerSettings(
                peer=types.PeerUser(user_id=one.account.user_id),
                settings=contacts.settings_of(one),
            )
            for one in seen
        ],
    )


def _hash(saved: int, found: list[Contact]) -> int:
    """Return what clients compute: the number of saved ones, then the ids in order."""
    return result_hash([saved, *(one.contact_id for one in found)])
