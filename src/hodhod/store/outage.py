"""The errors of the store.

    StoreUnavailable    the database is down, going down, full or too slow: ask again later
    └── StoreBusyError  more work is waiting than the store takes

Everything else that leaves the store is a bug. Neither is ever an authorisation error: a client
that is answered 401 logs its user out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg


class StoreUnavailable(Exception):  # noqa: N818 - a state of the world rather than an error of ours
    """The database cannot answer now."""


class StoreBusyError(StoreUnavailable):
    """Too much is waiting for the database already."""


_OUTAGES: tuple[type[Exception], ...] = (
    OSError,  # TimeoutError and ConnectionError among them
    asyncpg.InterfaceError,  # the connection or the pool is closed
    asyncpg.InternalClientError,  # the connection broke in the middle of an answer
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, cancelled
    asyncpg.InsufficientResourcesError,  # disk full, out of memory, too many connections
    asyncpg.PostgresSystemError,  # input or output failed
    asyncpg.TransactionRollbackError,  # a deadlock, or two that cannot be put in order
    asyncpg.ReadOnlySQLTransactionError,  # a replica, in the middle of a switch
    asyncpg.InvalidCatalogNameError,  # the database is being restored
    asyncpg.InvalidAuthorizationSpecificationError,
)


@contextmanager
def outages() -> Iterator[None]:
    """Turn what the driver raises when the database is unwell into StoreUnavailable.

    Raises:
        StoreUnavailable: The body met an outage. Wrong arguments and broken rules of the schema
            pass as they are: they are bugs.
    """
    try:
        yield
    except _OUTAGES as error:
        if isinstance(error, ValueError):  # the driver's InterfaceError for arguments of wrong type
            raise
        raise StoreUnavailable(f"{type(error).__name__}: {error}") from error
