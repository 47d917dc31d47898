"""Who may do what to an item, as predicates over the actor's posts; pages and actions ask the same ones."""
from typing import Any


def works_on(asking: Any, given: Any, item: Any) -> bool:
    """A handler of the unit that owes the item, or of the office that acts for it."""
    return any(p.role == "handler" and item.unit_id in (p.unit, p.scope) for p in asking.actor.posts)


def supervises(asking: Any, given: Any, item: Any) -> bool:
    """A supervisor whose scope covers the unit that issued the item."""
    return asking.actor.has(asking.city, "supervisor", over=item.issuer_id)


def issued_it(asking: Any, given: Any, item: Any) -> bool:
    """The issuing side: a supervisor over it, or a handler of the unit that broke the item down."""
    return supervises(asking, given, item) or any(
        p.role == "handler" and item.issuer_id in (p.unit, p.scope) for p in asking.actor.posts)


def works_on_or_issued(asking: Any, given: Any, item: Any) -> bool:
    return works_on(asking, given, item) or issued_it(asking, given, item)


def checks(asking: Any, given: Any, item: Any) -> bool:
    """A verifier or supervisor above the item who neither reported it nor sits in the unit that owes or reported it."""
    actor = asking.actor
    return (actor.has(asking.city, "verifier", "supervisor", over=item.unit_id) and actor.id != item.reporter_id
            and item.unit_id not in actor.units and item.reporter_unit_id not in actor.units)


def checks_or_supervises(asking: Any, given: Any, item: Any) -> bool:
    return checks(asking, given, item) or (supervises(asking, given, item) and asking.actor.id != item.reporter_id)


def the_clock(asking: Any, given: Any, row: Any) -> bool:
    """Only what happens by itself."""
    return asking.actor.system


def administers(asking: Any, given: Any, row: Any) -> bool:
    """An administrator, over the unit in question where one is named."""
    if asking.actor.system:
        return True
    units = [getattr(given, name, None) for name in ("unit", "parent")]
    return all(asking.actor.has(asking.city, "administrator", over=unit) for unit in units if unit) and asking.actor.has(
        asking.city, "administrator")


def opens(asking: Any, given: Any, row: Any) -> bool:
    """Supervisors open items in the name of units they cover; handlers break down what their unit owes."""
    actor = asking.actor
    if given is None:
        return actor.has(asking.city, "supervisor")
    issuer = given.issuer
    if issuer is None:
        return actor.has(asking.city, "supervisor")
    if actor.has(asking.city, "supervisor", over=issuer):
        return True
    return given.parent is not None and any(p.role == "handler" and issuer in (p.unit, p.scope) for p in actor.posts)
