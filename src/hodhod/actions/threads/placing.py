"""Which thread a message belongs to, and whether its writer may write there.

    supergroup   the thread of what it answers, which may begin with that
    forum        the topic that the client names or that it answers in, else General

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId
from hodhod.domain.message import StoredMessage
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.rights import Admin
from hodhod.domain.topic import GENERAL
from hodhod.store.topics import topics_by_ids


async def placed(
    app: App, seen: SeenChat | None, outgoing: Outgoing, answered: StoredMessage | None
) -> Outgoing:
    """Return a message with the thread that it belongs to.

    Args:
        app: The working parts.
        seen: The group or channel; None for a chat with a person.
        outgoing: The message; its topic_id is the topic that the client names.
        answered: The message that it answers, if any.

    Raises:
        RpcError: 400 TOPIC_ID_INVALID, TOPIC_CLOSED.
    """
    if seen is None or seen.chat.is_group or seen.chat.is_broadcast:
        return replace(outgoing, topic_id=None)
    if not seen.chat.forum:
        thread = None if answered is None else answered.topic_id or answered.msg_id
        return replace(outgoing, topic_id=thread)
    return replace(outgoing, topic_id=await _topic_of(app, seen, outgoing, answered))


async def _topic_of(
    app: App, seen: SeenChat, outgoing: Outgoing, answered: StoredMessage | None
) -> MsgId:
    box_id = BoxId(seen.chat.peer_id)
    reply = outgoing.reply_to
    named = outgoing.topic_id or (None if reply is None else reply.top_id)
    possible = [named, *((answered.msg_id, answered.topic_id) if answered is not None else ())]
    ids = [one for one in possible if one is not None]
    topics = await topics_by_ids(app.store.shard(box_id), box_id, [*ids, GENERAL])
    if outgoing.topic_id is not None and outgoing.topic_id not in topics:
        raise bad_request("TOPIC_ID_INVALID")
    topic_id = next((MsgId(one) for one in ids if one in topics), GENERAL)
    topic = topics.get(topic_id)
    if topic is not None and topic.closed and Admin.MANAGE_TOPICS not in seen.admin:
        raise bad_request("TOPIC_CLOSED")
    return topic_id
