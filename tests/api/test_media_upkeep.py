"""What nobody needs goes, and what anybody needs stays."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence

import asyncpg
import pytest

from hodhod import tl
from hodhod.actions.media.upkeep import AGAIN_S, GRACE_S, HIDDEN_S, ORPHAN_S, doom_orphans
from hodhod.actions.media.upkeep import forget_unused as turn
from hodhod.domain.errors import RpcError
from hodhod.domain.message import CONTENT_LAYER
from hodhod.store.file_upkeep import NO_PLACES
from hodhod.tl import TLFunction, TLObject, functions, types
from tests.api.test_chat_wallpaper import put as put_wallpaper
from tests.api.test_music import piece
from tests.api.test_music import save as save_piece
from tests.api.test_photos import named as named_photo
from tests.api.test_photos import picture, show
from tests.api.test_ringtones import upload_sound
from tests.api.test_wallpapers import named as named_wallpaper
from tests.api.test_wallpapers import wallpaper
from tests.api.upload import document, photo_place, place, read, save_part, upload
from tests.api.world import Person, World, sent


def named(one: types.Document) -> types.InputMediaDocument:
    return types.InputMediaDocument(
        id=types.InputDocument(
            id=one.id, access_hash=one.access_hash, file_reference=one.file_reference
        )
    )


def message(media: types.TypeInputMedia, person: Person, whom: Person) -> TLFunction:
    return functions.messages.SendMedia(
        peer=person.peer(whom), media=media, message="", random_id=person.world.random_id()
    )


async def send(person: Person, whom: Person, one: types.Document) -> types.Message:
    return sent(await person.call(message(named(one), person, whom)))[0]


async def delete(person: Person, *messages: types.Message, revoke: bool = True) -> None:
    ids = [one.id for one in messages]
    await person.call(functions.messages.DeleteMessages(id=ids, revoke=revoke))


async def live(world: World, *waits: int) -> None:
    """Let time pass, with turns of the timer in it."""
    await turn(world.app)
    for seconds in waits:
        world.wait(seconds)
        await turn(world.app)


async def long(world: World) -> None:
    """As long as anything takes to go."""
    await live(world, GRACE_S, HIDDEN_S, 600, AGAIN_S, HIDDEN_S, 600)


async def is_kept(person: Person, one: types.Document) -> bool:
    try:
        return bool(await read(person, place(one)))
    except RpcError as error:
        if error.message != "LOCATION_INVALID":
            raise
        return False


async def has_blob(world: World, data: bytes) -> bool:
    keys = {key.rpartition("/")[2] async for key in world.app.blobs.objects.kept()}
    return hashlib.sha256(data).hexdigest() in keys


async def test_a_deleted_file_goes_when_its_last_message_has_gone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    data = b"letters of Solomon"
    one = await document(alice, data)
    first, second = await send(alice, bob, one), await send(alice, alice, one)
    await delete(alice, first)
    await long(world)
    assert await is_kept(alice, one)
    await delete(alice, second)
    await live(world, GRACE_S - 1)
    assert await is_kept(alice, one)
    await live(world, 1)
    assert not await is_kept(alice, one)
    assert await has_blob(world, data)
    await live(world, HIDDEN_S, 600)
    assert not await has_blob(world, data)
    assert await world.app.store.files.get(one.id) is None


async def test_a_message_that_one_side_deleted_stays_with_the_other(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = await document(alice, b"yours and mine")
    await delete(alice, await send(alice, bob, one), revoke=False)
    await long(world)
    assert await is_kept(bob, one)
    (theirs,) = await bob.find(alice)
    await delete(bob, theirs, revoke=False)
    await long(world)
    assert not await has_blob(world, b"yours and mine")


async def test_what_is_uploaded_and_never_sent_goes(world: World) -> None:
    alice = await world.user("Alice")
    one = await document(alice, b"never sent")
    await live(world, GRACE_S - 1)
    assert await is_kept(alice, one)
    await live(world, 1, HIDDEN_S, 600)
    assert not await has_blob(world, b"never sent")


async def test_parts_of_an_upload_that_is_given_up_go(world: World) -> None:
    alice = await world.user("Alice")
    await save_part(alice, 5, 0, b"part")
    assert await world.app.blobs.uploads.saved_parts(alice.id, 5) == (0,)
    # The parts carry the time of this machine.
    await world.app.blobs.uploads.sweep(time.time() + GRACE_S + 60)
    assert await world.app.blobs.uploads.saved_parts(alice.id, 5) == ()


async def test_an_edit_lets_the_old_file_go_and_keeps_the_new(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    old, new = await document(alice, b"old bytes"), await document(alice, b"new bytes")
    written = await send(alice, bob, old)
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(bob), id=written.id, media=named(new))
    )
    await long(world)
    assert not await has_blob(world, b"old bytes")
    assert await is_kept(bob, new)


async def test_a_file_that_is_only_forwarded_or_scheduled_stays(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one, other = await document(alice, b"forwarded"), await document(alice, b"scheduled")
    first = await send(alice, bob, one)
    await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            to_peer=types.InputPeerSelf(),
            id=[first.id],
            random_id=[world.random_id()],
        )
    )
    await delete(alice, first)
    later = functions.messages.SendMedia(
        peer=alice.peer(bob),
        media=named(other),
        message="",
        random_id=world.random_id(),
        schedule_date=world.app.now + 300 * 86_400,
    )
    (waiting,) = sent(await alice.call(later))
    await long(world)
    assert await is_kept(alice, one)
    assert await is_kept(alice, other)
    await alice.call(
        functions.messages.DeleteScheduledMessages(peer=alice.peer(bob), id=[waiting.id])
    )
    await long(world)
    assert await is_kept(alice, one)
    assert not await has_blob(world, b"scheduled")


async def test_profile_photos_stay_until_they_are_deleted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await show(alice), await show(alice, "red")
    await long(world)
    for one in (first, second):
        assert await read(bob, photo_place(one, "a"))
    await alice.call(functions.photos.DeletePhotos(id=[named_photo(first)]))
    await long(world)
    assert await read(bob, photo_place(second, "a"))
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await read(bob, photo_place(first, "a"))


async def test_the_same_bytes_are_kept_once_and_as_long_as_one_file_has_them(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    data = b"twice the same"
    mine, theirs = await document(alice, data), await document(bob, data)
    files = await world.app.store.files.by_ids([mine.id, theirs.id])
    assert len({blob.key for file in files.values() for blob in file.blobs.values()}) == 1
    await send(bob, alice, theirs)
    await long(world)
    assert await world.app.store.files.get(mine.id) is None
    assert await read(alice, place(theirs)) == data


async def test_a_hidden_file_cannot_be_sent_and_is_back_if_it_is_used_after_all(
    world: World,
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = await document(alice, b"hidden")
    await send(alice, bob, one)
    # A request that found it just before.
    await world.app.store.file_upkeep.hide([one.id], world.app.now, world.app.now + HIDDEN_S)
    with pytest.raises(RpcError, match="MEDIA_EMPTY"):
        await send(alice, bob, one)
    await live(world, HIDDEN_S)
    assert await is_kept(bob, one)


async def test_a_blob_that_is_wanted_again_is_spared(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    data = b"wanted again"
    one = await document(alice, data)
    await live(world, GRACE_S)
    again = await document(alice, data)
    await send(alice, bob, again)
    await live(world, HIDDEN_S, 600, GRACE_S)
    assert not await is_kept(bob, one)
    assert await read(bob, place(again)) == data


async def test_a_blob_deleted_at_this_very_moment_is_an_outage_and_no_empty_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await world.user("Alice")
    data = b"at this very moment"
    one = await document(alice, data)
    file = await world.app.store.files.get(one.id)
    assert file is not None
    key = file.blobs[""].key
    await live(world, GRACE_S, HIDDEN_S, 600)
    assert not await has_blob(world, data)
    # It was there when the parts were put together, and is gone when the file is kept.
    attributes: tuple[types.TypeDocumentAttribute, ...] = ()
    put = world.app.store.files.put

    async def put_late(*args: object) -> list[str]:
        keys = await put(*args)  # type: ignore[arg-type]
        await world.app.blobs.delete(key)
        return keys

    monkeypatch.setattr(world.app.store.files, "put", put_late)
    with pytest.raises(RpcError, match="INTERNAL"):
        await document(alice, data, attributes=attributes)
    monkeypatch.undo()
    assert await read(alice, place(await document(alice, data))) == data


async def test_blobs_that_no_file_leads_to_go_after_two_days(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = await document(alice, b"has a file")
    await send(alice, bob, one)
    await world.app.blobs.put(b"has none")
    assert await doom_orphans(world.app) == 1
    await live(world, ORPHAN_S - 1)
    assert await has_blob(world, b"has none")
    await live(world, 1)
    assert not await has_blob(world, b"has none")
    assert await is_kept(bob, one)


async def test_a_table_that_upkeep_was_never_told_of_keeps_its_files(
    world: World, database_dsn: str
) -> None:
    alice = await world.user("Alice")
    raw, by_id, in_list = [await document(alice, data) for data in (b"raw", b"by id", b"in list")]
    connection = await asyncpg.connect(database_dsn)
    try:
        await connection.execute(
            "CREATE TABLE main.later (anything bytea, document_id bigint, sticker_ids bigint[])"
        )
        await connection.execute(
            "INSERT INTO main.later VALUES ($1, $2, $3)",
            b"before" + tl.encode(types.MessageMediaDocument(document=raw)) + b"after",
            by_id.id,
            [1, in_list.id],
        )
        await long(world)
        assert [await is_kept(alice, one) for one in (raw, by_id, in_list)] == [True] * 3
        await connection.execute("DROP TABLE main.later")
    finally:
        await connection.close()
    await long(world)
    assert [await has_blob(world, data) for data in (b"raw", b"by id", b"in list")] == [False] * 3


ID = 0x1122334455667788
NAMING: Sequence[Callable[[], TLObject]] = (
    lambda: types.Photo(
        id=ID, access_hash=0, file_reference=b"", date=0, sizes=[], dc_id=0, has_stickers=True
    ),
    lambda: types.Document(
        id=ID,
        access_hash=0,
        file_reference=b"",
        date=0,
        mime_type="",
        size=0,
        dc_id=0,
        attributes=[],
    ),
    lambda: types.InputPhoto(id=ID, access_hash=0, file_reference=b""),
    lambda: types.InputDocument(id=ID, access_hash=0, file_reference=b""),
    lambda: types.MessageEntityCustomEmoji(offset=3, length=2, document_id=ID),
    lambda: types.UserProfilePhoto(photo_id=ID, dc_id=0),
    lambda: types.ChatPhoto(photo_id=ID, dc_id=0),
    lambda: types.ReactionCustomEmoji(document_id=ID),
    lambda: types.EmojiStatus(document_id=ID),
    lambda: types.EncryptedFile(id=ID, access_hash=0, size=0, dc_id=0, key_fingerprint=0),
)


@pytest.mark.parametrize("value", NAMING, ids=lambda value: type(value()).__name__)
async def test_the_database_sees_which_files_tl_bytes_name(
    world: World, database_dsn: str, value: Callable[[], TLObject]
) -> None:
    data = b"xyz" + tl.encode(value(), CONTENT_LAYER)
    connection = await asyncpg.connect(database_dsn)
    try:
        for content in (data, data * 2):
            assert set(await connection.fetchval("SELECT main.files_in($1)", content)) == {ID}
            assert await connection.fetchval("SELECT main.names_files($1)", content)
        for content in (b"", b"text", data[:7], data[:-1][: 3 + 4 + 4]):
            assert await connection.fetchval("SELECT main.files_in($1)", content) == []
        assert not await connection.fetchval("SELECT main.names_files($1)", b"text")
    finally:
        await connection.close()


async def test_what_is_left_out_is_there_to_be_left_out(world: World) -> None:
    found = set()
    for database in (world.app.store.main, world.app.store.shards[0]):
        for row in await database.fetch("file_places", database.schema):
            found.add(f"{row['place']}.{row['name']}")
    assert found >= NO_PLACES
    assert {"messages.content", "scheduled.content", "profile_photos.file_id"} <= found


async def by_hash(
    person: Person, data: bytes, mime: str = "application/octet-stream"
) -> types.TypeDocument:
    answer = await person.call(
        functions.messages.GetDocumentByHash(
            sha256=hashlib.sha256(data).digest(), size=len(data), mime_type=mime
        )
    )
    assert isinstance(answer, types.Document | types.DocumentEmpty)
    return answer


async def test_a_document_is_found_by_its_content_by_whoever_may_know_of_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    mine = await document(alice, b"my letter")
    assert await by_hash(alice, b"my letter") == mine
    assert await by_hash(bob, b"my letter") == types.DocumentEmpty(id=0)
    assert await by_hash(alice, b"my letter", "text/plain") == types.DocumentEmpty(id=0)
    assert await by_hash(alice, b"another") == types.DocumentEmpty(id=0)
    gif = await document(alice, b"moving", "video/mp4", (types.DocumentAttributeAnimated(),))
    assert await by_hash(bob, b"moving", "video/mp4") == gif
    with pytest.raises(RpcError, match="SHA256_HASH_INVALID"):
        await bob.call(functions.messages.GetDocumentByHash(sha256=b"short", size=1, mime_type=""))


async def test_a_photo_goes_with_all_its_sizes(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    file = await upload(alice, picture(900, 700, "olive"))
    (message_,) = sent(
        await alice.call(message(types.InputMediaUploadedPhoto(file=file), alice, bob))
    )
    assert isinstance(message_.media, types.MessageMediaPhoto)
    assert isinstance(message_.media.photo, types.Photo)
    kept = await world.app.store.files.get(message_.media.photo.id)
    assert kept is not None
    assert len(kept.blobs) == 3
    await long(world)
    for blob in kept.blobs.values():
        assert await world.app.blobs.objects.exists(blob.key)
    await delete(alice, message_)
    await long(world)
    for blob in kept.blobs.values():
        assert not await world.app.blobs.objects.exists(blob.key)


async def test_wallpapers_music_and_sounds_stay_while_they_are_kept(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    own = await wallpaper(alice, "olive")
    behind = await wallpaper(alice, "maroon", for_chat=True)
    await put_wallpaper(alice, bob, named_wallpaper(behind))
    loose = await wallpaper(alice, "purple", for_chat=True)
    music, sound = await piece(alice, "song"), await upload_sound(alice)
    await save_piece(alice, music)
    await long(world)
    kept = [one.document for one in (own, behind)]
    for one in (*kept, music, sound):
        assert isinstance(one, types.Document)
        assert await is_kept(alice, one)
    assert isinstance(loose.document, types.Document)
    assert not await is_kept(alice, loose.document)
