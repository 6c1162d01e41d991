"""Where clients come from, what they buy, and what they are called. Everything here is invented."""

from dataclasses import dataclass
from random import Random

from sandbox.department.chance import weighted


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of a channel, with what it spends on a working day, VAT inside."""

    name: str
    part: float
    spend: float = 0.0
    click: float = 1.0
    shown_per_click: float = 1.0


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; its quality is how readily its leads let themselves be measured for."""

    name: str
    share: float
    quality: float
    size: float
    campaigns: tuple[Campaign, ...] = ()
    by_phone: float = 0.15


CHANNELS = (
    Channel(
        "Яндекс Директ", 0.33, 1.0, 1.0,
        (Campaign("Поиск. Входные группы", 0.62, 19_600, 236, 14), Campaign("РСЯ. Витражи", 0.38, 9_400, 58, 190)),
    ),
    Channel("Авито", 0.22, 0.9, 0.72, (Campaign("Авито. Окна", 1.0, 11_800, 44, 31),), by_phone=0.3),
    Channel(
        "VK Реклама", 0.17, 0.5, 0.7,
        (Campaign("VK. Лид-формы", 0.7, 8_900, 61, 120), Campaign("VK. Ролики", 0.3, 4_100, 36, 240)), by_phone=0.0,
    ),
    Channel("Рекомендации", 0.09, 1.5, 1.15, by_phone=0.5),
    Channel("Звонок с сайта", 0.14, 1.2, 1.0, by_phone=1.0),
    Channel("", 0.05, 0.8, 0.9, by_phone=0.4),
)  # fmt: skip
"""The last one is what nobody wrote down."""


@dataclass(frozen=True, slots=True)
class Product:
    """What is sold: its usual amount with VAT, and the part that its making costs of the amount without."""

    name: str
    share: float
    amount: float
    spread: float
    making: float


PRODUCTS = (
    Product("Окна ПВХ", 0.37, 82_000, 0.55, 0.68),
    Product("Входные группы", 0.27, 158_000, 0.5, 0.64),
    Product("Офисные перегородки", 0.22, 120_000, 0.5, 0.66),
    Product("Алюминиевые витражи", 0.14, 285_000, 0.5, 0.67),
)

_KINDS = (
    "Кафе", "Пекарня", "Стоматология", "Аптека", "Автосервис", "Салон красоты", "Магазин", "Детский центр", "Кофейня",
    "Гостиница", "Спортклуб", "Офис", "Цветочная лавка", "Ветклиника", "Школа танцев", "Склад", "ТСЖ", "Ателье",
    "Барбершоп", "Студия", "Шоурум", "Столовая", "Автомойка", "Типография",
)  # fmt: skip
_FIRST = (
    "Синий", "Тихий", "Ясный", "Добрый", "Лесной", "Речной", "Белый", "Светлый", "Медный", "Летний", "Дальний",
    "Рыжий", "Звонкий", "Третий", "Ровный", "Янтарный", "Новый", "Северный", "Верхний", "Солёный",
)  # fmt: skip
_SECOND = (
    "берег", "двор", "мост", "фонарь", "лист", "ключ", "квартал", "дом", "ветер", "пирог", "лев", "кедр", "парус",
    "компас", "полёт", "порог", "тополь", "шаг", "чердак", "камертон", "якорь", "снег",
)  # fmt: skip


def client_name(chance: Random) -> str:
    """The name of a client nobody has ever met."""
    return f"{chance.choice(_KINDS)} «{chance.choice(_FIRST)} {chance.choice(_SECOND)}»"


def product_for(chance: Random) -> Product:
    """What a client asks for."""
    return weighted(chance, PRODUCTS, [product.share for product in PRODUCTS])


def campaign_of(chance: Random, channel: Channel) -> str:
    """The campaign that brought a client of the channel; nothing where there are none."""
    if not channel.campaigns:
        return ""
    return weighted(chance, channel.campaigns, [campaign.part for campaign in channel.campaigns]).name


_CODES = ("495", "495", "495", "812", "343", "343", "831", "843", "846", "383")


def phone_of(number: int, *, met: bool) -> str:
    """The number of a client, or of a stranger.

    After the area code stands a 0, with which no subscriber's number in Russia begins: these numbers look right and
    reach nobody.
    """
    digits = (number * 7_919 + 12_347) % 500_000 + (0 if met else 500_000)
    return f"+7{_CODES[number % len(_CODES)]}0{digits:06d}"
