"""When messages of new chats delete themselves, as somebody chose for all of them.

    default set, nothing said in the chat yet  →  the chat's period, told by a service message

Source: https://core.telegram.org/method/messages.setDefaultHistoryTTL
"""

from __future__ import annotations

from dataclasses import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.place import Place
from hodhod.actions.messages.ttl import LONGEST_S
from hodhod.actions.people.preferences import HISTORY_TTL, keep, kept
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, to_tl_peer
from hodhod.domain.outgoing import Outgoing
from hodhod.store.dialogs import set_ttl
from hodhod.store.expiry import history_ttl, set_history_ttl
from hodhod.tl import types

NEVER = types.DefaultHistoryTTL(period=0)


async def default_ttl(app: App, caller: Caller) -> types.DefaultHistoryTTL:
    """Return after how many seconds messages of new chats delete themselves; 0: never."""
    return await kept(app, caller.me, HISTORY_TTL, types.DefaultHistoryTTL, NEVER)


async def set_default_ttl(app: App, caller: Caller, period: int) -> None:
    """Choose after how many seconds messages of new chats delete themselves; 0: never.

    Raises:
        RpcError: 400 TTL_PERIOD_INVALID.
    """
    if not 0 <= period <= LONGEST_S:
        raise bad_request("TTL_PERIOD_INVALID")
    await keep(app, caller.me, HISTORY_TTL, types.DefaultHistoryTTL(period=period))


async def with_default_ttl(app: App, caller: Caller, place: Place) -> Place:
    """Return a place as somebody begins to write there: a new chat gets their default period.

    Only those who chose one pay for the look at the chat. The service message goes to all sessions
    of both, the writer's own among them, as no answer of theirs tells of it.
    """
    if place.default_ttl is None or place.seen is not None or place.ttl_period is not None:
        return place
    chosen = tl.decode(place.default_ttl)
    assert isinstance(chosen, types.DefaultHistoryTTL)
    if not chosen.period:
        return place
    if any([(await app.store.dialogs.get(*one)).messages for one in _sides(caller, place)]):
        return place
    other = UserId(place.peer)
    async with app.store.boxes.change(place.boxes, now=app.now) as change:
        known = await history_ttl(change.main, caller.me, other)
        if known is not None:
            return replace(place, ttl_period=known)
        await set_history_ttl(change.main, caller.me, other, chosen.period)
        for box_id, chat in _sides(caller, place):
            await set_ttl(change.tx, box_id, chat, chosen.period)
            change.log(
                box_id,
                types.UpdatePeerHistoryTTL(peer=to_tl_peer(chat), ttl_period=chosen.period),
            )
        action = types.MessageActionSetMessagesTTL(
            period=chosen.period, auto_setting_from=caller.me
        )
        told = Outgoing(random_id=None, action=action, silent=True)
        await change.append([new_message(app, caller, place, told)])
    await app.bus.publish(change.events)
    return replace(place, ttl_period=chosen.period)


def _sides(caller: Caller, place: Place) -> list[tuple[BoxId, PeerId]]:
    """Return the chat as each of the two has it: the box, and what the other is called there."""
    return [(caller.box, place.peer), (BoxId(place.peer), caller.own_peer)]
