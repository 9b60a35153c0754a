"""Who may do what with a story, from where: one table, which the desk holds everybody to and the
window and the commands ask what they may offer.

The statuses are those of newsroom practice: a draft is sent for review, returned with remarks or
signed off, and what is signed off is exported; a story that will not run is spiked.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from editor.late import frozen
from editor.message import NOTHING, Message, label, message
from editor.story.story import Status

if TYPE_CHECKING:
    from editor.story.checks import Finding


class SeatRole(StrEnum):
    """What somebody at this desk is there for."""

    EDITOR = "editor"
    PHOTO = "photo staff"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Verb(StrEnum):
    """What is done to a story. A name is what the audit trail says, where it says anything."""

    WRITE = "written"  # headline, deck, body and the story's fields
    TYPE = "typed"  # at a window: it may be on its way already when the story is spiked
    PICTURE = "photos changed"  # brought in, worded, placed, taken out
    RESTORE = "brought back"  # an earlier version, or what was there before one
    REPLACE = "replaced"  # words, across drafts
    SEND = "sent for review"
    HAND_ON = "handed on"  # to somebody else, who has it next; it stays what it is
    SCHEDULE = "due time or priority set"
    EMBARGO = "embargo set"
    RETURN = "returned"
    READ = "read"  # a reading before the one that signs off, where the newsroom asks for several
    SIGN_OFF = "signed off"
    EXPORT = "exported as a bundle"
    PROOF = "exported as a proof"
    SPIKE = "spiked"
    UNSPIKE = "taken back from the spike"
    COMMENT = "commented"  # a remark, an answer to one, whether it is settled
    SUGGEST = "suggested"  # other words, and that they are not wanted; to accept them is to REPLACE
    KILL = "killed"  # after it went out: it is withdrawn, and spiked
    RECORD = "kept"  # versions, their names and remarks: nothing of the story itself changes
    # Of the newsroom and of no story: sections, people, sites and policies; who works here as what.
    HOUSE = "newsroom changed"
    ACCOUNTS = "accounts changed"


@frozen
class Act:
    """Who does something now: a name, a role, the moment (aware), by what way ("window",
    "command"), and the id of their account."""

    actor: str
    role: str
    at: datetime
    via: str = ""
    account: str = ""


@frozen
class Policies:
    """What the newsroom asks of a sign-off beside the table: `another` that it is by somebody who
    has not written in the story, `readings` how many people read it, the last of whom signs."""

    another: bool = False
    readings: int = 1

    @property
    def ask_for_somebody(self) -> bool:
        """Whether they ask who it is."""
        return self.another or self.readings > 1

    def to_json(self) -> dict[str, object]:
        return {"another": self.another, "readings": self.readings}

    @classmethod
    def of(cls, kept: object) -> "Policies":
        """As `to_json` made it; the usual ones for anything else."""
        told = kept if isinstance(kept, dict) else {}
        readings = told.get("readings")
        return cls(told.get("another") is True, readings if readings in (2, 3) else 1)


@frozen
class Reading:
    """Somebody has read the snapshot whose SHA-256 (hex) is `snapshot` and lets it pass: the
    reading number `stage` (1 is the writer's desk, 2 the section head)."""

    story_id: str
    stage: int
    snapshot: str
    by: str
    at: datetime
    note: str = ""
    account: str = ""


@frozen
class Due:
    """What an approval by whoever sits here would be: the sign-off, or the reading `stage` of `of`
    before it; `why` says what the policies hold against it."""

    verb: Verb = Verb.SIGN_OFF
    stage: int = 1
    of: int = 1
    why: Message = NOTHING


@frozen
class Rule:
    """`to` None leaves the status to what the change does to an approval; `otherwise` is what is
    said from any other status, save that a spiked story has its own sentence."""

    starts: frozenset[Status]
    to: Status | None = None
    roles: frozenset[SeatRole] = frozenset(SeatRole)
    otherwise: Message = NOTHING


_ALL = frozenset(Status)
_ALIVE = _ALL - {Status.SPIKED}
_WRITTEN = frozenset({Status.DRAFT, Status.RETURNED})
_APPROVED = frozenset({Status.SIGNED_OFF, Status.EXPORTED})
_READ = frozenset({Status.IN_REVIEW})

_WORDS = frozenset(SeatRole) - {SeatRole.PHOTO}
_DECISIONS = frozenset({SeatRole.SUPERVISOR, SeatRole.ADMINISTRATOR})

# Whoever is alone in a library may take every step, and the record says that they were.
TABLE = {
    Verb.WRITE: Rule(_ALIVE, roles=_WORDS),
    # Nobody begins to write in a spiked story, but words on their way when it goes belong to it.
    Verb.TYPE: Rule(_ALL, roles=_WORDS),
    Verb.PICTURE: Rule(_ALIVE),
    Verb.RESTORE: Rule(_ALIVE, roles=_WORDS),
    Verb.REPLACE: Rule(_ALIVE, roles=_WORDS),
    Verb.SEND: Rule(_WRITTEN, Status.IN_REVIEW, otherwise=message("refused.sent-already")),
    Verb.HAND_ON: Rule(_ALIVE),
    Verb.SCHEDULE: Rule(_ALIVE),
    Verb.EMBARGO: Rule(_ALIVE, roles=_WORDS),
    Verb.RETURN: Rule(_READ | _APPROVED, Status.RETURNED, _DECISIONS, message("refused.not-sent")),
    Verb.READ: Rule(_WRITTEN | _READ, Status.IN_REVIEW, _WORDS, message("refused.signed-already")),
    Verb.SIGN_OFF: Rule(
        _WRITTEN | _READ, Status.SIGNED_OFF, _DECISIONS, message("refused.signed-already")
    ),
    Verb.EXPORT: Rule(_APPROVED, Status.EXPORTED, _DECISIONS, message("refused.not-signed")),
    Verb.PROOF: Rule(_ALIVE),
    Verb.SPIKE: Rule(_ALIVE, Status.SPIKED, _WORDS),
    Verb.UNSPIKE: Rule(
        frozenset({Status.SPIKED}), Status.DRAFT, _WORDS, message("refused.not-spiked")
    ),
    Verb.COMMENT: Rule(_ALIVE),
    Verb.SUGGEST: Rule(_ALIVE),
    Verb.KILL: Rule(_ALIVE, Status.SPIKED, _DECISIONS),
    Verb.RECORD: Rule(_ALL),
    Verb.HOUSE: Rule(_ALL, roles=_DECISIONS),
    Verb.ACCOUNTS: Rule(_ALL, roles=frozenset({SeatRole.ADMINISTRATOR})),
}


def refusal(verb: Verb, status: Status, role: str = "") -> Message:
    """Why not; nothing where it may be done. `role` "" is that of nobody seated, and of somebody
    who is alone."""
    rule = TABLE[verb]
    if role in set(SeatRole) - rule.roles:
        able = [label(each) for each in SeatRole if each in rule.roles]
        return message("refused.not-the-role", roles=able)
    if status in rule.starts:
        return NOTHING
    return message("refused.spiked") if status is Status.SPIKED else rule.otherwise


def stands(status: Status, *, holds: bool) -> Status:
    """Where a story stands whose approval holds, or no longer does: a draft then."""
    return Status.DRAFT if status in _APPROVED and not holds else status


def may(verb: Verb, status: Status, role: str = "") -> bool:
    return not refusal(verb, status, role)


def next_step(status: Status, role: str) -> Verb | None:
    """What somebody of this role does next with a story that stands there."""
    if status is Status.SIGNED_OFF:
        return Verb.EXPORT
    wanted = Verb.SIGN_OFF if role in _DECISIONS else Verb.SEND
    return wanted if may(wanted, status, role) else None


@frozen
class SignOff:
    """Approval of the snapshot whose SHA-256 (hex) is `snapshot`; of nothing else, ever.

    `signature` is the statement with its signature, in the form of `editor.publish.signing`, `key`
    the fingerprint of the key; both "" for an approval from before approvals were signed.
    """

    story_id: str
    snapshot: str
    by: str
    at: datetime
    note: str = ""
    account: str = ""
    key: str = ""
    signature: str = ""

    def covers(self, snapshot_sha256: str) -> bool:
        return self.snapshot == snapshot_sha256


class Priority(IntEnum):
    """What goes first, the higher before the lower."""

    USUAL = 0
    HIGH = 1
    URGENT = 2


@frozen
class Route:
    """Who has a story next, a role or the person with this `account`, whose `name` stands beside
    it; all moments aware. Nothing of it shows on a page, so no approval hangs on it."""

    role: str = ""
    account: str = ""
    due: datetime | None = None
    priority: int = Priority.USUAL
    embargo: datetime | None = None
    name: str = ""

    @property
    def to(self) -> str:
        """The name or the role; "" while nobody has been named."""
        return self.name or self.role

    def held(self, now: datetime) -> bool:
        return self.embargo is not None and now < self.embargo

    def late(self, now: datetime) -> bool:
        return self.due is not None and now > self.due

    @property
    def said(self) -> dict[str, str]:
        """As the record has it: what is not said is left out."""
        moments = {"due": self.due, "embargo": self.embargo}
        said = {name: at.isoformat(timespec="minutes") for name, at in moments.items() if at}
        urgent = {"priority": str(self.priority)} if self.priority else {}
        return ({"to": self.to} if self.to else {}) | said | urgent


NOBODY = Route()


def waits_for(route: Route, status: Status, findings: "Iterable[Finding]") -> str:
    """The name or the role of whoever must act next: who it was sent to; else the supervisor who
    reads it, the photo staff where only pictures are wanting, or whoever writes or exports it."""
    if route.to:
        return route.to
    if status is Status.IN_REVIEW:
        return SeatRole.SUPERVISOR
    wanting = [each for each in findings if each.blocks or each.rule == "photo-awaited"]
    pictures = [each for each in wanting if each.placement or each.field == "photo"]
    photos_only = bool(pictures) and len(pictures) == len(wanting)
    return SeatRole.PHOTO if photos_only else SeatRole.EDITOR
