"""Methods of the Bot API without an answer, and why: `unsupported.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def unsupported() -> Mapping[str, str]:
    """Return why there is no answer, by the names of methods."""
    text = files(__package__).joinpath("unsupported.toml").read_text("utf-8")
    return {
        name: group["reason"] for group in tomllib.loads(text).values() for name in group["methods"]
    }


@cache
def refusals() -> Mapping[str, str]:
    """Return the same, by names in small letters."""
    return {name.lower(): why for name, why in unsupported().items()}
