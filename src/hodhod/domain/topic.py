"""Topics of a forum: conversations of their own in one supergroup.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from hodhod.domain.ids import MsgId

GENERAL = MsgId(1)
"""The topic that every forum has: what belongs to no other."""
