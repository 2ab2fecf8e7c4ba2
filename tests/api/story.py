"""Posting and looking at stories, as clients do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from hodhod.tl import functions, types
from tests.api.upload import upload
from tests.api.world import Person
from tests.blobs.pictures import picture

EVERYBODY: Sequence[types.TypeInputPrivacyRule] = (types.InputPrivacyValueAllowAll(),)
CONTACTS: Sequence[types.TypeInputPrivacyRule] = (types.InputPrivacyValueAllowContacts(),)
CLOSE_FRIENDS: Sequence[types.TypeInputPrivacyRule] = (types.InputPrivacyValueAllowCloseFriends(),)


async def photo(person: Person) -> types.InputMediaUploadedPhoto:
    """A picture that was sent up."""
    return types.InputMediaUploadedPhoto(file=await upload(person, picture(90, 160)))


async def post(
    person: Person,
    rules: Sequence[types.TypeInputPrivacyRule] = EVERYBODY,
    media: types.TypeInputMedia | None = None,
    **more: object,
) -> int:
    """Post a story and return its number."""
    updates = await post_updates(person, rules, media, **more)
    (told,) = [one for one in updates if isinstance(one, types.UpdateStoryID)]
    return told.id


async def post_updates(
    person: Person,
    rules: Sequence[types.TypeInputPrivacyRule] = EVERYBODY,
    media: types.TypeInputMedia | None = None,
    **more: object,
) -> Sequence[types.TypeUpdate]:
    """Post a story and return what was answered."""
    fields = {"random_id": person.world.random_id(), "peer": types.InputPeerSelf()} | more
    answer = await person.call(
        functions.stories.SendStory(
            media=media or await photo(person),
            privacy_rules=rules,
            **fields,  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.Updates)
    return answer.updates


async def active(person: Person, whom: Person) -> list[types.TypeStoryItem]:
    """The active stories of somebody, as a person sees them."""
    answer = await person.call(functions.stories.GetPeerStories(peer=person.peer(whom)))
    assert isinstance(answer, types.stories.PeerStories)
    return list(answer.stories.stories)


async def active_ids(person: Person, whom: Person) -> list[int]:
    return [one.id for one in await active(person, whom)]


async def by_id(person: Person, whom: Person, *story_ids: int) -> list[types.StoryItem]:
    answer = await person.call(
        functions.stories.GetStoriesByID(peer=person.peer(whom), id=list(story_ids))
    )
    assert isinstance(answer, types.stories.Stories)
    return cast("list[types.StoryItem]", list(answer.stories))


async def everybody(person: Person, *, hidden: bool = False) -> types.stories.AllStories:
    """The first page of everybody's stories."""
    answer = await person.call(functions.stories.GetAllStories(hidden=hidden))
    assert isinstance(answer, types.stories.AllStories)
    return answer


async def know(person: Person, *others: Person) -> None:
    """Make people contacts."""
    for other in others:
        await person.call(
            functions.contacts.AddContact(
                id=person.user(other), first_name="Somebody", last_name="", phone=""
            )
        )


def told(person: Person) -> list[types.TypeStoryItem]:
    """What stories a person's session was told of."""
    return [cast("types.UpdateStory", one).story for one in person.saw(types.UpdateStory)]
