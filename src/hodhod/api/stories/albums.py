"""stories.createAlbum, updateAlbum, deleteAlbum, reorderAlbums, getAlbums, getAlbumStories.

Source: https://core.telegram.org/api/stories#story-albums
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories import albums
from hodhod.actions.stories.access import access_story_peer, access_to_post
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.rights import Admin
from hodhod.tl import functions, types


@rpc(functions.stories.CreateAlbum, access=USER)
async def create_album(
    app: App, caller: Caller, request: functions.stories.CreateAlbum
) -> types.StoryAlbum:
    """Make an album."""
    peer = await access_to_post(app, caller, request.peer, Admin.EDIT_STORIES)
    return await albums.create_album(app, peer, request.title, request.stories)


@rpc(functions.stories.UpdateAlbum, access=USER)
async def update_album(
    app: App, caller: Caller, request: functions.stories.UpdateAlbum
) -> types.StoryAlbum:
    """Change an album."""
    peer = await access_to_post(app, caller, request.peer, Admin.EDIT_STORIES)
    edit = albums.AlbumEdit(
        title=request.title,
        drop=request.delete_stories or (),
        add=request.add_stories or (),
        order=request.order,
    )
    return await albums.edit_album(app, peer, request.album_id, edit)


@rpc(functions.stories.DeleteAlbum, access=USER)
async def delete_album(app: App, caller: Caller, request: functions.stories.DeleteAlbum) -> bool:
    """Take an album away."""
    peer = await access_to_post(app, caller, request.peer, Admin.EDIT_STORIES)
    await albums.remove_album(app, peer, request.album_id)
    return True


@rpc(functions.stories.ReorderAlbums, access=USER)
async def reorder_albums(
    app: App, caller: Caller, request: functions.stories.ReorderAlbums
) -> bool:
    """Write the order of albums."""
    peer = await access_to_post(app, caller, request.peer, Admin.EDIT_STORIES)
    await albums.reorder_albums(app, peer, request.order)
    return True


@rpc(functions.stories.GetAlbums, access=USER)
async def get_albums(
    app: App, caller: Caller, request: functions.stories.GetAlbums
) -> types.stories.TypeAlbums:
    """List a peer's albums."""
    peer = await access_story_peer(app, caller, request.peer)
    return await albums.list_albums(app, caller, peer, request.hash)


@rpc(functions.stories.GetAlbumStories, access=USER)
async def get_album_stories(
    app: App, caller: Caller, request: functions.stories.GetAlbumStories
) -> types.stories.Stories:
    """Return a page of an album."""
    peer = await access_story_peer(app, caller, request.peer)
    return await albums.album_stories(
        app, caller, peer, request.album_id, offset=request.offset, limit=request.limit
    )
