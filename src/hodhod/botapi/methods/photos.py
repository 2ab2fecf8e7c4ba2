"""getUserProfilePhotos, setMyProfilePhoto, removeMyProfilePhoto.

Source: https://core.telegram.org/bots/api#getuserprofilephotos
"""

from __future__ import annotations

from hodhod.actions.bots.meeting import has_met
from hodhod.actions.media import profile_photos
from hodhod.actions.media.files import photo_of
from hodhod.actions.media.photos import new_avatar
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import shows_photos
from hodhod.botapi.convert.media import Names, photo_sizes
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.files import attached
from hodhod.botapi.registry import Bot, Nothing, Params, method
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.media import PhotoSize
from hodhod.domain.ids import UserId

PAGE = 100


class UserProfilePhotos(Object, kw_only=True):
    """Photos of somebody's profile, each in all its sizes."""

    total_count: int
    photos: list[list[PhotoSize]]


class GetUserProfilePhotos(Params, kw_only=True):
    """Whose."""

    user_id: int
    offset: int = 0
    limit: int = PAGE


@method
async def get_user_profile_photos(bot: Bot, asked: GetUserProfilePhotos) -> UserProfilePhotos:
    """Show the photos of somebody's profile, if they let the bot see them."""
    user_id = UserId(asked.user_id)
    seen = await seen_accounts(bot.app, [(bot.caller.me, user_id)])
    if not seen or not await has_met(bot.app, bot.caller.me, user_id):
        raise BadRequest("user not found")
    if not shows_photos(seen[0]):
        return UserProfilePhotos(total_count=0, photos=[])
    page, count = await bot.app.store.files.profile_photos(
        user_id, max_id=0, offset=max(0, asked.offset), limit=max(1, min(asked.limit, PAGE))
    )
    names = Names(bot.app.secret, bot.caller.me)
    photos = [photo_sizes(names, photo_of(bot.app, file)) for file in page]
    return UserProfilePhotos(total_count=count, photos=photos)


class InputProfilePhoto(Object, kw_only=True):
    """A photo of a profile."""

    type: str = "static"
    photo: str | None = None


class SetMyProfilePhoto(Params, kw_only=True):
    """Which photo."""

    photo: InputProfilePhoto


@method
async def set_my_profile_photo(bot: Bot, asked: SetMyProfilePhoto) -> bool:
    """Give the bot another photo."""
    if asked.photo.type != "static":
        raise BadRequest("unsupported profile photo type specified")
    upload = attached(bot, asked.photo.photo)
    if upload is None:
        raise BadRequest("photo must be uploaded as an InputFile")
    file = await new_avatar(bot.app, bot.caller, upload.file)
    await profile_photos.show_photo(bot.app, bot.caller, file)
    return True


@method
async def remove_my_profile_photo(bot: Bot, _: Nothing) -> bool:
    """Take the bot's photo away."""
    await profile_photos.hide_photo(bot.app, bot.caller)
    return True
