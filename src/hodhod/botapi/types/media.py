"""Files, places and other things that a message carries.

Source: https://core.telegram.org/bots/api#available-types
"""

from __future__ import annotations

from hodhod.botapi.types.base import Object
from hodhod.botapi.types.chat import User


class Stored(Object):
    """A file of the server's."""

    file_id: str
    file_unique_id: str
    file_size: int | None = None


class PhotoSize(Stored, kw_only=True):
    """One size of a photo, or a thumbnail."""

    width: int
    height: int


class Animation(Stored, kw_only=True):
    """A silent film that plays in its place."""

    width: int
    height: int
    duration: int
    thumbnail: PhotoSize | None = None
    file_name: str | None = None
    mime_type: str | None = None


class Audio(Stored, kw_only=True):
    """Music."""

    duration: int
    performer: str | None = None
    title: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    thumbnail: PhotoSize | None = None


class Document(Stored, kw_only=True):
    """Any file."""

    thumbnail: PhotoSize | None = None
    file_name: str | None = None
    mime_type: str | None = None


class Sticker(Stored, kw_only=True):
    """A sticker."""

    type: str
    width: int
    height: int
    is_animated: bool
    is_video: bool
    thumbnail: PhotoSize | None = None
    emoji: str | None = None
    set_name: str | None = None
    custom_emoji_id: str | None = None


class Video(Stored, kw_only=True):
    """A film."""

    width: int
    height: int
    duration: int
    thumbnail: PhotoSize | None = None
    file_name: str | None = None
    mime_type: str | None = None


class VideoNote(Stored, kw_only=True):
    """A round film."""

    length: int
    duration: int
    thumbnail: PhotoSize | None = None


class Voice(Stored, kw_only=True):
    """Something said."""

    duration: int
    mime_type: str | None = None


class File(Stored, kw_only=True):
    """A file, and where it is fetched from."""

    file_path: str | None = None


class Contact(Object):
    """Somebody's number."""

    phone_number: str
    first_name: str
    last_name: str | None = None
    user_id: int | None = None
    vcard: str | None = None


class Dice(Object):
    """A throw."""

    emoji: str
    value: int


class Location(Object):
    """A place."""

    latitude: float
    longitude: float
    horizontal_accuracy: float | None = None
    live_period: int | None = None
    heading: int | None = None
    proximity_alert_radius: int | None = None


class Venue(Object):
    """A place with a name."""

    location: Location
    title: str
    address: str
    foursquare_id: str | None = None
    foursquare_type: str | None = None


class PollOption(Object):
    """An answer of a poll."""

    persistent_id: str
    text: str
    voter_count: int


class Poll(Object):
    """A poll."""

    id: str
    question: str
    options: list[PollOption]
    total_voter_count: int
    is_closed: bool
    is_anonymous: bool
    type: str
    allows_multiple_answers: bool
    allows_revoting: bool
    members_only: bool
    correct_option_id: int | None = None
    correct_option_ids: list[int] | None = None
    explanation: str | None = None
    open_period: int | None = None
    close_date: int | None = None


class PollAnswer(Object):
    """Somebody's answer."""

    poll_id: str
    option_ids: list[int]
    option_persistent_ids: list[str]
    user: User | None = None
