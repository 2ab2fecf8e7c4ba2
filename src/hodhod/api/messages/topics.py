"""Topics of forums, as layers from 216 on name them (messages.*) and as those before (channels.*).

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.send_as import access_send_as
from hodhod.actions.peers.access import access_channel, access_peer
from hodhod.actions.threads import topic_changes, topics
from hodhod.actions.threads.topic_changes import TopicEdit
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import PeerId
from hodhod.tl import functions, types


@rpc(
    functions.messages.CreateForumTopic,
    functions.channels.CreateForumTopic,
    access=USER | BOT,
)
async def create_forum_topic(
    app: App,
    caller: Caller,
    request: functions.messages.CreateForumTopic | functions.channels.CreateForumTopic,
) -> types.TypeUpdates:
    """Begin a topic."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topic_changes.create_topic(
        app,
        caller,
        seen,
        request.title,
        color=request.icon_color,
        emoji_id=request.icon_emoji_id,
        random_id=request.random_id,
        send_as=await access_send_as(
            app,
            caller,
            seen,
            None if request.send_as is None else await access_peer(app, caller, request.send_as),
        ),
    )


@rpc(functions.messages.EditForumTopic, functions.channels.EditForumTopic, access=USER | BOT)
async def edit_forum_topic(
    app: App,
    caller: Caller,
    request: functions.messages.EditForumTopic | functions.channels.EditForumTopic,
) -> types.TypeUpdates:
    """Change a topic."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    edit = TopicEdit(request.title, request.icon_emoji_id, request.closed, request.hidden)
    return await topic_changes.edit_topic(app, caller, seen, request.topic_id, edit)


@rpc(functions.messages.GetForumTopics, functions.channels.GetForumTopics, access=USER)
async def get_forum_topics(
    app: App,
    caller: Caller,
    request: functions.messages.GetForumTopics | functions.channels.GetForumTopics,
) -> types.messages.ForumTopics:
    """Read a page of topics."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topics.list_topics(
        app,
        caller,
        seen,
        words=request.q or "",
        before=request.offset_id or request.offset_topic,
        limit=request.limit,
    )


@rpc(functions.messages.GetForumTopicsByID, functions.channels.GetForumTopicsByID, access=USER)
async def get_forum_topics_by_id(
    app: App,
    caller: Caller,
    request: functions.messages.GetForumTopicsByID | functions.channels.GetForumTopicsByID,
) -> types.messages.ForumTopics:
    """Read topics by their numbers."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topics.topics_named(app, caller, seen, request.topics)


@rpc(
    functions.messages.UpdatePinnedForumTopic,
    functions.channels.UpdatePinnedForumTopic,
    access=USER,
)
async def update_pinned_forum_topic(
    app: App,
    caller: Caller,
    request: functions.messages.UpdatePinnedForumTopic | functions.channels.UpdatePinnedForumTopic,
) -> types.TypeUpdates:
    """Pin a topic, or let it go."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topic_changes.pin_topic(app, caller, seen, request.topic_id, pinned=request.pinned)


@rpc(
    functions.messages.ReorderPinnedForumTopics,
    functions.channels.ReorderPinnedForumTopics,
    access=USER,
)
async def reorder_pinned_forum_topics(
    app: App,
    caller: Caller,
    request: functions.messages.ReorderPinnedForumTopics
    | functions.channels.ReorderPinnedForumTopics,
) -> types.TypeUpdates:
    """Put pinned topics into an order."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topic_changes.reorder_pinned(app, caller, seen, request.order, force=request.force)


@rpc(
    functions.messages.DeleteTopicHistory,
    functions.channels.DeleteTopicHistory,
    access=USER | BOT,
)
async def delete_topic_history(
    app: App,
    caller: Caller,
    request: functions.messages.DeleteTopicHistory | functions.channels.DeleteTopicHistory,
) -> types.messages.AffectedHistory:
    """Delete a topic with all that was said in it."""
    seen = await topics.access_forum(app, caller, await _peer(app, caller, request))
    return await topic_changes.delete_topic(app, caller, seen, request.top_msg_id)


Named = (
    functions.messages.CreateForumTopic
    | functions.channels.CreateForumTopic
    | functions.messages.EditForumTopic
    | functions.channels.EditForumTopic
    | functions.messages.GetForumTopics
    | functions.channels.GetForumTopics
    | functions.messages.GetForumTopicsByID
    | functions.channels.GetForumTopicsByID
    | functions.messages.UpdatePinnedForumTopic
    | functions.channels.UpdatePinnedForumTopic
    | functions.messages.ReorderPinnedForumTopics
    | functions.channels.ReorderPinnedForumTopics
    | functions.messages.DeleteTopicHistory
    | functions.channels.DeleteTopicHistory
)
"""Requests that name a forum."""


async def _peer(app: App, caller: Caller, request: Named) -> PeerId:
    match request:
        case (
            functions.channels.CreateForumTopic()
            | functions.channels.EditForumTopic()
            | functions.channels.GetForumTopics()
            | functions.channels.GetForumTopicsByID()
            | functions.channels.UpdatePinnedForumTopic()
            | functions.channels.ReorderPinnedForumTopics()
            | functions.channels.DeleteTopicHistory()
        ):
            seen: SeenChat = await access_channel(app, caller, request.channel)
            return seen.chat.peer_id
        case _:
            return await access_peer(app, caller, request.peer)
