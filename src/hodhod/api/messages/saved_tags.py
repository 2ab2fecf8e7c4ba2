"""messages.getSavedReactionTags, updateSavedReactionTag.

Source: https://core.telegram.org/api/saved-messages#tags
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import saved_tags
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.saved_tag import tags_hash
from hodhod.tl import functions, types


@rpc(functions.messages.GetSavedReactionTags, access=USER)
async def get_saved_reaction_tags(
    app: App, caller: Caller, request: functions.messages.GetSavedReactionTags
) -> types.messages.TypeSavedReactionTags:
    """Read the tags of one's saved messages, or of those from one chat."""
    saved_from = None
    if request.peer is not None:
        saved_from = await access_peer(app, caller, request.peer)
    found = await saved_tags.tags(app, caller, saved_from)
    known = tags_hash(found)
    if request.hash and request.hash == known:
        return types.messages.SavedReactionTagsNotModified()
    return types.messages.SavedReactionTags(tags=found, hash=known)


@rpc(functions.messages.UpdateSavedReactionTag, access=USER)
async def update_saved_reaction_tag(
    app: App, caller: Caller, request: functions.messages.UpdateSavedReactionTag
) -> bool:
    """Give a tag a name, or take it away."""
    await saved_tags.name_tag(app, caller, request.reaction, request.title)
    return True
