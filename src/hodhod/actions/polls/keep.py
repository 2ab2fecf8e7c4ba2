"""Keeping polls: once, when the first message that shows them is sent.

before the messages are added    keep_polls    a row for each new poll; its secrets leave the
message
after                            place_polls   who has it now, and where its creator reads it
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.polls.create import NOTHING
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.message import Appended, StoredMessage, decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.poll import NewPoll, StoredPoll, decode_key
from hodhod.tl import types


async def keep_polls(app: App, caller: Caller, messages: Sequence[Outgoing]) -> list[Outgoing]:
    """Keep the new polls of messages that will be sent; return the messages without what is secret.

    Args:
        app: The working parts.
        caller: Who sends.
        messages: What is sent, checked.
    """
    kept: list[Outgoing] = []
    for outgoing in messages:
        media = outgoing.media
        if not isinstance(media, types.MessageMediaPoll) or not media.poll.creator:
            kept.append(outgoing)
            continue
        poll = replace(media.poll, creator=False)
        if poll.close_period is not None:
            poll = replace(poll, close_date=app.now + poll.close_period)
        await app.store.polls.put(NewPoll(poll.id, caller.me, app.now, poll, media.results))
        kept.append(replace(outgoing, media=replace(media, poll=poll, results=NOTHING)))
    return kept


async def place_polls(
    app: App, caller: Caller, messages: Sequence[Outgoing], appended: Sequence[Appended]
) -> None:
    """Note who has the polls of messages that were sent.

    Args:
        app: The working parts.
        caller: Who sent.
        messages: As from keep_polls.
        appended: What became of them.
    """
    added = [copy.message for one in appended for copy in one.copies]
    places = [(poll.id, one.box_id) for one in added if (poll := poll_of(one)) is not None]
    if not places:
        return
    owned = [
        (poll.id, caller.me, own.peer_id, own.msg_id)
        for one in appended
        if one.copies and (poll := poll_of(own := one.own)) is not None
    ]
    await app.store.polls.place(places, owned)
    # What was sent before shows the poll that was kept then.
    unsent = {
        one.media.poll.id for one in messages if isinstance(one.media, types.MessageMediaPoll)
    }
    unsent -= {poll_id for poll_id, _ in places}
    if unsent:
        await app.store.polls.drop_unsent(caller.me, sorted(unsent))


async def place_copies(app: App, appended: Sequence[Appended]) -> None:
    """Note that messages that came by themselves show polls of others."""
    added = [copy.message for one in appended for copy in one.copies]
    places = [(poll.id, one.box_id) for one in added if (poll := poll_of(one)) is not None]
    if places:
        await app.store.polls.place(places, [])


async def polls_again(
    app: App, caller: Caller, medias: Sequence[types.TypeMessageMedia | None]
) -> list[types.TypeMessageMedia | None]:
    """Return media to be sent as one's own: polls as new ones, without votes.

    Raises:
        RpcError: 400 QUIZ_ANSWER_MISSING: what is right would be given away.
    """
    wanted = [one.poll.id for one in medias if isinstance(one, types.MessageMediaPoll)]
    if not wanted:
        return list(medias)
    known = await app.store.polls.seen(wanted, caller.me)
    return [
        _again(app, one, known[one.poll.id])
        if isinstance(one, types.MessageMediaPoll) and one.poll.id in known
        else one
        for one in medias
    ]


def _again(app: App, media: types.MessageMediaPoll, stored: StoredPoll) -> types.MessageMediaPoll:
    if stored.asked.quiz and not (stored.chosen or stored.closed or stored.by_viewer):
        raise bad_request("QUIZ_ANSWER_MISSING")
    over = stored.closes_at is not None and stored.closes_at <= app.now
    poll = replace(
        stored.asked,
        id=int.from_bytes(app.entropy(8), "big") >> 1 or 1,
        creator=True,
        closed=False,
        close_date=None if over or stored.asked.close_period else stored.closes_at,
        answers=tuple(
            replace(one, added_by=None, date=None) if isinstance(one, types.PollAnswer) else one
            for one in stored.asked.answers
        ),
    )
    return replace(media, poll=poll, results=decode_key(stored.key))


def poll_of(message: StoredMessage) -> types.Poll | None:
    """Return the poll that a message shows, as the message has it."""
    content = decode_content(message.content)
    if isinstance(content, types.Message) and isinstance(content.media, types.MessageMediaPoll):
        return content.media.poll
    return None
