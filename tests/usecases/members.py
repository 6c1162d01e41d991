"""Members for tests of what somebody may see and do."""

from services.domain.rights import member_of
from services.store.people import People


async def a_member(database, company, person, clock):
    """The member a person is today."""
    async with database.reading(company.id) as read:
        roster = await People(read).roster(company.zone)
    return member_of(company, roster, person, clock.now().astimezone(company.zone).date())
