"""Bitrix24: a CRM with its telephony, read by an incoming webhook or as a local application."""

from services.connectors.bitrix24.books import OWN_FIELDS
from services.connectors.bitrix24.connector import KINDS, Bitrix24
from services.connectors.bitrix24.webhook import hook
from services.connectors.kit.contract import Family, Need, Rate, Vendor

VENDOR = Vendor(
    key="bitrix24",
    title="Битрикс24",
    family=Family.CRM,
    kinds=KINDS,
    needs=(
        Need("url", secret=True, optional=True),
        Need("client_id", optional=True),
        Need("client_secret", secret=True, optional=True),
        Need("hook_secret", secret=True, optional=True),
        Need("member_id", optional=True),
        *(Need(name, optional=True) for name in OWN_FIELDS),
    ),
    rate=Rate(2, at_once=50),
    opens=Bitrix24,
    hook=hook,
)
"""Either `url`, the address of an incoming webhook, or `client_id` with `client_secret` of an application."""
