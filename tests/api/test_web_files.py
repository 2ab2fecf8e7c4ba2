"""Files that are named by their addresses."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hodhod.actions.media.web_files import url_hash
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.web_town import BIRD, Town, newest, town

__all__ = ["town"]


async def test_a_photo_is_sent_by_its_address(town: Town) -> None:
    alice = await town.world.user("Alice")
    town.pages.open.set()
    request = functions.messages.SendMedia(
        peer=types.InputPeerSelf(),
        media=types.InputMediaPhotoExternal(url=BIRD.url),
        message="",
        random_id=town.world.random_id(),
    )
    await alice.call(request)
    sent = await newest(alice, alice)
    assert isinstance(sent.media, types.MessageMediaPhoto)
    for url in ("https://nowhere.example/", "http://127.0.0.1/x", "file:///etc/passwd"):
        nowhere = replace(request, media=types.InputMediaPhotoExternal(url=url), random_id=9)
        with pytest.raises(RpcError, match="WEBPAGE_CURL_FAILED"):
            await alice.call(nowhere)


async def test_a_file_elsewhere_is_read_through_the_server(town: Town) -> None:
    alice = await town.world.user("Alice")
    app = town.world.app
    town.pages.open.set()

    def at(url: str, proof: int, offset: int = 0) -> functions.upload.GetWebFile:
        location = types.InputWebFileLocation(url=url, access_hash=proof)
        return functions.upload.GetWebFile(location=location, offset=offset, limit=1024)

    asked = len(town.pages.asked)
    assert BIRD.image is not None
    for offset in range(0, len(BIRD.image), 1024):
        piece = await alice.call(at(BIRD.url, url_hash(app, BIRD.url), offset))
        assert isinstance(piece, types.upload.WebFile)
        assert piece.bytes == BIRD.image[offset : offset + 1024]
        assert piece.size == len(BIRD.image)
    assert len(town.pages.asked) == asked + 1
    with pytest.raises(RpcError, match="LOCATION_INVALID"):
        await alice.call(at(BIRD.url, 1))
    with pytest.raises(RpcError, match="WEBPAGE_CURL_FAILED"):
        await alice.call(at("http://10.0.0.1/", url_hash(app, "http://10.0.0.1/")))
