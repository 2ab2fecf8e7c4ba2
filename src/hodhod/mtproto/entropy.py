"""Where unpredictable bytes come from: an argument, so that a test can replay a conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Entropy: TypeAlias = Callable[[int], bytes]
"""From a number of bytes to so many bytes that nobody can foresee; `os.urandom` in production."""
