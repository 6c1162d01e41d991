"""Phone numbers at rest: comparable by a keyed hash (BLAKE2b), readable only with the key ring.

Sealing is deterministic (AES-SIV): equal numbers of a company have equal hashes anyway, and the same import gives the
same bytes.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.errors import Refused


class Vault:
    """Seals numbers of one installation; the first key of the ring seals, all open."""

    def __init__(self, ring: tuple[bytes, ...], phone_key: bytes) -> None:
        self._ciphers = [AESSIV(_derived(key)) for key in ring]
        self._phone_key = phone_key

    @property
    def fingerprint(self) -> str:
        """What tells this phone key from another one and says nothing else of it."""
        key = self._phone_key[: hashlib.blake2b.MAX_KEY_SIZE]
        return hashlib.blake2b(b"takt phone key", key=key, digest_size=16).hexdigest()

    def phone_key(self, company: int, number: str) -> int:
        """A 63-bit name of the number that only this installation can compute; unlike in every company."""
        text = f"{company}:{number}".encode("utf-8", "replace")
        digest = hashlib.blake2b(text, key=self._phone_key[: hashlib.blake2b.MAX_KEY_SIZE], digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1 or 1

    def seal(self, company: int, text: str) -> bytes:
        """The text as bytes that say nothing without the ring and open in no other company."""
        return self._ciphers[0].encrypt(text.encode("utf-8", "replace"), [str(company).encode()])

    def open(self, company: int, sealed: bytes) -> str:
        """The text again; Refused when no key of the ring opens it."""
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed, [str(company).encode()]).decode("utf-8")
            except InvalidTag:
                continue
        raise Refused("keys-missing")


def _derived(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"takt phones").derive(key)
