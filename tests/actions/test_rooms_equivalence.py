"""Whatever three people do in a group, a supergroup and a channel: all their devices agree.

A few examples are enough to see that nothing broke. To look for what nobody has seen yet:

    EXAMPLES=500 .venv/bin/pytest -s tests/actions/test_rooms_equivalence.py
"""

from __future__ import annotations

import itertools
import os
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import bare_id, is_channel, is_user, peer_of_channel
from hodhod.tl import TLFunction, functions, types
from tests.actions.test_equivalence import STEP_S, Town
from tests.api.polling import A, B, poll
from tests.api.world import Person, Room

people = st.integers(0, 2)
rooms = st.integers(0, 2)
"""The group, the supergroup, the channel."""

chats = st.integers(0, 4)
"""These, the next person, oneself."""

places = st.integers(0, 4)

Message = types.Message | types.MessageService
Choice = Callable[[Message], bool]


def _any(_message: Message) -> bool:
    return True


def _text(message: Message) -> bool:
    return isinstance(message, types.Message)


def _own(message: Message) -> bool:
    return isinstance(message, types.Message) and message.out


def _poll(message: Message) -> bool:
    return isinstance(getattr(message, "media", None), types.MessageMediaPoll)


EXAMPLES = os.environ.get("EXAMPLES")
"""How many to try, each time others, or the same few if it is not given."""

FEW = 8
STEPS = 120

UNLOOKED = 16
"""Requests between two looks at all devices."""

_names = itertools.count()


class Neighbours(RuleBasedStateMachine):
    """Refusals are fine, disagreement is not."""

    town: Callable[[], Town]
    outcomes: Counter[tuple[str, str]]

    @initialize(hidden=st.booleans())
    def begin(self, *, hidden: bool) -> None:
        self.asked = 1
        self.open = type(self).town()
        world = self.open.world
        self.people = [self.open.run(world.user(name)) for name in ("Alice", "Bob", "Carol")]
        alice, bob, carol = self.people
        self.rooms = [
            self.open.run(world.group(alice, "Group", bob)),
            self.open.run(world.channel(alice, "Supergroup", bob)),
            self.open.run(world.channel(alice, "Channel", bob, carol, broadcast=True)),
        ]
        public = self.rooms[2:] if hidden else self.rooms[1:]
        for room in public:
            name = f"neighbours{next(_names)}"
            self._ask(
                0, functions.channels.UpdateUsername(channel=alice.channel(room), username=name)
            )
        if hidden:
            self._hide(self.rooms[1], hidden=True)
        for where in range(5):
            self._say(0, where, "first")

    # ── words ──────────────────────────────────────────────────────────────────────────────────

    @rule(who=people, where=chats, text=st.sampled_from(["یک", "two", "three"]))
    def say(self, who: int, where: int, text: str) -> None:
        self._say(who, where, text)

    @rule(who=people, where=chats, whom=people)
    def call_by_name(self, who: int, where: int, whom: int) -> None:
        name = types.InputMessageEntityMentionName(
            offset=0, length=5, user_id=self.people[who].user(self.people[whom])
        )
        self._say(who, where, "Hello", entities=[name])

    @rule(who=people, where=chats, place=places, silent=st.booleans())
    def reply(self, who: int, where: int, place: int, *, silent: bool) -> None:
        msg_id = self._message(who, where, place)
        if msg_id:
            to = types.InputReplyToMessage(reply_to_msg_id=msg_id)
            self._say(who, where, "reply", reply_to=to, silent=silent)

    @rule(who=people, where=chats)
    def say_later(self, who: int, where: int) -> None:
        self._say(who, where, "later", schedule_date=self.open.world.app.now + 2 * STEP_S)

    @rule(who=people, where=chats, place=places)
    def edit(self, who: int, where: int, place: int) -> None:
        msg_id = self._message(who, where, place, of=_own)
        self._ask(
            who,
            functions.messages.EditMessage(
                peer=self._peer(who, where), id=msg_id, message=f"edited {next(_names)}"
            ),
        )

    @rule(who=people, where=chats, place=places, revoke=st.booleans())
    def delete(self, who: int, where: int, place: int, *, revoke: bool) -> None:
        msg_id = self._message(who, where, place)
        if is_channel(self._with(who, where).peer_id):
            channel = self.people[who].channel(self.rooms[where])
            self._ask(who, functions.channels.DeleteMessages(channel=channel, id=[msg_id]))
        else:
            self._ask(who, functions.messages.DeleteMessages(id=[msg_id], revoke=revoke))

    @rule(who=people, where=chats, to=chats, place=places, alone=st.booleans())
    def forward(self, who: int, where: int, to: int, place: int, *, alone: bool) -> None:
        self._ask(
            who,
            functions.messages.ForwardMessages(
                from_peer=self._peer(who, where),
                id=[self._message(who, where, place, of=_text)],
                random_id=[self.open.world.random_id()],
                to_peer=self._peer(who, to),
                drop_author=alone,
            ),
        )

    @rule(who=people, where=chats, place=places, unpin=st.booleans())
    def pin(self, who: int, where: int, place: int, *, unpin: bool) -> None:
        msg_id = self._message(who, where, place, of=_text)
        peer = self._peer(who, where)
        self._ask(who, functions.messages.UpdatePinnedMessage(peer=peer, id=msg_id, unpin=unpin))

    @rule(who=people, where=chats)
    def unpin_all(self, who: int, where: int) -> None:
        self._ask(who, functions.messages.UnpinAllMessages(peer=self._peer(who, where)))

    @rule(who=people, where=chats, place=places, emoji=st.sampled_from(["👍", "🔥", ""]))
    def react(self, who: int, where: int, place: int, emoji: str) -> None:
        given = [types.ReactionEmoji(emoticon=emoji)] if emoji else []
        self._ask(
            who,
            functions.messages.SendReaction(
                peer=self._peer(who, where),
                msg_id=self._message(who, where, place, of=_text),
                reaction=given,
            ),
        )

    @rule(who=people, where=chats, revoke=st.booleans())
    def clear(self, who: int, where: int, *, revoke: bool) -> None:
        if is_channel(self._with(who, where).peer_id):
            channel = self.people[who].channel(self.rooms[where])
            self._ask(
                who,
                functions.channels.DeleteHistory(channel=channel, max_id=0, for_everyone=revoke),
            )
        else:
            peer = self._peer(who, where)
            self._ask(who, functions.messages.DeleteHistory(peer=peer, max_id=0, revoke=revoke))

    @rule(who=people, where=chats, open_=st.booleans())
    def ask(self, who: int, where: int, *, open_: bool) -> None:
        self._ask(
            who,
            functions.messages.SendMedia(
                peer=self._peer(who, where),
                media=poll(public_voters=open_),
                message="",
                random_id=self.open.world.random_id(),
            ),
        )

    @rule(
        who=people, where=chats, place=places, options=st.sets(st.sampled_from([A, B]), max_size=1)
    )
    def vote(self, who: int, where: int, place: int, options: set[bytes]) -> None:
        self._ask(
            who,
            functions.messages.SendVote(
                peer=self._peer(who, where),
                msg_id=self._message(who, where, place, of=_poll),
                options=sorted(options),
            ),
        )

    # ── what is read ───────────────────────────────────────────────────────────────────────────

    @rule(who=people, where=chats, place=places)
    def read(self, who: int, where: int, place: int) -> None:
        msg_id = self._message(who, where, place)
        if is_channel(self._with(who, where).peer_id):
            channel = self.people[who].channel(self.rooms[where])
            self._ask(who, functions.channels.ReadHistory(channel=channel, max_id=msg_id))
        else:
            peer = self._peer(who, where)
            self._ask(who, functions.messages.ReadHistory(peer=peer, max_id=msg_id))

    @rule(who=people, where=chats, place=places)
    def see(self, who: int, where: int, place: int) -> None:
        msg_id = self._message(who, where, place)
        if is_channel(self._with(who, where).peer_id):
            channel = self.people[who].channel(self.rooms[where])
            self._ask(who, functions.channels.ReadMessageContents(channel=channel, id=[msg_id]))
        else:
            self._ask(who, functions.messages.ReadMessageContents(id=[msg_id]))

    @rule(who=people, where=chats)
    def see_mentions(self, who: int, where: int) -> None:
        self._ask(who, functions.messages.ReadMentions(peer=self._peer(who, where)))

    # ── the list of chats ──────────────────────────────────────────────────────────────────────

    @rule(who=people, where=chats, text=st.sampled_from(["", "draft"]))
    def draft(self, who: int, where: int, text: str) -> None:
        self._ask(who, functions.messages.SaveDraft(peer=self._peer(who, where), message=text))

    @rule(who=people, where=chats, folder_id=st.integers(0, 1))
    def archive(self, who: int, where: int, folder_id: int) -> None:
        moved = types.InputFolderPeer(peer=self._peer(who, where), folder_id=folder_id)
        self._ask(who, functions.folders.EditPeerFolders(folder_peers=[moved]))

    @rule(who=people, where=chats, pinned=st.booleans())
    def pin_dialog(self, who: int, where: int, *, pinned: bool) -> None:
        peer = types.InputDialogPeer(peer=self._peer(who, where))
        self._ask(who, functions.messages.ToggleDialogPin(peer=peer, pinned=pinned))

    @rule(who=people, where=chats, unread=st.booleans())
    def mark_unread(self, who: int, where: int, *, unread: bool) -> None:
        peer = types.InputDialogPeer(peer=self._peer(who, where))
        self._ask(who, functions.messages.MarkDialogUnread(peer=peer, unread=unread))

    # ── who is there ───────────────────────────────────────────────────────────────────────────

    @rule(who=people, which=rooms)
    def retitle(self, who: int, which: int) -> None:
        title = f"Title {next(_names)}"
        room = self.rooms[which]
        if is_channel(room.peer_id):
            channel = self.people[who].channel(room)
            self._ask(who, functions.channels.EditTitle(channel=channel, title=title))
        else:
            number = bare_id(room.peer_id)
            self._ask(who, functions.messages.EditChatTitle(chat_id=number, title=title))

    @rule(who=people, which=rooms)
    def leave(self, who: int, which: int) -> None:
        me, room = self.people[who], self.rooms[which]
        if is_channel(room.peer_id):
            self._ask(who, functions.channels.LeaveChannel(channel=me.channel(room)))
        elif who:  # its creator stays: nobody else could let people in again
            number = bare_id(room.peer_id)
            self._ask(who, functions.messages.DeleteChatUser(chat_id=number, user_id=me.user(me)))

    @rule(who=people, which=rooms)
    def join(self, who: int, which: int) -> None:
        if not is_channel(self.rooms[which].peer_id):
            return
        channel = self.people[who].channel(self.rooms[which])
        self._ask(who, functions.channels.JoinChannel(channel=channel))

    @rule(who=people, whom=people, which=rooms)
    def invite(self, who: int, whom: int, which: int) -> None:
        me, room = self.people[who], self.rooms[which]
        user = me.user(self.people[whom])
        if is_channel(room.peer_id):
            self._ask(
                who,
                functions.channels.InviteToChannel(channel=me.channel(room), users=[user]),
            )
        else:
            number = bare_id(room.peer_id)
            self._ask(
                who,
                functions.messages.AddChatUser(chat_id=number, user_id=user, fwd_limit=10),
            )

    @rule(whom=st.integers(1, 2), which=rooms, let_back=st.booleans())
    def kick(self, whom: int, which: int, *, let_back: bool) -> None:
        alice, room = self.people[0], self.rooms[which]
        if is_channel(room.peer_id):
            self._ask(
                0,
                functions.channels.EditBanned(
                    channel=alice.channel(room),
                    participant=alice.peer(self.people[whom]),
                    banned_rights=types.ChatBannedRights(view_messages=not let_back, until_date=0),
                ),
            )
        else:
            number = bare_id(room.peer_id)
            user = alice.user(self.people[whom])
            self._ask(0, functions.messages.DeleteChatUser(chat_id=number, user_id=user))

    @rule(whom=st.integers(1, 2), which=rooms, may=st.booleans())
    def promote(self, whom: int, which: int, *, may: bool) -> None:
        alice, room = self.people[0], self.rooms[which]
        user = alice.user(self.people[whom])
        if is_channel(room.peer_id):
            rights = types.ChatAdminRights(
                post_messages=may,
                edit_messages=may,
                delete_messages=may,
                pin_messages=may,
                change_info=may,
            )
            self._ask(
                0,
                functions.channels.EditAdmin(
                    channel=alice.channel(room), user_id=user, admin_rights=rights, rank=""
                ),
            )
        else:
            number = bare_id(room.peer_id)
            self._ask(
                0,
                functions.messages.EditChatAdmin(chat_id=number, user_id=user, is_admin=may),
            )

    @rule(hidden=st.booleans())
    def hide_history(self, *, hidden: bool) -> None:
        self._hide(self.rooms[1], hidden=hidden)

    @rule()
    def migrate(self) -> None:
        """The group becomes a supergroup; what is left of it stays in everybody's list."""
        group = self.rooms[0]
        if is_channel(group.peer_id):
            return
        answer = self._ask(0, functions.messages.MigrateChat(chat_id=bare_id(group.peer_id)))
        if isinstance(answer, types.Updates):
            (grown,) = [one.id for one in answer.chats if isinstance(one, types.Channel)]
            self.rooms[0] = Room(peer_of_channel(grown))

    @rule(which=chats, period=st.sampled_from([0, 3 * STEP_S]))
    def vanish(self, which: int, period: int) -> None:
        self._ask(0, functions.messages.SetHistoryTTL(peer=self._peer(0, which), period=period))

    # ── time, and the look at it all ───────────────────────────────────────────────────────────

    @rule()
    def wait(self) -> None:
        self.open.world.wait(STEP_S)
        self.open.run(run_due(self.open.world.app))

    def look(self) -> None:
        """Everybody's devices are compared: now and then, since it costs most."""
        self.open.run(self.open.world.check(*self.people))

    def teardown(self) -> None:
        if hasattr(self, "rooms"):
            self.look()

    # ── how it is asked ────────────────────────────────────────────────────────────────────────

    def _with(self, who: int, where: int) -> Person | Room:
        if where < len(self.rooms):
            return self.rooms[where]
        return self.people[who if where == 4 else (who + 1) % 3]

    def _peer(self, who: int, where: int) -> types.TypeInputPeer:
        return self.people[who].peer(self._with(who, where))

    def _say(self, who: int, where: int, text: str, **more: object) -> None:
        self._ask(
            who,
            functions.messages.SendMessage(
                peer=self._peer(who, where),
                message=text,
                random_id=self.open.world.random_id(),
                **more,  # type: ignore[arg-type]
            ),
        )

    def _hide(self, room: Room, *, hidden: bool) -> None:
        channel = self.people[0].channel(room)
        self._ask(0, functions.channels.TogglePreHistoryHidden(channel=channel, enabled=hidden))

    def _message(self, who: int, where: int, place: int, *, of: Choice = _any) -> int:
        """The id of one of the newest messages of a chat, or of none if there is none."""
        place_of = self._with(who, where)
        try:
            known = self.open.run(self.open.world.history(self.people[who], place_of.peer_id))
        except RpcError as error:
            if is_user(place_of.peer_id) or error.code not in (400, 406):
                raise
            return 0
        # Most of the time something that can be done, and at times something that cannot.
        fit = [message for message in known if of(message)] or known
        return fit[place % len(fit)].id if fit else 0

    def _ask(self, who: int, request: TLFunction) -> object:
        answer, outcome = None, "answered"
        try:
            answer = self.open.run(self.people[who].call(request))
        except RpcError as error:
            if error.code not in (400, 403, 406):
                raise
            outcome = "refused"
        self.outcomes[request.tl_name, outcome] += 1
        self.asked += 1
        if self.asked % UNLOOKED == 0:
            self.look()
        return answer


@pytest.mark.timeout(0 if EXAMPLES else 120)
def test_what_is_pushed_told_and_read_of_rooms_agrees(database_dsn: str) -> None:
    town = Town(database_dsn)
    outcomes: Counter[tuple[str, str]] = Counter()
    try:
        machine = type(
            "Neighbours",
            (Neighbours,),
            {"town": staticmethod(lambda: town), "outcomes": outcomes},
        )
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=int(EXAMPLES or FEW),
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=not EXAMPLES,
                database=None,
                # To look for the shortest way to a failure takes as long as finding a hundred.
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        town.close()
        lines = [f"{n:6} {outcome:8} {name}" for (name, outcome), n in sorted(outcomes.items())]
        sys.stdout.write("\n".join([*lines, f"{sum(outcomes.values()):6}", ""]))
    answered = sum(count for (_, outcome), count in outcomes.items() if outcome == "answered")
    assert answered > sum(outcomes.values()) // 3, "most of what they try is refused"
