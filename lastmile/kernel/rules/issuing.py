"""Who may issue to whom.

A government, or the office that acts for it, issues to its own departments and to the governments directly below it. A department
issues to its own sub-units and to departments one level down, never to a lower government: that goes through the government's
office (State Council Order 733 on supervision, and the 2024 rules on lightening the load of the grass roots). To give work to an
office is to give it to the government for which it acts; only its own government gives work to the office itself.
"""
from .city import GOVERNMENTS, City, Unit

OWN = "ok"
TOO_DEEP = "too-deep"
NOT_A_DEPARTMENTS = "department-to-government"
NOT_BELOW = "not-below"


def issuing(city: City, issuer: int, target: int) -> str:
    """OWN when it may; else the reason why not, a code."""
    speaker, receiver = city.speaks_for(issuer), meant(city, issuer, target)
    if speaker.sort in GOVERNMENTS:
        return _government(city, speaker.id, receiver)
    if receiver.sort in GOVERNMENTS:
        return NOT_A_DEPARTMENTS
    return OWN if _department(city, speaker.id, receiver) else NOT_BELOW


def meant(city: City, issuer: int, target: int) -> Unit:
    """Whom one gives work to by naming `target`: an office stands for whom it acts for, except in its issuer's own house."""
    spoken = city.speaks_for(target)
    at_home = spoken.id in (city.speaks_for(issuer).id, city.government(issuer).id)
    return city.units[target] if at_home else spoken


def _government(city: City, government: int, receiver: Unit) -> str:
    if not city.covers(government, receiver.id) or receiver.id == government:
        return NOT_BELOW
    if receiver.parent == government:
        return OWN
    home = city.units[receiver.parent] if receiver.parent else None
    return OWN if home and home.parent == government and home.sort == "department" else TOO_DEEP


def _department(city: City, department: int, receiver: Unit) -> bool:
    """A sub-unit of its own, or a department of the government one level below its own."""
    if receiver.id != department and city.covers(department, receiver.id):
        return True
    home, there = city.units[department].parent, receiver.parent
    return bool(home and there and there != home and city.units[there].parent == home and city.units[there].sort in GOVERNMENTS)
