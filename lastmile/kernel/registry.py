"""What the parts declare: actions, long work, kinds of item, domains. Filled at start, read by every interface."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from .rules.areas import AREAS
from .rules.clocks import PRESETS, Limit
from .rules.notices import TELLS, Tell


class NoFacts(BaseModel):
    """A kind without facts of its own."""


@dataclass(frozen=True)
class Kind:
    """A kind of item, declared by a domain. `letter` stands in its numbers: 2026-督-0147.

    Limits are named by their codes, in the box (rules/clock_presets.json) or among the domain's own; how long each is, the office says.
    """

    code: str
    letter: str
    title: str
    area: str | None = None
    facts: type[BaseModel] = NoFacts
    sign_within: str = "sign"
    finish_within: str = "document"
    first_report: str = ""  # the limit of a first report before the work is done; "" for none
    extend_within: str = "extend"  # how far behind the original day an extension may lie; "" for no cap
    reports: Mapping[str, str] = field(default_factory=dict)  # by rhythm: by when a period is reported, where that is not report_<rhythm>
    states: Mapping[str, str] = field(default_factory=dict)  # by state: how long it may last
    evidence_needed: bool = False
    closes_when_verified: bool = True
    sensitive: bool = False  # a message that leaves the house tells its number and nothing else
    plan: tuple[Mapping[str, Any], ...] = ()  # points of rules/pace.py: how progress is planned where nobody sets it for one item


@dataclass(frozen=True)
class Domain:
    """What a package under domains/ declares about itself, in its domain.py, as DOMAIN."""

    name: str
    title: str
    kinds: tuple[Kind, ...] = ()
    urls: str | None = None
    nav: tuple[tuple[str, str], ...] = ()  # (route, words) for the head of every page
    tells: Mapping[str, tuple[Tell, ...]] = field(default_factory=dict)  # by action: whom its entry tells; every action has a line
    limits: tuple[Limit, ...] = ()  # of its own, beside those in the box; the office may change them like those
    jobs: tuple[str, ...] = ()  # functions that may take minutes, by dotted name; the worker does them beside its rounds


@dataclass(frozen=True)
class Action:
    """One declared action; see kernel.act.action for the meaning of each field."""

    name: str
    title: str
    takes: type[BaseModel]
    may: Callable[..., bool]
    run: Callable[..., Any]
    locks: type[Any] | None = None
    field: str = ""
    about: tuple[type[Any], str] | None = None  # the model of the subject, and the field that names it; None for what makes a new one
    internal: bool = False  # done by the clock or by another act only; no interface offers it
    in_person: bool = False  # by somebody who has signed in, never with a token: what would outlive the token's loss

    @property
    def noun(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class LongWork:
    """What may take minutes, as interfaces.jobs.long_work declares it: `run(task, given)` is done by the worker for who asked."""

    name: str
    title: str
    takes: type[BaseModel]
    run: Callable[..., Any]


@dataclass(frozen=True)
class Drafted:
    """What drafting came to: the paper as JSON (interfaces.papers.structure), and the units that it is for."""

    content: dict[str, Any]
    readers: tuple[int, ...] = ()


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper that an office writes. `letter` stands in its number: 青督通〔2026〕3号; with `issues` it is counted in issues (第3期).

    `asks` names what its drafting must be told: "period", "items", "source"; `period` is the usual one, "week" or "month". `draft` gets a
    kernel.actions.papers.Drafting. `signers` are the roles that may sign it off.
    """

    code: str
    title: str
    letter: str
    draft: Callable[[Any], Drafted]
    asks: tuple[str, ...] = ()
    period: str = ""
    issues: bool = False
    signers: tuple[str, ...] = ("leader", "supervisor")


@dataclass(frozen=True)
class Written:
    """A file of a paper in the store."""

    name: str
    hash: str
    size: int


@dataclass(frozen=True)
class Source:
    """The words from which an item came: the sentence with what stands around it, whose document, and where in it."""

    before: str
    text: str
    after: str
    title: str
    where: str = ""
    url: str = ""


ACTIONS: dict[str, Action] = {}
WORKS: dict[str, LongWork] = {}
KINDS: dict[str, Kind] = {}
LIMITS: dict[str, Limit] = {}  # of the domains
DOMAINS: dict[str, Domain] = {}
SOURCES: dict[str, Callable[[str], Source | None]] = {}  # by the word before the colon of an item's source: "directive:7"
ALSO: list[Callable[[int], list[Source]]] = []  # by an item's id: where else it is asked for

HOLDERS: dict[str, Callable[[list[str]], set[str]]] = {}  # by part: those of these files, by hash, that something of it names
PAPERS: dict[str, PaperKind] = {}
WRITERS: dict[str, Callable[[Any], Written]] = {}  # by form ("docx"): puts a paper's row as a file into the store


def declare(domain: Domain) -> None:
    """Take in a domain and its kinds; letters and codes are never shared."""
    letters = {k.letter: k.code for k in KINDS.values()}
    for kind in domain.kinds:
        if kind.code in KINDS or kind.letter in letters:
            raise ValueError(f"kind {kind.code} ({kind.letter}) is declared twice")
        if kind.area is not None and kind.area not in AREAS:
            raise ValueError(f"kind {kind.code}: no such area {kind.area}")
        KINDS[kind.code] = kind
    for limit in domain.limits:
        if limit.code in PRESETS or limit.code in LIMITS:
            raise ValueError(f"limit {limit.code} is declared twice")
        LIMITS[limit.code] = limit
    for kind in domain.kinds:
        for code in filter(None, (kind.sign_within, kind.finish_within, kind.first_report, kind.extend_within, *kind.states.values())):
            if code not in PRESETS and code not in LIMITS:
                raise ValueError(f"kind {kind.code}: no such limit {code}")
    TELLS.update(domain.tells)
    DOMAINS[domain.name] = domain


def declare_paper(kind: PaperKind) -> None:
    """Take in a kind of paper; codes and letters are never shared."""
    if kind.code in PAPERS or kind.letter in {known.letter for known in PAPERS.values()}:
        raise ValueError(f"paper {kind.code} ({kind.letter}) is declared twice")
    PAPERS[kind.code] = kind


def source_of(source: str) -> Source | None:
    """What a domain tells of an item's source; None when there is none or no domain knows it."""
    tell = SOURCES.get(source.partition(":")[0])
    return tell(source) if tell else None


def held(hashes: set[str], most: int = 10_000) -> set[str]:
    """Those of these files, by hash, that something of a domain, or long work, names."""
    every = sorted(hashes)
    return {hash for holds in HOLDERS.values() for at in range(0, len(every), most) for hash in holds(every[at:at + most])}


def further_sources(item: int) -> list[Source]:
    """Where else an open item is asked for: papers that came later, whose words were found to mean the same."""
    return [source for tell in ALSO for source in tell(item)]


def offered(by_token: bool = False) -> Mapping[str, Action]:
    """The actions that interfaces offer, by name; where people come with a token, only those that a token may do."""
    return {name: one for name, one in sorted(ACTIONS.items()) if not one.internal and not (by_token and one.in_person)}
