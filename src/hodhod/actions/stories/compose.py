"""From what a client posts to a story: media, caption, areas and rules, checked and complete.

Source: https://core.telegram.org/method/stories.sendStory
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.media.files import access_document, document_of
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.compose import caption_of
from hodhod.actions.people.privacy import lets
from hodhod.actions.stories.access import access_story, access_story_peer, stays
from hodhod.actions.stories.areas import areas_of
from hodhod.domain import privacy
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_channel, is_user, to_tl_peer
from hodhod.domain.privacy import Key
from hodhod.domain.rights import Admin
from hodhod.domain.story import DAY_S, PERIODS_S, content_of, encode_rules
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Source:
    """The story that another one repeats.

    Attributes:
        place: Whose it is, and its number.
        header: What the repetition says of it.
    """

    place: tuple[PeerId, int]
    header: types.StoryFwdHeader


@dataclass(frozen=True, slots=True)
class GivenStory:
    """What a client wants to post.

    Attributes:
        media: Its picture or film.
        caption: Its text, perhaps empty.
        entities: How the text is marked.
        areas: What can be tapped.
        music: What plays with it.
    """

    media: types.TypeInputMedia
    caption: str = ""
    entities: Sequence[types.TypeMessageEntity] | None = None
    areas: Sequence[types.TypeMediaArea] = ()
    music: types.TypeInputDocument | None = None


async def story_media(
    app: App, caller: Caller, media: types.TypeInputMedia
) -> types.TypeMessageMedia:
    """Return the picture or film of a story.

    Raises:
        RpcError: 400 MEDIA_EMPTY, MEDIA_TYPE_INVALID, MEDIA_VIDEO_STORY_MISSING and what uploads
            raise.
    """
    match media:
        case types.InputMediaEmpty():
            raise bad_request("MEDIA_EMPTY")
        case (
            types.InputMediaUploadedPhoto()
            | types.InputMediaPhoto()
            | types.InputMediaUploadedDocument()
            | types.InputMediaDocument()
        ):
            found = await media_of(app, caller, media)
        case _:
            raise bad_request("MEDIA_TYPE_INVALID")
    match found:
        case types.MessageMediaPhoto(ttl_seconds=None):
            return found
        case types.MessageMediaDocument(ttl_seconds=None):
            if not found.video or found.round:
                raise bad_request("MEDIA_VIDEO_STORY_MISSING")
            return found
        case _:
            raise bad_request("MEDIA_TYPE_INVALID")


async def music_of(app: App, named: types.TypeInputDocument | None) -> types.Document | None:
    """Return what plays with a story.

    Raises:
        RpcError: 400 MEDIA_EMPTY, MEDIA_TYPE_INVALID, FILE_REFERENCE_EXPIRED.
    """
    if named is None or isinstance(named, types.InputDocumentEmpty):
        return None
    document = document_of(app, await access_document(app, named))
    kinds = [one for one in document.attributes if isinstance(one, types.DocumentAttributeAudio)]
    if not kinds or kinds[0].voice:
        raise bad_request("MEDIA_TYPE_INVALID")
    return document


async def source_of(
    app: App,
    caller: Caller,
    peer: types.TypeInputPeer | None,
    story_id: int | None,
    *,
    modified: bool,
) -> Source | None:
    """Return what a story repeats; None when it is one's own.

    Raises:
        RpcError: 400 PEER_ID_INVALID, STORY_ID_INVALID.
    """
    if peer is None or story_id is None:
        return None
    owner = await access_story_peer(app, caller, peer)
    story = await access_story(app, caller, owner, story_id)
    if await stays(app, caller, story):
        raise bad_request("STORY_ID_INVALID")
    named = not is_user(owner) or await lets(app, caller.me, UserId(owner), Key.FORWARDS)
    if named:
        header = types.StoryFwdHeader(
            modified=modified, from_=to_tl_peer(owner), story_id=story.story_id
        )
    else:
        account = await app.store.users.get(UserId(owner))
        name = "" if account is None else f"{account.first_name} {account.last_name}".strip()
        header = types.StoryFwdHeader(modified=modified, from_name=name)
    return Source((owner, story.story_id), header)


async def content(
    app: App,
    caller: Caller,
    given: GivenStory,
    source: Source | None,
    signed: PeerId | None = None,
) -> bytes:
    """Return the content of a new story.

    Args:
        app: The working parts.
        caller: Who posts it.
        given: What they gave.
        source: What it repeats.
        signed: Who is named as the one who posted a channel's.

    Raises:
        RpcError: 400 as its parts raise.
    """
    text, marks = caption_of(app, caller, given.caption, given.entities)
    areas = await areas_of(app, caller, given.areas)
    music = await music_of(app, given.music)
    return content_of(
        await story_media(app, caller, given.media),
        text,
        marks,
        areas,
        fwd_from=None if source is None else source.header,
        from_id=None if signed is None else to_tl_peer(signed),
        music=music,
    )


async def signer_of(app: App, caller: Caller, peer: PeerId) -> PeerId | None:
    """Return whom a channel's story names as the one who posted it: as its messages do."""
    if not is_channel(peer):
        return None
    seen = await app.store.chats.seen_by(caller.me, peer)
    if seen is None:
        return None
    named = seen.chat.signatures if seen.chat.is_broadcast else Admin.ANONYMOUS not in seen.admin
    return caller.own_peer if named else None


def period_of(period: int | None) -> int:
    """Return for how many seconds a story is active.

    Raises:
        RpcError: 400 STORY_PERIOD_INVALID.
    """
    wanted = DAY_S if period is None else period
    if wanted not in PERIODS_S:
        raise bad_request("STORY_PERIOD_INVALID")
    return wanted


def rules_of(app: App, caller: Caller, rules: Sequence[types.TypeInputPrivacyRule]) -> bytes:
    """Return whom a story is for.

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

    return encode_rules(privacy.rules_from_input(rules, resolve))
