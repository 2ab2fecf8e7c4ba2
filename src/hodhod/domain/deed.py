"""What somebody wants to do with the messages of a chat."""

from __future__ import annotations

from enum import Enum, auto


class Deed(Enum):
    """A kind of deed; each wants another right."""

    WRITE = auto()
    """Send messages."""
    CHANGE = auto()
    """Change what is one's own: edit, vote, move."""
    PIN = auto()
    """Pin a message for all."""
    REACT = auto()
    """React to a message."""
    SETTLE = auto()
    """Change what holds for the whole chat."""
