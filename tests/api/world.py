"""A small town: people with two devices each, on a real store, who call the API as a gateway would.

alice, bob = await world.user("Alice"), await world.user("Bob")
await alice.call(functions.messages.SendMessage(peer=alice.peer(bob), …))
assert bob.pushed …
await world.check(alice, bob)        pushed ≡ difference ≡ fresh read
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import cast

from hodhod import tl
from hodhod.actions.app import App
from hodhod.api import handlers
from hodhod.api.dispatch import Dispatcher
from hodhod.blobs.blobs import memory_blobs
from hodhod.bus.local import LocalBus
from hodhod.codes import CodesSettings, LocalSettings, open_codes
from hodhod.domain import srp
from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.caller import Caller, DeviceInfo
from hodhod.domain.event import BoxEvent, Event, MembershipChanged, Notice
from hodhod.domain.ids import (
    SERVICE_USER,
    BoxId,
    PeerId,
    UserId,
    bare_id,
    is_channel,
    is_user,
    peer_of_channel,
    peer_of_chat,
)
from hodhod.domain.mentioned import users_in
from hodhod.domain.message import update_seen_by
from hodhod.domain.policy import Policy
from hodhod.mtproto.crypto.power import power_modulo
from hodhod.previews import Previews
from hodhod.store import Store
from hodhod.tl import TLFunction, TLObject, functions, types
from tests.api.agreement import agree
from tests.api.bare_app import Seen
from tests.api.mailbox import Mailbox
from tests.api.room import SECRET, Room
from tests.api.room_box import RoomBox

__all__ = ["SECRET", "START", "Person", "Room", "World", "open_world", "sent"]

START = 1_800_000_000

_keys = itertools.count(100)
_entropies = itertools.count()
_phones = itertools.count(989120000001)


@dataclass
class Clock:
    """Time that passes when it is told to."""

    now: float = START

    def __call__(self) -> float:
        return self.now


class Person:
    """One session of an account.

    Attributes:
        pushed: Updates that were pushed to this session, in order.
        heard: Updates of supergroups and channels that were pushed to this session, by their box.
        answered: Updates that came in its answers.
        moved: (pts, pts_count) of answers that are not updates: affectedMessages and such.
        moved_in: The same of supergroups and channels.
    """

    def __init__(self, world: World, caller: Caller) -> None:
        self.world = world
        self.caller = caller
        self.pushed: list[types.TypeUpdate] = []
        self.notices: list[types.TypeUpdate] = []
        self.heard: dict[BoxId, list[types.TypeUpdate]] = defaultdict(list)
        self.answered: list[types.TypeUpdate] = []
        self.moved: list[tuple[int, int]] = []
        self.moved_in: dict[BoxId, list[tuple[int, int]]] = defaultdict(list)
        self.checked: dict[BoxId, int] = {}
        self.earlier: dict[PeerId, list[RoomBox]] = {}
        self.mailbox = Mailbox()
        self.pts = 1
        self._other: Person | None = None

    @property
    def id(self) -> UserId:
        return self.caller.me

    @property
    def other(self) -> Person:
        """A second device of the same account, which only listens."""
        assert self._other is not None
        return self._other

    @property
    def peer_id(self) -> PeerId:
        return self.caller.own_peer

    def peer(self, whom: Person | Room) -> types.TypeInputPeer:
        """Whom this person names so."""
        if isinstance(whom, Room):
            return whom.peer(self.id)
        if whom.id == self.id:
            return types.InputPeerSelf()
        return types.InputPeerUser(user_id=whom.id, access_hash=self._hash(whom.id))

    def channel(self, room: Room) -> types.TypeInputChannel:
        """How this person names a supergroup or channel."""
        return types.InputChannel(
            channel_id=bare_id(room.peer_id), access_hash=room.access_hash(self.id)
        )

    def user(self, whom: Person) -> types.TypeInputUser:
        if whom.id == self.id:
            return types.InputUserSelf()
        return types.InputUser(user_id=whom.id, access_hash=self._hash(whom.id))

    def _hash(self, user_id: int) -> int:
        return access_hash(SECRET, Kind.USER, user_id, viewer=self.id)

    async def call(self, request: TLFunction) -> object:
        """Ask for something, over the codec of the newest and of an old layer."""
        asked = tl.decode(tl.encode(request))
        answer = await self.world.dispatcher.call(self.caller, asked)
        for layer in (tl.NEWEST_LAYER, tl.OLDEST_LAYER):
            _encodable(self.world.dispatcher, answer, request, layer)
        if isinstance(answer, types.UpdateShortSentMessage):
            answer = await self._lengthened(answer, request)
        self._take(answer, _room_named(request))
        return answer

    async def _lengthened(
        self, short: types.UpdateShortSentMessage, request: TLFunction
    ) -> types.Updates:
        """Return what a client makes of the shortest answer with the request in its hands."""
        assert isinstance(request, functions.messages.SendMessage)
        wanted = functions.messages.GetMessages(id=[types.InputMessageID(id=short.id)])
        found = await self.world.dispatcher.call(self.caller, wanted)
        assert isinstance(found, types.messages.Messages)
        [message] = found.messages
        assert isinstance(message, types.Message)
        assert message.out is short.out
        assert (message.date, message.ttl_period) == (short.date, short.ttl_period)
        assert list(message.entities or ()) == list(short.entities or ())
        return types.Updates(
            updates=[
                types.UpdateMessageID(id=short.id, random_id=request.random_id),
                types.UpdateNewMessage(message=message, pts=short.pts, pts_count=short.pts_count),
            ],
            users=found.users,
            chats=found.chats,
            date=short.date,
            seq=0,
        )

    async def say(self, whom: Person | Room, text: str, **more: object) -> types.Message:
        """Send a text and return it as it was answered."""
        answer = await self.call(
            functions.messages.SendMessage(
                peer=self.peer(whom),
                message=text,
                random_id=self.world.random_id(),
                **more,  # type: ignore[arg-type]
            )
        )
        return sent(answer)[0]

    async def find(
        self,
        whom: Person | Room,
        kind: types.TypeMessagesFilter | None = None,
        *,
        words: str = "",
    ) -> list[types.Message]:
        """Search a chat."""
        found = await self.call(
            functions.messages.Search(
                peer=self.peer(whom),
                q=words,
                filter=kind or types.InputMessagesFilterEmpty(),
                min_date=0,
                max_date=0,
                offset_id=0,
                add_offset=0,
                limit=50,
                max_id=0,
                min_id=0,
                hash=0,
            )
        )
        assert isinstance(
            found,
            types.messages.Messages | types.messages.MessagesSlice | types.messages.ChannelMessages,
        )
        return [one for one in found.messages if isinstance(one, types.Message)]

    def saw(self, kind: type[TLObject]) -> list[TLObject]:
        """Updates of a kind that were pushed."""
        return [one for one in (*self.pushed, *self.notices) if isinstance(one, kind)]

    def _take(self, answer: object, room: BoxId | None = None) -> None:
        match answer:
            case types.messages.InvitedUsers() | types.messages.ChatInviteJoinResultOk():
                self._take(answer.updates)
            case types.Updates():
                missing = users_in(answer.updates) - {u.id for u in answer.users}
                assert not missing, f"{missing} are mentioned but not described"
                self.answered.extend(answer.updates)
            case (
                types.messages.AffectedMessages()
                | types.messages.AffectedHistory()
                | types.messages.AffectedFoundMessages()
            ):
                if answer.pts_count:
                    told = self.moved if room is None else self.moved_in[room]
                    told.append((answer.pts, answer.pts_count))


def _room_named(request: TLFunction) -> BoxId | None:
    """The supergroup or channel that a request is about: pts in its answer is that one's."""
    if isinstance(request, functions.messages.DeleteSavedHistory):
        return None  # it names where one's own copies came from
    for name in ("peer", "channel"):
        match getattr(request, name, None):
            case types.InputPeerChannel() | types.InputChannel() as named:
                return BoxId(peer_of_channel(named.channel_id))
            case _:
                pass
    return None


def _encodable(dispatcher: Dispatcher, answer: object, request: TLFunction, layer: int) -> None:
    try:
        dispatcher.encode(answer, request, layer)
    except tl.EncodeError:
        if layer == tl.NEWEST_LAYER:
            raise
        # An old layer may not know the method at all.


class World:
    """The server, and who lives there.

    Attributes:
        codes: Login codes that went out, as the local provider shows them.
    """

    def __init__(self, app: App, clock: Clock, codes: Sequence[str]) -> None:
        self.app = app
        self.codes = codes
        self.clock = clock
        self.dispatcher = Dispatcher(app)
        self._people: list[Person] = []
        self._members: set[tuple[BoxId, UserId]] = set()
        self.came_or_went: set[tuple[BoxId, UserId]] = set()
        self._random_ids = itertools.count(1)
        app.bus.subscribe(self._deliver)

    def random_id(self) -> int:
        return next(self._random_ids)

    async def user(self, name: str, *, is_bot: bool = False) -> Person:
        """Somebody new, with two devices that are online."""
        user_id = await self.app.store.users.create(
            phone=None if is_bot else str(next(_phones)),
            first_name=name,
            last_name="",
            lang="fa",
            is_bot=is_bot,
            now=self.app.now,
        )
        assert user_id is not None
        person = await self._session(user_id, is_bot=is_bot)
        other = await self._session(user_id, is_bot=is_bot)
        person._other = other  # noqa: SLF001
        await self.app.store.online.arrive(BoxId(user_id), self.app.bus.node)
        return person

    async def check(self, *people: Person) -> None:
        """Compare what was pushed, what a difference tells, and what is read afresh."""
        for person in people:
            await agree(self, person)

    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    async def _session(self, user_id: UserId, *, is_bot: bool = False) -> Person:
        key = next(_keys)
        await self.app.store.authorizations.authorize(
            key, user_id, new_hash=key, ip="192.0.2.1", now=self.app.now
        )
        caller = Caller(
            auth_key_id=key,
            session_id=1,
            layer=tl.NEWEST_LAYER,
            user_id=user_id,
            is_bot=is_bot,
            device=DeviceInfo(device_model="Town", lang_code="fa"),
            ip="192.0.2.1",
        )
        person = Person(self, caller)
        self._people.append(person)
        return person

    def _deliver(self, event: Event) -> None:
        if isinstance(event, MembershipChanged):
            place = (event.box_id, event.user_id)
            (self._members.add if event.joined else self._members.discard)(place)
            self.came_or_went.add(place)
        if not isinstance(event, BoxEvent | Notice):
            return
        owner = event.box_id if isinstance(event, BoxEvent) else BoxId(event.user_id)
        if is_channel(owner):
            self._deliver_to_members(owner, event)
            return
        only = None if isinstance(event, BoxEvent) else event.only_auth_key
        for person in self._people:
            if only not in (None, person.caller.auth_key_id):
                continue
            if person.caller.box == owner and person.caller.session != event.exclude_session:
                told = person.pushed if isinstance(event, BoxEvent) else person.notices
                told.append(event.update)

    def _deliver_to_members(self, box_id: BoxId, event: BoxEvent | Notice) -> None:
        if self.app.bus.node not in event.nodes:
            return
        for person in self._people:
            here = (box_id, person.id) in self._members
            if here and person.caller.session != event.exclude_session:
                person.heard[box_id].append(
                    update_seen_by(event, person.id)
                    if isinstance(event, BoxEvent)
                    else event.update
                )

    async def group(self, owner: Person, title: str, *others: Person) -> Room:
        """A basic group."""
        answer = await owner.call(
            functions.messages.CreateChat(users=[owner.user(one) for one in others], title=title)
        )
        assert isinstance(answer, types.messages.InvitedUsers)
        assert isinstance(answer.updates, types.Updates)
        (chat,) = answer.updates.chats
        return Room(peer_of_chat(chat.id))

    async def channel(
        self, owner: Person, title: str, *others: Person, broadcast: bool = False
    ) -> Room:
        """A supergroup, or with broadcast a channel."""
        answer = await owner.call(
            functions.channels.CreateChannel(
                title=title, about="", broadcast=broadcast, megagroup=not broadcast
            )
        )
        assert isinstance(answer, types.Updates)
        (chat,) = answer.chats
        room = Room(peer_of_channel(chat.id))
        if others:
            await owner.call(
                functions.channels.InviteToChannel(
                    channel=owner.channel(room), users=[owner.user(one) for one in others]
                )
            )
        return room

    async def history(
        self, person: Person, peer: PeerId
    ) -> Sequence[types.Message | types.MessageService]:
        """A whole chat, newest first."""
        named: types.TypeInputPeer = Room(peer).peer(person.id)
        if peer == person.peer_id:
            named = types.InputPeerSelf()
        elif is_user(peer):
            named = types.InputPeerUser(user_id=peer, access_hash=person._hash(peer))  # noqa: SLF001
        found: list[types.Message | types.MessageService] = []
        offset = 0
        while True:
            page = await self.dispatcher.call(
                person.caller,
                functions.messages.GetHistory(
                    peer=named,
                    offset_id=offset,
                    offset_date=0,
                    add_offset=0,
                    limit=100,
                    max_id=0,
                    min_id=0,
                    hash=0,
                ),
            )
            assert isinstance(
                page,
                types.messages.Messages
                | types.messages.MessagesSlice
                | types.messages.ChannelMessages,
            )
            for message in page.messages:
                assert isinstance(message, types.Message | types.MessageService)
                found.append(message)
            if len(page.messages) < 100:
                return found
            offset = page.messages[-1].id


def sent(answer: object) -> list[types.Message]:
    """The messages that an answer to sending holds, each after its id."""
    assert isinstance(answer, types.Updates)
    ids = [update for update in answer.updates if isinstance(update, types.UpdateMessageID)]
    new = [
        update.message
        for update in answer.updates
        if isinstance(
            update,
            types.UpdateNewMessage
            | types.UpdateNewChannelMessage
            | types.UpdateNewScheduledMessage,
        )
    ]
    assert [one.id for one in ids] == [message.id for message in new]
    return cast("list[types.Message]", new)


@asynccontextmanager
async def open_world(
    store: Store, policy: Policy | None = None, *, previews: Previews | None = None
) -> AsyncIterator[World]:
    """Open a town on a store."""
    handlers.load()
    clock = Clock()

    def entropy(size: int) -> bytes:
        return hashlib.shake_256(next(_entropies).to_bytes(8, "big")).digest(size)

    shown: list[str] = []
    settings = CodesSettings(providers=(LocalSettings(),))
    async with (
        memory_blobs() as blobs,
        open_codes(settings, clock=clock, show=shown.append) as codes,
    ):
        app = App(
            store=store,
            bus=LocalBus(),
            blobs=blobs,
            previews=previews or Previews(None),
            codes=codes,
            policy=policy or Policy(test_numbers=True),
            secret=SECRET,
            clock=clock,
            entropy=entropy,
            observer=Seen(),
            power=power_modulo(srp.P),
        )
        await store.users.create_service(SERVICE_USER, "Hodhod", app.now)
        yield World(app, clock, shown)
