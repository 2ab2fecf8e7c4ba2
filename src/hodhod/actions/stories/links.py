"""Where a story is for the world: its link; and complaints about it."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.stories.access import access_stories, access_story
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_user
from hodhod.domain.text import line

COMMENT_UNITS = 512


async def story_link(app: App, caller: Caller, peer: PeerId, story_id: int) -> str:
    """Return the link to a story.

    Raises:
        RpcError: 400 STORY_ID_INVALID; USER_PUBLIC_MISSING when the owner has no public name.
    """
    await access_story(app, caller, peer, story_id)
    account = await app.store.users.get(UserId(peer)) if is_user(peer) else None
    if account is None or account.username is None:
        raise bad_request("USER_PUBLIC_MISSING")
    return f"{app.policy.public_url}/{account.username}/s/{story_id}"


async def report_stories(
    app: App,
    caller: Caller,
    peer: PeerId,
    story_ids: Sequence[int],
    *,
    reason: str,
    message: str,
) -> None:
    """Keep a complaint about stories for the operator.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, STORY_ID_INVALID, LIMIT_INVALID.
    """
    found = await access_stories(app, caller, peer, story_ids)
    if not found:
        raise bad_request("STORY_ID_INVALID")
    await app.store.stories.report(
        peer,
        [one.story_id for one in found],
        caller.me,
        now=app.now,
        reason=reason,
        message=line(message, COMMENT_UNITS),
    )
