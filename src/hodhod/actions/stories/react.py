"""What people feel about a story: its owner is told, and the counters follow.

Source: https://core.telegram.org/api/stories#reactions
"""

from __future__ import annotations

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.stories.access import access_story
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, is_user, to_tl_peer
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.story_views import set_reaction
from hodhod.tl import types


async def react(
    app: App, caller: Caller, peer: PeerId, story_id: int, reaction: types.TypeReaction
) -> types.TypeUpdates:
    """Set what the caller feels about a story; an empty reaction takes it back.

    Raises:
        RpcError: 400 STORY_ID_INVALID, REACTION_INVALID; one's own story is not for reacting to.
    """
    wanted = None if isinstance(reaction, types.ReactionEmpty) else standard(reaction)
    await access_story(app, caller, peer, story_id)
    if peer == caller.own_peer:
        raise bad_request("STORY_ID_INVALID")
    given: types.TypeReaction = types.ReactionEmpty() if wanted is None else wanted
    stored = None if wanted is None else tl.encode(wanted, CONTENT_LAYER)
    sent = types.UpdateSentStoryReaction(peer=to_tl_peer(peer), story_id=story_id, reaction=given)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        changed = await set_reaction(change.main, (peer, story_id), caller.me, stored, app.now)
        if changed:
            change.log(caller.box, sent, exclude_session=caller.session)
    await app.bus.publish(change.events)
    if changed and is_user(peer):
        await _tell_owner(app, caller, peer, story_id, given)
    return await render(app, caller.me, [sent])


async def _tell_owner(
    app: App, caller: Caller, peer: PeerId, story_id: int, reaction: types.TypeReaction
) -> None:
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        change.log(
            BoxId(peer),
            types.UpdateNewStoryReaction(
                story_id=story_id, peer=to_tl_peer(caller.own_peer), reaction=reaction
            ),
        )
    await app.bus.publish(change.events)
