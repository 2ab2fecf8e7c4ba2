"""What viewers are to the owners of stories, as far as the stories' rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.people.membership import chats_among
from hodhod.domain.ids import PeerId, UserId, is_channel
from hodhod.domain.privacy import chats_in
from hodhod.domain.rights import Admin
from hodhod.domain.story import STRANGER, Glance, Relation, decode_rules

Pair = tuple[PeerId, UserId]
"""Whose stories, and who looks."""

MANAGING = Admin.POST_STORIES | Admin.EDIT_STORIES | Admin.DELETE_STORIES
"""Whoever has any of these looks after a channel's stories."""


async def relations_to(
    app: App, viewer_id: UserId, stories: Sequence[Glance]
) -> Mapping[PeerId, Relation]:
    """Return what one viewer is to the owner of each of some stories."""
    owners = {one.peer_id for one in stories} - {PeerId(viewer_id)}
    found = await relations_of(app, [(owner, viewer_id) for owner in owners], stories)
    return {owner: relation for (owner, _), relation in found.items()}


async def relations_of(
    app: App, pairs: Sequence[Pair], stories: Iterable[Glance]
) -> Mapping[Pair, Relation]:
    """Return what viewers are to owners of stories.

    Args:
        app: The working parts.
        pairs: Owners and viewers.
        stories: The stories: which chats a viewer is in is asked only of what their rules name.
    """
    people = [pair for pair in pairs if not is_channel(pair[0])]
    found = dict.fromkeys(pairs, STRANGER) | dict(await app.store.stories.relations(people))
    members = [(viewer, owner) for owner, viewer in pairs if is_channel(owner)]
    for seen in await app.store.chats.seen(members) if members else ():
        found[seen.chat.peer_id, seen.viewer_id] = Relation(
            reads=seen.may_read(app.now), manages=bool(seen.admin & MANAGING)
        )
    named = {chat for one in stories for chat in chats_in(decode_rules(one.rules))}
    if named:
        shared = {
            viewer: await chats_among(app, viewer, named)
            for viewer in dict.fromkeys(viewer for _, viewer in pairs)
        }
        found = {pair: replace(one, chats=shared[pair[1]]) for pair, one in found.items()}
    return found
