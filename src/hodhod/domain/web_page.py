"""What a link leads to, as the server read it."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod import tl
from hodhod.domain.ids import BoxId
from hodhod.tl import types

FRESH_S = 86_400
"""How long what was read is good for new messages."""

FRESH_EMPTY_S = 600
"""How long an address is left alone that had nothing to show."""

GIVEN_UP_S = 120
"""What was not read in so many seconds never is: whoever began it is gone."""

ASK_AGAIN_S = 10
"""Seconds after which clients ask again for a page that is being read."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page, read once; read again it is another one, and messages keep what they showed.

    Attributes:
        page_id: Its id.
        url: The address, as it was asked for.
        created_at: When somebody first wanted it, Unix seconds.
        fetched_at: When it was read; None while it is being read.
        value: TL webPage without what is computed; None if there is nothing to show.
    """

    page_id: int
    url: str
    created_at: int
    fetched_at: int | None = None
    value: bytes | None = None

    def good_at(self, now: int) -> bool:
        """Tell whether new messages may show it, or wait for it."""
        if self.fetched_at is None:
            return now < self.created_at + GIVEN_UP_S
        return now < self.fetched_at + (FRESH_S if self.value is not None else FRESH_EMPTY_S)

    def shown(self, now: int) -> types.WebPage | types.WebPageEmpty | types.WebPagePending:
        """Return it as messages carry it, its picture not yet signed."""
        if self.fetched_at is None:
            return types.WebPagePending(id=self.page_id, url=self.url, date=now + ASK_AGAIN_S)
        if self.value is None:
            return types.WebPageEmpty(id=self.page_id, url=self.url)
        value = tl.decode(self.value)
        assert isinstance(value, types.WebPage)
        return value


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that carries a page which is being read.

    Attributes:
        page_id: The page.
        box_id: The box that random_id belongs to.
        random_id: The sender's own number for the message.
        created_at: Since when it waits, Unix seconds.
    """

    page_id: int
    box_id: BoxId
    random_id: int
    created_at: int = 0
