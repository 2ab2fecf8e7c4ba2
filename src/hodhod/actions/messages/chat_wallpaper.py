"""What stands behind a chat with somebody, for one side or for both.

    wallpaper:PEER        what one chose oneself
    wallpaper_by:PEER     what the other chose for both: it is shown until one takes it back

Each setting is a list of one wallpaper. There is no premium here: everybody may choose for both.

Source: https://core.telegram.org/api/wallpapers#installing-wallpapers-in-a-specific-chat-or-channel
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.place import Place, access_to_write
from hodhod.actions.messages.reach import access_message
from hodhod.actions.people.wallpapers import decoded, encoded, shown
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, is_user, to_tl_peer
from hodhod.domain.message import decode_content, new_message_update, seen_by_author
from hodhod.domain.outgoing import Outgoing
from hodhod.store.preferences import forget_preference, put_preference, read_preference
from hodhod.tl import types

OWN = "wallpaper:"
BY_OTHER = "wallpaper_by:"


@dataclass(frozen=True, slots=True)
class ChatWallpaper:
    """What stands behind a chat.

    Attributes:
        wallpaper: It, or None.
        overridden: Whether the other chose it for both.
    """

    wallpaper: types.TypeWallPaper | None = None
    overridden: bool = False


async def wallpaper_of(app: App, caller: Caller, peer: PeerId) -> ChatWallpaper:
    """Return what stands behind the caller's chat with somebody."""
    for name, overridden in ((BY_OTHER, True), (OWN, False)):
        known = decoded(await app.store.preferences.get(caller.me, f"{name}{peer}"))
        for one in await shown(app, caller, known):
            if one is not None:
                return ChatWallpaper(one, overridden)
    return ChatWallpaper()


async def set_wallpaper(
    app: App, caller: Caller, peer: PeerId, wallpaper: types.TypeWallPaper, *, for_both: bool
) -> types.TypeUpdates:
    """Put a wallpaper behind a chat, and tell it by a service message.

    Raises:
        RpcError: 400 PEER_ID_INVALID; what access_to_write raises.
    """
    place = await _place(app, caller, peer)
    return await _put(app, caller, place, wallpaper, for_both=for_both)


async def set_same(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    settings: types.WallPaperSettings | None,
    *,
    for_both: bool,
) -> types.TypeUpdates:
    """Put the wallpaper that a message of the chat tells of behind it.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, WALLPAPER_INVALID; as set_wallpaper.
    """
    place = await _place(app, caller, peer)
    content = decode_content((await access_message(app, caller, peer, msg_id)).content)
    told = content.action if isinstance(content, types.MessageService) else None
    if not isinstance(told, types.MessageActionSetChatWallPaper):
        raise bad_request("MESSAGE_ID_INVALID")
    (wallpaper,) = await shown(app, caller, [told.wallpaper])
    if wallpaper is None:
        raise bad_request("WALLPAPER_INVALID")
    if settings is not None and isinstance(wallpaper, types.WallPaper):
        wallpaper = replace(wallpaper, settings=settings)
    return await _put(app, caller, place, wallpaper, for_both=for_both, same=True)


async def take_away(
    app: App, caller: Caller, peer: PeerId, *, only_of_other: bool
) -> types.TypeUpdates:
    """Have nothing behind a chat, or with only_of_other what one had before the other chose.

    What one chose for both stands behind the other's side no more.

    Raises:
        RpcError: 400 PEER_ID_INVALID; what access_to_write raises.
    """
    place = await _place(app, caller, peer)
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change(place.boxes, now=app.now) as change:
        await forget_preference(change.main, caller.me, f"{BY_OTHER}{peer}")
        left: types.TypeWallPaper | None = None
        if only_of_other:
            known = decoded(await read_preference(change.main, caller.me, f"{OWN}{peer}"))
            left = known[0] if known else None
        else:
            await forget_preference(change.main, caller.me, f"{OWN}{peer}")
            other, me = UserId(peer), caller.own_peer
            if await forget_preference(change.main, other, f"{BY_OTHER}{me}"):
                theirs = decoded(await read_preference(change.main, other, f"{OWN}{me}"))
                update = _update(me, theirs[0] if theirs else None)
                change.log(BoxId(other), update)
        update = _update(peer, left)
        change.log(caller.box, update, exclude_session=caller.session)
        updates.append(update)
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


async def _place(app: App, caller: Caller, peer: PeerId) -> Place:
    if not is_user(peer) or peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    return await access_to_write(app, caller, peer)


async def _put(
    app: App,
    caller: Caller,
    place: Place,
    wallpaper: types.TypeWallPaper,
    *,
    for_both: bool,
    same: bool = False,
) -> types.TypeUpdates:
    if isinstance(wallpaper, types.WallPaper):
        # Both sides get the same value, and only one of them can have made it.
        wallpaper = replace(wallpaper, creator=False)
    action = types.MessageActionSetChatWallPaper(same=same, for_both=for_both, wallpaper=wallpaper)
    own = _update(place.peer, wallpaper)
    async with app.store.boxes.change(place.boxes, now=app.now) as change:
        value = encoded([wallpaper])
        await put_preference(change.main, caller.me, f"{OWN}{place.peer}", value)
        await forget_preference(change.main, caller.me, f"{BY_OTHER}{place.peer}")
        change.log(caller.box, own, exclude_session=caller.session)
        if for_both:
            other, me = UserId(place.peer), caller.own_peer
            await put_preference(change.main, other, f"{BY_OTHER}{me}", value)
            change.log(BoxId(other), _update(me, wallpaper, overridden=True))
        told = Outgoing(random_id=None, action=action)
        row = new_message(app, caller, place, told)
        (sent,) = await change.append([row], exclude_session=caller.session)
    await app.bus.publish(change.events)
    message = new_message_update(seen_by_author(sent.own, caller.me))
    return await render(app, caller.me, [own, message])


def _update(
    peer: PeerId, wallpaper: types.TypeWallPaper | None, *, overridden: bool = False
) -> types.UpdatePeerWallpaper:
    return types.UpdatePeerWallpaper(
        wallpaper_overridden=overridden, peer=to_tl_peer(peer), wallpaper=wallpaper
    )
