"""Stories as they are kept, and whom they are for.

The content is a TL `storyItem` in which everything is left blank that a row of the store says or
that is another thing to each viewer:

    id, date, expire_date, pinned, noforwards, edited, out, min, privacy and what follows from it,
    views, sent_reaction, albums

from_id is there when a channel's story is signed; who posted it is kept in its row in any case.

Source: https://core.telegram.org/api/stories
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain import privacy
from hodhod.domain.ids import PeerId, UserId, is_channel, is_user, peer_of_user
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.privacy import Rules, Viewer, allows
from hodhod.tl import types

HOUR_S = 3600
DAY_S = 24 * HOUR_S
PERIODS_S = (6 * HOUR_S, 12 * HOUR_S, DAY_S, 2 * DAY_S)
"""For how long a story may be active."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What decides who sees a story and when.

    Attributes:
        peer_id: Whose it is.
        story_id: Its number there.
        date: Unix time it was posted.
        expire_date: Unix time it is over.
        pinned: Whether the profile shows it, also when it is over.
        edited: Whether it was changed.
        rules: TL account.privacyRules.
        changes: How often anything of it but its counters changed.
    """

    peer_id: PeerId
    story_id: int
    date: int
    expire_date: int
    pinned: bool
    edited: bool
    rules: bytes
    changes: int


@dataclass(frozen=True, slots=True)
class StoredStory(Glance):
    """A story as it is kept.

    Attributes:
        from_id: Who posted it in the name of a channel.
        noforwards: Whether it stays where it is.
        content: TL storyItem, blanked.
        views: How many saw it.
        forwards: How often it was shared.
        reactions: How many reacted.
        albums: Which albums it is in.
    """

    from_id: PeerId | None
    noforwards: bool
    content: bytes
    views: int = 0
    forwards: int = 0
    reactions: int = 0
    albums: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NewStory:
    """A story that is to be kept.

    Attributes:
        peer_id: Whose it is.
        random_id: The sender's number for it: one (peer, random_id) is one story.
        from_id: Who posts it in the name of a channel.
        date: Unix time.
        expire_date: Unix time.
        pinned: Whether the profile shows it.
        noforwards: Whether it stays where it is.
        rules: TL account.privacyRules.
        content: As from content_of.
        source: The story it repeats: whose, and its number.
        albums: Which albums it goes into.
    """

    peer_id: PeerId
    random_id: int
    from_id: PeerId | None
    date: int
    expire_date: int
    pinned: bool
    noforwards: bool
    rules: bytes
    content: bytes
    source: tuple[PeerId, int] | None = None
    albums: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a viewer is to the owner of stories.

    Attributes:
        knows_viewer: Whether the viewer is among the owner's contacts.
        close_friend: Whether the owner counts them as a close friend.
        blocks_viewer: Whether the owner blocks them, at all or from stories.
        chats: Those of the chats that rules name that the viewer is in.
        reads: Whether the viewer may read the channel whose stories they are.
        manages: Whether the viewer is among those who look after them.
    """

    knows_viewer: bool = False
    close_friend: bool = False
    blocks_viewer: bool = False
    chats: frozenset[int] = frozenset()
    reads: bool = False
    manages: bool = False


STRANGER = Relation()


@dataclass(frozen=True, slots=True)
class Shown:
    """What is another thing to each viewer of a story.

    Attributes:
        mine: Whether the viewer may edit it.
        views: The counters, for those who may know them.
        sent_reaction: What the viewer feels about it.
        is_min: Whether counters and reaction are left as the client knows them.
    """

    mine: bool = False
    views: types.StoryViews | None = None
    sent_reaction: types.TypeReaction | None = None
    is_min: bool = False


def visible(story: Glance, viewer_id: UserId, relation: Relation, now: int) -> bool:
    """Tell whether somebody may see a story now: a channel's are for all who may read it.

    Args:
        story: The story.
        viewer_id: Who looks.
        relation: What they are to its owner.
        now: Unix time.
    """
    if story.peer_id == peer_of_user(viewer_id):
        return True
    shown = story.expire_date > now or story.pinned
    if is_channel(story.peer_id):
        return relation.manages or (relation.reads and shown)
    if relation.blocks_viewer or not shown:
        return False
    viewer = Viewer(viewer_id, relation.knows_viewer, relation.close_friend, chats=relation.chats)
    return allows(decode_rules(story.rules), viewer)


@lru_cache(maxsize=1024)
def decode_rules(rules: bytes) -> Rules:
    """Return stored rules as values."""
    return privacy.decoded(rules)


def is_public(story: Glance) -> bool:
    """Tell whether a story is for everybody, perhaps with exceptions."""
    return any(isinstance(rule, types.PrivacyValueAllowAll) for rule in decode_rules(story.rules))


def encode_rules(rules: Sequence[types.TypePrivacyRule]) -> bytes:
    """Return rules as they are stored."""
    return tl.encode(types.account.PrivacyRules(rules=rules, chats=[], users=[]), CONTENT_LAYER)


def rules_of_a_channel() -> bytes:
    """Return the rules of a channel's stories: who may read it decides."""
    return encode_rules([types.PrivacyValueAllowAll()])


def content_of(
    media: types.TypeMessageMedia,
    caption: str,
    entities: Sequence[types.TypeMessageEntity],
    areas: Sequence[types.TypeMediaArea],
    *,
    fwd_from: types.TypeStoryFwdHeader | None = None,
    from_id: types.TypePeer | None = None,
    music: types.TypeDocument | None = None,
) -> bytes:
    """Return the content of a story as it is kept."""
    item = types.StoryItem(
        id=0,
        date=0,
        expire_date=0,
        media=media,
        caption=caption or None,
        entities=tuple(entities) or None,
        media_areas=tuple(areas) or None,
        fwd_from=fwd_from,
        from_id=from_id,
        music=music,
    )
    return tl.encode(item, CONTENT_LAYER)


@lru_cache(maxsize=512)
def decode_content(content: bytes) -> types.StoryItem:
    """Return the blanked storyItem of a content."""
    value = tl.decode(content)
    assert isinstance(value, types.StoryItem)
    return value


def to_tl(story: StoredStory, shown: Shown) -> types.StoryItem:
    """Return a story as one viewer sees it."""
    rules = decode_rules(story.rules)
    kinds = {type(rule) for rule in rules}
    of_user = is_user(story.peer_id)
    return replace(
        decode_content(story.content),
        id=story.story_id,
        date=story.date,
        expire_date=story.expire_date,
        pinned=story.pinned,
        noforwards=story.noforwards,
        edited=story.edited,
        out=shown.mine,
        min=shown.is_min,
        public=types.PrivacyValueAllowAll in kinds,
        contacts=of_user and types.PrivacyValueAllowContacts in kinds,
        close_friends=of_user and types.PrivacyValueAllowCloseFriends in kinds,
        selected_contacts=of_user and types.PrivacyValueAllowUsers in kinds,
        privacy=rules if shown.mine and of_user else None,
        views=shown.views,
        sent_reaction=shown.sent_reaction,
        albums=story.albums or None,
    )


def skipped(story: Glance) -> types.StoryItemSkipped:
    """Return a story as one that the client may ask for when it gets there."""
    kinds = {type(rule) for rule in decode_rules(story.rules)}
    return types.StoryItemSkipped(
        id=story.story_id,
        date=story.date,
        expire_date=story.expire_date,
        close_friends=types.PrivacyValueAllowCloseFriends in kinds,
    )
