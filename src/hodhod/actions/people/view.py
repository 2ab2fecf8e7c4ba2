"""The one place where a user object is built, so that no privacy rule can be forgotten.

    SeenAccount (account + what it grants this viewer)  →  types.User

Source: https://core.telegram.org/api/privacy
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.people.privacy import hides_status_from, permits
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.stories.recent import RecentStories, recent_stories
from hodhod.domain import access_hash, presence
from hodhod.domain.account import SeenAccount
from hodhod.domain.bot_mode import BotMode
from hodhod.domain.ids import UserId
from hodhod.domain.privacy import Key
from hodhod.tl import types

BOT_INFO_VERSION = 1
"""Clients take a user object for a bot when this field is there."""


async def users_seen_by(
    app: App, viewer_id: UserId, user_ids: Iterable[int]
) -> list[types.TypeUser]:
    """Build the user objects that a viewer gets, in no particular order.

    Args:
        app: The working parts.
        viewer_id: Who will receive the objects.
        user_ids: Who is to be described; unknown ones are left out.
    """
    wanted = sorted(set(user_ids))
    seen = await seen_accounts(app, [(viewer_id, user_id) for user_id in wanted])
    stories = await recent_stories(app, viewer_id, seen)
    return [user_object(app.secret, one, app.now, stories.get(one.account.user_id)) for one in seen]


def user_object(
    secret: bytes, seen: SeenAccount, now: int, stories: RecentStories | None = None
) -> types.TypeUser:
    """Describe one account to one viewer.

    Args:
        secret: What access hashes are keyed with.
        seen: The account and what it grants.
        now: Unix time in seconds.
        stories: Their stories, if they have any that are active.
    """
    account = seen.account
    myself = seen.viewer_id == account.user_id
    hashed = access_hash.access_hash(
        secret, access_hash.Kind.USER, account.user_id, viewer=seen.viewer_id
    )
    if account.deleted:
        return types.User(id=account.user_id, access_hash=hashed, deleted=True)
    contact = seen.contact
    named = contact if contact is not None and not myself else account
    return types.User(
        id=account.user_id,
        access_hash=hashed,
        self_=myself,
        contact=contact is not None and not myself,
        mutual_contact=contact is not None and seen.knows_viewer and not myself,
        close_friend=contact is not None and contact.close_friend,
        bot=account.is_bot,
        bot_info_version=BOT_INFO_VERSION if account.is_bot else None,
        bot_chat_history=BotMode.HEARS_ALL in account.bot_modes,
        bot_nochats=BotMode.STAYS_OUT in account.bot_modes,
        bot_inline_geo=BotMode.ASKS_PLACE in account.bot_modes,
        bot_inline_placeholder=account.inline_placeholder,
        verified=account.verified,
        support=account.support,
        first_name=named.first_name,
        last_name=named.last_name or None,
        username=account.username,
        phone=_phone(seen),
        photo=_photo(seen),
        status=status_of(seen, now),
        emoji_status=_emoji_status(seen, now),
        color=_color(account.color),
        profile_color=_color(account.profile_color),
        stories_hidden=stories is not None and stories.hidden,
        stories_unavailable=stories is None or not stories.max_id,
        stories_max_id=None
        if stories is None or not stories.max_id
        else types.RecentStory(max_id=stories.max_id),
    )


def user_for_many(secret: bytes, seen: SeenAccount, now: int) -> types.TypeUser:
    """Describe one account to many viewers at once: what a stranger may see, and no more.

    Source: https://core.telegram.org/api/min
    """
    user = user_object(secret, seen, now)
    assert isinstance(user, types.User)
    if user.deleted:
        return user
    return replace(user, min=True, access_hash=None, phone=None, status=None)


def _phone(seen: SeenAccount) -> str | None:
    account, contact = seen.account, seen.contact
    if account.phone is None:
        return None
    # Whoever imported the number knows it already.
    known = contact is not None and contact.phone == account.phone
    return account.phone if known or permits(Key.PHONE, seen.phone_rules, seen) else None


def shows_photos(seen: SeenAccount) -> bool:
    """Whether the viewer may see somebody's own photos."""
    return not seen.blocks_viewer and permits(Key.PHOTO, seen.photo_rules, seen)


def _photo(seen: SeenAccount) -> types.TypeUserProfilePhoto | None:
    mine = None if seen.contact is None else seen.contact.photo
    theirs = seen.account.photo if shows_photos(seen) else seen.fallback_photo
    if seen.blocks_viewer:
        theirs = None
    shown = mine or theirs
    if shown is None:
        return None
    photo = tl.decode(shown)
    assert isinstance(photo, types.UserProfilePhoto)
    return photo


def status_of(seen: SeenAccount, now: int) -> types.TypeUserStatus | None:
    """Return when somebody was here, as exactly as the viewer may know."""
    if seen.account.is_bot:
        return None
    shown = not seen.blocks_viewer and permits(Key.STATUS, seen.status_rules, seen)
    return presence.status(seen.presence, now, shown=shown, by_me=shown and hides_status_from(seen))


def _color(stored: bytes | None) -> types.PeerColor | None:
    if stored is None:
        return None
    color = tl.decode(stored)
    assert isinstance(color, types.PeerColor)
    return color


def _emoji_status(seen: SeenAccount, now: int) -> types.TypeEmojiStatus | None:
    if seen.account.emoji_status is None:
        return None
    status = tl.decode(seen.account.emoji_status)
    assert isinstance(status, types.EmojiStatus)
    return None if status.until is not None and status.until <= now else status
