"""Forwarding: the same content again, with a word on where it was first written.

Source: https://core.telegram.org/method/messages.forwardMessages
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace as changed

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.reach import access_messages, checked_ids
from hodhod.actions.people.privacy import lets
from hodhod.actions.polls.keep import polls_again
from hodhod.domain.account import Account
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import MsgId, PeerId, UserId, is_user, peer_of_user, to_tl_peer
from hodhod.domain.media_kind import is_captioned
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.privacy import Key
from hodhod.tl import types


@dataclass(frozen=True, slots=True)
class Forward:
    """How messages are forwarded.

    Attributes:
        msg_ids: Which, in order.
        random_ids: The sender's number for each.
        drop_author: Whether they are sent as one's own.
        drop_captions: Whether captions stay behind.
        silent: Whether they make no sound.
        noforwards: Whether they may not be forwarded again.
    """

    msg_ids: Sequence[int]
    random_ids: Sequence[int]
    drop_author: bool = False
    drop_captions: bool = False
    silent: bool = False
    noforwards: bool = False


async def forwarded(
    app: App, caller: Caller, source: PeerId, target: PeerId, forward: Forward
) -> list[Outgoing]:
    """Return what forwarding sends.

    Raises:
        RpcError: 400 MESSAGE_IDS_EMPTY, RANDOM_ID_INVALID, LIMIT_INVALID, MESSAGE_ID_INVALID,
            CHAT_FORWARDS_RESTRICTED, QUIZ_ANSWER_MISSING.
    """
    if not forward.msg_ids:
        raise bad_request("MESSAGE_IDS_EMPTY")
    if len(forward.random_ids) != len(forward.msg_ids):
        raise bad_request("RANDOM_ID_INVALID")
    if len(set(forward.random_ids)) != len(forward.random_ids):
        raise bad_request("RANDOM_ID_DUPLICATE")
    if len(forward.msg_ids) > app.policy.forward_count:
        raise bad_request("LIMIT_INVALID")
    found = await access_messages(app, caller, source, checked_ids(forward.msg_ids))
    sources = [found.get(MsgId(msg_id)) for msg_id in forward.msg_ids]
    if any(one is None for one in sources):
        raise bad_request("MESSAGE_ID_INVALID")
    messages = [one for one in sources if one is not None]
    if not is_user(source) and (await access_chat(app, caller, source)).chat.noforwards:
        raise bad_request("CHAT_FORWARDS_RESTRICTED")
    contents = [forwardable(one) for one in messages]
    headers: Sequence[types.MessageFwdHeader | None] = [None] * len(messages)
    if not forward.drop_author:
        to_myself = target == caller.own_peer
        headers = await _headers(app, caller, messages, contents, to_myself=to_myself)
    medias = [_media(content.media) for content in contents]
    if forward.drop_author:
        medias = await polls_again(app, caller, medias)
    albums: dict[int, int] = {}
    return [
        Outgoing(
            random_id=random_id,
            text=_text(content, forward),
            entities=tuple(content.entities or ()) if _text(content, forward) else (),
            media=media,
            fwd_from=header,
            grouped_id=_album(app, albums, message.grouped_id),
            silent=forward.silent,
            noforwards=forward.noforwards,
            invert_media=content.invert_media,
            via_bot_id=content.via_bot_id,
        )
        for message, content, media, header, random_id in zip(
            messages, contents, medias, headers, forward.random_ids, strict=True
        )
    ]


def forwardable(message: StoredMessage) -> types.Message:
    """Return the content of a message that may be sent on.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID (it tells of something), CHAT_FORWARDS_RESTRICTED.
    """
    content = decode_content(message.content)
    if not isinstance(content, types.Message):
        raise bad_request("MESSAGE_ID_INVALID")
    if content.noforwards or _burns(content.media):
        raise bad_request("CHAT_FORWARDS_RESTRICTED")
    return content


def _burns(media: types.TypeMessageMedia | None) -> bool:
    match media:
        case types.MessageMediaPhoto() | types.MessageMediaDocument():
            return media.ttl_seconds is not None
        case _:
            return False


def _text(content: types.Message, forward: Forward) -> str:
    return "" if forward.drop_captions and is_captioned(content.media) else content.message


def _media(media: types.TypeMessageMedia | None) -> types.TypeMessageMedia | None:
    match media:
        case types.MessageMediaGeoLive():  # lives in its own chat: what goes on is the place
            return types.MessageMediaGeo(geo=media.geo)
        case _:
            return media


def _album(app: App, albums: dict[int, int], grouped_id: int | None) -> int | None:
    if grouped_id is None:
        return None
    return albums.setdefault(grouped_id, new_album(app))


def new_album(app: App) -> int:
    """Return a number that the messages of one album share: 63 random bits, not 0."""
    return int.from_bytes(app.entropy(8), "big") >> 1 or 1


async def forward_header(
    app: App, caller: Caller, message: StoredMessage
) -> types.MessageFwdHeader:
    """Return who wrote a message first, and when, as others may know it."""
    content = forwardable(message)
    (header,) = await _headers(app, caller, [message], [content], to_myself=False)
    return header


async def _headers(
    app: App,
    caller: Caller,
    messages: Sequence[StoredMessage],
    contents: Sequence[types.Message],
    *,
    to_myself: bool,
) -> list[types.MessageFwdHeader]:
    authors = {one.from_id for one in messages if one.from_id and is_user(one.from_id)}
    accounts = await app.store.users.by_ids(authors)
    shown = {
        author: await lets(app, caller.me, UserId(author), Key.FORWARDS)
        for author in authors
        if author != caller.own_peer
    }
    shown[peer_of_user(caller.me)] = True
    return [
        _header(one, content, accounts, shown, caller.me, to_myself=to_myself)
        for one, content in zip(messages, contents, strict=True)
    ]


def _header(
    message: StoredMessage,
    content: types.Message,
    accounts: Mapping[UserId, Account],
    shown: dict[PeerId, bool],
    viewer_id: UserId,
    *,
    to_myself: bool,
) -> types.MessageFwdHeader:
    # A post is its channel's, whoever is shown beside it.
    author = message.peer_id if content.post else message.from_id or message.peer_id
    named = shown.get(author, True)
    from_id = to_tl_peer(author) if named else None
    from_name = None if named else _name(accounts.get(UserId(author)))
    first = content.fwd_from
    if not isinstance(first, types.MessageFwdHeader):
        header = types.MessageFwdHeader(
            from_id=from_id,
            from_name=from_name,
            date=message.date,
            channel_post=message.msg_id if content.post else None,
            post_author=content.post_author,
        )
    else:
        header = types.MessageFwdHeader(
            imported=first.imported,
            from_id=first.from_id,
            from_name=first.from_name,
            date=first.date,
            channel_post=first.channel_post,
            post_author=first.post_author,
        )
    if not to_myself:
        return header
    saved = changed(
        header,
        saved_from_peer=to_tl_peer(message.peer_id),
        saved_from_msg_id=message.msg_id,
        saved_out=message.out or message.author_id == viewer_id,
    )
    if first is None:
        return saved
    # It had been forwarded before: by whom, and when.
    return changed(saved, saved_from_id=from_id, saved_from_name=from_name, saved_date=message.date)


def _name(account: Account | None) -> str:
    if account is None:
        return ""
    return f"{account.first_name} {account.last_name}".strip()
