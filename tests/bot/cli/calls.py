"""One right call of every kind in the organisation, all options said."""

CALLS = {
    "company add": ("company", "add", "Василёк", "--timezone", "Asia/Omsk", "--currency", "KZT"),
    "company set": ("company", "set", "vat", "20"),
    "company list": ("company", "list"),
    "person add": ("person", "add", "Пётр Орлов", "--role", "manager", "--team", "Sales", "--head", "Анна Ким"),
    "person add all": (
        "person", "add", "Пётр Орлов", "--role", "manager", "--telegram-id", "555", "--extension", "101",
        "--timezone", "Asia/Omsk", "--email", "p@example.com", "--phone", "+79161234567", "--crm-id", "7",
        "--from", "2026-11-01",
    ),
    "person set": ("person", "set", "Ваня", "--team", "Support"),
    "person leave": ("person", "leave", "Ваня", "--on", "2026-11-24"),
    "person list": ("person", "list"),
    "person invite": ("person", "invite", "Ваня"),
    "norm set": (
        "norm", "set", "calls_total", "50", "--person", "Иван", "--weekday", "mon,tue", "--from", "2026-11-02",
    ),
    "norm list": ("norm", "list"),
    "hours set": ("hours", "set", "09:00-18:00", "--lunch", "13:00-14:00", "--team", "north", "--weekday", "пн-пт"),
    "hours list": ("hours", "list"),
    "away": ("away", "Ваня", "--from", "2026-12-01", "--to", "2026-12-04", "--kind", "sick"),
    "away list": ("away",),
    "holiday add": ("holiday", "add", "2026-12-30"),
    "holiday remove": ("holiday", "remove", "2026-12-31"),
    "holiday short": ("holiday", "short", "2026-12-30", "--by", "1:00"),
    "holiday list": ("holiday", "list", "--year", "2026"),
    "digest set": ("digest", "set", "--at", "18:45", "--monday", "never", "--head", "Анна"),
    "digest list": ("digest", "list"),
    "kpi add": ("kpi", "add", "meet_rate", "meetings / calls_connected", "--name", "Встречи", "--unit", "rate"),
    "kpi list": ("kpi", "list"),
    "goal add": (
        "goal", "add", "Ваня", "Больше встреч", "--months", "3", "--start", "10", "--target", "20", "--from", "today",
    ),
    "goal list": ("goal", "list", "--person", "Ваня"),
}  # fmt: skip
