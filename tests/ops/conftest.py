"""Fixtures of the operator's tests."""

from __future__ import annotations

from tests.api.conftest import world
from tests.postgres import cluster, database_dsn, store, template_dsn

__all__ = ["cluster", "database_dsn", "store", "template_dsn", "world"]
