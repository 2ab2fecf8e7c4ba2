"""Privacy rules: read, written, and asked.

Source: https://core.telegram.org/api/privacy
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.seen import with_shared_chats
from hodhod.actions.people.tell import tell_own
from hodhod.domain import privacy
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.account import SeenAccount
from hodhod.domain.caller import Caller
from hodhod.domain.ids import UserId
from hodhod.domain.privacy import Key, Viewer
from hodhod.tl import types


async def rules_of(app: App, user_id: UserId, key: Key) -> Sequence[types.TypePrivacyRule]:
    """Return somebody's rules for a key."""
    stored = (await app.store.contacts.privacy(user_id, [key])).get(key)
    return privacy.DEFAULTS[key] if stored is None else privacy.decoded(stored)


async def set_rules(
    app: App, caller: Caller, key: Key, rules: Sequence[types.TypeInputPrivacyRule]
) -> Sequence[types.TypePrivacyRule]:
    """Write the caller's rules for a key.

    Raises:
        RpcError: 400 PRIVACY_VALUE_INVALID, PRIVACY_TOO_LONG.
    """

    def resolve(user: types.TypeInputUser) -> int | None:
        match user:
            case types.InputUserSelf():
                return caller.me
            case types.InputUser():
                good = holds(
                    app.secret, Kind.USER, user.user_id, user.access_hash, viewer=caller.me
                )
                return user.user_id if good else None
            case _:
                return None

    kept = privacy.rules_from_input(rules, resolve)
    await _write(app, caller, key, kept)
    return kept


async def _write(app: App, caller: Caller, key: Key, rules: privacy.Rules) -> None:
    value = types.account.PrivacyRules(rules=rules, chats=[], users=[])
    await app.store.contacts.put_privacy(caller.me, key, tl.encode(value))
    await tell_own(app, caller, types.UpdatePrivacy(key=privacy.to_tl_key(key), rules=rules))


async def allow_also(app: App, caller: Caller, key: Key, other: UserId) -> None:
    """Let one more person do what a key guards, unless the caller's rules let them already."""
    if await lets(app, other, caller.me, key):
        return
    kept = privacy.allowing_also(await rules_of(app, caller.me, key), other)
    await _write(app, caller, key, kept)


async def lets(app: App, viewer_id: UserId, owner: UserId, key: Key) -> bool:
    """Whether somebody's rules let a viewer do what a key guards."""
    return owner in await letting(app, viewer_id, [owner], key)


async def letting(app: App, viewer_id: UserId, owners: Sequence[UserId], key: Key) -> set[UserId]:
    """Return those of some people whose rules let a viewer do what a key guards."""
    if not owners:
        return set()
    rules = await app.store.contacts.privacy_of_many(owners, key)
    found = await app.store.users.seen([(viewer_id, owner) for owner in owners])
    seen = await with_shared_chats(app, [(one, (rules.get(one.account.user_id),)) for one in found])
    return {
        one.account.user_id for one in seen if permits(key, rules.get(one.account.user_id), one)
    }


def viewer_of(seen: SeenAccount) -> Viewer:
    """What the viewer is to the account, as privacy rules ask."""
    return Viewer(
        user_id=seen.viewer_id,
        is_contact=seen.knows_viewer,
        is_close_friend=seen.viewer_is_close_friend,
        is_bot=seen.viewer_is_bot,
        chats=seen.shared_chats,
    )


def permits(key: Key, stored_rules: bytes | None, seen: SeenAccount) -> bool:
    """Whether the account lets this viewer see what the key guards; it lets itself, always."""
    if seen.viewer_id == seen.account.user_id:
        return True
    rules = None if stored_rules is None else privacy.decoded(stored_rules)
    return privacy.permits(key, rules, viewer_of(seen))


def hides_status_from(seen: SeenAccount) -> bool:
    """Whether the viewer hides from the account when they were here, and so may not see it either.

    Who may see it by a group that both are in is not asked: that would cost a look at every view.
    """
    if seen.viewer_status_rules is None or seen.viewer_id == seen.account.user_id:
        return False
    rules = privacy.decoded(seen.viewer_status_rules)
    owner = Viewer(
        user_id=seen.account.user_id,
        is_contact=seen.contact is not None,
        is_close_friend=seen.contact is not None and seen.contact.close_friend,
        is_bot=seen.account.is_bot,
        chats=privacy.chats_in(rules) & seen.shared_chats,
    )
    return not privacy.permits(Key.STATUS, rules, owner)
