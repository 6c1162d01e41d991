"""amoCRM, called Kommo outside Russia: people, stages, deals with their moves, calls and activities."""

from services.connectors.amocrm.connector import KINDS, AmoCrm
from services.connectors.amocrm.webhook import hook
from services.connectors.kit.contract import Family, Need, Rate, Vendor

VENDOR = Vendor(
    key="amocrm",
    title="amoCRM",
    family=Family.CRM,
    kinds=KINDS,
    needs=(
        Need("url"),
        Need("token", secret=True, optional=True),
        Need("client_id", optional=True),
        Need("client_secret", secret=True, optional=True),
        Need("code", secret=True, optional=True),
        Need("redirect_uri", optional=True),
        Need("hook_secret", secret=True, optional=True),
        *(
            Need(name, optional=True)
            for name in (
                *("cost_field", "paid_field", "product_field", "source_field"),
                *("proposal_stage", "proposal_task", "proposal_file", "meeting_task", "presentation_task"),
            )
        ),
    ),
    rate=Rate(5),
    opens=AmoCrm,
    hook=hook,
)
