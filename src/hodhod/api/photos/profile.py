"""photos.uploadProfilePhoto, updateProfilePhoto, deletePhotos, getUserPhotos.

Source: https://core.telegram.org/method/photos.uploadProfilePhoto
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media import profile_photos
from hodhod.actions.media.files import access_photo, photo_of
from hodhod.actions.media.photos import new_avatar
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.view import users_seen_by
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

PAGE_LIMIT = 100


@rpc(functions.photos.UploadProfilePhoto, access=USER)
async def upload_profile_photo(
    app: App, caller: Caller, request: functions.photos.UploadProfilePhoto
) -> types.photos.TypePhoto:
    """Show a new photo."""
    if request.file is None:
        # A video alone has no frame that this server could show to those who can't play it.
        raise bad_request("PHOTO_FILE_MISSING")
    photo = await profile_photos.show_photo(
        app, caller, await new_avatar(app, caller, request.file)
    )
    return types.photos.Photo(photo=photo, users=await users_seen_by(app, caller.me, [caller.me]))


@rpc(functions.photos.UpdateProfilePhoto, access=USER)
async def update_profile_photo(
    app: App, caller: Caller, request: functions.photos.UpdateProfilePhoto
) -> types.photos.TypePhoto:
    """Show an earlier photo again, or none."""
    photo: types.TypePhoto
    if isinstance(request.id, types.InputPhotoEmpty):
        await profile_photos.hide_photo(app, caller)
        shown = await profile_photos.current_photo(app, caller.me)
        photo = types.PhotoEmpty(id=0) if shown is None else shown
    else:
        file = await access_photo(app, request.id)
        if file.owner_id != caller.me:
            raise bad_request("PHOTO_INVALID")
        photo = await profile_photos.show_photo(app, caller, file)
    return types.photos.Photo(photo=photo, users=await users_seen_by(app, caller.me, [caller.me]))


@rpc(functions.photos.DeletePhotos, access=USER)
async def delete_photos(
    app: App, caller: Caller, request: functions.photos.DeletePhotos
) -> list[int]:
    """Take photos away."""
    if len(request.id) > PAGE_LIMIT:
        raise bad_request("LIMIT_INVALID")
    named = [
        one.id
        for one in request.id
        if isinstance(one, types.InputPhoto)
        and holds(app.secret, Kind.PHOTO, one.id, one.access_hash)
    ]
    return await profile_photos.delete_photos(app, caller, named)


@rpc(functions.photos.GetUserPhotos, access=USER | BOT)
async def get_user_photos(
    app: App, caller: Caller, request: functions.photos.GetUserPhotos
) -> types.photos.TypePhotos:
    """List somebody's photos, if the caller may see them."""
    account = await access_user(app, caller, request.user_id)
    users = await users_seen_by(app, caller.me, [account.user_id])
    visible = any(isinstance(user, types.User) and user.photo is not None for user in users)
    if not visible:
        return types.photos.Photos(photos=[], users=users)
    page, count = await app.store.files.profile_photos(
        account.user_id,
        max_id=max(0, request.max_id),
        offset=max(0, request.offset),
        limit=max(0, min(request.limit, PAGE_LIMIT)),
    )
    photos = [photo_of(app, file) for file in page]
    if count <= len(photos):
        return types.photos.Photos(photos=photos, users=users)
    return types.photos.PhotosSlice(count=count, photos=photos, users=users)
