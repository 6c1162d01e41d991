"""Phone numbers at rest: comparable by a keyed hash (BLAKE2b), readable only with the key ring.

Sealing is deterministic (AES-SIV): equal numbers of a company have equal hashes anyway, and the same import gives the
same bytes.
"""

import hashlib
from collections.abc import Iterable

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

    def phone_keys(self, company: int, numbers: Iterable[str]) -> list[int]:
        """63-bit names of the numbers that only this installation can compute; unlike in every company."""
        key = self._phone_key[: hashlib.blake2b.MAX_KEY_SIZE]
        start = hashlib.blake2b(f"{company}:".encode(), key=key, digest_size=8)
        keys = []
        for number in numbers:
            digest = start.copy()
            digest.update(number.encode("utf-8", "replace"))
            keys.append(int.from_bytes(digest.digest(), "big") >> 1 or 1)
        return keys

    def seal(self, company: int, texts: Iterable[str]) -> list[bytes]:
        """The texts as bytes that say nothing without the ring and open in no other company."""
        encrypt, bound = self._ciphers[0].encrypt, [str(company).encode()]
        return [encrypt(text.encode("utf-8", "replace"), bound) for text in texts]

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
