"""Where a story is for the world: its link."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories.access import access_story
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_user


async def story_link(app: App, caller: Caller, peer: PeerId, story_id: int) -> str:
    """Return the link to a story.

    Raises:
        RpcError: 400 STORY_ID_INVALID; USER_PUBLIC_MISSING when the owner has no public name.
    """
    await access_story(app, caller, peer, story_id)
    owner = await (
        app.store.users.get(UserId(peer)) if is_user(peer) else app.store.chats.get(peer)
    )
    if owner is None or owner.username is None:
        raise bad_request("USER_PUBLIC_MISSING")
    return f"{app.policy.public_url}/{owner.username}/s/{story_id}"
