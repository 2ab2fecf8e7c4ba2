"""The database: the only package that knows there is PostgreSQL underneath."""

from hodhod.store.outage import StoreBusyError, StoreUnavailable
from hodhod.store.store import Store

__all__ = ["Store", "StoreBusyError", "StoreUnavailable"]
