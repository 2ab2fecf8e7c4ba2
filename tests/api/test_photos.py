from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
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


async def hide(person: Person) -> None:
    await person.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyProfilePhoto(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )


async def full(person: Person, whom: Person) -> types.UserFull:
    answer = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(answer, types.users.UserFull)
    assert isinstance(answer.full_user, types.UserFull)
    return answer.full_user


async def contact_photo(
    person: Person, whom: Person, *, suggest: bool = False, save: bool = False
) -> types.TypePhoto:
    file = None if save else await upload(person, picture(300, 300, "pink"))
    answer = await person.call(
        functions.photos.UploadContactProfilePhoto(
            user_id=person.user(whom), file=file, suggest=suggest, save=save
        )
    )
    assert isinstance(answer, types.photos.Photo)
    return answer.photo


async def add(person: Person, whom: Person) -> None:
    await person.call(
        functions.contacts.AddContact(
            id=person.user(whom), first_name="Friend", last_name="", phone=""
        )
    )


async def test_whoever_may_not_see_the_photo_sees_what_stands_for_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photo = await show(alice)
    file = await upload(alice, picture(300, 300, "grey"))
    answer = await alice.call(functions.photos.UploadProfilePhoto(file=file, fallback=True))
    assert isinstance(answer, types.photos.Photo)
    fallback = answer.photo
    assert isinstance(fallback, types.Photo)
    assert await photos(bob, alice) == [photo.id]
    assert (await full(bob, alice)).fallback_photo is None
    await hide(alice)
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert shown.photo_id == fallback.id
    assert await photos(bob, alice) == [fallback.id]
    described = await full(bob, alice)
    assert (described.profile_photo, described.fallback_photo) == (None, fallback)
    place = types.InputPeerPhotoFileLocation(peer=bob.peer(alice), photo_id=fallback.id)
    assert await read(bob, place)
    mine = await full(alice, alice)
    assert mine.fallback_photo == fallback
    assert mine.profile_photo == photo
    await bob.call(functions.contacts.Block(id=bob.peer(alice)))
    await alice.call(functions.contacts.Block(id=alice.peer(bob)))
    assert await small_photo(bob, alice) is None
    assert await photos(bob, alice) == []
    await alice.call(functions.contacts.Unblock(id=alice.peer(bob)))
    empty = functions.photos.UpdateProfilePhoto(id=types.InputPhotoEmpty(), fallback=True)
    await alice.call(empty)
    assert await small_photo(bob, alice) is None
    assert await photos(alice, alice) == [photo.id]


async def test_a_photo_that_stands_for_another_is_deleted_like_any(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photo = await show(alice)
    await alice.call(functions.photos.UpdateProfilePhoto(id=named(photo), fallback=True))
    await hide(alice)
    assert await photos(bob, alice) == [photo.id]
    await alice.call(functions.photos.DeletePhotos(id=[named(photo)]))
    assert await alice.call(functions.photos.DeletePhotos(id=[named(photo)])) == [photo.id]
    assert await photos(bob, alice) == []


async def test_a_contact_is_seen_as_one_likes(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await show(alice)
    with pytest.raises(RpcError, match="CONTACT_MISSING"):
        await contact_photo(bob, alice)
    await add(bob, alice)
    mine = await contact_photo(bob, alice)
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert (shown.photo_id, shown.personal) == (mine.id, True)
    assert (await full(bob, alice)).personal_photo == mine
    assert types.UpdateUser(user_id=alice.id) in bob.other.saw(types.UpdateUser)
    for other in (alice, carol):
        seen = await small_photo(other, alice)
        assert seen is not None
        assert seen.photo_id != mine.id
        assert (await full(other, alice)).personal_photo is None
    await hide(alice)
    assert await photos(bob, alice) == []
    assert await small_photo(bob, alice) == shown
    await contact_photo(bob, alice, save=True)
    assert await small_photo(bob, alice) is None


async def test_a_suggested_photo_may_be_taken(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    photo = await contact_photo(bob, alice, suggest=True)
    assert isinstance(photo, types.Photo)
    (message,) = await world.history(alice, bob.caller.own_peer)
    assert isinstance(message, types.MessageService)
    assert message.action == types.MessageActionSuggestProfilePhoto(photo=photo)
    assert await small_photo(bob, alice) is None
    await alice.call(functions.photos.UpdateProfilePhoto(id=named(photo)))
    shown = await small_photo(bob, alice)
    assert shown is not None
    assert shown.photo_id == photo.id
    with pytest.raises(RpcError, match="PHOTO_INVALID"):
        await carol.call(functions.photos.UpdateProfilePhoto(id=named(photo)))
    await world.check(alice, bob)


async def test_photos_of_contacts_are_refused_without_sense(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await add(alice, bob)
    with pytest.raises(RpcError, match="USER_ID_INVALID"):
        await contact_photo(alice, alice)
    with pytest.raises(RpcError, match="PHOTO_FILE_MISSING"):
        await alice.call(functions.photos.UploadContactProfilePhoto(user_id=alice.user(bob)))


async def test_the_photo_of_a_chat_is_read_by_those_who_see_it(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    group = await world.group(alice, "Family", bob)
    channel = await world.channel(alice, "News", bob)
    for room in (group, channel):
        shown = types.InputChatUploadedPhoto(file=await upload(alice, picture(700, 500)))
        match alice.peer(room):
            case types.InputPeerChat(chat_id=number):
                request = functions.messages.EditChatPhoto(chat_id=number, photo=shown)
                answer = await alice.call(request)
            case _:
                answer = await alice.call(
                    functions.channels.EditPhoto(channel=alice.channel(room), photo=shown)
                )
        assert isinstance(answer, types.Updates)
        (chat,) = [c for c in answer.chats if isinstance(c, types.Chat | types.Channel)]
        assert isinstance(chat.photo, types.ChatPhoto)
        place = types.InputPeerPhotoFileLocation(peer=bob.peer(room), photo_id=chat.photo.photo_id)
        for big, side in ((False, 160), (True, 500)):
            data = await read(bob, replace(place, big=big))
            assert Image.open(BytesIO(data)).size == (side, side)
        with pytest.raises(RpcError, match="LOCATION_INVALID"):
            await read(bob, replace(place, photo_id=chat.photo.photo_id + 1))
        with pytest.raises(RpcError):
            await read(carol, replace(place, peer=carol.peer(room)))
