"""What makes a sound and what does not: settings of a chat, and of each kind of chat.

Source: https://core.telegram.org/method/account.updateNotifySettings
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.dialogs import DEFAULT_SETTINGS, notify_settings
from hodhod.actions.peers.access import access_peer
from hodhod.actions.people.tell import tell_own
from hodhod.actions.threads.topics import access_forum, access_topic
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import MsgId, PeerId, is_user, to_tl_peer
from hodhod.store.dialogs import set_notify
from hodhod.store.topics import clear_topic_notify, set_topic_notify, settings_of
from hodhod.tl import types

KINDS: dict[type[types.TypeInputNotifyPeer], tuple[str, types.TypeNotifyPeer]] = {
    types.InputNotifyUsers: ("notify:users", types.NotifyUsers()),
    types.InputNotifyChats: ("notify:chats", types.NotifyChats()),
    types.InputNotifyBroadcasts: ("notify:broadcasts", types.NotifyBroadcasts()),
}
"""Kinds of chats, the name their settings are kept under, and how updates name them."""


async def settings_for(
    app: App, caller: Caller, named: types.TypeInputNotifyPeer
) -> types.PeerNotifySettings:
    """Return the settings of a chat or of a kind of chat.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    kind = KINDS.get(type(named))
    if kind is not None:
        return notify_settings(await app.store.preferences.get(caller.me, kind[0]))
    peer = await _peer(app, caller, named)
    if isinstance(named, types.InputNotifyForumTopic):
        topic_id = await _topic(app, caller, peer, named.top_msg_id)
        found = await settings_of(app.store.shard(caller.box), caller.box, peer, [topic_id])
        return notify_settings(found[topic_id].notify if topic_id in found else None)
    return notify_settings((await app.store.dialogs.get(caller.box, peer)).notify)


async def set_settings(
    app: App,
    caller: Caller,
    named: types.TypeInputNotifyPeer,
    given: types.InputPeerNotifySettings,
) -> None:
    """Write the settings of a chat or of a kind of chat, and tell one's other sessions.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    settings = kept(given)
    kind = KINDS.get(type(named))
    if kind is not None:
        await app.store.preferences.put(caller.me, kind[0], tl.encode(settings))
        update = types.UpdateNotifySettings(peer=kind[1], notify_settings=settings)
        await tell_own(app, caller, update)
        return
    peer = await _peer(app, caller, named)
    told: types.TypeNotifyPeer = types.NotifyPeer(peer=to_tl_peer(peer))
    topic_id: MsgId | None = None
    if isinstance(named, types.InputNotifyForumTopic):
        topic_id = await _topic(app, caller, peer, named.top_msg_id)
        told = types.NotifyForumTopic(peer=to_tl_peer(peer), top_msg_id=topic_id)
    # What is as the kind of chat is no exception.
    own = None if settings == DEFAULT_SETTINGS else tl.encode(settings)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if topic_id is None:
            await set_notify(change.tx, caller.box, peer, own)
        else:
            await set_topic_notify(change.tx, caller.box, (peer, topic_id), tl.encode(settings))
        change.log(
            caller.box,
            types.UpdateNotifySettings(peer=told, notify_settings=settings),
            exclude_session=caller.session,
        )
    await app.bus.publish(change.events)


async def exceptions(
    app: App, caller: Caller, kind: types.TypeInputNotifyPeer | None
) -> list[types.UpdateNotifySettings]:
    """Return what chats with settings of their own are set to.

    Args:
        app: The working parts.
        caller: Whose chats.
        kind: Chats of which kind, or which one chat; None for all.

    Raises:
        RpcError: 400 PEER_ID_INVALID.
    """
    only = None
    if kind is not None and type(kind) not in KINDS:
        only = await _peer(app, caller, kind)
    changed = await app.store.dialogs.with_notify(caller.box)
    chats = [one.peer_id for one in changed if not is_user(one.peer_id)]
    seen = await app.store.chats.seen([(caller.me, peer) for peer in chats])
    broadcasts = {one.chat.peer_id for one in seen if one.chat.is_broadcast}

    def kind_of(peer: PeerId) -> type[types.TypeInputNotifyPeer]:
        if is_user(peer):
            return types.InputNotifyUsers
        return types.InputNotifyBroadcasts if peer in broadcasts else types.InputNotifyChats

    return [
        types.UpdateNotifySettings(
            peer=types.NotifyPeer(peer=to_tl_peer(one.peer_id)),
            notify_settings=notify_settings(one.notify),
        )
        for one in changed
        if kind is None
        or one.peer_id == only
        or (only is None and kind_of(one.peer_id) is type(kind))
    ]


async def reset(app: App, caller: Caller) -> None:
    """Let every chat and kind of chat have the default again."""
    await app.store.preferences.drop(caller.me, "notify:")
    changed = await app.store.dialogs.with_notify(caller.box)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for dialog in changed:
            await set_notify(change.tx, caller.box, dialog.peer_id, None)
            change.log(
                caller.box,
                types.UpdateNotifySettings(
                    peer=types.NotifyPeer(peer=to_tl_peer(dialog.peer_id)),
                    notify_settings=DEFAULT_SETTINGS,
                ),
                exclude_session=caller.session,
            )
        for peer, topic_id in await clear_topic_notify(change.tx, caller.box):
            told = types.NotifyForumTopic(peer=to_tl_peer(peer), top_msg_id=topic_id)
            change.log(
                caller.box,
                types.UpdateNotifySettings(peer=told, notify_settings=DEFAULT_SETTINGS),
                exclude_session=caller.session,
            )
    await app.bus.publish(change.events)


def kept(given: types.InputPeerNotifySettings) -> types.PeerNotifySettings:
    """Return the settings that a client gave, as clients get them back."""
    return types.PeerNotifySettings(
        show_previews=given.show_previews,
        silent=given.silent,
        mute_until=given.mute_until,
        ios_sound=given.sound,
        android_sound=given.sound,
        other_sound=given.sound,
        stories_muted=given.stories_muted,
        stories_hide_sender=given.stories_hide_sender,
        stories_ios_sound=given.stories_sound,
        stories_android_sound=given.stories_sound,
        stories_other_sound=given.stories_sound,
    )


async def _topic(app: App, caller: Caller, peer: PeerId, topic_id: int) -> MsgId:
    seen = await access_forum(app, caller, peer)
    return (await access_topic(app, seen, topic_id)).topic_id


async def _peer(app: App, caller: Caller, named: types.TypeInputNotifyPeer) -> PeerId:
    match named:
        case types.InputNotifyPeer() | types.InputNotifyForumTopic():
            return await access_peer(app, caller, named.peer)
        case _:
            raise bad_request("PEER_ID_INVALID")
