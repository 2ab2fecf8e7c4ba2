"""Fixtures of the store's tests."""

from tests.postgres import cluster, database_dsn, store, template_dsn

__all__ = ["cluster", "database_dsn", "store", "template_dsn"]
