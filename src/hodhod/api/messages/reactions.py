"""messages.sendReaction and what tells of reactions.

Source: https://core.telegram.org/api/reactions
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages import reactions, reactions_list, unseen
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.messages.history import found_messages
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.history import Page
from hodhod.store.members import Mark
from hodhod.tl import functions, types

DEFAULT = "reaction:default"
"""The setting that keeps the reaction of a double tap."""


@rpc(functions.messages.SendReaction, access=USER)
async def send_reaction(
    app: App, caller: Caller, request: functions.messages.SendReaction
) -> types.TypeUpdates:
    """React to a message, or take it back."""
    peer = await access_peer(app, caller, request.peer)
    given = request.reaction or ()
    return await reactions.send_reaction(
        app,
        caller,
        peer,
        request.msg_id,
        given,
        big=request.big,
        add_to_recent=request.add_to_recent,
    )


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
    page = await reactions_list.reactions_list(
        app, caller, peer, request.id, request.reaction, request.offset or "", request.limit
    )
    objects = await objects_for(app, caller.me, page.given)
    return types.messages.MessageReactionsList(
        count=page.count,
        reactions=page.given,
        chats=objects.chats,
        users=objects.users,
        next_offset=page.next_offset,
    )


@rpc(functions.messages.ReadReactions, access=USER)
async def read_reactions(
    app: App, caller: Caller, request: functions.messages.ReadReactions
) -> types.messages.AffectedHistory:
    """Mark reactions as seen."""
    peer = await access_peer(app, caller, request.peer)
    return await unseen.see(app, caller, peer, Mark.REACTION, topic_id=request.top_msg_id)


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
    found = await unseen.unseen(app, caller, peer, Mark.REACTION, page, topic_id=request.top_msg_id)
    return await found_messages(app, caller, found)


@rpc(functions.messages.DeleteParticipantReaction, access=USER | BOT)
async def delete_participant_reaction(
    app: App, caller: Caller, request: functions.messages.DeleteParticipantReaction
) -> types.TypeUpdates:
    """Take somebody's reaction to a message away."""
    peer = await access_peer(app, caller, request.peer)
    participant = await access_peer(app, caller, request.participant)
    return await reactions_list.delete_reaction(app, caller, peer, request.msg_id, participant)


@rpc(functions.messages.DeleteParticipantReactions, access=USER | BOT)
async def delete_participant_reactions(
    app: App, caller: Caller, request: functions.messages.DeleteParticipantReactions
) -> bool:
    """Take all of somebody's reactions in a chat away."""
    peer = await access_peer(app, caller, request.peer)
    participant = await access_peer(app, caller, request.participant)
    await reactions_list.delete_reactions(app, caller, peer, participant)
    return True


@rpc(functions.messages.SetDefaultReaction, access=USER)
async def set_default_reaction(
    app: App, caller: Caller, request: functions.messages.SetDefaultReaction
) -> bool:
    """Choose the reaction of a double tap."""
    chosen = standard(request.reaction)
    await app.store.preferences.put(caller.me, DEFAULT, tl.encode(chosen, CONTENT_LAYER))
    return True
