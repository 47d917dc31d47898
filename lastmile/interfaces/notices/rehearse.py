"""Addresses that force each outcome, in every channel and in the running system, while nothing leaves the house.

`test-refused` for robots and text messages, `test-refused@test.invalid` for mail (.invalid belongs to nobody: RFC 6761).
"""
from .outcome import Later, Never

HOST = "@test.invalid"


def rehearsed(address: str, tries: int) -> str:
    """The state that the address forces, "" for a real one. Later and Never as from a real server."""
    if not address.startswith("test-"):
        return ""
    match address.removesuffix(HOST):
        case "test-delivered":
            return "delivered"
        case "test-sent":
            return "sent"
        case "test-refused":
            raise Never("refused")
        case "test-busy":
            raise Later("busy")
        case "test-once" if tries == 1:
            raise Later("busy")
        case "test-once":
            return "sent"
        case "test-unreachable":
            raise Later("unreachable")
        case "test-slow":
            raise Later("time")
    raise Never("refused")
