"""Fixtures of the use-cases' tests."""

from tests.postgres import cluster, database_dsn, template_dsn

__all__ = ["cluster", "database_dsn", "template_dsn"]
