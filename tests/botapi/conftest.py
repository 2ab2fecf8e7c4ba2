"""Fixtures of the Bot API's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from hodhod.store import Store
from tests.api.world import World, open_world
from tests.botapi.site import Site, serving
from tests.postgres import cluster, database_dsn, store, template_dsn

__all__ = ["cluster", "database_dsn", "site", "store", "template_dsn", "world"]


@pytest.fixture
async def world(store: Store) -> AsyncIterator[World]:
    async with open_world(store) as town:
        yield town


@pytest.fixture
async def site(world: World) -> AsyncIterator[Site]:
    async with serving(world) as served:
        yield served
