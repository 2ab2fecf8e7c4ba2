"""Events: what a committed change tells the nodes, as hints. The truth stays in the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from hodhod.domain.ids import BoxId, UserId
from hodhod.tl import types

Node = str
SessionKey = tuple[int, int]
"""(auth_key_id, session_id)."""


@dataclass(frozen=True, slots=True)
class BoxEvent:
    """One entry of a box's update log, on its way to the box's owner.

    Attributes:
        box_id: The box that changed.
        pts: The box's pts after the change; for updates without pts, the pts they are filed after.
        pts_count: How far it moved; 0 for updates that carry no pts.
        update: The update as a value, with its own pts fields set.
        nodes: The nodes where the owner was online when the change was committed.
        exclude_session: The session that gets the change as its own answer instead.
        author_id: In a supergroup or channel, who wrote the message that the update holds.
        concerns: Whom that message mentions: to them and to its author it looks different.
    """

    box_id: BoxId
    pts: int
    pts_count: int
    update: types.TypeUpdate
    nodes: tuple[Node, ...] = ()
    exclude_session: SessionKey | None = None
    author_id: UserId | None = None
    concerns: tuple[UserId, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """Somebody has come to a supergroup or channel, or has left it: who is here gets its updates.

    Attributes:
        user_id: Who.
        box_id: The box of the supergroup or channel.
        joined: Whether they are in it now.
        nodes: The nodes where they are online.
    """

    user_id: UserId
    box_id: BoxId
    joined: bool
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """An update that is never stored: typing, presence, a login token. Lost when nobody is online.

    Attributes:
        user_id: Whom it is for; the number of a channel's box for all members who are here.
        update: The update.
        nodes: The nodes where the user is online.
        only_auth_key: When given, only sessions of this permanent key get it.
        exclude_session: A session that must not get it.
    """

    user_id: UserId
    update: types.TypeUpdate
    nodes: tuple[Node, ...] = ()
    only_auth_key: int | None = None
    exclude_session: SessionKey | None = None


@dataclass(frozen=True, slots=True)
class AuthorizationChanged:
    """A permanent key was logged in, logged out or reset: every node forgets what it cached of it.

    Attributes:
        auth_key_ids: The permanent keys.
        closed: True when they may receive nothing more.
    """

    auth_key_ids: tuple[int, ...] = field(default=())
    closed: bool = True


@dataclass(frozen=True, slots=True)
class QueryAnswered:
    """A bot has answered what it was asked.

    Attributes:
        query_id: The question.
        answer: TL bytes of what is told to whoever asked.
        nodes: The node where they wait.
    """

    query_id: int
    answer: bytes
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class BotClaimed:
    """A bot's program has asked for updates: what has waited for them before is to give up.

    Attributes:
        bot_id: The bot.
        at: When it has asked, Unix time in seconds.
        by: The node that it has asked; of two at the same time the greater name counts.
        nodes: Where somebody may wait.
    """

    bot_id: UserId
    at: float
    by: Node
    nodes: tuple[Node, ...] = ()


Event = BoxEvent | Notice | MembershipChanged | AuthorizationChanged | QueryAnswered | BotClaimed
