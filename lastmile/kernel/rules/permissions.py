"""Who may do what to an item, as predicates over the actor's posts; pages and actions ask the same ones."""
from typing import Any

from .moves import refused


def works_on(asking: Any, given: Any, item: Any) -> bool:
    """A handler of the unit that owes the item, or of the office that acts for it."""
    return any(p.role == "handler" and item.unit_id in (p.unit, p.scope) for p in asking.actor.posts)


def supervises(asking: Any, given: Any, item: Any) -> bool:
    """A supervisor whose scope covers the unit that issued the item."""
    return asking.actor.has(asking.city, "supervisor", over=item.issuer_id)


def decides_extension(asking: Any, given: Any, item: Any) -> bool:
    """Who may grant more time decides about a request. A page shows it only where there is one."""
    return supervises(asking, given, item) and (given is not None or item.asked_until is not None)


def issued_it(asking: Any, given: Any, item: Any) -> bool:
    """The issuing side: a supervisor over it, or a handler of the unit that broke the item down."""
    return supervises(asking, given, item) or any(
        p.role == "handler" and item.issuer_id in (p.unit, p.scope) for p in asking.actor.posts)


def works_on_or_issued(asking: Any, given: Any, item: Any) -> bool:
    return works_on(asking, given, item) or issued_it(asking, given, item)


def checks(asking: Any, given: Any, item: Any) -> bool:
    """A verifier or supervisor above the item who had no hand in it."""
    return asking.actor.has(asking.city, "verifier", "supervisor", over=item.unit_id) and apart(asking, item)


def checks_or_supervises(asking: Any, given: Any, item: Any) -> bool:
    return checks(asking, given, item) or (supervises(asking, given, item) and apart(asking, item))


def apart(asking: Any, item: Any) -> bool:
    """Neither who reported the item, nor of a unit that owes or reported it; an office is not apart from the government it acts for."""
    concerned = [unit for unit in (item.unit_id, item.reporter_unit_id) if unit]
    return asking.actor.id != item.reporter_id and not any(
        asking.city.one_hand(own, unit) for own in asking.actor.units for unit in concerned)


def reassigns(asking: Any, given: Any, item: Any) -> bool:
    """A supervisor over the issuing unit. A page shows it on a draft only when its unit sent it back: any other is simply changed."""
    return supervises(asking, given, item) and (given is not None or item.state != "draft" or refused(item))


def cancels(asking: Any, given: Any, item: Any) -> bool:
    """A supervisor over the issuing unit; a part goes with the whole that the same act cancels, whoever issued it."""
    whole = getattr(asking, "held", {}).get(f"item:{item.parent_id}")
    return supervises(asking, given, item) or (whole is not None and whole.state == "cancelled")


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


def administers_all(asking: Any, given: Any, row: Any) -> bool:
    """An administrator over the whole city: for what holds everywhere, such as the calendar."""
    root = asking.city.root
    return asking.actor.system or (root is not None and asking.actor.has(asking.city, "administrator", over=root.id))


def opens(asking: Any, given: Any, row: Any) -> bool:
    """Supervisors open items in the name of units they cover; handlers break down what their unit owes."""
    actor, issuer = asking.actor, getattr(given, "issuer", None)
    if issuer is None:
        return actor.has(asking.city, "supervisor")
    if actor.has(asking.city, "supervisor", over=issuer):
        return True
    return getattr(given, "parent", None) is not None and any(p.role == "handler" and issuer in (p.unit, p.scope) for p in actor.posts)
