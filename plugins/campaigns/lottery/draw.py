"""The rule by which winners follow from a secret and the frozen list; docs/draw.md tells it to members. Pure."""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterator, Sequence

RULE = "dandelion-draw-1"
SIZE = 32
"""Bytes of a secret."""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6


class Seed:
    """256 bits that nobody knows before the draw; they show themselves only when asked by name."""

    __slots__ = ("_bytes",)

    def __init__(self, value: bytes) -> None:
        if len(value) != SIZE:
            raise ValueError(f"a secret has {SIZE} bytes")
        self._bytes = value

    @classmethod
    def new(cls) -> "Seed":
        """A fresh one."""
        return cls(secrets.token_bytes(SIZE))

    def to_bytes(self) -> bytes:
        """To be kept where nobody reads."""
        return self._bytes

    def reveal(self) -> str:
        """As it is published with the winners: 64 hex digits."""
        return self._bytes.hex()

    def number_of(self, message: str) -> str:
        """What only who knows the secret can work out of a message, in hex."""
        return hmac.new(self.reveal().encode("ascii"), message.encode("ascii"), hashlib.sha256).hexdigest()

    @property
    def commitment(self) -> str:
        """What is posted at the opening: it binds us to the secret and tells nothing of it."""
        return sha256(self.reveal())

    def __repr__(self) -> str:
        return "Seed(***)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is copied nowhere")


def sha256(text: str) -> str:
    """In hex."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def new_code() -> str:
    """By chance, so that nobody can choose one."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def listed(codes: Collection[str]) -> str:
    """The frozen list as it is posted and hashed: the codes in order of their letters, one blank between two."""
    return " ".join(sorted(codes))


def order(seed: Seed, codes: Collection[str]) -> list[str]:
    """The codes as they are drawn: each has a number that only the secret and the whole list tell, the least first."""
    fingerprint = sha256(listed(codes))
    return sorted(codes, key=lambda code: (seed.number_of(f"{fingerprint}:{code}"), code))


def prize_by_place(counts: Sequence[int]) -> Iterator[int]:
    """Which prize, from 0, each place has: all of the first, then all of the second, and so on."""
    return (prize for prize, count in enumerate(counts) for _ in range(count))
