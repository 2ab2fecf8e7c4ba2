"""What a message carries, as bots see it.

Source: https://core.telegram.org/bots/api#message
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar

from hodhod.botapi.file_id import FileKind, NamedFile, file_id, file_unique_id
from hodhod.botapi.types import media as objects
from hodhod.domain.ids import UserId
from hodhod.tl import types

Attribute = TypeVar("Attribute", bound=types.TypeDocumentAttribute)


class FileNames(TypedDict):
    """What every file has."""

    file_id: str
    file_unique_id: str
    file_size: int | None


@dataclass(frozen=True, slots=True)
class Names:
    """What files are named with.

    Attributes:
        secret: The server's.
        bot_id: Who is told the names.
    """

    secret: bytes
    bot_id: UserId

    def of(self, kind: FileKind, number: int, size: int | None, letter: str = "") -> FileNames:
        """Return the names of a file, and its size in bytes."""
        file = NamedFile(kind, number, letter)
        return {
            "file_id": file_id(self.secret, self.bot_id, file),
            "file_unique_id": file_unique_id(file),
            "file_size": size,
        }


def photo_sizes(names: Names, photo: types.TypePhoto | None) -> list[objects.PhotoSize]:
    """Return the sizes of a photo, the smallest first."""
    if not isinstance(photo, types.Photo):
        return []
    made = [_size(names, FileKind.PHOTO, photo.id, one) for one in photo.sizes]
    found = [one for one in made if one is not None]
    return sorted(found, key=lambda one: one.width * one.height)


def thumbnail(
    names: Names, document_id: int, thumbs: Sequence[types.TypePhotoSize] | None
) -> objects.PhotoSize | None:
    """Return the largest small picture of a document."""
    made = [_size(names, FileKind.DOCUMENT, document_id, one) for one in thumbs or ()]
    found = [one for one in made if one is not None]
    return max(found, key=lambda one: one.width * one.height, default=None)


def _size(
    names: Names, kind: FileKind, number: int, one: types.TypePhotoSize
) -> objects.PhotoSize | None:
    match one:
        case types.PhotoSize():
            size = one.size
        case types.PhotoSizeProgressive():
            size = max(one.sizes, default=0)
        case _:
            return None
    return objects.PhotoSize(width=one.w, height=one.h, **names.of(kind, number, size, one.type))


def document_fields(names: Names, document: types.Document) -> dict[str, objects.Stored]:
    """Return a document as the fields of a message that hold it: an animation fills two."""
    every = document.attributes
    named = _first(every, types.DocumentAttributeFilename)
    file_name = named.file_name if named is not None else None
    mime = document.mime_type or None
    small = thumbnail(names, document.id, document.thumbs)
    film = _first(every, types.DocumentAttributeVideo)
    sound = _first(every, types.DocumentAttributeAudio)
    sticker = _first(every, types.DocumentAttributeSticker) or _first(
        every, types.DocumentAttributeCustomEmoji
    )
    moves = _first(every, types.DocumentAttributeAnimated) is not None
    if sticker is not None:
        return {"sticker": sticker_of(names, document)}
    if moves:
        animation = objects.Animation(
            width=film.w if film is not None else 0,
            height=film.h if film is not None else 0,
            duration=int(film.duration) if film is not None else 0,
            thumbnail=small,
            file_name=file_name,
            mime_type=mime,
            **names.of(FileKind.ANIMATION, document.id, document.size),
        )
        plain = objects.Document(
            thumbnail=small,
            file_name=file_name,
            mime_type=mime,
            **names.of(FileKind.ANIMATION, document.id, document.size),
        )
        return {"animation": animation, "document": plain}
    if film is not None and film.round_message:
        note = objects.VideoNote(
            length=film.w,
            duration=int(film.duration),
            thumbnail=small,
            **names.of(FileKind.VIDEO_NOTE, document.id, document.size),
        )
        return {"video_note": note}
    if film is not None:
        video = objects.Video(
            width=film.w,
            height=film.h,
            duration=int(film.duration),
            thumbnail=small,
            file_name=file_name,
            mime_type=mime,
            **names.of(FileKind.VIDEO, document.id, document.size),
        )
        return {"video": video}
    if sound is not None and sound.voice:
        voice = objects.Voice(
            duration=sound.duration,
            mime_type=mime,
            **names.of(FileKind.VOICE, document.id, document.size),
        )
        return {"voice": voice}
    if sound is not None:
        audio = objects.Audio(
            duration=sound.duration,
            performer=sound.performer or None,
            title=sound.title or None,
            file_name=file_name,
            mime_type=mime,
            thumbnail=small,
            **names.of(FileKind.AUDIO, document.id, document.size),
        )
        return {"audio": audio}
    plain = objects.Document(
        thumbnail=small,
        file_name=file_name,
        mime_type=mime,
        **names.of(FileKind.DOCUMENT, document.id, document.size),
    )
    return {"document": plain}


def sticker_of(
    names: Names, document: types.Document, set_name: str | None = None
) -> objects.Sticker:
    """Return a sticker.

    Args:
        names: What files are named with.
        document: Its file.
        set_name: Its set, if that is known.
    """
    every = document.attributes
    given = _first(every, types.DocumentAttributeSticker)
    custom = _first(every, types.DocumentAttributeCustomEmoji)
    size = _first(every, types.DocumentAttributeImageSize)
    film = _first(every, types.DocumentAttributeVideo)
    described = given or custom
    kind = "custom_emoji" if custom is not None else "regular"
    if given is not None and given.mask:
        kind = "mask"
    named = described.stickerset if described is not None else None
    return objects.Sticker(
        type=kind,
        width=size.w if size is not None else film.w if film is not None else 512,
        height=size.h if size is not None else film.h if film is not None else 512,
        is_animated=document.mime_type == "application/x-tgsticker",
        is_video=document.mime_type == "video/webm",
        thumbnail=thumbnail(names, document.id, document.thumbs),
        emoji=(described.alt if described is not None else "") or None,
        set_name=named.short_name
        if isinstance(named, types.InputStickerSetShortName)
        else set_name,
        custom_emoji_id=str(document.id) if custom is not None else None,
        **names.of(FileKind.STICKER, document.id, document.size),
    )


def media_fields(names: Names, media: types.TypeMessageMedia | None) -> dict[str, object]:
    """Return the fields of a message that tell what it carries."""
    match media:
        case types.MessageMediaPhoto():
            fields: dict[str, object] = {"photo": photo_sizes(names, media.photo)}
            return fields | ({"has_media_spoiler": True} if media.spoiler else {})
        case types.MessageMediaDocument() if isinstance(media.document, types.Document):
            fields = dict(document_fields(names, media.document))
            return fields | ({"has_media_spoiler": True} if media.spoiler else {})
        case types.MessageMediaContact():
            contact = objects.Contact(
                phone_number=media.phone_number,
                first_name=media.first_name,
                last_name=media.last_name or None,
                user_id=media.user_id or None,
                vcard=media.vcard or None,
            )
            return {"contact": contact}
        case types.MessageMediaDice():
            return {"dice": objects.Dice(emoji=media.emoticon, value=media.value)}
        case types.MessageMediaGeo() if isinstance(media.geo, types.GeoPoint):
            return {"location": _place(media.geo)}
        case types.MessageMediaGeoLive() if isinstance(media.geo, types.GeoPoint):
            place = _place(media.geo)
            place.live_period = media.period
            place.heading = media.heading
            place.proximity_alert_radius = media.proximity_notification_radius
            return {"location": place}
        case types.MessageMediaVenue() if isinstance(media.geo, types.GeoPoint):
            place = _place(media.geo)
            venue = objects.Venue(location=place, title=media.title, address=media.address)
            return {"venue": venue, "location": place}
        case types.MessageMediaPoll():
            return {"poll": poll_of(media.poll, media.results)}
        case _:
            return {}


def poll_of(poll: types.Poll, results: types.PollResults) -> objects.Poll:
    """Return a poll with its counts."""
    counts = {bytes(one.option or b""): one for one in results.results or ()}
    options, correct = [], None
    answers = [one for one in poll.answers if isinstance(one, types.PollAnswer)]
    for at, answer in enumerate(answers):
        found = counts.get(bytes(answer.option or b""))
        options.append(
            objects.PollOption(
                persistent_id=option_name(answer.option),
                text=answer.text.text,
                voter_count=(found.voters or 0) if found is not None else 0,
            )
        )
        if found is not None and found.correct:
            correct = at
    return objects.Poll(
        id=str(poll.id),
        question=poll.question.text,
        options=options,
        total_voter_count=results.total_voters or 0,
        is_closed=poll.closed,
        is_anonymous=not poll.public_voters,
        type="quiz" if poll.quiz else "regular",
        allows_multiple_answers=poll.multiple_choice,
        allows_revoting=not poll.revoting_disabled and not poll.quiz,
        members_only=poll.subscribers_only,
        correct_option_id=correct,
        correct_option_ids=None if correct is None else [correct],
        explanation=results.solution or None,
        open_period=poll.close_period,
        close_date=poll.close_date,
    )


def option_name(option: bytes | None) -> str:
    """Return the name of an answer of a poll, which stays when others come and go."""
    return bytes(option or b"").hex()


def _place(geo: types.GeoPoint) -> objects.Location:
    return objects.Location(
        latitude=geo.lat,
        longitude=geo.long,
        horizontal_accuracy=float(geo.accuracy_radius) if geo.accuracy_radius else None,
    )


def _first(every: Iterable[types.TypeDocumentAttribute], kind: type[Attribute]) -> Attribute | None:
    return next((one for one in every if isinstance(one, kind)), None)
