"""channels.toggleSignatures, toggleSlowMode, togglePreHistoryHidden and its kin.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import looks, settings
from hodhod.actions.chats.access import access_chat
from hodhod.actions.peers.access import access_channel, access_peer
from hodhod.api.help.colors import BUILT_IN_IDS, PROFILES, STRIPES
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import is_user
from hodhod.tl import functions, types

NAMES = frozenset((*BUILT_IN_IDS, *STRIPES))


@rpc(functions.channels.ToggleSignatures, access=USER)
async def toggle_signatures(
    app: App, caller: Caller, request: functions.channels.ToggleSignatures
) -> types.TypeUpdates:
    """Let posts name who wrote them; clients up to layer 185 say only whether."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.toggle_signatures(
        app,
        caller,
        seen,
        signatures=request.signatures_enabled or bool(request.enabled),
        profiles=request.profiles_enabled,
    )


@rpc(functions.channels.ToggleSlowMode, access=USER)
async def toggle_slow_mode(
    app: App, caller: Caller, request: functions.channels.ToggleSlowMode
) -> types.TypeUpdates:
    """Let members wait between two messages."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.set_slow_mode(app, caller, seen, request.seconds)


@rpc(functions.channels.TogglePreHistoryHidden, access=USER)
async def toggle_pre_history_hidden(
    app: App, caller: Caller, request: functions.channels.TogglePreHistoryHidden
) -> types.TypeUpdates:
    """Let newcomers see what was written before them, or not."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.hide_prehistory(app, caller, seen, hidden=request.enabled)


@rpc(functions.channels.ToggleJoinToSend, access=USER)
async def toggle_join_to_send(
    app: App, caller: Caller, request: functions.channels.ToggleJoinToSend
) -> types.TypeUpdates:
    """Let only members write in a discussion."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.toggle_join_to_send(app, caller, seen, enabled=request.enabled)


@rpc(functions.channels.ToggleJoinRequest, access=USER)
async def toggle_join_request(
    app: App, caller: Caller, request: functions.channels.ToggleJoinRequest
) -> types.TypeUpdates:
    """Let newcomers wait for an admin's word."""
    seen = await access_channel(app, caller, request.channel)
    if request.guard_bot is not None:
        raise bad_request("BOT_INVALID")
    return await settings.toggle_join_request(app, caller, seen, enabled=request.enabled)


@rpc(functions.channels.ToggleParticipantsHidden, access=USER)
async def toggle_participants_hidden(
    app: App, caller: Caller, request: functions.channels.ToggleParticipantsHidden
) -> types.TypeUpdates:
    """Let only admins see the members."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.hide_members(app, caller, seen, hidden=request.enabled)


@rpc(functions.channels.ToggleAntiSpam, access=USER)
async def toggle_anti_spam(
    app: App, caller: Caller, request: functions.channels.ToggleAntiSpam
) -> types.TypeUpdates:
    """Ask for aggressive filters."""
    seen = await access_channel(app, caller, request.channel)
    return await settings.toggle_antispam(app, caller, seen, enabled=request.enabled)


@rpc(functions.messages.ToggleNoForwards, access=USER)
async def toggle_no_forwards(
    app: App, caller: Caller, request: functions.messages.ToggleNoForwards
) -> types.TypeUpdates:
    """Keep what is in a group or channel from being forwarded and saved."""
    peer = await access_peer(app, caller, request.peer)
    if is_user(peer):
        raise bad_request("PEER_ID_INVALID")
    seen = await access_chat(app, caller, peer)
    return await settings.toggle_noforwards(app, caller, seen, enabled=request.enabled)


@rpc(functions.messages.SetChatAvailableReactions, access=USER)
async def set_chat_available_reactions(
    app: App, caller: Caller, request: functions.messages.SetChatAvailableReactions
) -> types.TypeUpdates:
    """Say which reactions a group or channel allows."""
    seen = await access_chat(app, caller, await access_peer(app, caller, request.peer))
    return await looks.set_reactions(
        app, caller, seen, request.available_reactions, request.reactions_limit
    )


@rpc(functions.channels.SetStickers, access=USER | BOT)
async def set_stickers(app: App, caller: Caller, request: functions.channels.SetStickers) -> bool:
    """Give a supergroup a set of stickers of its own."""
    seen = await access_channel(app, caller, request.channel)
    await looks.set_stickers(app, caller, seen, request.stickerset, emoji=False)
    return True


@rpc(functions.channels.SetEmojiStickers, access=USER)
async def set_emoji_stickers(
    app: App, caller: Caller, request: functions.channels.SetEmojiStickers
) -> bool:
    """Give a supergroup a set of custom emoji of its own."""
    seen = await access_channel(app, caller, request.channel)
    await looks.set_stickers(app, caller, seen, request.stickerset, emoji=True)
    return True


@rpc(functions.channels.UpdateColor, access=USER)
async def update_color(
    app: App, caller: Caller, request: functions.channels.UpdateColor
) -> types.TypeUpdates:
    """Choose the colour of a chat's name or profile."""
    seen = await access_channel(app, caller, request.channel)
    return await looks.set_color(
        app,
        caller,
        seen,
        request.color,
        request.background_emoji_id,
        known=PROFILES if request.for_profile else NAMES,
        of_profile=request.for_profile,
    )


@rpc(functions.channels.UpdateEmojiStatus, access=USER)
async def update_emoji_status(
    app: App, caller: Caller, request: functions.channels.UpdateEmojiStatus
) -> types.TypeUpdates:
    """Put a custom emoji behind a chat's name."""
    seen = await access_channel(app, caller, request.channel)
    return await looks.set_emoji_status(app, caller, seen, request.emoji_status)


@rpc(functions.channels.SetMainProfileTab, access=USER)
async def set_main_profile_tab(
    app: App, caller: Caller, request: functions.channels.SetMainProfileTab
) -> bool:
    """Say what a channel's profile shows first."""
    seen = await access_channel(app, caller, request.channel)
    await looks.set_main_tab(app, caller, seen, request.tab)
    return True


@rpc(functions.channels.EditLocation, access=USER)
async def edit_location(app: App, caller: Caller, request: functions.channels.EditLocation) -> bool:
    """Say where a group is: there is no map here, so that none is bound to a place."""
    await access_channel(app, caller, request.channel)
    raise bad_request("MEGAGROUP_GEO_REQUIRED")
