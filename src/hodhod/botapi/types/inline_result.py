"""What bots offer to those who write their names.

Source: https://core.telegram.org/bots/api#inlinequeryresult
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.markup import ReplyMarkup, WebAppInfo
from hodhod.botapi.types.message import MessageEntity


class LinkPreviewOptions(Object):
    """Whether and how a page is shown."""

    is_disabled: bool = False
    url: str | None = None
    prefer_small_media: bool = False
    prefer_large_media: bool = False
    show_above_text: bool = False


class PlaceOrPerson(Object):
    """A place, perhaps with a name, or somebody's number: results and contents may be either."""

    title: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    horizontal_accuracy: float | None = None
    live_period: int | None = None
    heading: int | None = None
    proximity_alert_radius: int | None = None
    address: str | None = None
    foursquare_id: str | None = None
    foursquare_type: str | None = None
    phone_number: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    vcard: str | None = None


class InputMessageContent(PlaceOrPerson):
    """What is sent in place of a result itself: which of the fields are there says what it is."""

    message_text: str | None = None
    parse_mode: str | None = None
    entities: list[MessageEntity] | None = None
    link_preview_options: LinkPreviewOptions | None = None
    disable_web_page_preview: bool = False


class InlineQueryResult(PlaceOrPerson, kw_only=True):
    """A result; the type says which of the fields count."""

    type: str
    id: str
    description: str | None = None
    input_message_content: InputMessageContent | None = None
    reply_markup: ReplyMarkup | None = None
    url: str | None = None
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None
    thumbnail_mime_type: str | None = None
    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False
    photo_url: str | None = None
    photo_file_id: str | None = None
    photo_width: int | None = None
    photo_height: int | None = None
    gif_url: str | None = None
    gif_file_id: str | None = None
    gif_width: int | None = None
    gif_height: int | None = None
    gif_duration: int | None = None
    mpeg4_url: str | None = None
    mpeg4_file_id: str | None = None
    mpeg4_width: int | None = None
    mpeg4_height: int | None = None
    mpeg4_duration: int | None = None
    video_url: str | None = None
    video_file_id: str | None = None
    mime_type: str | None = None
    video_width: int | None = None
    video_height: int | None = None
    video_duration: int | None = None
    audio_url: str | None = None
    audio_file_id: str | None = None
    audio_duration: int | None = None
    performer: str | None = None
    voice_url: str | None = None
    voice_file_id: str | None = None
    voice_duration: int | None = None
    document_url: str | None = None
    document_file_id: str | None = None
    sticker_file_id: str | None = None


class InlineQueryResultsButton(Object):
    """A button above the results: a page of the bot's, or the chat with it."""

    text: str
    web_app: WebAppInfo | None = None
    start_parameter: str | None = None


class SentWebAppMessage(Object):
    """What was sent for a page: a message with a keyboard has a name."""

    inline_message_id: str | None = None
