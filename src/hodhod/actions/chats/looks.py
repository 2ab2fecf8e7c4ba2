"""How a supergroup or channel looks: stickers, colours, the emoji behind its name, reactions.

There is no premium here, and there are no boosts: every admin who may change the info may do this.

Source: https://core.telegram.org/api/colors
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.full import reactions as reactions_of
from hodhod.actions.chats.settings import require_supergroup, settle
from hodhod.actions.chats.view import emoji_status, peer_color
from hodhod.actions.messages.allowed_reactions import standard
from hodhod.actions.people.emoji_status import meant
from hodhod.actions.stickers.access import access_set
from hodhod.actions.stickers.custom_emoji import custom_emoji
from hodhod.actions.stickers.view import input_set
from hodhod.domain.caller import Caller
from hodhod.domain.chat import Chat, SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.rights import Admin
from hodhod.domain.sticker_set import Kind
from hodhod.tl import types

STICKERS_FROM = 100
"""Members of a supergroup that may have stickers of its own."""

REACTIONS_LISTED = 100
"""Reactions that a chat may name."""

KINDS_MOST = 11
"""Kinds of reactions on a message that a chat may set as its bound."""


async def set_stickers(
    app: App, caller: Caller, seen: SeenChat, named: types.TypeInputStickerSet, *, emoji: bool
) -> None:
    """Give a supergroup a set of stickers of its own, or of custom emoji, or take it away.

    Raises:
        RpcError: 400 CHAT_ID_INVALID, PARTICIPANTS_TOO_FEW, STICKERSET_INVALID,
            CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    require_supergroup(seen)
    set_id: int | None = None
    if not isinstance(named, types.InputStickerSetEmpty):
        found = await access_set(app, named)
        if (found.kind is Kind.EMOJI) is not emoji or found.kind is Kind.MASKS:
            raise bad_request("STICKERSET_INVALID")
        set_id = found.set_id

    def changed(chat: Chat) -> Chat:
        if emoji:
            return replace(chat, emoji_stickers_id=set_id)
        if set_id is not None and chat.members < STICKERS_FROM:
            raise bad_request("PARTICIPANTS_TOO_FEW")
        return replace(chat, stickers_id=set_id)

    def deeds(old: Chat, new: Chat) -> list[types.TypeChannelAdminLogEventAction]:
        if emoji:
            return [
                types.ChannelAdminLogEventActionChangeEmojiStickerSet(
                    prev_stickerset=_input(app, old.emoji_stickers_id),
                    new_stickerset=_input(app, new.emoji_stickers_id),
                )
            ]
        return [
            types.ChannelAdminLogEventActionChangeStickerSet(
                prev_stickerset=_input(app, old.stickers_id),
                new_stickerset=_input(app, new.stickers_id),
            )
        ]

    await settle(app, caller, seen, Admin.CHANGE_INFO, changed, deeds)


async def set_color(
    app: App,
    caller: Caller,
    seen: SeenChat,
    color: int | None,
    background_emoji_id: int | None,
    *,
    known: Container[int],
    of_profile: bool,
) -> types.TypeUpdates:
    """Choose the colour of a chat's name or profile, or have the default again.

    Raises:
        RpcError: 400 COLOR_INVALID, DOCUMENT_INVALID, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    if color is not None and color not in known:
        raise bad_request("COLOR_INVALID")
    emoji = background_emoji_id or None
    if emoji is not None and not await custom_emoji(app, [emoji]):
        raise bad_request("DOCUMENT_INVALID")
    stored: bytes | None = None
    if color is not None or emoji is not None:
        stored = tl.encode(types.PeerColor(color=color, background_emoji_id=emoji))

    def changed(chat: Chat) -> Chat:
        return replace(chat, profile_color=stored) if of_profile else replace(chat, color=stored)

    def deeds(old: Chat, new: Chat) -> list[types.TypeChannelAdminLogEventAction]:
        none = types.PeerColor()
        if of_profile:
            return [
                types.ChannelAdminLogEventActionChangeProfilePeerColor(
                    prev_value=peer_color(old.profile_color) or none,
                    new_value=peer_color(new.profile_color) or none,
                )
            ]
        return [
            types.ChannelAdminLogEventActionChangePeerColor(
                prev_value=peer_color(old.color) or none, new_value=peer_color(new.color) or none
            )
        ]

    return await settle(app, caller, seen, Admin.CHANGE_INFO, changed, deeds)


async def set_emoji_status(
    app: App, caller: Caller, seen: SeenChat, given: types.TypeEmojiStatus
) -> types.TypeUpdates:
    """Put a custom emoji behind a chat's name, or take it away.

    Raises:
        RpcError: 400 DOCUMENT_INVALID, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    status = await meant(app, given)
    stored = None if status is None else tl.encode(status)
    none = types.EmojiStatusEmpty()
    return await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        lambda chat: replace(chat, emoji_status=stored),
        lambda old, new: [
            types.ChannelAdminLogEventActionChangeEmojiStatus(
                prev_value=emoji_status(old.emoji_status) or none,
                new_value=emoji_status(new.emoji_status) or none,
            )
        ],
    )


async def set_reactions(
    app: App,
    caller: Caller,
    seen: SeenChat,
    wanted: types.TypeChatReactions,
    limit: int | None,
) -> types.TypeUpdates:
    """Say which reactions a chat allows, and how many kinds on one message.

    Raises:
        RpcError: 400 REACTION_INVALID, REACTIONS_TOO_MANY, REACTIONS_COUNT_INVALID,
            CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    if limit is not None and not 1 <= limit <= KINDS_MOST:
        raise bad_request("REACTIONS_COUNT_INVALID")
    rule = wanted
    if isinstance(wanted, types.ChatReactionsSome):
        rule = types.ChatReactionsNone()
        if wanted.reactions:
            rule = types.ChatReactionsSome(reactions=await _known(app, wanted.reactions))
    stored = None if rule == types.ChatReactionsAll() else tl.encode(rule)
    return await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        lambda chat: replace(chat, reactions=stored, reactions_limit=limit or chat.reactions_limit),
        lambda old, new: [
            types.ChannelAdminLogEventActionChangeAvailableReactions(
                prev_value=reactions_of(old), new_value=reactions_of(new)
            )
        ],
    )


async def _known(app: App, wanted: Sequence[types.TypeReaction]) -> list[types.TypeReaction]:
    """Return reactions that exist, each once.

    Raises:
        RpcError: 400 REACTION_INVALID, REACTIONS_TOO_MANY.
    """
    if len(wanted) > REACTIONS_LISTED:
        raise bad_request("REACTIONS_TOO_MANY")
    found: list[types.TypeReaction] = []
    customs: set[int] = set()
    for one in wanted:
        match one:
            case types.ReactionCustomEmoji():
                customs.add(one.document_id)
                found.append(one)
            case _:
                found.append(standard(one))
    if len(await custom_emoji(app, sorted(customs))) != len(customs):
        raise bad_request("REACTION_INVALID")
    return list(dict.fromkeys(found))


def _input(app: App, set_id: int | None) -> types.TypeInputStickerSet:
    return types.InputStickerSetEmpty() if set_id is None else input_set(app, set_id)


async def set_main_tab(app: App, caller: Caller, seen: SeenChat, tab: types.TypeProfileTab) -> None:
    """Say what a channel's profile shows first.

    Raises:
        RpcError: 400 BROADCAST_REQUIRED, CHAT_ADMIN_REQUIRED, CHAT_NOT_MODIFIED.
    """
    if not seen.chat.is_broadcast:
        raise bad_request("BROADCAST_REQUIRED")
    stored = tl.encode(tab)
    await settle(
        app,
        caller,
        seen,
        Admin.CHANGE_INFO,
        lambda chat: replace(chat, main_tab=stored),
        lambda _old, _new: [],
    )
