from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.upload import upload
from tests.api.world import Person, World

PLAIN = types.WallPaperSettings()
GREEN = types.WallPaperSettings(background_color=0x2E8B57, intensity=40)


def picture(colour: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (300, 500), colour).save(data, "JPEG")
    return data.getvalue()


async def wallpaper(
    person: Person,
    colour: str = "teal",
    *,
    for_chat: bool = False,
    settings: types.WallPaperSettings = PLAIN,
) -> types.WallPaper:
    answer = await person.call(
        functions.account.UploadWallPaper(
            file=await upload(person, picture(colour)),
            mime_type="image/jpeg",
            settings=settings,
            for_chat=for_chat,
        )
    )
    assert isinstance(answer, types.WallPaper)
    return answer


def named(one: types.TypeWallPaper) -> types.InputWallPaper:
    assert isinstance(one, types.WallPaper)
    return types.InputWallPaper(id=one.id, access_hash=one.access_hash)


async def own(person: Person) -> list[types.TypeWallPaper]:
    answer = await person.call(functions.account.GetWallPapers(hash=0))
    assert isinstance(answer, types.account.WallPapers)
    return list(answer.wallpapers)


async def test_a_picture_becomes_a_wallpaper_of_ones_own(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    blurred = types.WallPaperSettings(blur=True)
    made = await wallpaper(alice, settings=blurred)
    assert isinstance(made.document, types.Document)
    assert types.DocumentAttributeImageSize(w=300, h=500) in made.document.attributes
    assert (made.creator, made.settings) == (True, blurred)
    assert await own(alice.other) == [made]
    assert await own(bob) == []
    by_slug = await bob.call(
        functions.account.GetWallPaper(wallpaper=types.InputWallPaperSlug(slug=made.slug))
    )
    assert isinstance(by_slug, types.WallPaper)
    assert (by_slug.id, by_slug.creator, by_slug.document) == (made.id, False, made.document)


async def test_the_wallpaper_used_last_is_first(world: World) -> None:
    alice = await world.user("Alice")
    first, second = await wallpaper(alice), await wallpaper(alice, "navy")
    hidden = await wallpaper(alice, "red", for_chat=True)
    assert [one.id for one in await own(alice)] == [second.id, first.id]
    await alice.call(functions.account.InstallWallPaper(wallpaper=named(first), settings=PLAIN))
    fill = types.InputWallPaperNoFile(id=0)
    await alice.call(functions.account.SaveWallPaper(wallpaper=fill, unsave=False, settings=GREEN))
    colours, *pictures = await own(alice)
    assert isinstance(colours, types.WallPaperNoFile)
    assert colours.settings == GREEN
    assert [one.id for one in pictures] == [first.id, second.id]
    await alice.call(
        functions.account.SaveWallPaper(wallpaper=named(first), unsave=True, settings=PLAIN)
    )
    assert [one.id for one in await own(alice)] == [colours.id, second.id]
    several = functions.account.GetMultiWallPapers(wallpapers=[named(hidden), named(second)])
    found = await alice.call(several)
    assert isinstance(found, list)
    assert [one.id for one in found] == [hidden.id, second.id]
    assert await alice.call(functions.account.ResetWallPapers()) is True
    assert await own(alice) == []


async def test_what_is_no_wallpaper_is_refused(world: World) -> None:
    alice = await world.user("Alice")
    made = await wallpaper(alice, for_chat=True)
    for data, mime, error in (
        (picture("red"), "video/mp4", "WALLPAPER_MIME_INVALID"),
        (b"text", "image/jpeg", "WALLPAPER_FILE_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await alice.call(
                functions.account.UploadWallPaper(
                    file=await upload(alice, data), mime_type=mime, settings=PLAIN
                )
            )
    wrong: list[types.TypeInputWallPaper] = [
        types.InputWallPaper(id=made.id, access_hash=made.access_hash ^ 1),
        types.InputWallPaperSlug(slug=made.slug[:-1] + ("0" if made.slug[-1] != "0" else "1")),
        types.InputWallPaperSlug(slug="green"),
        types.InputWallPaperNoFile(id=5),
    ]
    for one in wrong:
        with pytest.raises(RpcError, match="WALLPAPER_INVALID"):
            await alice.call(
                functions.account.SaveWallPaper(wallpaper=one, unsave=False, settings=PLAIN)
            )
    assert await own(alice) == []
