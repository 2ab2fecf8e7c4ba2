"""messages.sendReaction and what tells of reactions.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages import history, reactions
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.history import Filter, Page
from hodhod.tl import functions, types

OFFSET_DIGITS = 10
"""An offset is a number of ours that the client gives back."""

DEFAULT = "reaction:default"
"""The setting that keeps the reaction of a double tap."""


@rpc(functions.messages.SendReaction, access=USER)
async def send_reaction(
    app: App, caller: Caller, request: functions.messages.SendReaction
) -> types.TypeUpdates:
    """React to a message, or take it back."""
    peer = await access_peer(app, caller, request.peer)
    given = request.reaction or ()
    return await reactions.send_reaction(app, caller, peer, request.msg_id, given, big=request.big)


@rpc(functions.messages.GetMessagesReactions, access=USER)
async def get_messages_reactions(
    app: App, caller: Caller, request: functions.messages.GetMessagesReactions
) -> types.TypeUpdates:
    """Read the reactions to messages."""
    peer = await access_peer(app, caller, request.peer)
    return await reactions.reactions_to(app, caller, peer, request.id)


@rpc(functions.messages.GetMessageReactionsList, access=USER)
async def get_message_reactions_list(
    app: App, caller: Caller, request: functions.messages.GetMessageReactionsList
) -> types.messages.MessageReactionsList:
    """Read who reacted to a message."""
    peer = await access_peer(app, caller, request.peer)
    given = await reactions.reactions_list(app, caller, peer, request.id, request.reaction)
    offset = request.offset or ""
    start = int(offset) if offset.isdecimal() and len(offset) < OFFSET_DIGITS else 0
    end = start + max(1, min(request.limit, 100))
    page = given[start:end]
    objects = await objects_for(app, caller.me, page)
    return types.messages.MessageReactionsList(
        count=len(given),
        reactions=page,
        chats=objects.chats,
        users=objects.users,
        next_offset=str(end) if end < len(given) else None,
    )


@rpc(functions.messages.ReadReactions, access=USER)
async def read_reactions(
    app: App, caller: Caller, request: functions.messages.ReadReactions
) -> types.messages.AffectedHistory:
    """Mark reactions as seen."""
    peer = await access_peer(app, caller, request.peer)
    return await reactions.read_reactions(app, caller, peer)


@rpc(functions.messages.GetUnreadReactions, access=USER)
async def get_unread_reactions(
    app: App, caller: Caller, request: functions.messages.GetUnreadReactions
) -> types.messages.TypeMessages:
    """Find one's messages with reactions that were not seen."""
    peer = await access_peer(app, caller, request.peer)
    page = Page(
        offset_id=request.offset_id,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await history.search(app, caller, Filter(peer_id=peer, reacted=True), page)
    return await history.found_messages(app, caller, found)


@rpc(functions.messages.SetDefaultReaction, access=USER)
async def set_default_reaction(
    app: App, caller: Caller, request: functions.messages.SetDefaultReaction
) -> bool:
    """Choose the reaction of a double tap."""
    chosen = reactions.standard(request.reaction)
    await app.store.preferences.put(caller.me, DEFAULT, tl.encode(chosen, CONTENT_LAYER))
    return True
