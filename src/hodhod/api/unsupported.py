"""The methods of the schema that are not answered, each with its reason: `unsupported.toml`.

A valid method without a handler is refused with 400 METHOD_NOT_SUPPORTED. This table says why; a
test holds that each method of any layer is either answered or in it, and none is both. Whoever
writes a handler takes its line out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources


def unsupported() -> Mapping[str, str]:
    """Return method → reason.

    Raises:
        ValueError: A method is listed twice.
    """
    table = tomllib.loads(resources.files("hodhod.api").joinpath("unsupported.toml").read_text())
    reasons: dict[str, str] = {}
    for group in table.values():
        for method in group["methods"]:
            if method in reasons:
                raise ValueError(f"{method} is listed twice")
            reasons[method] = group["reason"]
    return reasons
