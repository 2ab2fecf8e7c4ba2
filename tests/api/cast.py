"""Everybody who may ask for something in a room, from its owner to a stranger, and what they get.

A row says who may; `audit` has each of the cast ask, and returns every cell that is not so:

    owner     chief                 clerk                  guard, robot          member   muted
    creator   admin of all rights   all but the right      the right alone       -        restricted
    banned, left, stranger          outside: of the room while it is private, and while it is public

After the refusals it looks at every row of the database: nothing may have been written, and nobody
told anything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from hodhod.api import handlers
from hodhod.api.registry import Access
from hodhod.domain.errors import RpcError
from hodhod.domain.event import Event
from hodhod.domain.ids import bare_id
from hodhod.domain.rights import BASIC_ADMIN, CHANNEL_CREATOR, GROUP_CREATOR, Admin, to_tl_admin
from hodhod.tl import TLFunction, functions, types
from tests.api.books import Books, books
from tests.api.participants import GONE, appoint, ban
from tests.api.story import photo
from tests.api.upload import media
from tests.api.world import Person, Room, World

GROUP, SUPERGROUP, CHANNEL = "group", "supergroup", "channel"
ROOMS = (GROUP, SUPERGROUP, CHANNEL)

MUTED = types.ChatBannedRights(
    send_messages=True,
    change_info=True,
    invite_users=True,
    pin_messages=True,
    manage_topics=True,
    send_reactions=True,
    edit_rank=True,
    until_date=0,
)

CLOSED = "406 CHANNEL_PRIVATE"
NO_GROUP = "400 CHAT_ID_INVALID"
NOT_IN = "400 USER_NOT_PARTICIPANT"
NO_ADMIN = "400 CHAT_ADMIN_REQUIRED"
NO_WRITING = "403 CHAT_WRITE_FORBIDDEN"
MUTE = "400 USER_BANNED_IN_CHANNEL"
NO_BOTS = "400 BOT_METHOD_INVALID"
DONE = "done"

ADMINS = ("chief", "clerk", "guard", "robot")

METHODS = handlers.load()


class Who(Enum):
    """Who may do something."""

    OWNER = auto()
    """Its owner alone."""
    RIGHT = auto()
    """Admins who have the right."""
    ADMIN = auto()
    """Admins, whatever their rights."""
    MEMBER = auto()
    """Members of groups who are not muted, and admins who have the right."""
    INSIDE = auto()
    """Whoever is in it."""
    ANYBODY = auto()
    """Whoever may read."""
    NOBODY = auto()
    """Not even its owner."""


@dataclass
class Stage:
    """A room with the cast in it.

    Attributes:
        world: The town.
        kind: What kind of room.
        room: The room.
        cast: Who is who.
        victims: Members whom nobody needs.
        newcomers: People who never were there.
        ids: For each person, the ids of texts in the room.
        turn: How often the request was allowed before.
        topics: The topics of a forum.
        pictures: A picture for each person to send.
        link: An invite link that `prepare` has left for the request.
    """

    world: World
    kind: str
    room: Room
    cast: dict[str, Person]
    victims: list[Person]
    newcomers: list[Person]
    ids: dict[tuple[int, str], int] = field(default_factory=dict)
    turn: int = 0
    topics: list[int] = field(default_factory=list)
    pictures: dict[int, types.InputMediaPhoto] = field(default_factory=dict)
    link: str = ""

    @property
    def owner(self) -> Person:
        return self.cast["owner"]

    @property
    def on(self) -> bool:
        """A value that is another one each time."""
        return self.turn % 2 == 0

    @property
    def victim(self) -> Person:
        """A member of whom there is another one each time."""
        return self.victims[self.turn]

    @property
    def newcomer(self) -> Person:
        """Somebody outside, another one each time."""
        return self.newcomers[self.turn]

    def id_of(self, person: Person, text: str) -> int:
        """The id of a text for somebody; the owner's for who was never there."""
        return self.ids.get((person.id, text)) or self.ids[self.owner.id, text]

    async def note_ids(self) -> None:
        """Look up what everybody calls the messages of the room."""
        everybody = [one for name, one in self.cast.items() if name != "stranger"]
        for person in everybody if self.kind == GROUP else [self.owner]:
            for one in await self._read_by(person):
                if isinstance(one, types.Message):
                    self.ids[person.id, one.message] = one.id

    async def _read_by(self, person: Person) -> Sequence[types.TypeMessage]:
        if not person.caller.is_bot:
            return await self.world.history(person, self.room.peer_id)
        # Bots read no history: they are told.
        return [one.message for one in person.pushed if isinstance(one, types.UpdateNewMessage)]

    async def note_topics(self) -> None:
        """Look up the topics of a forum."""
        for one in await self.world.history(self.owner, self.room.peer_id):
            action = one.action if isinstance(one, types.MessageService) else None
            if isinstance(action, types.MessageActionTopicCreate):
                self.topics.append(one.id)


Make = Callable[[Person, Stage], TLFunction]


@dataclass(frozen=True)
class Row:
    """A request, and who may ask for it.

    Attributes:
        name: What it is called when it fails.
        make: Makes the request of somebody.
        who: Who may.
        right: The right that is needed.
        rooms: The rooms in which it is anything at all.
        refused: What those inside get who may not.
        able: What admins get who have the right where the owner alone may, if something else.
        muted: What a muted member gets, if something else.
        outside: What those get who are not in, where the room is public; as `refused` if None.
        gone: What who has left a basic group gets; as `outside` if None.
        robot: What a bot gets who is an admin with the right, if something else.
        closed: What those get who may not even look.
        done: What those get who may, if it is not the deed itself.
        prepare: Brings the room into the state that the request wants.
        again: Does the same before each one who may.
    """

    name: str
    make: Make
    who: Who
    right: Admin = Admin.NONE
    rooms: tuple[str, ...] = ROOMS
    refused: str = NO_ADMIN
    able: str | None = None
    muted: str | None = None
    outside: str | None = None
    gone: str | None = None
    robot: str | None = None
    closed: str = CLOSED
    done: str = DONE
    prepare: Callable[[Stage], Awaitable[None]] | None = None
    again: Callable[[Stage], Awaitable[None]] | None = None

    def expected(self, kind: str, name: str) -> str:
        """What somebody of the cast gets who is in the room."""
        if self.who is Who.NOBODY:
            return self.refused
        if name == "owner":
            return self.done
        admin = name in ADMINS
        every = {GROUP: BASIC_ADMIN, SUPERGROUP: GROUP_CREATOR, CHANNEL: CHANNEL_CREATOR}[kind]
        able = admin and (name != "clerk" or kind == GROUP) and self.right in every
        match self.who:
            case Who.OWNER:
                return self.able if able and self.able is not None else self.refused
            case Who.RIGHT:
                return self.done if able else self.refused
            case Who.ADMIN:
                return self.done if admin else self.refused
            case Who.MEMBER if kind != CHANNEL:
                if name == "muted":
                    return self.refused if self.muted is None else self.muted
                return self.done
            case Who.MEMBER:
                return self.done if able else self.refused
            case _:
                return self.done

    def expected_of_robot(self, built: Stage) -> str:
        """What a bot gets who is an admin with the right alone: as people do, if bots may ask."""
        asked = self.make(built.cast["robot"], built)
        if Access.BOT not in METHODS[type(asked)].access:
            return NO_BOTS
        return self.expected(built.kind, "robot") if self.robot is None else self.robot


async def people(world: World) -> tuple[dict[str, Person], list[Person], list[Person]]:
    """The cast, and others who are brought in and thrown out."""
    names = ("owner", "chief", "clerk", "guard", "member", "muted", "banned", "left", "stranger")
    cast = {name: await world.user(name.title()) for name in names}
    cast["robot"] = await world.user("robot", is_bot=True)
    victims = [await world.user(f"Victim {number}") for number in range(7)]
    newcomers = [await world.user(f"Newcomer {number}") for number in range(7)]
    return cast, victims, newcomers


async def stage(
    world: World,
    kind: str,
    right: Admin,
    who: tuple[dict[str, Person], list[Person], list[Person]],
    *,
    talk: bool,
) -> Stage:
    """Build a room, with everybody in their place."""
    cast, victims, newcomers = who
    owner = cast["owner"]
    inside = [one for name, one in cast.items() if name not in ("owner", "stranger", "robot")]
    if kind == GROUP:
        room = await world.group(owner, "Room", *inside, cast["robot"], *victims)
        for name in ADMINS:
            await owner.call(
                functions.messages.EditChatAdmin(
                    chat_id=bare_id(room.peer_id), user_id=owner.user(cast[name]), is_admin=True
                )
            )
        said = Stage(world, kind, room, cast, victims, newcomers)
        await _talk(said, much=talk)
        for by, whom in ((owner, cast["banned"]), (cast["left"], cast["left"])):
            await by.call(
                functions.messages.DeleteChatUser(
                    chat_id=bare_id(room.peer_id), user_id=by.user(whom)
                )
            )
        return said
    broadcast = kind == CHANNEL
    room = await world.channel(owner, "Room", *inside, *victims, broadcast=broadcast)
    every = CHANNEL_CREATOR if broadcast else GROUP_CREATOR
    given = {"chief": every, "clerk": every & ~right, "guard": right, "robot": right}
    for name, rights in given.items():
        await appoint(owner, room, cast[name], to_tl_admin(rights | Admin.OTHER))
    built = Stage(world, kind, room, cast, victims, newcomers)
    await _talk(built, much=talk)
    if not broadcast:
        await ban(owner, room, cast["muted"], MUTED)
    await ban(owner, room, cast["banned"], GONE)
    left = cast["left"]
    await left.call(functions.channels.LeaveChannel(channel=left.channel(room)))
    return built


async def _talk(built: Stage, *, much: bool) -> None:
    if not much:
        return
    await built.owner.say(built.room, "of the owner")
    for number in range(7):
        await built.owner.say(built.room, f"spare {number}")
    if built.kind != CHANNEL:
        for name in ("member", "muted", "banned", "left"):
            await built.cast[name].say(built.room, f"of the {name}")
    await built.note_ids()


async def pictures(built: Stage) -> None:
    """Give everybody a picture to send."""
    for person in built.cast.values():
        made = await media(person, await photo(person))
        assert isinstance(made, types.MessageMediaPhoto)
        assert isinstance(made.photo, types.Photo)
        built.pictures[person.id] = types.InputMediaPhoto(
            id=types.InputPhoto(
                id=made.photo.id,
                access_hash=made.photo.access_hash,
                file_reference=made.photo.file_reference,
            )
        )


async def audit(
    world: World, dsn: str, kind: str, rows: list[Row], *, talk: bool = False
) -> list[str]:
    """Ask for everything as everybody, perhaps where something was said; return what is wrong."""
    who = await people(world)
    wrong: list[str] = []
    async with books(dsn) as read:
        for row in rows:
            if kind in row.rooms:
                built = await stage(world, kind, row.right, who, talk=talk)
                if row.prepare is not None:
                    await row.prepare(built)
                wrong += [f"{kind}: {row.name}: {one}" for one in await _cells(read, built, row)]
    return wrong


async def _cells(read: Books, built: Stage, row: Row) -> list[str]:
    wrong: list[str] = []
    inside = [one for one in built.cast if one not in ("banned", "left", "stranger")]
    if built.kind != SUPERGROUP:
        inside.remove("muted")
    outside_error = row.refused if row.outside is None else row.outside
    expected = {one: row.expected(built.kind, one) for one in inside}
    expected["robot"] = row.expected_of_robot(built)
    refusals = [(one, error) for one, error in expected.items() if error != row.done]
    if built.kind == GROUP:
        gone = outside_error if row.gone is None else row.gone
        closed = NO_GROUP if row.closed == CLOSED else row.closed
        refusals += [("banned", gone), ("left", gone), ("stranger", closed)]
    else:
        refusals += [(one, row.closed) for one in ("banned", "left", "stranger")]
    refusals = [(one, error) for one, error in refusals if error != row.done]
    wrong += await _refused(read, built, row, refusals, "")
    if built.kind != GROUP:
        await publish(built, f"room_{abs(built.room.peer_id) % 10**9}")
        again = [("banned", CLOSED), ("left", outside_error), ("stranger", outside_error)]
        if row.who is Who.ANYBODY:
            again = again[:1]
        wrong += await _refused(read, built, row, again, "public, ")
        await publish(built, "")
    allowed = [one for one, error in expected.items() if error == row.done]
    # The owner asks last: some deeds leave nothing for others.
    for name in sorted(allowed, key=lambda one: one == "owner"):
        if row.again is not None:
            await row.again(built)
        found = await outcome(built, row, name)
        built.turn += 1
        if found != row.done:
            wrong.append(f"{name}: {found}, not {row.done}")
    return wrong


async def _refused(
    read: Books, built: Stage, row: Row, refusals: list[tuple[str, str]], where: str
) -> list[str]:
    wrong: list[str] = []
    told: list[Event] = []
    unsubscribe = built.world.app.bus.subscribe(told.append)
    before = await read()
    for name, error in refusals:
        found = await outcome(built, row, name)
        if found != error:
            wrong.append(f"{where}{name}: {found}, not {error}")
    unsubscribe()
    after = await read()
    changed = [table for table, rows in after.items() if before[table] != rows]
    if changed or told:
        wrong.append(f"{where}written: {changed}, told: {[type(one).__name__ for one in told]}")
    return wrong


async def outcome(built: Stage, row: Row, name: str) -> str:
    """What becomes of a request of one of the cast."""
    person = built.cast[name]
    try:
        await person.call(row.make(person, built))
    except RpcError as error:
        return f"{error.code} {error.message}"
    return DONE


async def publish(built: Stage, name: str) -> None:
    """Give a room a public name, or take it away."""
    await built.owner.call(
        functions.channels.UpdateUsername(channel=built.owner.channel(built.room), username=name)
    )
