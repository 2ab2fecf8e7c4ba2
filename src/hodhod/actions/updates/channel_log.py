"""What the log of a channel's box tells to those who come back.

    filed in the box                                     told in the difference
    edits, deletions, pins                               as they are
    reactions (updateMessageReactions)                   the message as it is now, as an edit
    settings, topics, "look at the chat anew"            nothing: the chat comes along as it is

TDLib takes updateMessageID, edits, deletions and pins from a channelDifference, complains of
everything else, and drops it: `process_get_channel_difference_updates`, 1.8.

Source: https://core.telegram.org/constructor/updates.channelDifference
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod.domain.ids import MsgId
from hodhod.domain.log_entry import LogEntry, LogKind
from hodhod.tl import types

_TOLD = (types.UpdateDeleteChannelMessages, types.UpdatePinnedChannelMessages)


def told_to_all(entries: Sequence[LogEntry]) -> list[LogEntry]:
    """Return the entries of a channel's log that are told, in order, each message edited once.

    Args:
        entries: A page of the log.
    """
    told = [one for entry in entries if (one := _told(entry)) is not None]
    last = {entry.msg_id: at for at, entry in enumerate(told) if _is_hint(entry)}
    changed = {
        entry.msg_id for entry in told if entry.kind is LogKind.EDIT_MESSAGE and not _is_hint(entry)
    }
    return [
        entry
        for at, entry in enumerate(told)
        if not _is_hint(entry) or (entry.msg_id not in changed and last[entry.msg_id] == at)
    ]


def _told(entry: LogEntry) -> LogEntry | None:
    if entry.kind is not LogKind.UPDATE:
        return entry
    update = entry.value()
    if isinstance(update, types.UpdateMessageReactions):
        return replace(entry, kind=LogKind.EDIT_MESSAGE, msg_id=MsgId(update.msg_id), update=None)
    return entry if isinstance(update, _TOLD) else None


def _is_hint(entry: LogEntry) -> bool:
    """Whether an entry only says that a message is to be looked at."""
    return entry.kind is LogKind.EDIT_MESSAGE and not entry.pts_count
