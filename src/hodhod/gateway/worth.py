"""What is put off when there is more to do than can be done, the least of worth first.

    import, search, suggestions ─► history, lists ─► the difference      never: sending, signing in

A request that is put off gets the error that clients repeat by themselves after a moment.
"""

from __future__ import annotations

from typing import Final

from hodhod.domain.errors import RpcError, internal
from hodhod.tl import TLObject, functions

LEAST: Final = (
    functions.contacts.ImportContacts,
    functions.contacts.Search,
    functions.contacts.GetTopPeers,
    functions.messages.Search,
    functions.messages.SearchGlobal,
    functions.messages.GetFeaturedStickers,
    functions.messages.GetWebPagePreview,
    functions.channels.SearchPosts,
    functions.stories.GetAllStories,
)
LITTLE: Final = (
    functions.messages.GetHistory,
    functions.messages.GetDialogs,
    functions.messages.GetReplies,
    functions.channels.GetParticipants,
    functions.messages.GetSavedHistory,
)
MUCH: Final = (functions.updates.GetDifference, functions.updates.GetChannelDifference)

PUT_OFF_AT_S: Final = ((LEAST, 0.1), (LITTLE, 0.4), (MUCH, 1.6))
"""From which delay of the event loop on."""


def check_worth(query: TLObject, late_s: float) -> None:
    """Refuse a request that others are worth more than.

    Raises:
        RpcError: 500 WORKER_BUSY_TOO_LONG_RETRY.
    """
    if late_s < PUT_OFF_AT_S[0][1]:
        return
    for kinds, at_s in PUT_OFF_AT_S:
        if late_s >= at_s and isinstance(query, kinds):
            raise busy()


def busy() -> RpcError:
    """Return the error of a request that has to be asked again in a moment."""
    return internal("WORKER_BUSY_TOO_LONG_RETRY")
