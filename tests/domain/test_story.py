from __future__ import annotations

import pytest

from hodhod.domain.ids import PeerId, UserId
from hodhod.domain.story import Glance, Relation, encode_rules, visible
from hodhod.domain.story_tags import hashtag, place_of
from hodhod.tl import types

OWNER, VIEWER = UserId(1), UserId(2)
NOW = 1000
ALL = (types.PrivacyValueAllowAll(),)
CONTACTS = (types.PrivacyValueAllowContacts(),)


def glance(
    rules: tuple[types.TypePrivacyRule, ...], *, over: bool = False, pinned: bool = False
) -> Glance:
    return Glance(
        peer_id=PeerId(OWNER),
        story_id=1,
        date=0,
        expire_date=NOW if over else NOW + 1,
        pinned=pinned,
        edited=False,
        rules=encode_rules(rules),
        changes=0,
    )


@pytest.mark.parametrize(
    ("story", "relation", "seen"),
    [
        (glance(ALL), Relation(), True),
        (glance(ALL), Relation(blocks_viewer=True), False),
        (glance(ALL, over=True), Relation(), False),
        (glance(ALL, over=True, pinned=True), Relation(), True),
        (glance(CONTACTS), Relation(), False),
        (glance(CONTACTS), Relation(knows_viewer=True), True),
        (glance(CONTACTS, over=True, pinned=True), Relation(), False),
        (glance((types.PrivacyValueAllowCloseFriends(),)), Relation(knows_viewer=True), False),
        (glance((types.PrivacyValueAllowCloseFriends(),)), Relation(close_friend=True), True),
        (glance((types.PrivacyValueDisallowUsers(users=(VIEWER,)), *ALL)), Relation(), False),
        (glance((types.PrivacyValueAllowUsers(users=(VIEWER,)),)), Relation(), True),
        (
            glance((types.PrivacyValueAllowChatParticipants(chats=(7,)),)),
            Relation(chats=frozenset({7})),
            True,
        ),
    ],
)
def test_a_story_is_for_whom_its_rules_name(
    story: Glance, relation: Relation, *, seen: bool
) -> None:
    assert visible(story, VIEWER, relation, NOW) is seen
    assert visible(story, OWNER, relation, NOW)


def test_hashtags_are_the_same_however_they_are_written() -> None:
    assert hashtag("#کتاب_خوب") == hashtag("كتاب_خوب")
    assert hashtag("#Town@somewhere") == hashtag("town")
    assert hashtag("#") is None


def test_a_place_without_a_name_is_not_found() -> None:
    at = types.MediaAreaCoordinates(x=1.0, y=1.0, w=1.0, h=1.0, rotation=0.0)
    geo = types.GeoPoint(long=1.0, lat=1.0, access_hash=0)
    assert place_of(types.MediaAreaGeoPoint(coordinates=at, geo=geo)) is None
