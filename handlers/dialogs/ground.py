"""What every step of a conversation begins with: who speaks in its company, and what was typed."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import Message

from services.domain.ids import CompanyId
from services.domain.rights import Member
from services.errors import Gone, Refused
from services.usecases.know_account import Known


def speaking(known: Known, kept: Mapping[str, Any]) -> Member:
    """The member in whose company the conversation began, whatever company was chosen since."""
    member = known.of(CompanyId(int(kept.get("company", 0)))) or known.member
    if member is None or member.company.id != kept.get("company", member.company.id):
        raise Gone("nobody-found")
    return member


def typed(message: Message) -> str:
    """The words of an answer; a sticker, a voice or a picture is none."""
    if message.text is None:
        raise Refused("answer-in-words")
    return message.text
