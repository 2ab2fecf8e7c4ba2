"""A town in which links lead somewhere."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from hodhod.domain.web_page import FRESH_S
from hodhod.previews import OPEN_INTERNET, Fetched, Page, Previews, RefusedError
from hodhod.previews.download import Download
from hodhod.store import Store
from hodhod.tl import types
from tests.api.world import Person, World, open_world
from tests.blobs.pictures import picture

BIRD = Fetched(
    "https://site.example/bird",
    Page(site_name="Garden", title="A bird", description="It carries letters", kind="article"),
    picture(900, 600),
)
PLAIN = Fetched("https://site.example/plain", Page(site_name="Garden", title="Plain"))


_days = itertools.count(1)


@dataclass
class Pages:
    """What would be read of addresses, and when.

    Attributes:
        known: What is found; other addresses have nothing to show.
        asked: What was asked for.
        open: Cleared, nothing comes back until it is set.
    """

    known: Mapping[str, Fetched]
    asked: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def accepted(self, url: str) -> str | None:
        try:
            return str(OPEN_INTERNET.check_url(url))
        except RefusedError:
            return None

    async def fetch(self, url: str) -> Fetched | None:
        self.asked.append(url)
        await self.open.wait()
        return self.known.get(url)

    async def load(self, url: str, most: int) -> Download | None:
        found = await self.fetch(url)
        if found is None or found.image is None or len(found.image) > most:
            return None
        return Download(url, "image/jpeg", None, found.image, whole=True)


class Town:
    """A town in which links lead somewhere."""

    def __init__(self, world: World, pages: Pages, previews: Previews) -> None:
        self.world = world
        self.pages = pages
        self.previews = previews

    async def read_all(self) -> None:
        """Let every page be read, and everybody be told."""
        self.pages.open.set()
        await self.previews.finish()
        self.pages.open.clear()


@asynccontextmanager
async def town_with(store: Store, known: Mapping[str, Fetched]) -> AsyncIterator[Town]:
    pages = Pages(known)
    previews = Previews(pages)
    async with open_world(store, previews=previews) as world:
        try:
            yield Town(world, pages, previews)
        finally:
            await previews.close()


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Town]:
    known = {one.url: one for one in (BIRD, PLAIN)}
    async with town_with(store, known) as one:
        # What an earlier test knew of an address is out of date.
        one.world.wait(next(_days) * 2 * FRESH_S)
        yield one


async def newest(person: Person, whom: Person) -> types.Message:
    message = (await person.world.history(person, whom.caller.own_peer))[0]
    assert isinstance(message, types.Message)
    return message
