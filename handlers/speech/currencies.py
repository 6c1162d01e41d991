"""Signs of currencies that a reader knows without a book; the others are shown by their code."""

SIGNS = {
    "RUB": "₽",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "KZT": "₸",
    "UAH": "₴",
    "TRY": "₺",
    "INR": "₹",
    "JPY": "¥",
    "ILS": "₪",
    "VND": "₫",
    "KRW": "₩",
}
