"""How a bot behaves, as its owner chose.

Source: https://core.telegram.org/bots/features#botfather-commands
"""

from __future__ import annotations

from enum import IntFlag


class BotMode(IntFlag):
    """Choices that differ from the usual. The numbers are stored: they never change."""

    HEARS_ALL = 1
    """Is told all that is said in groups, not only what is meant for it."""
    STAYS_OUT = 2
    """Cannot be added to groups."""
    ASKS_PLACE = 4
    """Wants to know where somebody is who asks it by its name."""


NO_MODE = BotMode(0)
"""All as usual."""
