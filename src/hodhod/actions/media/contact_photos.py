"""Photos of contacts: what one sees instead of theirs, and what one suggests to them.

Source: https://core.telegram.org/method/photos.uploadContactProfilePhoto
"""

from __future__ import annotations

from dataclasses import replace

from hodhod.actions.app import App
from hodhod.actions.media.files import photo_of
from hodhod.actions.media.profile_photos import small_of
from hodhod.actions.messages.send import send
from hodhod.actions.people.tell import tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId, peer_of_user
from hodhod.domain.message import decode_content
from hodhod.domain.outgoing import Outgoing
from hodhod.domain.stored_file import StoredFile
from hodhod.store.files import contents_naming
from hodhod.tl import types

CONTENTS_LIMIT = 20
"""Messages with a photo among which its suggestion is looked for."""


async def set_contact_photo(
    app: App, caller: Caller, contact: UserId, file: StoredFile | None
) -> None:
    """See a photo instead of a contact's own, or their own again.

    Raises:
        RpcError: 400 CONTACT_MISSING.
    """
    shown = None if file is None else small_of(app, file, personal=True)
    if not await app.store.contacts.set_photo(caller.me, contact, shown):
        raise bad_request("CONTACT_MISSING")
    await tell_own(app, caller, types.UpdateUser(user_id=contact))


async def suggest_photo(app: App, caller: Caller, user: UserId, file: StoredFile) -> None:
    """Suggest a photo to somebody, in a message.

    Raises:
        RpcError: As of send.
    """
    action = types.MessageActionSuggestProfilePhoto(photo=photo_of(app, file))
    # The answer is no update, so the caller's own session is told like any other.
    everywhere = replace(caller, session_id=0)
    await send(app, everywhere, peer_of_user(user), [Outgoing(None, action=action)])


async def may_show(app: App, caller: Caller, file: StoredFile) -> bool:
    """Tell whether a photo may become one's own: one uploaded it, or somebody suggested it."""
    if file.owner_id == caller.me or await app.store.files.has_profile_photo(
        caller.me, file.file_id
    ):
        return True
    shard = app.store.shard(caller.box)
    for content in await contents_naming(shard, caller.box, file.file_id, CONTENTS_LIMIT):
        message = decode_content(content)
        if isinstance(message, types.MessageService) and isinstance(
            message.action, types.MessageActionSuggestProfilePhoto
        ):
            return True
    return False
