"""The played accounts behind one face: how each is served, what opens it, and what it holds in our words."""

from sandbox.amocrm import AmoServer
from sandbox.bitrix24 import BitrixServer
from sandbox.crm import grown
from services.connectors.kit.records import Kind
from tests.connectors.amocrm import playing as amocrm
from tests.connectors.bitrix24 import truth as bitrix24

NOW = bitrix24.AFTER
DAY = 86_400


class AmoCrm:
    """Deletions are told by events: all is seen once the events of the last seconds are."""

    key = "amocrm"
    server = AmoServer
    settles_s = 6
    cost = "771001"

    @staticmethod
    def ledger(deals=60, calls=80, touches=40):
        return amocrm.touched(grown(5, deals=deals, calls=calls), NOW - 100_000, touches)

    @staticmethod
    def truth(crm):
        return amocrm.truth(crm.ledger)

    @staticmethod
    def opens(crm):
        return {"url": crm.url, "token": crm.token}

    @staticmethod
    def hears(crm):
        return {"token": crm.token, "hook_secret": "canary-of-the-hook"}

    @staticmethod
    def shut(crm):
        crm.tokens.revoke()

    @staticmethod
    def unlock(crm):
        crm.tokens.begin()

    @staticmethod
    def secret(crm):
        return crm.token


class Bitrix24:
    """Deletions are found by comparing ids once a day, of activities once a week."""

    key = "bitrix24"
    server = BitrixServer
    settles_s = 8 * DAY
    cost = "Себестоимость"

    @staticmethod
    def ledger(deals=60, calls=80):
        return bitrix24.busy(deals=deals, calls=calls)

    @staticmethod
    def truth(crm):
        told = {kind: of(crm) for kind, of in bitrix24.TRUTH.items()}
        return told | {Kind.MOVES: {one: one for one in told[Kind.MOVES]}}

    @staticmethod
    def opens(crm):
        return {"url": crm.webhook}

    @staticmethod
    def hears(crm):
        return {"url": crm.webhook, "hook_secret": crm.tokens.application_token}

    @staticmethod
    def shut(crm):
        crm.tokens.secret = "0" * 16

    @staticmethod
    def unlock(crm):
        crm.tokens.secret = "1" * 16

    @staticmethod
    def secret(crm):
        return crm.tokens.secret


VENDORS = {vendor.key: vendor for vendor in (AmoCrm, Bitrix24)}
