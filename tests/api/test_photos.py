from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.upload import photo_place, read, upload
from tests.api.world import Person, World


def picture(width: int, height: int, colour: str = "teal") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


async def show(person: Person, colour: str = "teal") -> types.Photo:
    file = await upload(person, picture(700, 500, colour))
    answer = await person.call(functions.photos.UploadProfilePhoto(file=file))
    assert isinstance(answer, types.photos.Photo)
    assert isinstance(answer.photo, types.Photo)
    person.world.wait(1)
    return answer.photo


async def photos(person: Person, whom: Person, limit: int = 10) -> list[int]:
    answer = await person.call(
        functions.photos.GetUserPhotos(user_id=person.user(whom), offset=0, max_id=0, limit=limit)
    )
    assert isinstance(answer, types.photos.Photos | types.photos.PhotosSlice)
    return [one.id for one in answer.photos]


async def small_photo(person: Person, whom: Person) -> types.UserProfilePhoto | None:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    shown = answer[0].photo
    assert shown is None or isinstance(shown, types.UserProfilePhoto)
    return shown


def named(photo: types.Photo) -> types.InputPhoto:
    return types.InputPhoto(
        id=photo.id, access_hash=photo.access_hash, file_reference=photo.file_reference
    )


async def test_a_profile_photo_is_a_square_that_others_see(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photo = await show(alice)
    sizes = [(one.type, one.w, one.h) for one in photo.sizes if isinstance(one, types.PhotoSize)]
    assert sizes == [("a", 160, 160), ("b", 320, 320), ("c", 500, 500)]
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert shown.photo_id == photo.id
    assert alice.other.saw(types.UpdateUser) == [types.UpdateUser(user_id=alice.id)]
    for big, side in ((False, 160), (True, 500)):
        place = types.InputPeerPhotoFileLocation(
            big=big, peer=bob.peer(alice), photo_id=shown.photo_id
        )
        assert Image.open(BytesIO(await read(bob, place))).size == (side, side)
    assert Image.open(BytesIO(await read(bob, photo_place(photo, "b")))).size == (320, 320)


async def test_photos_are_listed_newest_first_and_taken_away(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await show(alice), await show(alice, "red")
    assert await photos(bob, alice) == [second.id, first.id]
    assert await photos(bob, alice, limit=1) == [second.id]
    gone = await alice.call(functions.photos.DeletePhotos(id=[named(second)]))
    assert gone == [second.id]
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert shown.photo_id == first.id
    await alice.call(functions.photos.DeletePhotos(id=[named(first)]))
    assert await small_photo(bob, alice) is None
    assert await photos(bob, alice) == []


async def test_an_earlier_photo_is_shown_again(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await show(alice), await show(alice, "red")
    await alice.call(functions.photos.UpdateProfilePhoto(id=named(first)))
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert shown.photo_id == first.id
    assert await photos(bob, alice) == [first.id, second.id]
    with pytest.raises(RpcError, match="PHOTO_INVALID"):
        await bob.call(functions.photos.UpdateProfilePhoto(id=named(first)))


async def test_nobody_takes_another_s_photo_away(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photo = await show(alice)
    assert await bob.call(functions.photos.DeletePhotos(id=[named(photo)])) == []
    assert await photos(bob, alice) == [photo.id]


async def test_a_hidden_photo_is_not_seen_listed_or_read(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photo = await show(alice)
    await alice.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyProfilePhoto(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    assert await small_photo(bob, alice) is None
    assert await photos(bob, alice) == []
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(bob, types.InputPeerPhotoFileLocation(peer=bob.peer(alice), photo_id=photo.id))
    assert await photos(alice, alice) == [photo.id]


async def test_a_profile_photo_is_a_picture(world: World) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match="PHOTO_FILE_MISSING"):
        await alice.call(functions.photos.UploadProfilePhoto())
    file = await upload(alice, picture(100, 100))
    with pytest.raises(RpcError, match="PHOTO_CROP_SIZE_SMALL"):
        await alice.call(functions.photos.UploadProfilePhoto(file=file))
