"""Secrets of links and of visits: long, random, kept as hashes."""

import hashlib
import secrets


def fresh() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
