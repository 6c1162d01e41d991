"""What both played CRMs share: the truth they show, its growth, and the way of a request."""

from sandbox.crm.grown import company, grown
from sandbox.crm.ledger import Ledger
from sandbox.crm.life import Life

__all__ = ["Ledger", "Life", "company", "grown"]
