"""What of a link to a folder is shared at this moment, and with whom.

A link names chats; whether its owner may still bring people there is asked whenever somebody looks.

Source: https://core.telegram.org/api/folders#shared-folders
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.chats.view import chat_object
from hodhod.actions.messages.folders import Folder, folder_in, folders_of
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.chatlist import Chatlist, slug_in
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId
from hodhod.domain.rights import Admin
from hodhod.store.chatlists import chatlist_by_slug
from hodhod.tl import types


def may_share(seen: SeenChat) -> bool:
    """Whether the viewer may share a chat in a folder: what is public, or where they invite."""
    if not seen.joined or seen.chat.deleted or seen.chat.is_group:
        return False
    return seen.chat.public or Admin.INVITE_USERS in seen.admin


async def access_folder(app: App, caller: Caller, folder_id: int) -> Folder:
    """Return a folder of the caller.

    Raises:
        RpcError: 400 FILTER_ID_INVALID.
    """
    found = folder_in(await folders_of(app, caller.me), folder_id)
    if found is None:
        raise bad_request("FILTER_ID_INVALID")
    return found


async def access_shared_folder(
    app: App, caller: Caller, folder_id: int
) -> types.DialogFilterChatlist:
    """Return a folder of the caller that is shared.

    Raises:
        RpcError: 400 FILTER_ID_INVALID, FILTER_NOT_SUPPORTED.
    """
    found = await access_folder(app, caller, folder_id)
    if not isinstance(found, types.DialogFilterChatlist):
        raise bad_request("FILTER_NOT_SUPPORTED")
    return found


async def access_link(app: App, link: str) -> Chatlist:
    """Return a link to a folder.

    Raises:
        RpcError: 400 INVITE_SLUG_EMPTY, INVITE_SLUG_EXPIRED.
    """
    if not link:
        raise bad_request("INVITE_SLUG_EMPTY")
    slug = slug_in(link)
    found = None if slug is None else await chatlist_by_slug(app.store.main, slug)
    if found is None:
        raise bad_request("INVITE_SLUG_EXPIRED")
    return found


async def offered(app: App, caller: Caller, link: Chatlist) -> list[SeenChat]:
    """Return the chats of a link as the caller sees them, but those they cannot come into."""
    owner = await app.store.chats.seen([(link.user_id, peer) for peer in link.peers])
    shared = [one.chat.peer_id for one in owner if may_share(one)]
    seen = await app.store.chats.seen([(caller.me, peer) for peer in shared])
    return [one for one in seen if not one.banned(app.now)]


def objects(app: App, seen: Sequence[SeenChat]) -> list[types.TypeChat]:
    """Describe the chats of a link: whoever has it may know what it leads into."""
    return [chat_object(app.secret, one, app.now, guest=True) for one in seen]


def peers_of(seen: Sequence[SeenChat]) -> list[PeerId]:
    """Return which chats they are."""
    return [one.chat.peer_id for one in seen]
