"""What all objects have in common."""

from __future__ import annotations

import msgspec


class Object(msgspec.Struct, omit_defaults=True, kw_only=True, rename={"from_": "from"}):
    """An object of the Bot API: what is not said is not written."""
