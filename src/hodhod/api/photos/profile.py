"""photos.uploadProfilePhoto, updateProfilePhoto, deletePhotos, getUserPhotos.

Source: https://core.telegram.org/method/photos.uploadProfilePhoto
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media import profile_photos
from hodhod.actions.media.contact_photos import may_show, set_contact_photo, suggest_photo
from hodhod.actions.media.files import access_photo, photo_of
from hodhod.actions.media.photos import new_avatar
from hodhod.actions.peers.access import access_user
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import shows_photos, users_seen_by
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
    file = await new_avatar(app, caller, request.file)
    if request.fallback:
        await profile_photos.show_fallback(app, caller, file)
        photo = photo_of(app, file)
    else:
        photo = await profile_photos.show_photo(app, caller, file)
    return types.photos.Photo(photo=photo, users=await users_seen_by(app, caller.me, [caller.me]))


@rpc(functions.photos.UpdateProfilePhoto, access=USER)
async def update_profile_photo(
    app: App, caller: Caller, request: functions.photos.UpdateProfilePhoto
) -> types.photos.TypePhoto:
    """Show an earlier photo again, or none."""
    photo: types.TypePhoto
    if isinstance(request.id, types.InputPhotoEmpty) and request.fallback:
        await profile_photos.show_fallback(app, caller, None)
        photo = types.PhotoEmpty(id=0)
    elif isinstance(request.id, types.InputPhotoEmpty):
        await profile_photos.hide_photo(app, caller)
        shown = await profile_photos.current_photo(app, caller.me)
        photo = types.PhotoEmpty(id=0) if shown is None else shown
    else:
        file = await access_photo(app, request.id)
        if not await may_show(app, caller, file):
            raise bad_request("PHOTO_INVALID")
        if request.fallback:
            await profile_photos.show_fallback(app, caller, file)
            photo = photo_of(app, file)
        else:
            photo = await profile_photos.show_photo(app, caller, file)
    return types.photos.Photo(photo=photo, users=await users_seen_by(app, caller.me, [caller.me]))


@rpc(functions.photos.UploadContactProfilePhoto, access=USER)
async def upload_contact_profile_photo(
    app: App, caller: Caller, request: functions.photos.UploadContactProfilePhoto
) -> types.photos.TypePhoto:
    """See a contact as one likes, or suggest a photo to somebody."""
    account = await access_user(app, caller, request.user_id)
    if account.user_id == caller.me:
        raise bad_request("USER_ID_INVALID")
    photo: types.TypePhoto = types.PhotoEmpty(id=0)
    if request.save and not request.suggest:
        await set_contact_photo(app, caller, account.user_id, None)
    else:
        if request.file is None:
            raise bad_request("PHOTO_FILE_MISSING")
        file = await new_avatar(app, caller, request.file)
        if request.suggest:
            await suggest_photo(app, caller, account.user_id, file)
        else:
            await set_contact_photo(app, caller, account.user_id, file)
        photo = photo_of(app, file)
    users = await users_seen_by(app, caller.me, [account.user_id])
    return types.photos.Photo(photo=photo, users=users)


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
    (seen,) = await seen_accounts(app, [(caller.me, account.user_id)])
    if not shows_photos(seen):
        shown = None if seen.blocks_viewer else seen.fallback_photo
        fallback = await profile_photos.small_photo(app, shown)
        return types.photos.Photos(photos=[] if fallback is None else [fallback], users=users)
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
