"""The store as the use-cases see it: everything that is kept, behind one name."""

from __future__ import annotations

from hodhod.domain.ids import BoxId
from hodhod.store.authorizations import Authorizations
from hodhod.store.boxes import Boxes
from hodhod.store.chats import Chats
from hodhod.store.contacts import Contacts
from hodhod.store.database import Database, Pool, close_pool, open_pool
from hodhod.store.dialogs import Dialogs
from hodhod.store.file_upkeep import FileUpkeep
from hodhod.store.files import Files
from hodhod.store.lanes import Lane
from hodhod.store.messages import Messages
from hodhod.store.migrate import migrate
from hodhod.store.online import Online
from hodhod.store.poll_upkeep import PollUpkeep
from hodhod.store.polls import Polls
from hodhod.store.preferences import Preferences
from hodhod.store.queries import MAIN_SCHEMA
from hodhod.store.sign_in import SignIn
from hodhod.store.sticker_sets import StickerSets
from hodhod.store.stories import Stories
from hodhod.store.users import Users
from hodhod.store.web_pages import WebPages

CONNECTIONS = 16
"""Connections a process keeps at most: statements are short, and most are batches."""


def shard_schemas(shards: int) -> list[str]:
    """Return the schemas of so many shards."""
    return [f"s{number}" for number in range(shards)]


class Store:
    """The database, opened. Made by Store.open.

    Attributes:
        lane: Strangers' way to it.
        main: Statements on what is not in a box.
        shards: Statements on boxes, by shard; for what is done to all of them.
        boxes: Changes of boxes, and where they are.
        messages: Messages.
        users: Accounts.
        chats: Groups and channels.
        files: Photos and documents.
        polls: Polls and votes.
        poll_upkeep: Polls that may be needed no more.
        file_upkeep: Files that may be needed no more.
        web_pages: What links lead to.
        sticker_sets: Sticker sets.
        preferences: Small settings of accounts.
        contacts: Contacts, address books, blocks and privacy rules.
        authorizations: Who is behind each key.
        sign_in: Logins under way.
        stories: Stories.
        dialogs: How boxes see their chats.
        online: Where the owners of boxes are connected.
    """

    def __init__(self, pool: Pool, shards: int) -> None:
        self._pool = pool
        self.lane = Lane(pool.get_max_size())
        self.shards = [Database(pool, schema, self.lane) for schema in shard_schemas(shards)]
        self.main = Database(pool, MAIN_SCHEMA, self.lane)
        self.boxes = Boxes(self.shard)
        self.messages = Messages(self.shards, self.shard_number)
        self.users = Users(self.main)
        self.chats = Chats(self.main, self.shards, self.shard_number)
        self.contacts = Contacts(self.main)
        self.files = Files(self.main)
        self.polls = Polls(self.main)
        self.poll_upkeep = PollUpkeep(self.main, self.shards)
        self.file_upkeep = FileUpkeep(self.main, self.shards)
        self.web_pages = WebPages(self.main)
        self.sticker_sets = StickerSets(self.main)
        self.preferences = Preferences(self.main)
        self.authorizations = Authorizations(self.main)
        self.sign_in = SignIn(self.main)
        self.stories = Stories(self.main)
        self.dialogs = Dialogs(self.shards, self.shard_number)
        self.online = Online(self.shards, self.shard_number)

    @classmethod
    async def open(cls, dsn: str, *, shards: int = 1, connections: int = CONNECTIONS) -> Store:
        """Bring the database up to date and connect to it.

        Args:
            dsn: `postgresql://` address.
            shards: How many shards the boxes are spread over. Fixed once there is data.
            connections: Connections of this process at most.

        Raises:
            StoreUnavailable: The database does not answer.
            MigrationError: It belongs to another version of the program.
        """
        await migrate(dsn, shard_schemas(shards))
        return cls(await open_pool(dsn, connections=connections), shards)

    def shard_number(self, box_id: BoxId) -> int:
        """Return which shard a box is in."""
        return box_id % len(self.shards)

    def shard(self, box_id: BoxId) -> Database:
        """Return the statements of the shard that a box is in."""
        return self.shards[self.shard_number(box_id)]

    async def close(self) -> None:
        """Finish what is under way and disconnect."""
        await self.messages.close()
        await self.files.close()
        await self.polls.close()
        await self.dialogs.close()
        await self.users.close()
        await self.chats.close()
        await self.online.close()
        await self.stories.close()
        await close_pool(self._pool)
