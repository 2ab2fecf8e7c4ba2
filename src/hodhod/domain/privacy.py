"""Privacy: who may see or do what with an account, by its owner's rules.

Rules are matched in order and the first that speaks of the viewer decides; if none does, the answer
is no. Rules that name people come before those that name many, whatever order a client sent.

Source: https://core.telegram.org/api/privacy
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, unique
from types import MappingProxyType

from hodhod import tl
from hodhod.domain.errors import bad_request
from hodhod.tl import types

MAX_RULES = 20
"""Rules for one key: each kind once, with room."""

MAX_NAMED = 1000
"""Users or chats that one rule may name."""

Rules = tuple[types.TypePrivacyRule, ...]
Resolve = Callable[[types.TypeInputUser], int | None]
"""Returns the id of a user whom the caller may name, or None."""


@unique
class Key(StrEnum):
    """What rules are for; the values are stored."""

    STATUS = "status"
    PHONE = "phone"
    PHOTO = "photo"
    ABOUT = "about"
    BIRTHDAY = "birthday"
    FORWARDS = "forwards"
    CALLS = "calls"
    CALLS_P2P = "calls_p2p"
    INVITES = "invites"
    ADDED_BY_PHONE = "added_by_phone"
    VOICE_MESSAGES = "voice_messages"
    GIFTS = "gifts"
    NO_PAID_MESSAGES = "no_paid_messages"
    SAVED_MUSIC = "saved_music"


_TL_KEYS: Mapping[Key, tuple[type[types.TypeInputPrivacyKey], types.TypePrivacyKey]] = {
    Key.STATUS: (types.InputPrivacyKeyStatusTimestamp, types.PrivacyKeyStatusTimestamp()),
    Key.PHONE: (types.InputPrivacyKeyPhoneNumber, types.PrivacyKeyPhoneNumber()),
    Key.PHOTO: (types.InputPrivacyKeyProfilePhoto, types.PrivacyKeyProfilePhoto()),
    Key.ABOUT: (types.InputPrivacyKeyAbout, types.PrivacyKeyAbout()),
    Key.BIRTHDAY: (types.InputPrivacyKeyBirthday, types.PrivacyKeyBirthday()),
    Key.FORWARDS: (types.InputPrivacyKeyForwards, types.PrivacyKeyForwards()),
    Key.CALLS: (types.InputPrivacyKeyPhoneCall, types.PrivacyKeyPhoneCall()),
    Key.CALLS_P2P: (types.InputPrivacyKeyPhoneP2P, types.PrivacyKeyPhoneP2P()),
    Key.INVITES: (types.InputPrivacyKeyChatInvite, types.PrivacyKeyChatInvite()),
    Key.ADDED_BY_PHONE: (types.InputPrivacyKeyAddedByPhone, types.PrivacyKeyAddedByPhone()),
    Key.VOICE_MESSAGES: (types.InputPrivacyKeyVoiceMessages, types.PrivacyKeyVoiceMessages()),
    Key.GIFTS: (types.InputPrivacyKeyStarGiftsAutoSave, types.PrivacyKeyStarGiftsAutoSave()),
    Key.NO_PAID_MESSAGES: (types.InputPrivacyKeyNoPaidMessages, types.PrivacyKeyNoPaidMessages()),
    Key.SAVED_MUSIC: (types.InputPrivacyKeySavedMusic, types.PrivacyKeySavedMusic()),
}
_KEY_OF = {asked: key for key, (asked, _) in _TL_KEYS.items()}

_ALL: Rules = (types.PrivacyValueAllowAll(),)
_CONTACTS: Rules = (types.PrivacyValueAllowContacts(), types.PrivacyValueDisallowAll())

DEFAULTS: Mapping[Key, Rules] = MappingProxyType(
    dict.fromkeys(Key, _ALL)
    | dict.fromkeys((Key.PHONE, Key.BIRTHDAY, Key.CALLS_P2P, Key.NO_PAID_MESSAGES), _CONTACTS)
)
"""The rules of somebody who never set any."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody, as an account's owner sees them.

    Attributes:
        user_id: Who it is.
        is_contact: Whether they are among the owner's contacts.
        is_close_friend: Whether the owner counts them as a close friend.
        is_bot: Whether it is a bot.
        is_premium: Whether they have Premium.
        chats: Ids of groups that they and the owner are both in, as rules name them.
    """

    user_id: int
    is_contact: bool = False
    is_close_friend: bool = False
    is_bot: bool = False
    is_premium: bool = False
    chats: frozenset[int] = field(default=frozenset())


def key_of(key: types.TypeInputPrivacyKey) -> Key:
    """Return which key a client asks about."""
    return _KEY_OF[type(key)]


def to_tl_key(key: Key) -> types.TypePrivacyKey:
    """Return a key as updates carry it."""
    return _TL_KEYS[key][1]


def permits(key: Key, rules: Sequence[types.TypePrivacyRule] | None, viewer: Viewer) -> bool:
    """Tell whether a viewer is allowed what a key is for, by the owner's rules or the defaults."""
    return allows(DEFAULTS[key] if rules is None else rules, viewer)


def allows(rules: Sequence[types.TypePrivacyRule], viewer: Viewer) -> bool:
    """Tell whether rules allow a viewer: the first that speaks of them decides."""
    for rule in rules:
        if _speaks_of(rule, viewer):
            return isinstance(rule, _ALLOWING)
    return False


_ALLOWING = (
    types.PrivacyValueAllowAll,
    types.PrivacyValueAllowUsers,
    types.PrivacyValueAllowChatParticipants,
    types.PrivacyValueAllowContacts,
    types.PrivacyValueAllowCloseFriends,
    types.PrivacyValueAllowPremium,
    types.PrivacyValueAllowBots,
)


def _speaks_of(rule: types.TypePrivacyRule, viewer: Viewer) -> bool:
    """Tell whether a viewer is among those whom a rule allows or disallows something."""
    match rule:
        case types.PrivacyValueAllowAll() | types.PrivacyValueDisallowAll():
            return True
        case types.PrivacyValueAllowUsers() | types.PrivacyValueDisallowUsers():
            return viewer.user_id in rule.users
        case (
            types.PrivacyValueAllowChatParticipants() | types.PrivacyValueDisallowChatParticipants()
        ):
            return not viewer.chats.isdisjoint(rule.chats)
        case types.PrivacyValueAllowContacts() | types.PrivacyValueDisallowContacts():
            return viewer.is_contact
        case types.PrivacyValueAllowCloseFriends():
            return viewer.is_close_friend
        case types.PrivacyValueAllowPremium():
            return viewer.is_premium
        case types.PrivacyValueAllowBots() | types.PrivacyValueDisallowBots():
            return viewer.is_bot


def decoded(stored: bytes) -> Rules:
    """Return rules from the form in which they are stored: TL account.privacyRules."""
    value = tl.decode(stored)
    assert isinstance(value, types.account.PrivacyRules)
    return tuple(value.rules)


def chats_in(rules: Sequence[types.TypePrivacyRule]) -> frozenset[int]:
    """Return the chats that rules name."""
    return frozenset(
        chat
        for rule in rules
        if isinstance(
            rule,
            types.PrivacyValueAllowChatParticipants | types.PrivacyValueDisallowChatParticipants,
        )
        for chat in rule.chats
    )


def allowing_also(rules: Sequence[types.TypePrivacyRule], user_id: int) -> Rules:
    """Return rules that allow one more person, whatever else they say."""
    allowed: tuple[int, ...] = ()
    rest: list[types.TypePrivacyRule] = []
    for rule in rules:
        match rule:
            case types.PrivacyValueAllowUsers():
                allowed += tuple(rule.users)
            case types.PrivacyValueDisallowUsers():
                others = [one for one in rule.users if one != user_id]
                if others:
                    rest.append(types.PrivacyValueDisallowUsers(users=others))
            case _:
                rest.append(rule)
    allowed = _distinct((*allowed, user_id))[-MAX_NAMED:]
    return tuple(sorted([types.PrivacyValueAllowUsers(users=allowed), *rest], key=_breadth))


def rules_from_input(rules: Sequence[types.TypeInputPrivacyRule], resolve_user: Resolve) -> Rules:
    """Return the rules that a client sets, in the order in which they are matched.

    Args:
        rules: What the client sent, in any order.
        resolve_user: Names a user; those it does not know are left out.

    Raises:
        RpcError: 400 PRIVACY_VALUE_INVALID, PRIVACY_TOO_LONG.
    """
    if not rules:
        raise bad_request("PRIVACY_VALUE_INVALID")
    if len(rules) > MAX_RULES or any(_named(rule) > MAX_NAMED for rule in rules):
        raise bad_request("PRIVACY_TOO_LONG")
    stored = [_stored(rule, resolve_user) for rule in rules]
    if len({type(rule) for rule in stored}) != len(stored):
        raise bad_request("PRIVACY_VALUE_INVALID")
    return tuple(sorted(stored, key=_breadth))


def _named(rule: types.TypeInputPrivacyRule) -> int:
    """Return how many users or chats a rule names."""
    match rule:
        case types.InputPrivacyValueAllowUsers() | types.InputPrivacyValueDisallowUsers():
            return len(rule.users)
        case (
            types.InputPrivacyValueAllowChatParticipants()
            | types.InputPrivacyValueDisallowChatParticipants()
        ):
            return len(rule.chats)
        case _:
            return 0


def _stored(rule: types.TypeInputPrivacyRule, resolve: Resolve) -> types.TypePrivacyRule:
    match rule:
        case types.InputPrivacyValueAllowUsers():
            return types.PrivacyValueAllowUsers(users=_ids(rule.users, resolve))
        case types.InputPrivacyValueDisallowUsers():
            return types.PrivacyValueDisallowUsers(users=_ids(rule.users, resolve))
        case types.InputPrivacyValueAllowChatParticipants():
            return types.PrivacyValueAllowChatParticipants(chats=_distinct(rule.chats))
        case types.InputPrivacyValueDisallowChatParticipants():
            return types.PrivacyValueDisallowChatParticipants(chats=_distinct(rule.chats))
        case _:
            return _PLAIN[type(rule)]


def _ids(users: Sequence[types.TypeInputUser], resolve: Resolve) -> tuple[int, ...]:
    return _distinct([found for user in users if (found := resolve(user)) is not None])


def _distinct(ids: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ids))


_PLAIN: Mapping[type[types.TypeInputPrivacyRule], types.TypePrivacyRule] = {
    types.InputPrivacyValueAllowAll: types.PrivacyValueAllowAll(),
    types.InputPrivacyValueDisallowAll: types.PrivacyValueDisallowAll(),
    types.InputPrivacyValueAllowContacts: types.PrivacyValueAllowContacts(),
    types.InputPrivacyValueDisallowContacts: types.PrivacyValueDisallowContacts(),
    types.InputPrivacyValueAllowCloseFriends: types.PrivacyValueAllowCloseFriends(),
    types.InputPrivacyValueAllowPremium: types.PrivacyValueAllowPremium(),
    types.InputPrivacyValueAllowBots: types.PrivacyValueAllowBots(),
    types.InputPrivacyValueDisallowBots: types.PrivacyValueDisallowBots(),
}

_BREADTH: tuple[tuple[type[types.TypePrivacyRule], ...], ...] = (
    (types.PrivacyValueDisallowUsers, types.PrivacyValueAllowUsers),
    (types.PrivacyValueDisallowChatParticipants, types.PrivacyValueAllowChatParticipants),
    (types.PrivacyValueDisallowBots, types.PrivacyValueAllowBots),
    (types.PrivacyValueAllowCloseFriends, types.PrivacyValueAllowPremium),
    (types.PrivacyValueDisallowContacts, types.PrivacyValueAllowContacts),
    (types.PrivacyValueDisallowAll, types.PrivacyValueAllowAll),
)
"""Rules by how many they speak of: somebody who is named is meant, whatever holds for all."""

_RANK = {kind: rank for rank, kinds in enumerate(_BREADTH) for kind in kinds}


def _breadth(rule: types.TypePrivacyRule) -> int:
    return _RANK[type(rule)]
