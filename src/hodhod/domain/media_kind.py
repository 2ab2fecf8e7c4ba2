"""What kind of content a message carries, as the filters of messages.search tell kinds apart.

Source: https://core.telegram.org/type/MessagesFilter
"""

from __future__ import annotations

from hodhod.domain.message import MediaKind
from hodhod.tl import types


def kind_of(media: types.TypeMessageMedia | None) -> MediaKind | None:
    """Return the kind of a message's media, None where there is none to look for."""
    match media:
        case None | types.MessageMediaEmpty() | types.MessageMediaWebPage():
            return None
        case types.MessageMediaPhoto():
            return MediaKind.PHOTO
        case types.MessageMediaDocument(document=types.Document() as document):
            return _kind_of_document(document)
        case types.MessageMediaGeo() | types.MessageMediaGeoLive() | types.MessageMediaVenue():
            return MediaKind.LOCATION
        case types.MessageMediaContact():
            return MediaKind.CONTACT
        case types.MessageMediaPoll():
            return MediaKind.POLL
        case _:
            return MediaKind.OTHER


def kind_of_action(action: types.TypeMessageAction | None) -> MediaKind | None:
    """Return the kind of a service message, None where there is none to look for."""
    return MediaKind.CHAT_PHOTO if isinstance(action, types.MessageActionChatEditPhoto) else None


def is_captioned(media: types.TypeMessageMedia | None) -> bool:
    """Whether the text of a message is a caption: it carries more than the preview of a link."""
    return media is not None and not isinstance(media, types.MessageMediaWebPage)


def heard_or_watched(kind: MediaKind | None) -> bool:
    """Whether the sender learns that it was played: voice and round video."""
    return kind in (MediaKind.VOICE, MediaKind.ROUND_VIDEO)


def _kind_of_document(document: types.Document) -> MediaKind:
    kind = MediaKind.DOCUMENT
    for attribute in document.attributes:
        match attribute:
            case types.DocumentAttributeSticker():
                return MediaKind.STICKER
            case types.DocumentAttributeAnimated():
                return MediaKind.GIF
            case types.DocumentAttributeAudio():
                return MediaKind.VOICE if attribute.voice else MediaKind.MUSIC
            case types.DocumentAttributeVideo():
                kind = MediaKind.ROUND_VIDEO if attribute.round_message else MediaKind.VIDEO
    return kind
