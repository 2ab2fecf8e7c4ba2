"""First words to somebody who does not know the writer: how many, and where they arrive.

An account that is new may write to a bounded number of strangers a day, or bring them into chats,
so that making accounts is no way to reach everybody. Whoever asked for it finds what strangers
write in the archive, muted.

Source: https://core.telegram.org/constructor/globalPrivacySettings
"""

from __future__ import annotations

from asyncio import gather
from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.auth.limit import DAY_S
from hodhod.domain.account import Standing
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, to_tl_peer
from hodhod.store.dialogs import move_dialogs, set_notify
from hodhod.tl import types

ARCHIVE = 1
FOREVER = 0x7FFFFFFF
"""A date by which clients mean that something stays muted."""

MUTED = types.PeerNotifySettings(mute_until=FOREVER)


async def meet_stranger(app: App, caller: Caller, other: UserId, standing: Standing) -> None:
    """Do what is due before somebody writes to a person who does not have them as a contact.

    Args:
        app: The working parts.
        caller: Who writes.
        other: To whom.
        standing: What is known of the two.

    Raises:
        RpcError: 400 PEER_FLOOD when a new account has written to too many strangers today.
    """
    new = _is_new(app, standing.my_created_at)
    if caller.is_bot or standing.is_bot or not (new or standing.archives_strangers):
        return
    if app.acquainted.are(caller.me, other):
        return
    theirs = await app.store.dialogs.get(BoxId(other), caller.own_peer)
    if theirs.messages:
        app.acquainted.note(caller.me, other)
        return
    if new:
        await _meet(app, caller, [other])
    if standing.archives_strangers and theirs.folder_id != ARCHIVE:
        await _put_away(app, BoxId(other), caller.own_peer)


async def bring_strangers(app: App, caller: Caller, user_ids: Sequence[UserId]) -> None:
    """Count the strangers among people whom somebody is about to bring into a chat.

    They count as if each had been written to: what is said in a new group reaches them as well.

    Args:
        app: The working parts.
        caller: Who brings them.
        user_ids: Who comes, none of them a member yet.

    Raises:
        RpcError: 400 PEER_FLOOD when a new account has met too many strangers today.
    """
    if caller.is_bot or not user_ids:
        return
    account = await app.store.users.get(caller.me)
    if account is None or not _is_new(app, account.created_at):
        return
    strange = await gather(*(_is_stranger(app, caller, one) for one in user_ids))
    await _meet(app, caller, [one for one, is_one in zip(user_ids, strange, strict=True) if is_one])


async def _is_stranger(app: App, caller: Caller, other: UserId) -> bool:
    """Whether a person does not have the caller as a contact, nor heard from them before."""
    standing = await app.store.users.standing(caller.me, other)
    if other == caller.me or standing is None or standing.is_bot or standing.knows_me:
        return False
    return not (await app.store.dialogs.get(BoxId(other), caller.own_peer)).messages


async def _meet(app: App, caller: Caller, strangers: Sequence[UserId]) -> None:
    """Take strangers from a day's budget, each once; what is refused takes nothing.

    Raises:
        RpcError: 400 PEER_FLOOD.
    """
    met = await gather(*(_use(app, f"met:{caller.me}:{one}") for one in strangers))
    fresh = [one for one, count in zip(strangers, met, strict=True) if count == 1]
    if not fresh:
        return
    budget = f"strangers:{caller.me}"
    if await _use(app, budget, len(fresh)) > app.policy.newcomer_strangers_per_day:
        await _use(app, budget, -len(fresh))
        await gather(*(app.store.sign_in.forget(f"met:{caller.me}:{one}") for one in fresh))
        raise bad_request("PEER_FLOOD")


async def _use(app: App, key: str, count: int = 1) -> int:
    return (await app.store.sign_in.use(key, window_s=DAY_S, now=app.now, count=count)).count


def _is_new(app: App, created_at: int) -> bool:
    return app.now - created_at < app.policy.newcomer_days * DAY_S


async def _put_away(app: App, box_id: BoxId, peer: PeerId) -> None:
    """Archive and mute a chat before its first message arrives."""
    async with app.store.boxes.change([box_id], now=app.now) as change:
        await move_dialogs(change.tx, box_id, [peer], ARCHIVE)
        await set_notify(change.tx, box_id, peer, tl.encode(MUTED))
        moved = types.FolderPeer(peer=to_tl_peer(peer), folder_id=ARCHIVE)
        change.log(
            box_id, types.UpdateFolderPeers(folder_peers=[moved], pts=0, pts_count=0), pts_count=1
        )
        change.log(
            box_id,
            types.UpdateNotifySettings(
                peer=types.NotifyPeer(peer=to_tl_peer(peer)), notify_settings=MUTED
            ),
        )
    await app.bus.publish(change.events)
