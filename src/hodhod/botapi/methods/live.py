"""editMessageLiveLocation, stopMessageLiveLocation.

Source: https://core.telegram.org/bots/api#editmessagelivelocation
"""

from __future__ import annotations

from hodhod.actions.media.resolve import geo_of
from hodhod.actions.messages.edit import Edit
from hodhod.actions.messages.live_location import Move
from hodhod.botapi.methods.editing import EditParams, change
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.sending import markup_of
from hodhod.botapi.types.message import Message
from hodhod.tl import types


class EditMessageLiveLocation(EditParams, kw_only=True):
    """Where it is now."""

    latitude: float
    longitude: float
    live_period: int | None = None
    horizontal_accuracy: float | None = None
    heading: int | None = None
    proximity_alert_radius: int | None = None


@method
async def edit_message_live_location(bot: Bot, asked: EditMessageLiveLocation) -> Message | bool:
    """Move a live location."""
    accuracy = asked.horizontal_accuracy
    point = types.InputGeoPoint(
        lat=asked.latitude,
        long=asked.longitude,
        accuracy_radius=int(accuracy) if accuracy else None,
    )
    move = Move(
        geo=geo_of(bot.app, point),
        heading=asked.heading,
        period=asked.live_period,
        radius=asked.proximity_alert_radius,
    )
    return await change(
        bot, asked, Edit(move=move, reply_markup=markup_of(bot, asked.reply_markup))
    )


@method
async def stop_message_live_location(bot: Bot, asked: EditParams) -> Message | bool:
    """End a live location where it is."""
    markup = markup_of(bot, asked.reply_markup)
    return await change(bot, asked, Edit(move=Move(stopped=True), reply_markup=markup))
