"""Messages and reports of TDLib in the common vocabulary, and contents in TDLib's.

TDLib numbers messages in its own way: a message that the server calls n is n << 20 there. In the
common vocabulary they have the server's numbers.
"""

from tests.e2e.json_tree import (
    Json,
    Node,
    at,
    float_at,
    int_at,
    list_at,
    node_at,
    text_at,
    true_at,
)
from tests.e2e.messenger import Content, Kind, Media, Report, Seen, Style

SERVER_SHIFT = 20

MEDIA = {
    "messagePhoto": Media.PHOTO,
    "messageVideo": Media.VIDEO,
    "messageVoiceNote": Media.VOICE,
    "messageDocument": Media.DOCUMENT,
    "messageSticker": Media.STICKER,
    "messageLocation": Media.LOCATION,
    "messageContact": Media.CONTACT,
}
STYLES = {"textEntityTypeBold": "bold", "textEntityTypeItalic": "italic"}


def content_of(content: Content, *, packed: bool) -> Node:
    """A content as TDLib takes it; `packed` is how it takes files from 1.8.66 on."""
    caption: Node = {"text": content.text}
    match content.media:
        case None:
            return {"@type": "inputMessageText", "text": caption}
        case Media.LOCATION:
            place: Node = {"latitude": content.latitude, "longitude": content.longitude}
            return {"@type": "inputMessageLocation", "location": place}
        case Media.CONTACT:
            contact: Node = {"phone_number": content.phone, "first_name": content.first_name}
            return {"@type": "inputMessageContact", "contact": contact}
        case kind:
            name = {Media.VOICE: "voice_note"}.get(kind, kind.value)
            suffix = {Media.VOICE: "VoiceNote"}.get(kind, kind.value.capitalize())
    local: Node = {"@type": "inputFileLocal", "path": str(content.file)}
    file: Node = {
        name: local,
        "width": content.width,
        "height": content.height,
        "duration": content.duration_s,
        "disable_content_type_detection": True,
    }
    whole: Node = {name: file} if packed else file
    return {
        "@type": f"inputMessage{suffix}",
        "caption": caption,
        "emoji": "🐦",
        **whole,
    }


def seen(message: Json) -> Seen:
    """A TDLib message in the common vocabulary."""
    content = node_at(message, "content")
    media = MEDIA.get(text_at(content, "@type"))
    words = node_at(content, "text" if media is None else "caption")
    file = file_of(content)
    reactions = list_at(message, "interaction_info", "reactions", "reactions")
    return Seen(
        chat=int_at(message, "chat_id"),
        id=int_at(message, "id") >> SERVER_SHIFT,
        sender=int_at(message, "sender_id", "user_id") or int_at(message, "sender_id", "chat_id"),
        out=true_at(message, "is_outgoing"),
        text=text_at(words, "text"),
        media=media,
        size=int_at(file, "size"),
        styles=tuple(
            Style(
                STYLES[text_at(entity, "type", "@type")],
                int_at(entity, "offset"),
                int_at(entity, "length"),
            )
            for entity in list_at(words, "entities")
            if text_at(entity, "type", "@type") in STYLES
        ),
        reply_to=int_at(message, "reply_to", "message_id") >> SERVER_SHIFT,
        forwarded_from=origin_of(message),
        album=text_at(message, "media_album_id").strip("0"),
        edited=int_at(message, "edit_date") > 0,
        reactions=tuple(text_at(reaction, "type", "emoji") for reaction in reactions),
        latitude=float_at(content, "location", "latitude"),
        phone=text_at(content, "contact", "phone_number"),
    )


def origin_of(message: Json) -> int:
    """Whose message was forwarded: a user, or a channel."""
    origin = node_at(message, "forward_info", "origin")
    return int_at(origin, "sender_user_id") or int_at(origin, "chat_id")


def file_of(content: Node) -> Node:
    """The file in a content; of a photo, the largest size."""
    match text_at(content, "@type"):
        case "messagePhoto":
            sizes = list_at(content, "photo", "sizes")
            return node_at(sizes[-1], "photo") if sizes else {}
        case "messageVoiceNote":
            return node_at(content, "voice_note", "voice")
        case other:
            name = other.removeprefix("message").lower()
            return node_at(content, name, name)


def report_of(update: Node) -> Report | None:
    """What an update says, in the common vocabulary."""
    chat = int_at(update, "chat_id")
    message = int_at(update, "message_id") >> SERVER_SHIFT
    match text_at(update, "@type"):
        case "updateNewMessage":
            return Report(Kind.MESSAGE, message=seen(at(update, "message")))
        case "updateMessageContent":
            text = text_at(update, "new_content", "text", "text")
            return Report(Kind.EDIT, message=Seen(chat, message, 0, False, text, edited=True))
        case "updateDeleteMessages" if true_at(update, "is_permanent"):
            ids = (int_at(number) >> SERVER_SHIFT for number in list_at(update, "message_ids"))
            return Report(Kind.DELETE, chat, tuple(ids))
        case "updateChatReadOutbox":
            last = int_at(update, "last_read_outbox_message_id") >> SERVER_SHIFT
            return Report(Kind.READ, chat, (last,))
        case "updateChatAction":
            if text_at(update, "action", "@type") == "chatActionTyping":
                return Report(Kind.TYPING, chat)
        case "updateMessageIsPinned" if true_at(update, "is_pinned"):
            return Report(Kind.PIN, chat, (message,))
        case "updateMessageInteractionInfo":
            reactions = list_at(update, "interaction_info", "reactions", "reactions")
            emojis = tuple(text_at(reaction, "type", "emoji") for reaction in reactions)
            return Report(Kind.REACTION, chat, (message,), reactions=emojis)
    return None
