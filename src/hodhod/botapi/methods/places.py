"""sendLocation, sendVenue, sendContact, sendDice, sendPoll, stopPoll.

Source: https://core.telegram.org/bots/api#sendlocation
"""

from __future__ import annotations

from hodhod.actions.polls.close import stop_poll as close_poll
from hodhod.botapi.chats import ChatId, access_named
from hodhod.botapi.convert.media import poll_of
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, Params, method
from hodhod.botapi.sending import SendParams, carry
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.media import Poll
from hodhod.botapi.types.message import Message
from hodhod.tl import types

DICE = "🎲"


class SendLocation(SendParams, kw_only=True):
    """A place."""

    latitude: float
    longitude: float
    horizontal_accuracy: float | None = None
    live_period: int | None = None
    heading: int | None = None
    proximity_alert_radius: int | None = None


@method
async def send_location(bot: Bot, asked: SendLocation) -> Message:
    """Send a place, or where the bot is for a while."""
    point = types.InputGeoPoint(
        lat=asked.latitude,
        long=asked.longitude,
        accuracy_radius=int(asked.horizontal_accuracy) if asked.horizontal_accuracy else None,
    )
    if asked.live_period is None:
        return await carry(bot, asked, types.InputMediaGeoPoint(geo_point=point))
    live = types.InputMediaGeoLive(
        geo_point=point,
        period=asked.live_period,
        heading=asked.heading,
        proximity_notification_radius=asked.proximity_alert_radius,
    )
    return await carry(bot, asked, live)


class SendVenue(SendParams, kw_only=True):
    """A place with a name."""

    latitude: float
    longitude: float
    title: str
    address: str
    foursquare_id: str | None = None
    foursquare_type: str | None = None


@method
async def send_venue(bot: Bot, asked: SendVenue) -> Message:
    """Send a place with its name."""
    media = types.InputMediaVenue(
        geo_point=types.InputGeoPoint(lat=asked.latitude, long=asked.longitude),
        title=asked.title,
        address=asked.address,
        provider="foursquare" if asked.foursquare_id else "",
        venue_id=asked.foursquare_id or "",
        venue_type=asked.foursquare_type or "",
    )
    return await carry(bot, asked, media)


class SendContact(SendParams, kw_only=True):
    """Somebody's number."""

    phone_number: str
    first_name: str
    last_name: str = ""
    vcard: str = ""


@method
async def send_contact(bot: Bot, asked: SendContact) -> Message:
    """Send somebody's number."""
    media = types.InputMediaContact(
        phone_number=asked.phone_number,
        first_name=asked.first_name,
        last_name=asked.last_name,
        vcard=asked.vcard,
    )
    return await carry(bot, asked, media)


class SendDice(SendParams):
    """A throw."""

    emoji: str = DICE


@method
async def send_dice(bot: Bot, asked: SendDice) -> Message:
    """Throw a dice."""
    return await carry(bot, asked, types.InputMediaDice(emoticon=asked.emoji or DICE))


class InputPollOption(Object):
    """An answer."""

    text: str


class SendPoll(SendParams, kw_only=True):
    """A poll or a quiz."""

    question: str
    options: list[InputPollOption | str]
    is_anonymous: bool = True
    type: str = "regular"
    allows_multiple_answers: bool = False
    correct_option_id: int | None = None
    correct_option_ids: list[int] | None = None
    allows_revoting: bool | None = None
    explanation: str | None = None
    open_period: int | None = None
    close_date: int | None = None
    is_closed: bool = False


@method
async def send_poll(bot: Bot, asked: SendPoll) -> Message:
    """Send a poll."""
    quiz = asked.type == "quiz"
    named = asked.correct_option_ids
    right = named[0] if named else asked.correct_option_id
    if quiz and (right is None or (named is not None and len(named) > 1)):
        raise BadRequest("quiz must have a correct option")
    texts = [one if isinstance(one, str) else one.text for one in asked.options]
    poll = types.Poll(
        id=0,
        hash=0,
        closed=asked.is_closed,
        public_voters=not asked.is_anonymous,
        multiple_choice=asked.allows_multiple_answers,
        quiz=quiz,
        revoting_disabled=asked.allows_revoting is False,
        question=types.TextWithEntities(text=asked.question, entities=[]),
        answers=[
            types.PollAnswer(
                text=types.TextWithEntities(text=text, entities=[]), option=bytes([at])
            )
            for at, text in enumerate(texts[:100])
        ],
        close_period=asked.open_period,
        close_date=asked.close_date,
    )
    media = types.InputMediaPoll(
        poll=poll,
        correct_answers=None if right is None or not quiz else [right],
        solution=asked.explanation,
        solution_entities=[] if asked.explanation is not None else None,
    )
    return await carry(bot, asked, media)


class StopPoll(Params):
    """Which poll."""

    chat_id: ChatId
    message_id: int


@method
async def stop_poll(bot: Bot, asked: StopPoll) -> Poll:
    """Close a poll and tell how it ended."""
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    answer = await close_poll(bot.app, bot.caller, peer, asked.message_id)
    for update in getattr(answer, "updates", ()):
        if isinstance(update, types.UpdateMessagePoll) and update.poll is not None:
            return poll_of(update.poll, update.results)
        message = getattr(update, "message", None)
        media = message.media if isinstance(message, types.Message) else None
        if isinstance(media, types.MessageMediaPoll):
            return poll_of(media.poll, media.results)
    raise BadRequest("poll can't be stopped")
