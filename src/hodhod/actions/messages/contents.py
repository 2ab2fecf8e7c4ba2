"""What a message in a group may carry, and how soon the next one may come.

Source: https://core.telegram.org/api/rights
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from hodhod.domain.chat import Member, SeenChat
from hodhod.domain.errors import RpcError, bad_request, forbidden
from hodhod.domain.media_kind import kind_of
from hodhod.domain.message import MediaKind
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.rights import Ban
from hodhod.tl import types

KINDS: Mapping[MediaKind, tuple[Ban, str]] = {
    MediaKind.PHOTO: (Ban.SEND_PHOTOS, "CHAT_SEND_PHOTOS_FORBIDDEN"),
    MediaKind.VIDEO: (Ban.SEND_VIDEOS, "CHAT_SEND_VIDEOS_FORBIDDEN"),
    MediaKind.ROUND_VIDEO: (Ban.SEND_ROUNDVIDEOS, "CHAT_SEND_ROUNDVIDEOS_FORBIDDEN"),
    MediaKind.MUSIC: (Ban.SEND_AUDIOS, "CHAT_SEND_AUDIOS_FORBIDDEN"),
    MediaKind.VOICE: (Ban.SEND_VOICES, "CHAT_SEND_VOICES_FORBIDDEN"),
    MediaKind.DOCUMENT: (Ban.SEND_DOCS, "CHAT_SEND_DOCS_FORBIDDEN"),
    MediaKind.GIF: (Ban.SEND_GIFS, "CHAT_SEND_GIFS_FORBIDDEN"),
    MediaKind.STICKER: (Ban.SEND_STICKERS, "CHAT_SEND_STICKERS_FORBIDDEN"),
    MediaKind.POLL: (Ban.SEND_POLLS, "CHAT_SEND_POLL_FORBIDDEN"),
}
"""What each kind of media wants, and how it is refused."""

PLAIN: tuple[Ban, str] = (Ban.SEND_PLAIN, "CHAT_SEND_PLAIN_FORBIDDEN")

SHARED_STORY = (KINDS[MediaKind.PHOTO], KINDS[MediaKind.VIDEO])
"""A story is a picture or a video: whoever shares one may send both."""


def require_contents(seen: SeenChat, messages: Sequence[Outgoing], now: int) -> None:
    """Raise unless the viewer may send each of some messages.

    Raises:
        RpcError: 400 BROADCAST_PUBLIC_VOTERS_FORBIDDEN; 403 CHAT_SEND_…_FORBIDDEN.
    """
    if seen.chat.is_broadcast and any(_names_voters(one.media) for one in messages):
        raise bad_request("BROADCAST_PUBLIC_VOTERS_FORBIDDEN")
    ban = seen.ban(now)
    if not ban or seen.chat.is_broadcast:
        return
    for outgoing in messages:
        for wanted, refusal in _wanted(outgoing.media):
            if wanted in ban:
                raise forbidden(refusal)
        if outgoing.via_bot_id is not None and Ban.SEND_INLINE in ban:
            raise forbidden("CHAT_SEND_INLINE_FORBIDDEN")


def _wanted(media: types.TypeMessageMedia | None) -> Sequence[tuple[Ban, str]]:
    """Return what a media wants, and how it is refused."""
    match media:
        case types.MessageMediaDice():
            return (KINDS[MediaKind.STICKER],)
        case types.MessageMediaStory():
            return SHARED_STORY
        case types.MessageMediaGame():
            return ((Ban.SEND_GAMES, "CHAT_SEND_GAME_FORBIDDEN"),)
        case types.MessageMediaWebPage(manual=True):
            return (PLAIN, (Ban.EMBED_LINKS, "CHAT_SEND_WEBPAGE_FORBIDDEN"))
        case _:
            kind = kind_of(media)
            return (PLAIN if kind is None else KINDS.get(kind, PLAIN),)


def without_previews(
    seen: SeenChat | None, messages: Sequence[Outgoing], now: int
) -> Sequence[Outgoing]:
    """Return messages without the previews that nobody asked for, where there are to be none."""
    if seen is None or seen.chat.is_broadcast or Ban.EMBED_LINKS not in seen.ban(now):
        return messages
    return [
        replace(one, media=None) if isinstance(one.media, types.MessageMediaWebPage) else one
        for one in messages
    ]


def require_one(seen: SeenChat | None, messages: Sequence[Outgoing]) -> None:
    """Raise where slow mode lets nobody write several messages at once; an album is one.

    Raises:
        RpcError: 400 SLOWMODE_MULTI_MSGS_DISABLED.
    """
    if seen is None or not seen.chat.slowmode_s or seen.is_admin or len(messages) < 2:
        return
    albums = {one.grouped_id for one in messages}
    if len(albums) > 1 or None in albums:
        raise bad_request("SLOWMODE_MULTI_MSGS_DISABLED")


def _names_voters(media: types.TypeMessageMedia | None) -> bool:
    return isinstance(media, types.MessageMediaPoll) and media.poll.public_voters


def require_patience(seen: SeenChat, member: Member | None, now: int) -> None:
    """Raise when slow mode lets somebody not write yet.

    Raises:
        RpcError: 420 SLOWMODE_WAIT_n, in seconds.
    """
    if seen.chat.slowmode_s and not seen.is_admin and member is not None:
        wait = member.last_sent + seen.chat.slowmode_s - now
        if wait > 0:
            raise RpcError(420, f"SLOWMODE_WAIT_{wait}")
