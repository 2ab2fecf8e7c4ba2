"""Three people with Telethon who know each other, in rooms that they make."""

from dataclasses import dataclass
from pathlib import Path

from tests.e2e.telethon_client import TelethonUser
from tests.e2e.town import Town


@dataclass(slots=True)
class Company:
    """The people of a module's tests: one who owns the rooms, and two others."""

    town: Town
    owner: TelethonUser
    friend: TelethonUser
    third: TelethonUser

    @property
    def folder(self) -> Path:
        """Where files for them are made."""
        return self.town.folder

    def everybody(self) -> list[TelethonUser]:
        return [self.owner, self.friend, self.third]

    async def group(self, title: str) -> int:
        """A basic group with all of them in it."""
        return await self.owner.create_group(title, [self.friend.id, self.third.id])

    async def room(self, title: str, *guests: TelethonUser, broadcast: bool = False) -> int:
        """A supergroup or a channel of the owner's, with guests who know of it."""
        room = await self.owner.create_channel(title, broadcast=broadcast)
        for guest in guests:
            await self.owner.invite(room, guest.id)
            await guest.client.get_dialogs()
        return room


async def company_in(town: Town) -> Company:
    company = Company(
        town,
        await town.telethon("Owner"),
        await town.telethon("دوست"),
        await town.telethon("Third"),
    )
    for one in company.everybody():
        for other in company.everybody():
            if other is not one:
                await one.import_contact(other.phone, f"user {other.id}")
    return company
