"""Which entries tell whom: one table for all actions. A slip, a reminder or an escalation adds its line, and nothing else."""
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .city import City
from .moves import IN_HAND

SOON = timedelta(days=1)  # a time to sign shorter than this would be over before the next digest


@dataclass(frozen=True, slots=True)
class Held:
    """A post in force of somebody who is active."""

    person: int
    role: str
    unit: int
    scope: int
    duty: bool = False


@dataclass(frozen=True)
class Posts:
    """All posts of the city, and its tree: whom an entry can tell."""

    city: City
    all: tuple[Held, ...]
    by_unit: Mapping[int, list[Held]] = field(default_factory=dict)
    by_role: Mapping[str, list[Held]] = field(default_factory=dict)
    by_person: Mapping[int, list[Held]] = field(default_factory=dict)

    def nearest(self, unit: int, *roles: str, but: Callable[[Held], bool] = lambda post: False) -> set[int]:
        """Of those with the role whose reach covers the unit, the ones with the least reach."""
        over = [p for role in roles for p in self.by_role.get(role, ()) if self.city.covers(p.scope, unit) and not but(p)]
        least = max((len(self.city.units[p.scope].path) for p in over), default=0)
        return {p.person for p in over if len(self.city.units[p.scope].path) == least}

    def handlers(self, unit: int) -> set[int]:
        """Who handles what the unit owes: its duty holders; all its handlers where nobody holds the duty."""
        own = [p for p in self.by_unit.get(unit, ()) if p.role == "handler"]
        return {p.person for p in own if p.duty} or {p.person for p in own}


def posts_of(city: City, rows: Iterable[Held]) -> Posts:
    """The posts, found by unit, role and person."""
    all = tuple(rows)
    by_unit, by_role, by_person = defaultdict(list), defaultdict(list), defaultdict(list)
    for post in all:
        for unit in {post.unit, post.scope}:
            by_unit[unit].append(post)
        by_role[post.role].append(post)
        by_person[post.person].append(post)
    return Posts(city, all, by_unit, by_role, by_person)


@dataclass(frozen=True)
class Happened:
    """One entry, as the rules see it: what it says of its own subject, and the item as it stands now, if it is about one."""

    action: str
    at: datetime
    actor: int
    given: Mapping[str, Any] = field(default_factory=dict)
    was: Mapping[str, Any] = field(default_factory=dict)
    became: Mapping[str, Any] = field(default_factory=dict)
    item: Any = None  # unit_id issuer_id handler_id parent_id state reporter_id reporter_unit_id sign_due_at
    assisting: tuple[int, ...] = ()
    person: int | None = None
    named: tuple[int, ...] = ()  # whom the act itself had to find, such as the next rung of the ladder


Who = Callable[[Happened, Posts], set[int]]
Is = Callable[[Happened], bool]


def owner(h: Happened, posts: Posts) -> set[int]:
    """Who handles the item; where nobody is named, or they have left, the unit's duty holders."""
    named = h.item.handler_id
    if named and any(p.person == named for p in posts.by_unit.get(h.item.unit_id, ())):
        return {named}
    return posts.handlers(h.item.unit_id)


def issuers(h: Happened, posts: Posts) -> set[int]:
    """The supervisors who sit where it was issued, else the nearest above; for a part also who handles the whole it was broken from."""
    unit = h.item.issuer_id
    own = {p.person for p in posts.by_role.get("supervisor", ()) if posts.city.one_hand(p.unit, unit) and posts.city.covers(p.scope, unit)}
    return (own or posts.nearest(unit, "supervisor")) | (posts.handlers(unit) if h.item.parent_id else set())


def checkers(h: Happened, posts: Posts) -> set[int]:
    """Who may verify the report: the nearest verifiers apart from it, supervisors where there is none."""
    concerned = [unit for unit in (h.item.unit_id, h.item.reporter_unit_id) if unit]

    def had_a_hand(post: Held) -> bool:
        own = {p.unit for p in posts.by_person[post.person]}
        return post.person == h.item.reporter_id or any(posts.city.one_hand(one, unit) for one in own for unit in concerned)
    return posts.nearest(h.item.unit_id, "verifier", but=had_a_hand) or posts.nearest(h.item.unit_id, "supervisor", but=had_a_hand)


def assisting(h: Happened, posts: Posts) -> set[int]:
    """Who handles it in the assisting units."""
    return {person for unit in h.assisting for person in posts.handlers(unit)}


def former(h: Happened, posts: Posts) -> set[int]:
    """Who owed it until now."""
    named, unit = h.was.get("handler_id"), h.was.get("unit_id")
    return {named} if named else posts.handlers(unit) if unit else set()


def leaders(h: Happened, posts: Posts) -> set[int]:
    """Who leads the unit that owes it."""
    return {p.person for p in posts.by_unit.get(h.item.unit_id, ()) if p.role == "leader" and p.unit == h.item.unit_id}


def themselves(h: Happened, posts: Posts) -> set[int]:
    """The person the entry is about."""
    return {h.person} if h.person else set()


def named(h: Happened, posts: Posts) -> set[int]:
    """Whom the act has named; see kernel/actions/telling.py."""
    return set(h.named)


def administrators(h: Happened, posts: Posts) -> set[int]:
    """Who administers the whole city."""
    root = posts.city.root
    return {p.person for p in posts.by_role.get("administrator", ()) if root and p.scope == root.id}


def always(h: Happened) -> bool:
    return True


def never(h: Happened) -> bool:
    return False


def issued(h: Happened) -> bool:
    return bool(h.became.get("issued_at"))


def was_issued(h: Happened) -> bool:
    return h.item.issued_at is not None


def sign_soon(h: Happened) -> bool:
    return h.item.sign_due_at is not None and h.item.sign_due_at - h.at < SOON


def turned(light: str, signing: bool = False) -> Is:
    """The light turned to this colour, for signing or for all that comes after it, and the unit still has it in hand."""
    def has(h: Happened) -> bool:
        return h.became.get("light") == light and (h.item.state == "assigned" if signing else h.item.state in IN_HAND)
    return has


def with_problem(h: Happened) -> bool:
    return bool(h.given.get("problem"))


@dataclass(frozen=True)
class Tell:
    """That an entry tells these people; `kind` has its words in interfaces/notices/words.py."""

    kind: str
    who: Who
    urgent: Is = never
    when: Is = always


TELLS: dict[str, tuple[Tell, ...]] = {
    "item.open": (Tell("issued", owner, sign_soon, issued), Tell("assisting", assisting, when=issued)),
    "item.change": (),
    "item.issue": (Tell("issued", owner, sign_soon), Tell("assisting", assisting)),
    "item.sign": (),
    "item.refuse": (Tell("refused", issuers, always),),
    "item.reassign": (Tell("issued", owner, sign_soon), Tell("former", former, always)),
    "item.hand_to": (Tell("handed", owner),),
    "item.break_down": (),  # each part is issued by an entry of its own
    "item.progress": (Tell("problem", issuers, when=with_problem),),
    "item.report": (Tell("to_check", checkers),),
    "item.return": (Tell("returned", owner, always),),
    "item.verify": (Tell("verified", owner),),
    "item.close": (Tell("closed", owner),),
    "item.cancel": (Tell("cancelled", owner, always, was_issued), Tell("cancelled", assisting, when=was_issued)),
    "item.suspend": (Tell("suspended", owner, always),),
    "item.resume": (Tell("resumed", owner, always),),
    "item.ask_extension": (Tell("extension_asked", issuers),),
    "item.extend": (Tell("extended", owner),),
    "item.decline_extension": (Tell("extension_declined", owner, always),),
    "item.recount": (Tell("recounted", owner),),
    "item.waive_children": (Tell("waived", owner),),
    "item.turn": (
        Tell("near", owner, when=turned("yellow")), Tell("sign_near", owner, always, turned("yellow", signing=True)),
        Tell("late", owner, always, turned("red")), Tell("sign_late", owner, always, turned("red", signing=True)),
        Tell("late_below", issuers, when=turned("red")), Tell("unsigned_below", issuers, when=turned("red", signing=True))),
    "item.plan": (Tell("planned", owner),), "item.recheck": (Tell("to_check", checkers),), "item.breach": (),  # the light tells of it
    "breach.climb": (Tell("escalated", named, always),),
    "slip.propose": (Tell("slip_proposed", named),), "slip.draw": (Tell("slip_proposed", named),), "slip.sign": (Tell("slip", named, always),),
    "slip.decline": (), "slip.withdraw": (Tell("slip_withdrawn", named),), "slip.give_way": (), "slip.answer": (Tell("slip_answered", named),),
    "slip.accept": (), "slip.return": (Tell("slip_returned", named, always),), "slip.overdue": (Tell("slip_overdue", named, always),),
    "block.ask": (Tell("block", named, always),), "block.raise": (Tell("block", named, always),), "block.overdue": (Tell("block", named),),
    "block.solve": (Tell("block_solved", named),),
    "review.ask": (Tell("review", named),), "review.overdue": (Tell("review", named, always),), "review.decide": (Tell("review_decided", named),),
    "rulebook.set": (),
    "calendar.set_year": (), "calendar.set_hours": (), "rule.set": (), "recount.reach": (),
    "unit.add": (), "unit.change": (), "unit.move": (), "unit.retire": (), "person.add": (), "person.retire": (),
    "post.give": (Tell("post_given", themselves),),
    "post.take": (Tell("post_taken", themselves),),
    "person.set_password": (Tell("password", themselves, always),),
    "token.issue": (Tell("token", themselves, always),),
    "token.revoke": (),
    "notice.choose": (), "contact.set": (Tell("contact", themselves),), "contact.remove": (Tell("contact", themselves),),
    "feed.issue": (), "feed.revoke": (),
    "paper.draft": (), "paper.change": (), "paper.sign_off": (), "paper.archive": (), "paper.correct": (), "paper.void": (),
    "letterhead.set": (), "ledger.set_columns": (),
    "channel.fail": (Tell("channel_dead", administrators, always),),
    "channel.recover": (Tell("channel_back", administrators),),
}


# What says the same more urgently takes the place of what was told before and is not read yet: one line an item, not a heap.
INSTEAD: dict[str, tuple[str, ...]] = {
    "sign_near": ("issued",), "sign_late": ("issued", "sign_near"), "late": ("near", "issued", "returned"), "issued": ("former",),
    "late_below": ("unsigned_below",), "closed": ("verified",), "cancelled": ("issued", "near", "late", "sign_near", "sign_late"),
}


def told(h: Happened, posts: Posts) -> dict[int, tuple[str, bool]]:
    """Who is told of an entry: for each person the kind and whether it is urgent. Never who did it; the first line that names somebody counts."""
    found: dict[int, tuple[str, bool]] = {}
    for tell in TELLS.get(h.action, ()):
        if tell.when(h):
            for person in tell.who(h, posts) - {h.actor}:
                found.setdefault(person, (tell.kind, tell.urgent(h)))
    return found
