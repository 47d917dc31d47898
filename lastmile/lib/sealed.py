"""Small secrets that must be read again, such as somebody's telephone number: sealed with the place's key, so that a copied table tells none."""
import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


class Unreadable(Exception):
    """Sealed with another key, or damaged."""


def _lock(key: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"{purpose}\0{key}".encode()).digest()))


def seal(key: str, purpose: str, words: str) -> bytes:
    """The words, so that only the same key opens them, and only for the same purpose."""
    return _lock(key, purpose).encrypt(words.encode())


def opened(key: str, purpose: str, sealed: bytes) -> str:
    """The words again. Unreadable when the key is another."""
    try:
        return _lock(key, purpose).decrypt(sealed).decode()
    except InvalidToken as no:
        raise Unreadable from no


def masked(words: str) -> str:
    """Enough to recognise one's own: li…@example.cn, 138…0000."""
    name, at, host = words.partition("@")
    if at:
        return f"{name[:2]}…@{host}"
    return f"{words[:3]}…{words[-4:]}" if len(words) > 8 else "…"
