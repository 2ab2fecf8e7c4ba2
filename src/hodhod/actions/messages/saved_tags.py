"""Tags of saved messages: how many have each, and what their owner calls them.

Tags are the reactions of people to their own saved messages. There is no premium here: everybody
may name them.

Source: https://core.telegram.org/api/saved-messages#tags
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.messages.copies import saved_token
from hodhod.actions.people.preferences import setting
from hodhod.domain.caller import Caller
from hodhod.domain.ids import PeerId
from hodhod.domain.saved_tag import MARK, TITLE_UNITS, reaction_of, tag_token
from hodhod.domain.text import line
from hodhod.store.preferences import put_preference, read_preference
from hodhod.store.saved_tags import count_tags
from hodhod.tl import types

TITLES = "saved:tags"
"""The setting that keeps the names, as messages.savedReactionTags without counts."""

NONE = types.messages.SavedReactionTags(tags=(), hash=0)


async def tags(app: App, caller: Caller, saved_from: PeerId | None) -> list[types.SavedReactionTag]:
    """Return the caller's tags, the most used first, then those that only have a name.

    Args:
        app: The working parts.
        caller: Whose.
        saved_from: Only tags of what was saved from this chat; None for all.
    """
    query = f"'{MARK}':*"
    if saved_from is not None:
        query = f"{query} & '{saved_token(saved_from)}'"
    titles = _titles(await app.store.preferences.get(caller.me, TITLES))
    used = await count_tags(app.store.shard(caller.box), caller.box, query)
    found = []
    for token, count in used:
        reaction = reaction_of(token)
        shown = standard(reaction) if isinstance(reaction, types.ReactionEmoji) else reaction
        title = titles.pop(token, None)
        found.append(types.SavedReactionTag(reaction=shown, title=title, count=count))
    if saved_from is None:
        found += [
            types.SavedReactionTag(reaction=standard(reaction_of(token)), title=title, count=0)
            for token, title in titles.items()
        ]
    return found


async def name_tag(
    app: App, caller: Caller, reaction: types.TypeReaction, title: str | None
) -> None:
    """Give a tag a name, or take it away, and tell the caller's other sessions.

    Raises:
        RpcError: 400 REACTION_INVALID.
    """
    token = tag_token(standard(reaction))
    new = line(title or "", TITLE_UNITS)
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        titles = _titles(await read_preference(change.main, caller.me, TITLES))
        if titles.get(token, "") != new:
            titles[token] = new
            kept = [
                types.SavedReactionTag(reaction=reaction_of(one), title=name, count=0)
                for one, name in titles.items()
                if name
            ]
            value = tl.encode(replace(NONE, tags=kept))
            await put_preference(change.main, caller.me, TITLES, value)
            change.log(caller.box, types.UpdateSavedReactionTags(), exclude_session=caller.session)
    await app.bus.publish(change.events)


def _titles(stored: bytes | None) -> dict[str, str]:
    value = setting(stored, types.messages.SavedReactionTags, NONE)
    return {tag_token(one.reaction): one.title or "" for one in value.tags}
