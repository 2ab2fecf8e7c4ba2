"""exportChatInviteLink, createChatInviteLink, editChatInviteLink, revokeChatInviteLink.

Source: https://core.telegram.org/bots/api#createchatinvitelink
"""

from __future__ import annotations

from hodhod.actions.chats import invites
from hodhod.actions.chats.access import access_chat
from hodhod.actions.peers.objects import objects_for
from hodhod.botapi.chats import ChatId, OfChat, access_named
from hodhod.botapi.convert.people import People
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.types.update import ChatInviteLink
from hodhod.botapi.updates.telling import invite_link
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import is_user
from hodhod.domain.invite import Invite


class TermsOfLink(OfChat):
    """On what terms it lets people in."""

    name: str | None = None
    expire_date: int | None = None
    member_limit: int | None = None
    creates_join_request: bool | None = None


class OfLink(OfChat, kw_only=True):
    """Which link."""

    invite_link: str


@method
async def export_chat_invite_link(bot: Bot, asked: OfChat) -> str:
    """Make another primary link; the one before it ends."""
    seen = await _room(bot, asked.chat_id)
    terms = invites.Terms(None, None, request_needed=False, title=None)
    return invites.exported(
        bot.app, await invites.export(bot.app, seen, terms, replacing=True)
    ).link


@method
async def create_chat_invite_link(bot: Bot, asked: TermsOfLink) -> ChatInviteLink:
    """Make a link."""
    seen = await _room(bot, asked.chat_id)
    made = await invites.export(bot.app, seen, _terms(asked), replacing=False)
    return await _shown(bot, made)


class EditChatInviteLink(TermsOfLink, kw_only=True):
    """Which link, and on what terms from now on."""

    invite_link: str


@method
async def edit_chat_invite_link(bot: Bot, asked: EditChatInviteLink) -> ChatInviteLink:
    """Change a link."""
    seen = await _room(bot, asked.chat_id)
    made, _ = await invites.edit(bot.app, seen, asked.invite_link, _terms(asked), revoked=False)
    return await _shown(bot, made)


@method
async def revoke_chat_invite_link(bot: Bot, asked: OfLink) -> ChatInviteLink:
    """End a link."""
    seen = await _room(bot, asked.chat_id)
    terms = invites.Terms()
    made, _ = await invites.edit(bot.app, seen, asked.invite_link, terms, revoked=True)
    return await _shown(bot, made)


def _terms(asked: TermsOfLink) -> invites.Terms:
    return invites.Terms(
        asked.expire_date or None,
        asked.member_limit or None,
        bool(asked.creates_join_request),
        asked.name,
    )


async def _shown(bot: Bot, made: Invite) -> ChatInviteLink:
    link = invites.exported(bot.app, made)
    objects = await objects_for(bot.app, bot.caller.me, [link])
    shown = invite_link(People.of(objects.users, objects.chats), link)
    assert shown is not None
    return shown


async def _room(bot: Bot, chat_id: ChatId) -> SeenChat:
    peer = await access_named(bot.app, bot.caller, chat_id)
    if is_user(peer):
        raise BadRequest("private chats have no invite links")
    return await access_chat(bot.app, bot.caller, peer)
