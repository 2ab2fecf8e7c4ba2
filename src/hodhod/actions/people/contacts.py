"""Contacts: imported, added, removed; the address book behind them.

Source: https://core.telegram.org/api/contacts
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S
from hodhod.actions.people.privacy import letting
from hodhod.actions.people.tell import tell_own
from hodhod.domain import phone
from hodhod.domain.account import Account, SeenAccount
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, flood_wait
from hodhod.domain.ids import PeerId, UserId, to_tl_peer
from hodhod.domain.privacy import Key
from hodhod.domain.text import line
from hodhod.store.contacts import NewContact, PhonebookEntry
from hodhod.tl import types

IMPORT_LIMIT = 1_000
"""Numbers in one import; clients send their books in parts."""

NAME_UNITS = 64


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought.

    Attributes:
        users: Client ids and the accounts found for them.
        retry: Client ids that may be sent again later: too many new numbers today.
    """

    users: Sequence[tuple[int, UserId]]
    retry: Sequence[int]


async def import_contacts(
    app: App, caller: Caller, book: Sequence[types.InputPhoneContact]
) -> Imported:
    """Take numbers from an address book; those with accounts become contacts.

    Only numbers that were not in the book before count against the day's cap, and whoever does not
    want to be found by their number is absent, exactly as a number without an account is.

    Raises:
        RpcError: 400 LIMIT_INVALID, CONTACTS_TOO_MUCH; 420 FLOOD_WAIT_N.
    """
    if len(book) > IMPORT_LIMIT:
        raise bad_request("LIMIT_INVALID")
    numbers: dict[str, types.InputPhoneContact] = {}
    for entry in book:
        number = phone.parse(
            entry.phone, app.policy.default_region, test_numbers=app.policy.test_numbers
        )
        if number is not None:
            numbers[number] = entry
    taken, refused = await _within_cap(app, caller, numbers)
    found = await findable(app, caller, taken)
    contacts = [
        NewContact(found[number], number, *_names(entry.first_name, entry.last_name))
        for number, entry in taken.items()
        if number in found and found[number] != caller.me
    ]
    await _put(app, caller, contacts)
    await app.store.contacts.put_phonebook(
        caller.me,
        [
            PhonebookEntry(number, *_names(entry.first_name, entry.last_name), app.now)
            for number, entry in taken.items()
            if number not in found
        ],
        app.now,
    )
    if contacts:
        await _tell_settings(app, caller, [one.contact_id for one in contacts])
    return Imported(
        [(taken[number].client_id, user_id) for number, user_id in found.items()],
        [entry.client_id for entry in refused.values()],
    )


async def findable(
    app: App, caller: Caller, numbers: Sequence[str] | dict[str, types.InputPhoneContact]
) -> dict[str, UserId]:
    """Return the accounts behind numbers, of those who let the caller find them."""
    by_phone = await app.store.users.by_phones(list(numbers))
    open_ = await letting(app, caller.me, list(by_phone.values()), Key.ADDED_BY_PHONE)
    return {number: user_id for number, user_id in by_phone.items() if user_id in open_}


async def add_contact(
    app: App, caller: Caller, account: Account, *, name: tuple[str, str], number: str
) -> None:
    """Make somebody a contact under a name of the caller's.

    Raises:
        RpcError: 400 CONTACT_ID_INVALID, CONTACT_NAME_EMPTY, CONTACTS_TOO_MUCH.
    """
    if account.user_id == caller.me or account.support:
        raise bad_request("CONTACT_ID_INVALID")
    first_name, last_name = (line(part, NAME_UNITS) for part in name)
    if not first_name:
        raise bad_request("CONTACT_NAME_EMPTY")
    known = phone.parse(number, app.policy.default_region, test_numbers=True) if number else None
    new = NewContact(
        account.user_id, known if known == account.phone and known else "", first_name, last_name
    )
    await _put(app, caller, [new])
    await _tell_settings(app, caller, [account.user_id])


async def delete_by_phones(app: App, caller: Caller, numbers: Sequence[str]) -> None:
    """Forget contacts and saved numbers, by the numbers that the caller knows of them.

    A contact whose number the caller never had stays: else numbers could be guessed.
    """
    wanted = set(numbers)
    known = await app.store.contacts.of_user(caller.me)
    await delete_contacts(app, caller, [one.contact_id for one in known if one.phone in wanted])
    await app.store.contacts.delete_phonebook(caller.me, numbers)


async def delete_contacts(app: App, caller: Caller, contact_ids: Sequence[int]) -> list[UserId]:
    """Forget contacts; return those that were."""
    gone = await app.store.contacts.delete(caller.me, contact_ids)
    if gone:
        await _tell_settings(app, caller, gone)
    return gone


async def edit_close_friends(app: App, caller: Caller, friends: Sequence[int]) -> None:
    """Say which contacts are close friends, and that no others are."""
    changed = await app.store.contacts.set_close_friends(caller.me, friends)
    if changed:
        await tell_own(app, caller, *(types.UpdateUser(user_id=one) for one in changed))


def settings_of(seen: SeenAccount) -> types.PeerSettings:
    """Return what a client offers to do about somebody at the top of the chat."""
    stranger = (
        seen.contact is None
        and not seen.account.support
        and not seen.account.is_bot
        and seen.viewer_id != seen.account.user_id
    )
    return types.PeerSettings(
        report_spam=stranger and not seen.knows_viewer,
        add_contact=stranger,
        block_contact=stranger,
    )


async def _put(app: App, caller: Caller, contacts: Sequence[NewContact]) -> None:
    """Write contacts, as many as an account may have.

    Raises:
        RpcError: 400 CONTACTS_TOO_MUCH.
    """
    known = {one.contact_id for one in await app.store.contacts.of_user(caller.me)}
    more = {one.contact_id for one in contacts} - known
    if more and len(known) + len(more) > app.policy.contacts_per_user:
        raise bad_request("CONTACTS_TOO_MUCH")
    await app.store.contacts.put(caller.me, contacts, app.now)


async def _within_cap(
    app: App, caller: Caller, numbers: dict[str, types.InputPhoneContact]
) -> tuple[dict[str, types.InputPhoneContact], dict[str, types.InputPhoneContact]]:
    """Divide numbers into those taken and those that are over the day's cap of new ones."""
    known = await app.store.contacts.in_phonebook(caller.me, list(numbers))
    known |= {one.phone for one in await app.store.contacts.of_user(caller.me)}
    new = [number for number in numbers if number not in known]
    if not new:
        return numbers, {}
    used = await app.store.sign_in.use(
        f"contacts:{caller.me}", window_s=DAY_S, now=app.now, count=len(new)
    )
    over = min(len(new), max(0, used.count - app.policy.new_contacts_per_day))
    if over and over == len(new) == len(numbers):
        raise flood_wait(used.window_end - app.now)
    late = set(new[len(new) - over :])
    taken = {number: entry for number, entry in numbers.items() if number not in late}
    return taken, {number: numbers[number] for number in late}


async def _tell_settings(app: App, caller: Caller, user_ids: Sequence[UserId]) -> None:
    seen = await app.store.users.seen([(caller.me, user_id) for user_id in user_ids])
    await tell_own(
        app,
        caller,
        *(
            types.UpdatePeerSettings(
                peer=to_tl_peer(PeerId(one.account.user_id)), settings=settings_of(one)
            )
            for one in seen
        ),
    )


def _names(first_name: str, last_name: str) -> tuple[str, str]:
    first, last = line(first_name, NAME_UNITS), line(last_name, NAME_UNITS)
    return (first, last) if first else (last or "…", "")
