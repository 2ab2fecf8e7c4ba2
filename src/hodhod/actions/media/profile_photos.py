"""Profile photos: the one that is shown, and those before it.

Source: https://core.telegram.org/api/files#profile-pictures
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import photo_of
from hodhod.actions.people.tell import tell_online, tell_own
from hodhod.domain.caller import Caller
from hodhod.domain.ids import UserId
from hodhod.domain.stored_file import StoredFile
from hodhod.tl import types


async def current_photo(app: App, user_id: UserId) -> types.Photo | None:
    """Return the photo that somebody's profile shows."""
    photos, _ = await app.store.files.profile_photos(user_id)
    return photo_of(app, photos[0]) if photos else None


async def show_photo(app: App, caller: Caller, file: StoredFile) -> types.Photo:
    """Let one's profile show a photo."""
    await app.store.files.put_profile_photo(caller.me, file.file_id, app.now)
    photo = photo_of(app, file)
    await _show(app, caller, photo)
    return photo


async def delete_photos(app: App, caller: Caller, file_ids: Sequence[int]) -> list[int]:
    """Take photos away from one's profile; the one before is shown then."""
    gone = await app.store.files.delete_profile_photos(caller.me, file_ids)
    if gone:
        await _show(app, caller, await current_photo(app, caller.me))
    return gone


async def hide_photo(app: App, caller: Caller) -> None:
    """Let one's profile show the photo before the present one, or none."""
    photos, _ = await app.store.files.profile_photos(caller.me)
    await delete_photos(app, caller, [photo.file_id for photo in photos])


async def _show(app: App, caller: Caller, photo: types.Photo | None) -> None:
    shown: bytes | None = None
    if photo is not None:
        stripped = next(
            (one.bytes for one in photo.sizes if isinstance(one, types.PhotoStrippedSize)), None
        )
        shown = tl.encode(
            types.UserProfilePhoto(photo_id=photo.id, stripped_thumb=stripped, dc_id=photo.dc_id)
        )
    await app.store.users.set_photo(caller.me, shown)
    update = types.UpdateUser(user_id=caller.me)
    await tell_own(app, caller, update)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)
