"""Who may issue to whom.

A government, or the office that acts for it, issues to its own departments and to the governments directly below it. A department
issues to its own sub-units and to departments one level down, never to a lower government: that goes through the government's
office (State Council Order 733 on supervision, and the 2024 rules on lightening the load of the grass roots).
"""
from .city import GOVERNMENTS, City

OWN = "ok"
TOO_DEEP = "too-deep"
NOT_A_DEPARTMENTS = "department-to-government"
NOT_BELOW = "not-below"


def issuing(city: City, issuer: int, target: int) -> str:
    """OWN when it may; else the reason why not, a code."""
    speaker, receiver = city.speaks_for(issuer), city.units[target]
    if speaker.sort in GOVERNMENTS:
        return _government(city, speaker.id, target)
    if receiver.sort in GOVERNMENTS:
        return NOT_A_DEPARTMENTS
    return OWN if _department(city, issuer, target) else NOT_BELOW


def _government(city: City, government: int, target: int) -> str:
    receiver = city.units[target]
    if not city.covers(government, target) or target == government:
        return NOT_BELOW
    if receiver.parent == government:
        return OWN
    home = city.units[receiver.parent] if receiver.parent else None
    return OWN if home and home.parent == government and home.sort == "department" else TOO_DEEP


def _department(city: City, issuer: int, target: int) -> bool:
    """A sub-unit of its own, or a department of the government one level below its own."""
    if issuer != target and city.covers(issuer, target):
        return True
    home, there = city.units[issuer].parent, city.units[target].parent
    return bool(home and there and there != home and city.units[there].parent == home and city.units[there].sort in GOVERNMENTS)
