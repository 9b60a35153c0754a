"""How a picture came to be: what its Content Credentials say (C2PA 2.x), and what follows from
them, IPTC's source type, the AI fields and China's AIGC label together.

Nothing here reads a file, and nothing decides that what a file says is true.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from editor.late import frozen
from editor.message import Message, label, listed, literal, message

if TYPE_CHECKING:
    from editor.story.photo import PhotoFacts

# Where an outlet has chosen none: what of a caption says that a machine made or changed a picture.
AI_LABELS = ("AI-generated image", "AI-edited image", "AI生成", "人工智能生成")


class Standing(StrEnum):
    """What Content Credentials are worth."""

    KNOWN = "known"  # they fit, and their signer is one the newsroom knows
    UNKNOWN = "unknown"  # they fit, signed by anybody
    ALTERED = "altered"  # they do not fit the picture, or were themselves changed
    ELSEWHERE = "elsewhere"  # the file names an address for them, and nobody goes there
    UNREADABLE = "unreadable"


class Action(StrEnum):
    """The actions of C2PA 2.x that pictures meet; others are told by their own name."""

    CREATED = "c2pa.created"
    OPENED = "c2pa.opened"
    PLACED = "c2pa.placed"
    REMOVED = "c2pa.removed"
    CROPPED = "c2pa.cropped"
    RESIZED = "c2pa.resized"
    ORIENTED = "c2pa.orientation"
    COLOURED = "c2pa.color_adjustments"
    FILTERED = "c2pa.filtered"
    DRAWN = "c2pa.drawing"
    EDITED = "c2pa.edited"
    ENHANCED = "c2pa.enhanced"
    CONVERTED = "c2pa.converted"
    TRANSCODED = "c2pa.transcoded"
    REPACKAGED = "c2pa.repackaged"
    WATERMARKED = "c2pa.watermarked"
    REDACTED = "c2pa.redacted"
    PUBLISHED = "c2pa.published"


@frozen
class Step:
    """One action; `agent` is the program that says it did it, `term` the address of an IPTC
    term or "", `at` ISO 8601 as it was written, "" where nobody wrote it."""

    action: str
    agent: str = ""
    term: str = ""
    at: str = ""

    @property
    def said(self) -> Message:
        known = self.action in set(map(str, Action))
        what = label(Action(self.action)) if known else literal(self.action)
        parts = (what, literal(self.agent), type_said(self.term), literal(self.at[:10]))
        return listed(parts, "facts")


@frozen
class Ingredient:
    """Another file that went into this one: `relationship` is parentOf, componentOf or inputTo,
    `term` the strictest its own credentials have."""

    title: str
    relationship: str
    term: str = ""


@frozen
class Origin:
    """What the Content Credentials of a file say. `steps` are its history, that of the pictures it
    was made from first; `time` is a time stamp's, ISO 8601, "" where nobody vouches for one;
    `problem` is C2PA's own word for what does not fit."""

    standing: Standing
    generator: str = ""
    signer: str = ""
    time: str = ""
    steps: tuple[Step, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    ai_system: str = ""
    problem: str = ""

    @property
    def term(self) -> str:
        """The address of the term that weighs most, "" for none."""
        types = [step.term for step in self.steps]
        types += [each.term for each in self.ingredients if each.relationship != "inputTo"]
        return strictest(types)

    @property
    def trusted(self) -> bool:
        return self.standing in (Standing.KNOWN, Standing.UNKNOWN)


class Made(StrEnum):
    """How a picture came to be, what weighs most last."""

    NOT_SAID = "not-said"
    CAMERA = "camera"
    EDITED = "edited"
    DRAWN = "drawn"  # by people or programs, without a camera and without AI
    COMPOSITE = "composite"
    AI_CHANGED = "ai-changed"
    AI_MADE = "ai-made"

    @property
    def by_ai(self) -> bool:
        return self in (Made.AI_CHANGED, Made.AI_MADE)


_WEIGHT = {made: weight for weight, made in enumerate(Made)}
# What IPTC's terms mean here (NewsCodes of November 2026).
_OF_TYPE = {
    **dict.fromkeys(("digitalCapture", "computationalCapture", "negativeFilm"), Made.CAMERA),
    **dict.fromkeys(("positiveFilm", "print"), Made.CAMERA),
    **dict.fromkeys(("humanEdits", "minorHumanEdits", "algorithmicallyEnhanced"), Made.EDITED),
    **dict.fromkeys(("digitalCreation", "digitalArt", "screenCapture"), Made.DRAWN),
    **dict.fromkeys(("virtualRecording", "dataDrivenMedia", "softwareImage"), Made.DRAWN),
    **dict.fromkeys(("compositeCapture", "composite"), Made.COMPOSITE),
    **dict.fromkeys(
        ("compositeSynthetic", "compositeWithTrainedAlgorithmicMedia"), Made.AI_CHANGED
    ),
    **dict.fromkeys(("algorithmicMedia", "trainedAlgorithmicMedia"), Made.AI_MADE),
}
# Actions that say something of a picture by themselves; cropping and sizing leave it what it is.
_OF_ACTION: Mapping[str, Made] = {
    **dict.fromkeys((Action.EDITED, Action.FILTERED, Action.COLOURED), Made.EDITED),
    **dict.fromkeys((Action.ENHANCED, Action.DRAWN, Action.REMOVED), Made.EDITED),
    Action.PLACED: Made.COMPOSITE,
}


def term_of(address: str) -> str:
    return address.rpartition("/")[2]


def type_said(address: str) -> Message:
    """What people call a source type."""
    made = _OF_TYPE.get(term_of(address))
    return label(made) if made else literal(term_of(address))


def strictest(addresses: Sequence[str]) -> str:
    weights = [(_WEIGHT[_OF_TYPE.get(term_of(each), Made.NOT_SAID)], each) for each in addresses]
    return max(weights, key=lambda weighed: weighed[0], default=(0, ""))[1]


class By(StrEnum):
    """Who says how a picture came to be."""

    CREDENTIALS = "credentials"
    SOURCE_TYPE = "source-type"
    AI_FIELDS = "ai-fields"
    AIGC = "aigc"


@frozen
class Claim:
    """`said` is what exactly says so: a term, a system, a label."""

    by: By
    made: Made
    said: str = ""

    @property
    def message(self) -> Message:
        return message("origin.claim", by=label(self.by), made=label(self.made), said=self.said)


@frozen
class Judgement:
    """`made` is the strictest of `claims`, on which it rests."""

    made: Made
    claims: tuple[Claim, ...] = ()

    @property
    def contradictory(self) -> bool:
        """One says a camera, another a machine; a history that begins with a camera and has a
        machine in it is none."""
        strictest = {
            by: max((c.made for c in self.claims if c.by is by), key=_WEIGHT.__getitem__)
            for by in {claim.by for claim in self.claims}
        }.values()
        unlike = {Made.CAMERA, Made.EDITED}.intersection(strictest)
        return bool(unlike) and any(made.by_ai for made in strictest)


def judged(facts: "PhotoFacts", origin: Origin | None = None) -> Judgement:
    """How a picture came to be, by everything that its file and its record say."""
    claims = tuple(_claims(facts, origin))
    made = max((claim.made for claim in claims), key=_WEIGHT.__getitem__, default=Made.NOT_SAID)
    return Judgement(made, claims)


def _claims(facts: "PhotoFacts", origin: Origin | None) -> Iterator[Claim]:
    for claim in _of_credentials(origin) if origin is not None else ():
        # Broken credentials are no proof of a camera; that they speak of AI is reason enough.
        if origin is not None and (origin.trusted or claim.made.by_ai):
            yield claim
    typed = _OF_TYPE.get(term_of(facts.source_type))
    if typed is not None:
        yield Claim(By.SOURCE_TYPE, typed, term_of(facts.source_type))
    if facts.ai_system:
        # "Used to generate this image" (IPTC 2025.1), unless the type says: a part of it.
        made = Made.AI_CHANGED if typed is Made.AI_CHANGED else Made.AI_MADE
        yield Claim(By.AI_FIELDS, made, facts.ai_system)
    if facts.aigc:
        yield Claim(By.AIGC, Made.AI_MADE, facts.aigc[:80])


def _of_credentials(origin: Origin) -> Iterator[Claim]:
    found: dict[Made, str] = {}
    for step in origin.steps:
        made = _OF_TYPE.get(term_of(step.term)) or _OF_ACTION.get(step.action)
        if made is Made.AI_MADE and step.action != Action.CREATED:
            made = Made.AI_CHANGED  # a part of it: generative fill
        if made is not None:
            found.setdefault(made, term_of(step.term) or step.agent)
    for each in origin.ingredients:
        made = _OF_TYPE.get(term_of(each.term))
        if each.relationship == "componentOf" and made is not None:
            found.setdefault(Made.AI_CHANGED if made.by_ai else Made.COMPOSITE, each.title)
    yield from (Claim(By.CREDENTIALS, made, said) for made, said in found.items())


def origin_said(facts: "PhotoFacts", origin: Origin | None) -> tuple[Message, ...]:
    """Where a picture comes from, in sentences; nothing where nothing is known of it."""
    judgement = judged(facts, origin)
    said = [message("origin.made", made=label(judgement.made))] if judgement.claims else []
    if judgement.claims:
        said.append(message("origin.rests"))
        said += [message("origin.item", what=claim.message) for claim in judgement.claims]
    if judgement.contradictory:
        said.append(message("origin.contradictory"))
    if origin is None:
        return tuple(said)
    said.append(message("origin.credentials", standing=label(origin.standing)))
    if origin.signer:
        signed = {"signer": origin.signer, "generator": origin.generator}
        at = literal(origin.time[:10])
        said.append(
            message("origin.signed-at", **signed, at=at)
            if at
            else message("origin.signed", **signed)
        )
    if origin.steps:
        said.append(message("origin.history"))
        said += [message("origin.item", what=step.said) for step in origin.steps]
    if origin.ingredients:
        said.append(message("origin.made-of", files=[each.title for each in origin.ingredients]))
    return tuple(said)


@frozen
class Badge:
    """`kind` is a chip's: danger, warning, count or success."""

    says: Message
    kind: str


def badge_of(facts: "PhotoFacts", origin: Origin | None) -> Badge | None:
    """What somebody should know of a picture at first sight; None for nothing."""
    made = judged(facts, origin).made
    if origin is not None and origin.standing is Standing.ALTERED:
        return Badge(message("badge.altered"), "danger")
    if made.by_ai:
        ai_made = made is Made.AI_MADE
        return Badge(message("badge.ai-made" if ai_made else "badge.ai-changed"), "warning")
    if made is Made.COMPOSITE:
        return Badge(message("badge.composite"), "count")
    trusted = origin is not None and origin.trusted
    return Badge(message("badge.credentials"), "success") if trusted else None


@frozen
class OriginRules:
    """What an outlet holds about origins: its `labels` for pictures with AI in them; whether it
    signs what it publishes, with the PEM files of its `certificates` and their private `key`; and
    `known`, a PEM file of the certificates of signers it knows."""

    labels: tuple[str, ...] = AI_LABELS
    sign: bool = False
    certificates: str = ""
    key: str = ""
    known: str = ""

    @classmethod
    def of(cls, kept: object) -> "OriginRules":
        """From what the settings keep; what is missing or makes no sense has its default."""
        if not isinstance(kept, Mapping):
            return cls()
        values = cast("Mapping[str, Any]", kept)
        paths = {name: str(values.get(name) or "") for name in ("certificates", "key", "known")}
        labels = tuple(each for each in values.get("labels") or () if str(each).strip())
        return cls(labels or AI_LABELS, values.get("sign") is True, **paths)

    def to_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)} | {
            "labels": list(self.labels)
        }


def carries_label(caption: str, labels: Sequence[str]) -> bool:
    """Whether a caption says that AI had a part, in one of the outlet's labels."""
    text = _plain(caption)
    return any(_plain(each) in text for each in labels if each.strip())


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("‑", "-").replace("–", "-").split())
