"""A group gets the picture of a team when its head says so, and nothing else is said there."""

import pytest
from sqlalchemy import select

from services.domain.people import Role
from services.store.tables import chats, team_chats
from tests.marks import on_sqlite

pytestmark = [on_sqlite]


@pytest.fixture
async def office(firm, bot, telegram):
    """A head with a team, somebody of it, and a group of both that the bot is not in."""
    head = await firm.hires("Анна Орлова", role=Role.HEAD, team="Север")
    boris = await firm.hires("Борис Ким", team="Север")
    return firm, head, boris, telegram.group("Отдел", head, boris, with_bot=False)


async def rows(firm, table=team_chats):
    async with firm.database.overview() as connection:
        return (await connection.execute(select(table))).all()


async def binds(who, group, button="Сюда — сводку: Север"):
    """Wait for the offer and press its button."""
    offer = await who.waits_for(lambda message: [button] in message.labels, group)
    await who.presses(button, chat=group, on=offer)


async def test_a_head_who_brings_the_bot_in_binds_the_team_with_one_button(office):
    firm, head, _boris, group = office
    await head.adds_bot_to(group)
    offer = await head.waits_for("Сводка команды в эту группу", group)
    assert offer.labels == [["Сюда — сводку: Север"]]

    await head.presses("Сюда — сводку: Север", chat=group)
    await head.waits_for("Готово: сводка команды «Север»", group)

    (row,) = await rows(firm)
    assert (row.chat, row.title, row.set_by) == (str(group.id), "Отдел", head.person)


async def test_an_owner_binds_the_company_and_takes_it_back(firm, bot, telegram):
    owner = await firm.hires("Вера Лис", role=Role.OWNER)
    group = telegram.group("Все", owner)
    await owner.says("/digest", group)
    await binds(owner, group, "Сюда — сводку компании")
    await owner.waits_for("сводка всей компании будет приходить сюда", group)
    assert len(await rows(firm)) == 1

    await owner.presses("Больше не присылать", chat=group)
    await owner.waits_for("сводок здесь больше не будет", group)

    assert await rows(firm) == []


async def test_who_heads_nobody_arranges_nothing(office, telegram):
    firm, head, boris, group = office
    await boris.adds_bot_to(group)
    await telegram.settled()
    assert group.received == []

    await boris.says("/digest", group)
    await boris.waits_for("только лично", group)
    await head.says("/digest", group)
    offer = await head.waits_for("Сводка команды в эту группу", group)
    await boris.presses("Сюда — сводку: Север", chat=group, on=offer)
    await boris.waits_for("выбирает руководитель", group)

    assert await rows(firm) == []


async def test_a_head_cannot_bind_a_team_of_others(office, telegram):
    firm, head, _boris, group = office
    await firm.hires("Гера Волк", role=Role.HEAD, team="Юг")
    await head.adds_bot_to(group)
    offer = await head.waits_for("Сводка команды в эту группу", group)
    forged = offer.buttons[0][0].data.rpartition(".")[0] + ".1"

    await head.presses(on=offer, data=forged)
    await telegram.settled()

    assert await rows(firm) == []


async def test_a_group_belongs_to_one_company(office, firm_of, telegram):
    firm, head, _boris, group = office
    other = await firm_of("Лютик")
    stranger = await other.hires("Пётр Лебедев", role=Role.OWNER)
    await stranger.joins(group)
    await head.adds_bot_to(group)
    await binds(head, group)
    await head.waits_for("Готово", group)

    await stranger.says("/digest", group)
    await binds(stranger, group, "Сюда — сводку компании")
    await stranger.waits_for("уже получает сводку другой компании", group)

    assert len(await rows(firm)) == 1


@pytest.mark.parametrize("way", ["kicks_bot_from", "mutes_bot_in"])
async def test_whoever_set_a_group_up_hears_in_private_once_that_it_is_lost(office, telegram, way):
    firm, head, boris, group = office
    await head.adds_bot_to(group)
    await binds(head, group)
    await head.waits_for("Готово", group)

    await getattr(boris, way)(group)
    await head.waits_for("не может писать в группу «Отдел»", within=10)
    await telegram.settled()

    assert await rows(firm) == []
    assert sum("в группу «Отдел»" in message.text for message in head.chat.received) == 1


async def test_a_group_that_becomes_a_supergroup_stays_bound(office, telegram):
    firm, head, _boris, group = office
    await head.adds_bot_to(group)
    await binds(head, group)
    await head.waits_for("Готово", group)

    moved = await head.migrates(group)
    await telegram.settled(quiet=0.3)

    assert [row.chat for row in await rows(firm)] == [str(moved.id)]
    assert [row.chat for row in await rows(firm, chats)] == []
