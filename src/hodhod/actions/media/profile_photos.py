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
    await _show(app, caller, file)
    return photo_of(app, file)


async def show_fallback(app: App, caller: Caller, file: StoredFile | None) -> None:
    """Let those see a photo, or none, who may not see one's own."""
    shown = None if file is None else small_of(app, file)
    await app.store.users.set_fallback_photo(caller.me, shown)
    await _tell(app, caller)


async def own_fallback(app: App, caller: Caller) -> bytes | None:
    """Return what those see who may not see one's own photo."""
    (seen,) = await app.store.users.seen([(caller.me, caller.me)])
    return seen.fallback_photo


async def small_photo(app: App, small: bytes | None) -> types.Photo | None:
    """Return the photo behind a TL userProfilePhoto."""
    if small is None:
        return None
    value = tl.decode(small)
    assert isinstance(value, types.UserProfilePhoto)
    file = await app.store.files.get(value.photo_id)
    return None if file is None else photo_of(app, file)


def small_of(app: App, file: StoredFile, *, personal: bool = False) -> bytes:
    """Return a photo as it stands beside a name: TL userProfilePhoto."""
    photo = photo_of(app, file)
    stripped = next(
        (one.bytes for one in photo.sizes if isinstance(one, types.PhotoStrippedSize)), None
    )
    return tl.encode(
        types.UserProfilePhoto(
            photo_id=photo.id, stripped_thumb=stripped, dc_id=photo.dc_id, personal=personal
        )
    )


async def delete_photos(app: App, caller: Caller, file_ids: Sequence[int]) -> list[int]:
    """Take photos away from one's profile; the one before is shown then."""
    gone = await app.store.files.delete_profile_photos(caller.me, file_ids)
    if gone:
        photos, _ = await app.store.files.profile_photos(caller.me)
        await _show(app, caller, photos[0] if photos else None)
    fallback = await small_photo(app, await own_fallback(app, caller))
    if fallback is not None and fallback.id in file_ids and fallback.id not in gone:
        await show_fallback(app, caller, None)
        gone.append(fallback.id)
    return gone


async def hide_photo(app: App, caller: Caller) -> None:
    """Let one's profile show the photo before the present one, or none."""
    photos, _ = await app.store.files.profile_photos(caller.me)
    await delete_photos(app, caller, [photo.file_id for photo in photos])


async def _show(app: App, caller: Caller, file: StoredFile | None) -> None:
    await app.store.users.set_photo(caller.me, None if file is None else small_of(app, file))
    await _tell(app, caller)


async def _tell(app: App, caller: Caller) -> None:
    update = types.UpdateUser(user_id=caller.me)
    await tell_own(app, caller, update)
    await tell_online(app, await app.store.contacts.known_by(caller.me), update)
