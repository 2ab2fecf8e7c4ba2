"""Folders that people are offered until they have them.

Source: https://core.telegram.org/method/messages.getSuggestedDialogFilters
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.folders import FIRST_ID, FOLDERS_LIMIT, LAST_ID, folders_of
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import text
from hodhod.tl import types

PERSONAL = types.DialogFilter(
    id=0,
    title=types.TextWithEntities(text="", entities=()),
    contacts=True,
    non_contacts=True,
    pinned_peers=(),
    include_peers=(),
    exclude_peers=(),
)
UNREAD = replace(PERSONAL, groups=True, broadcasts=True, bots=True, exclude_read=True)

OFFERED = {"folder_unread": UNREAD, "folder_personal": PERSONAL}
"""By the keys of their names; without titles and ids."""


async def suggested(app: App, caller: Caller) -> list[types.DialogFilterSuggested]:
    """Return folders that the caller has not and may want, under ids that are free."""
    filters = (await folders_of(app, caller.me)).filters
    there = [one for one in filters if not isinstance(one, types.DialogFilterDefault)]
    taken = {one.id for one in there}
    free = [one for one in range(FIRST_ID, LAST_ID + 1) if one not in taken]
    room = FOLDERS_LIMIT - len(filters)
    wanted = [
        (key, folder)
        for key, folder in OFFERED.items()
        if not any(_alike(one, folder) for one in there)
    ]
    language = caller.device.lang_code
    return [
        types.DialogFilterSuggested(
            filter=replace(
                folder,
                id=free[n],
                title=types.TextWithEntities(text=text(language, key), entities=()),
            ),
            description=text(language, f"{key}_about"),
        )
        for n, (key, folder) in enumerate(wanted[: max(0, room)])
    ]


def _alike(one: types.TypeDialogFilter, other: types.DialogFilter) -> bool:
    """Whether two folders take the same chats, whatever they are called."""
    return isinstance(one, types.DialogFilter) and other == replace(
        one, id=0, title=other.title, title_noanimate=False, emoticon=None, color=None
    )
