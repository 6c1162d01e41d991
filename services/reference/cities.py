"""A time zone by what people type: a city in Russian or English, `МСК+2`, or its own name."""

import re
from functools import cache
from zoneinfo import available_timezones

_LONGEST = 64
_FROM_MOSCOW = re.compile(r"(?:мск|msk)\s*(?:([+-])\s*(\d{1,2}))?")
_BY_HOURS = {
    -1: "Europe/Kaliningrad", 0: "Europe/Moscow", 1: "Europe/Samara", 2: "Asia/Yekaterinburg", 3: "Asia/Omsk",
    4: "Asia/Krasnoyarsk", 5: "Asia/Irkutsk", 6: "Asia/Yakutsk", 7: "Asia/Vladivostok", 8: "Asia/Magadan",
    9: "Asia/Kamchatka",
}  # fmt: skip
"""Russia counts its hours from Moscow."""

_CITIES = {
    "Europe/Kaliningrad": "калининград",
    "Europe/Moscow": """москва|мск|питер|спб|санкт-петербург|петербург|нижний новгород|казань|ростов-на-дону|ростов
        |краснодар|сочи|воронеж|ярославль|тула|тверь|рязань|липецк|курск|белгород|брянск|калуга|владимир|иваново
        |кострома|смоленск|орел|пенза|чебоксары|йошкар-ола|саранск|набережные челны|архангельск|мурманск|вологда
        |череповец|петрозаводск|псков|великий новгород|сыктывкар|ставрополь|махачкала|грозный|владикавказ|нальчик
        |симферополь|севастополь|тамбов|таганрог|новороссийск|киров|moscow|spb|saint petersburg|st petersburg|kazan
        |sochi|krasnodar|nizhny novgorod|rostov-on-don""",
    "Europe/Volgograd": "волгоград",
    "Europe/Samara": "самара|ижевск|тольятти",
    "Europe/Saratov": "саратов",
    "Europe/Ulyanovsk": "ульяновск",
    "Europe/Astrakhan": "астрахань",
    "Asia/Yekaterinburg": """екатеринбург|екб|челябинск|уфа|пермь|тюмень|сургут|оренбург|магнитогорск|нижний тагил
        |курган|ханты-мансийск|нижневартовск|новый уренгой|стерлитамак|ekaterinburg|chelyabinsk|ufa|perm|tyumen""",
    "Asia/Omsk": "омск",
    "Asia/Novosibirsk": "новосибирск",
    "Asia/Barnaul": "барнаул|бийск|горно-алтайск",
    "Asia/Tomsk": "томск",
    "Asia/Novokuznetsk": "новокузнецк|кемерово",
    "Asia/Krasnoyarsk": "красноярск|абакан|норильск|кызыл",
    "Asia/Irkutsk": "иркутск|улан-удэ|братск|ангарск",
    "Asia/Chita": "чита",
    "Asia/Yakutsk": "якутск|благовещенск",
    "Asia/Vladivostok": "владивосток|хабаровск|уссурийск|находка|khabarovsk",
    "Asia/Magadan": "магадан",
    "Asia/Sakhalin": "южно-сахалинск|сахалин",
    "Asia/Kamchatka": "камчатка|петропавловск-камчатский|петропавловск",
    "Asia/Anadyr": "анадырь",
    "Europe/Minsk": "минск|гомель|брест|гродно|витебск|могилев",
    "Asia/Almaty": "алматы|алма-ата|астана|нур-султан|шымкент|караганда|astana",
    "Asia/Tashkent": "ташкент",
    "Asia/Samarkand": "самарканд|бухара",
    "Asia/Bishkek": "бишкек",
    "Asia/Dushanbe": "душанбе",
    "Asia/Ashgabat": "ашхабад",
    "Asia/Yerevan": "ереван",
    "Asia/Tbilisi": "тбилиси|батуми|batumi",
    "Asia/Baku": "баку",
    "Europe/Chisinau": "кишинев",
    "Europe/Kyiv": "киев|kiev",
    "Europe/Belgrade": "белград",
    "Europe/Istanbul": "стамбул|анталья|анкара|antalya",
    "Asia/Dubai": "дубай|абу-даби|abu dhabi",
    "Asia/Bangkok": "бангкок|пхукет|phuket",
    "Asia/Makassar": "бали|bali",
    "Asia/Jerusalem": "тель-авив|иерусалим|хайфа|tel aviv",
    "Asia/Nicosia": "никосия|лимассол|limassol",
    "Europe/Berlin": "берлин|мюнхен|гамбург|франкфурт|munich|hamburg|frankfurt",
    "Europe/London": "лондон",
    "Europe/Paris": "париж",
    "Europe/Madrid": "мадрид|барселона|barcelona",
    "Europe/Lisbon": "лиссабон",
    "Europe/Rome": "рим|милан|milan",
    "Europe/Prague": "прага",
    "Europe/Warsaw": "варшава",
    "Europe/Vilnius": "вильнюс",
    "Europe/Riga": "рига",
    "Europe/Tallinn": "таллин",
    "America/New_York": "нью-йорк|майами|miami|boston",
    "America/Los_Angeles": "лос-анджелес|сан-франциско|san francisco|seattle",
}  # fmt: skip


def read_zone(text: str) -> str:
    """The name of the zone; ValueError where no city and no zone is called so."""
    wanted = _key(text)
    if not wanted or len(wanted) > _LONGEST:
        raise ValueError("no city of this name")
    hours = _FROM_MOSCOW.fullmatch(wanted)
    if hours is not None:
        far = int(hours[2] or 0) * (-1 if hours[1] == "-" else 1)
        if far in _BY_HOURS:
            return _BY_HOURS[far]
    found = _known().get(wanted)
    if found is None:
        raise ValueError("no city of this name")
    return found


def _key(text: str) -> str:
    return " ".join(text[: _LONGEST * 4].casefold().replace("ё", "е").replace("_", " ").split())


@cache
def _known() -> dict[str, str]:
    """Zones by their names, by their last parts (`berlin`), and by cities; a city of ours wins."""
    zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    known = {_key(name.rpartition("/")[2]): name for name in zones}
    known |= {_key(name): name for name in [*zones, "UTC"]}
    return known | {_key(city): zone for zone, cities in _CITIES.items() for city in cities.split("|")}
