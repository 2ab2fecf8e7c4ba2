from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.errors import RpcError
from hodhod.domain.privacy import (
    DEFAULTS,
    MAX_NAMED,
    MAX_RULES,
    Key,
    Rules,
    Viewer,
    allows,
    key_of,
    permits,
    rules_from_input,
    to_tl_key,
)
from hodhod.tl import types

ALL = types.PrivacyValueAllowAll()
NOBODY = types.PrivacyValueDisallowAll()
CONTACTS = types.PrivacyValueAllowContacts()
STRANGER = Viewer(user_id=9)
CONTACT = Viewer(user_id=9, is_contact=True)


@pytest.mark.parametrize(
    ("rules", "viewer", "answer"),
    [
        ((), STRANGER, False),
        ((ALL,), STRANGER, True),
        ((NOBODY,), CONTACT, False),
        ((CONTACTS,), CONTACT, True),
        ((CONTACTS,), STRANGER, False),
        # the first that speaks of the viewer decides
        ((types.PrivacyValueDisallowUsers(users=(9,)), ALL), STRANGER, False),
        ((types.PrivacyValueDisallowUsers(users=(8,)), ALL), STRANGER, True),
        ((ALL, types.PrivacyValueDisallowUsers(users=(9,))), STRANGER, True),
        ((types.PrivacyValueAllowUsers(users=(9,)), NOBODY), STRANGER, True),
        ((types.PrivacyValueDisallowContacts(), ALL), CONTACT, False),
        ((types.PrivacyValueDisallowContacts(), ALL), STRANGER, True),
        ((types.PrivacyValueAllowCloseFriends(), NOBODY), Viewer(9, is_close_friend=True), True),
        ((types.PrivacyValueAllowCloseFriends(), NOBODY), CONTACT, False),
        ((types.PrivacyValueAllowPremium(), NOBODY), Viewer(9, is_premium=True), True),
        ((types.PrivacyValueAllowBots(), NOBODY), Viewer(9, is_bot=True), True),
        ((types.PrivacyValueDisallowBots(), ALL), Viewer(9, is_bot=True), False),
        (
            (types.PrivacyValueAllowChatParticipants(chats=(5, 6)), NOBODY),
            Viewer(9, chats=frozenset((6, 7))),
            True,
        ),
        (
            (types.PrivacyValueDisallowChatParticipants(chats=(5,)), ALL),
            Viewer(9, chats=frozenset((6, 7))),
            True,
        ),
        (
            (types.PrivacyValueDisallowChatParticipants(chats=(6,)), ALL),
            Viewer(9, chats=frozenset((6, 7))),
            False,
        ),
    ],
)
def test_rules(rules: Rules, viewer: Viewer, answer: bool) -> None:
    assert allows(rules, viewer) is answer


def test_whoever_set_nothing_shows_their_number_to_contacts_only() -> None:
    assert not permits(Key.PHONE, None, STRANGER)
    assert permits(Key.PHONE, None, CONTACT)
    assert permits(Key.STATUS, None, STRANGER)
    assert not permits(Key.STATUS, (NOBODY,), STRANGER)


def test_every_key_has_its_forms_and_defaults() -> None:
    asked = [getattr(types, name) for name in dir(types) if name.startswith("InputPrivacyKey")]
    assert {key_of(key()) for key in asked} == set(Key) == set(DEFAULTS)
    for key in asked:
        assert type(to_tl_key(key_of(key()))).__name__ == key.__name__.removeprefix("Input")


def test_exceptions_come_before_the_rule_they_are_exceptions_to() -> None:
    sent = (
        types.InputPrivacyValueAllowAll(),
        types.InputPrivacyValueAllowContacts(),
        types.InputPrivacyValueDisallowUsers(
            users=(
                types.InputUser(user_id=9, access_hash=1),
                types.InputUser(user_id=9, access_hash=1),
                types.InputUser(user_id=8, access_hash=2),
            )
        ),
        types.InputPrivacyValueDisallowChatParticipants(chats=(3, 3)),
    )

    def resolve(user: types.TypeInputUser) -> int | None:
        good = isinstance(user, types.InputUser) and user.access_hash == 1
        return user.user_id if isinstance(user, types.InputUser) and good else None

    assert rules_from_input(sent, resolve) == (
        types.PrivacyValueDisallowUsers(users=(9,)),
        types.PrivacyValueDisallowChatParticipants(chats=(3,)),
        CONTACTS,
        ALL,
    )


def test_senseless_and_endless_rules_are_refused() -> None:
    everyone = types.InputPrivacyValueAllowAll()
    many = types.InputPrivacyValueAllowUsers(users=(types.InputUserSelf(),) * (MAX_NAMED + 1))
    for rules, error in (
        ((), "PRIVACY_VALUE_INVALID"),
        ((everyone, everyone), "PRIVACY_VALUE_INVALID"),
        ((everyone,) * (MAX_RULES + 1), "PRIVACY_TOO_LONG"),
        ((many,), "PRIVACY_TOO_LONG"),
    ):
        with pytest.raises(RpcError, match=error):
            rules_from_input(rules, lambda _: 1)


ME = (types.InputUserSelf(),)
INPUTS: list[types.TypeInputPrivacyRule] = [
    types.InputPrivacyValueAllowUsers(users=ME),
    types.InputPrivacyValueDisallowChatParticipants(chats=(1,)),
    types.InputPrivacyValueAllowCloseFriends(),
    types.InputPrivacyValueDisallowBots(),
    types.InputPrivacyValueAllowContacts(),
    types.InputPrivacyValueDisallowAll(),
]
viewers = st.builds(
    Viewer,
    user_id=st.sampled_from((8, 9)),
    is_contact=st.booleans(),
    is_close_friend=st.booleans(),
    is_bot=st.booleans(),
    chats=st.frozensets(st.sampled_from((1, 2))),
)


@given(st.sets(st.sampled_from(range(len(INPUTS))), min_size=1), st.randoms(), viewers)
def test_the_order_in_which_rules_are_sent_does_not_matter(
    chosen: set[int], chance: random.Random, viewer: Viewer
) -> None:
    rules = [INPUTS[at] for at in sorted(chosen)]
    shuffled = chance.sample(rules, len(rules))
    one = rules_from_input(rules, lambda _: 9)
    assert rules_from_input(shuffled, lambda _: 9) == one
    if viewer.user_id == 9 and 0 in chosen:
        assert allows(one, viewer)
