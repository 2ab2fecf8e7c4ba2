"""Fixtures of the API's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from hodhod.store import Store
from tests.api.world import Person, World, open_world
from tests.postgres import cluster, database_dsn, store, template_dsn

__all__ = ["cluster", "database_dsn", "pair", "store", "template_dsn", "world"]


@pytest.fixture
async def world(store: Store) -> AsyncIterator[World]:
    """A town on the module's database; its people are new."""
    async with open_world(store) as town:
        yield town


@pytest.fixture
async def pair(world: World) -> tuple[Person, Person]:
    return await world.user("Alice"), await world.user("Bob")
