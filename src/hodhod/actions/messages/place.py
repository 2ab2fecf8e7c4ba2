"""Where somebody writes: a chat with the boxes that hold it, and what may be done in it.

access_to_write(peer) ─► Place ─► new_message(place, outgoing) ─► rows of all boxes
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.bots.first_word import require_started
from hodhod.actions.chats.access import access_chat, require_joined, require_right
from hodhod.actions.messages.reach import boxes_of
from hodhod.actions.people.strangers import meet_stranger
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import BoxId, PeerId, UserId, is_user
from hodhod.domain.rights import Admin, Ban


@dataclass(frozen=True, slots=True)
class Place:
    """A chat as somebody may write into it.

    Attributes:
        peer: The chat, as the writer calls it.
        boxes: The boxes that hold its messages, the one that the writer reads first.
        seen: The group or channel; None for a chat with a person.
        ttl_period: Seconds after which messages delete themselves, or None.
        default_ttl: TL defaultHistoryTTL that the writer chose for chats with people, or None.
    """

    peer: PeerId
    boxes: tuple[BoxId, ...]
    seen: SeenChat | None = None
    ttl_period: int | None = None
    default_ttl: bytes | None = None


async def access_to_write(app: App, caller: Caller, peer: PeerId, deed: Deed = Deed.WRITE) -> Place:
    """Return a chat in which the caller may do something, by a peer that `access_peer` returned.

    What a message may carry in a group is a matter of its own: see require_contents.

    Raises:
        RpcError: 400 YOU_BLOCKED_USER, USER_IS_BLOCKED, INPUT_USER_DEACTIVATED, PEER_ID_INVALID
            (also for the service account, which reads nothing), CHAT_ADMIN_REQUIRED, PEER_FLOOD,
            USER_BANNED_IN_CHANNEL, USER_NOT_PARTICIPANT; 403 CHAT_WRITE_FORBIDDEN; of bots 403
            BOT_NOT_STARTED, USER_IS_BOT.
    """
    boxes = await boxes_of(app, caller, peer)
    if not is_user(peer):
        seen = await access_chat(app, caller, peer)
        _require(seen, deed, app.now)
        return Place(peer, boxes, seen, seen.chat.ttl_period)
    if peer == caller.own_peer:
        return Place(peer, boxes)
    standing = await app.store.users.standing(caller.me, UserId(peer))
    if standing is None or standing.support:
        raise bad_request("PEER_ID_INVALID")
    if standing.deleted:
        raise bad_request("INPUT_USER_DEACTIVATED")
    if standing.blocked_by_me:
        raise bad_request("YOU_BLOCKED_USER")
    if standing.blocks_me:
        raise bad_request("USER_IS_BLOCKED")
    if caller.is_bot and deed is Deed.WRITE:
        await require_started(app, caller, UserId(peer), standing)
    if not standing.knows_me and deed is Deed.WRITE:
        await meet_stranger(app, caller, UserId(peer), standing)
    return Place(peer, boxes, ttl_period=standing.ttl_period, default_ttl=standing.default_ttl)


def _require(seen: SeenChat, deed: Deed, now: int) -> None:
    match deed:
        case Deed.WRITE:
            _require_write(seen, now)
        case Deed.PIN:
            right = Admin.EDIT_MESSAGES if seen.chat.is_broadcast else Admin.PIN_MESSAGES
            require_right(seen, right, Ban.PIN_MESSAGES, now)
        case Deed.REACT:
            guest = seen.chat.linked_id is not None and not seen.chat.is_broadcast
            if not seen.joined and not guest:
                raise bad_request("USER_NOT_PARTICIPANT")
            if seen.chat.deleted or Ban.SEND_REACTIONS in seen.ban(now):
                raise forbidden("CHAT_WRITE_FORBIDDEN")
        case Deed.SETTLE:
            require_right(seen, Admin.CHANGE_INFO, Ban.CHANGE_INFO, now)
        case Deed.CHANGE:
            if not is_guest(seen, now):
                require_joined(seen)
            if seen.chat.deleted:
                raise forbidden("CHAT_WRITE_FORBIDDEN")


def is_guest(seen: SeenChat, now: int) -> bool:
    """Whether somebody writes comments of a channel's posts without being in the group."""
    chat = seen.chat
    open_to_all = chat.linked_id is not None and not chat.is_broadcast
    return open_to_all and not seen.joined and not seen.banned(now)


def _require_write(seen: SeenChat, now: int) -> None:
    chat = seen.chat
    if chat.deleted:
        raise forbidden("CHAT_WRITE_FORBIDDEN")
    if chat.is_broadcast:
        if Admin.POST_MESSAGES not in seen.admin:
            raise forbidden("CHAT_WRITE_FORBIDDEN")
        return
    if seen.banned(now):
        raise bad_request("USER_BANNED_IN_CHANNEL")
    # Whoever reads the comments of a channel may write some, unless its owner says otherwise.
    guest = chat.linked_id is not None and not chat.join_to_send
    if not seen.joined and not guest:
        raise forbidden("CHAT_WRITE_FORBIDDEN")
    require_voice(seen, now)


def require_voice(seen: SeenChat, now: int) -> None:
    """Raise when somebody may say nothing in a chat, be they in it or not.

    Raises:
        RpcError: 400 USER_BANNED_IN_CHANNEL; 403 CHAT_WRITE_FORBIDDEN: nobody may.
    """
    if Ban.SEND_MESSAGES in seen.ban(now):
        own = seen.member is not None and Ban.SEND_MESSAGES in seen.member.ban
        raise bad_request("USER_BANNED_IN_CHANNEL") if own else forbidden("CHAT_WRITE_FORBIDDEN")
