"""All handlers at once: imports every module of the API, so that the table of methods is full."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from hodhod import api
from hodhod.api.registry import METHODS, Method
from hodhod.tl import TLFunction


def load() -> Mapping[type[TLFunction], Method]:
    """Import the modules of all handlers and return the table that they fill.

    Raises:
        ValueError: Two handlers answer one method.
    """
    for module in pkgutil.walk_packages(api.__path__, f"{api.__name__}."):
        importlib.import_module(module.name)
    return METHODS
