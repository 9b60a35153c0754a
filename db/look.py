"""What is looked at when a story is shown, asked in plain SQL: the story whole, and the newsroom's
own data that its page and panels need.

The first story of a start stands in the window before SQLAlchemy is loaded, which takes a third
of it; so nothing here, and nothing in what opens the file, needs that. Whoever writes reads these
things here, too: there is one way of reading them.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from db.nouns import CHOSEN, NEWSROOM, RETIRED, SITE, Noun
from db.query import Ask, Query, quoted
from editor.late import frozen
from editor.story import document_json
from editor.story.block_ids import BlockIds, named
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.edits import UNEDITED, Crop, Edits
from editor.story.fields import FIELDS, NAMES, FieldKind
from editor.story.forms import STORED
from editor.story.origin import Origin
from editor.story.outlet import Outlet, Section
from editor.story.people import Contributor, Kind, Role
from editor.story.photo import AwaitedPhoto, Photo, PhotoFacts, Placement
from editor.story.review.remarks import Comment, Decision, Place, Suggestion
from editor.story.story import Status, Story
from editor.story.version import VersionRow
from editor.story.workflow import NOBODY, Reading, Route, SignOff, Verb

NAMED = Query(
    "SELECT part, name, note FROM story_contributors JOIN contributors ON id = contributor_id"
    " WHERE story_id = :story ORDER BY part, position",
    ("part", "name", "note"),
)
KEYWORDS = Query(
    "SELECT word FROM story_keywords JOIN keywords ON id = keyword_id"
    " WHERE story_id = :story ORDER BY position",
    ("word",),
)
_OF_PHOTO = ("original_name", "format", "width", "height", "size", "facts")
_OF_PHOTO += ("added", "likeness", "origin")
_OF_PLACEMENT = ("id", "photo_id", "lead", "caption", "credit", "alt", "crop", "edits")
_OF_PLACEMENT += ("decorative",)
PLACED = Query(
    f"SELECT {', '.join(f'placements.{name}' for name in _OF_PLACEMENT)}, {', '.join(_OF_PHOTO)}"
    ", photos.edits AS photo_edits FROM placements JOIN photos ON photos.id = photo_id"
    " WHERE story_id = :story ORDER BY position",
    (*_OF_PLACEMENT, *_OF_PHOTO, "photo_edits"),
)


def _arrival(noun: Noun, record: str) -> str:
    """The number under which a record last changed: the order of those that never change."""
    return f"(SELECT seq FROM changes WHERE noun = '{noun}' AND changes.id = {record})"


_AT_A_PLACE = ("field", "block", "placement", "offset")
_OF_COMMENT = ("by", "at", "text", "id", "number", "account", "parent", "resolved", "resolved_by")
_OF_COMMENT += (*_AT_A_PLACE, "quote")
SAID = Query(
    f"SELECT {quoted(_OF_COMMENT)} FROM comments WHERE story_id = :story ORDER BY number",
    _OF_COMMENT,
)
_OF_SUGGESTION = ("by", "at", "old", "new", "id", "number", "account", "state", "decided")
_OF_SUGGESTION += ("decided_by", *_AT_A_PLACE)
_SUGGESTED = f"SELECT {quoted(_OF_SUGGESTION)} FROM suggestions WHERE story_id = :story"
SUGGESTED = Query(f"{_SUGGESTED} ORDER BY number", _OF_SUGGESTION)
OPEN_SUGGESTED = Query(f"{_SUGGESTED} AND state = 'open' ORDER BY number", _OF_SUGGESTION)
_OF_ROUTE = ("role", "account", "due", "priority", "embargo")
ROUTE = Query(
    f"SELECT {quoted(_OF_ROUTE)}, coalesce((SELECT name FROM accounts WHERE id = account), '')"
    " AS name FROM routes WHERE story_id = :story",
    (*_OF_ROUTE, "name"),
)
_OF_SIGN_OFF = tuple(field.name for field in fields(SignOff))
LAST_SIGNED = Query(
    f"SELECT {quoted(_OF_SIGN_OFF)} FROM sign_offs WHERE story_id = :story"
    f" ORDER BY {_arrival(Noun.SIGN_OFF, 'sign_offs.id')} DESC LIMIT 1",
    _OF_SIGN_OFF,
)


def _acted(table: str, also: str = "") -> str:
    same = "act.story_id = v.story_id AND act.snapshot = v.snapshot"
    return f"EXISTS (SELECT 1 FROM {table} AS act WHERE {same}{also})"


_OUT = " AND act.kind = 'bundle'"
# Act and version carry one time: they are one transaction.
_THEN = " AND act.at = v.at"
_OF_VERSION = ("number", "by", "at", "reason", "snapshot", "kind", "name", "words")
_ACTS = {
    "signed": _acted("sign_offs"),
    "exported": _acted("exports", _OUT),
    "signing": _acted("sign_offs", _THEN),
    "exporting": _acted("exports", _OUT + _THEN),
}
_VERSIONS = f"""
    SELECT {quoted(_OF_VERSION)}, {", ".join(f"{sql} AS {name}" for name, sql in _ACTS.items())}
    FROM versions AS v WHERE story_id = :story ORDER BY number
"""
KEPT = Query(_VERSIONS, (*_OF_VERSION, *_ACTS))
NEWEST_KEPT = Query(f"{_VERSIONS} DESC LIMIT 1", (*_OF_VERSION, *_ACTS))

_APART = (FieldKind.BODY, FieldKind.NAMES, FieldKind.KEYWORDS)  # in tables of their own
OWN_FIELDS = tuple(field.key for field in FIELDS.values() if field.kind not in _APART)
# What was approved and stands on an outlet is exported, for whoever looks at the story.
SHOWN_STATUS = """CASE WHEN stories.status = 'signed_off' AND stories.stands_out = 1
    THEN 'exported' ELSE stories.status END"""
# What has not gone out, and is not given up.
ON_ITS_WAY = """(stories.status IN ('draft', 'in_review', 'returned')
    OR (stories.status = 'signed_off' AND stories.stands_out = 0))"""
# Sent to this person, or to nobody but their role.
_WAITING = f"""
    SELECT count(*) FROM routes CROSS JOIN stories ON stories.id = routes.story_id
    WHERE CASE WHEN routes.account = '' THEN routes.role = :role AND :role <> ''
        ELSE routes.account = :account END AND {ON_ITS_WAY}
"""
_OF_STORY = (*OWN_FIELDS, "id", "revision", "created", "updated", "awaited_photo")
_WHOLE = {
    **{name: f"stories.{name}" for name in _OF_STORY},
    # Read as its text: most often it is known what body that is.
    "body": "documents.body",
    "blocks": "documents.blocks",
    "shown": SHOWN_STATUS,
    "named": NAMED.cell,
    "words": KEYWORDS.cell,
    "placed": PLACED.cell,
}
# A spiked story gives its slug free, unless it went out: then readers know the address.
HELD = """(other.status <> 'spiked' OR EXISTS (
    SELECT 1 FROM exports WHERE exports.story_id = other.id AND exports.kind = 'bundle'))"""
# Whether another story has its slug.
_SLUG_TAKEN = f"""EXISTS (SELECT 1 FROM stories AS other WHERE other.id <> stories.id
    AND other.slug = stories.slug AND other.slug <> '' AND {HELD})"""
_BESIDE = {
    "said": SAID.cell,
    "suggested": OPEN_SUGGESTED.cell,
    "kept": KEPT.cell,
    "last_signed": LAST_SIGNED.cell,
    "route": ROUTE.cell,
    "taken": _SLUG_TAKEN,
    "site": f"(SELECT coalesce(max(seq), 0) FROM changes WHERE noun IN {tuple(map(str, SITE))})",
}


def _of_story(cells: Mapping[str, str]) -> Query:
    sql = f"""
        SELECT {", ".join(f"{sql} AS {name}" for name, sql in cells.items())}
        FROM stories JOIN documents ON documents.story_id = stories.id WHERE stories.id = :story
    """
    return Query(sql, cells)


_STORY, _SHOWN = _of_story(_WHOLE), _of_story({**_WHOLE, **_BESIDE})
_OF_OUTLET = ("key", "name", "publisher", "address", "language", "navigation", "footer")
_OF_OUTLET += ("credit_style", "photo_fields", "least_width", "avif")
_OUTLET = Query(
    f"""
    SELECT {quoted(_OF_OUTLET)} FROM outlets ORDER BY key = (
        SELECT json_extract(value, '$') FROM settings WHERE owner = :owner AND settings.key = :key
    ) DESC, key LIMIT 1
    """,
    _OF_OUTLET,
)


_OF_READING = tuple(each.name for each in fields(Reading))
_READINGS = Query(
    f"""
    SELECT {quoted(_OF_READING)} FROM readings WHERE story_id = :story AND snapshot = :snapshot
    AND id IN (SELECT json_extract(details, '$.reading') FROM audit WHERE object = :story
        AND action = 'read' AND seq > (SELECT coalesce(max(seq), 0) FROM audit
            WHERE object = :story AND action IN ('returned', 'spiked', 'killed')))
    ORDER BY stage
    """,
    _OF_READING,
)


class LastBodies:
    """The bodies of the stories that were read or kept last, for the transactions to come. Each is
    given for the very text it has, whatever became of the row or of who wrote it."""

    MOST = 16  # stories; more than anybody has open

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Document]] = {}

    def know(self, story_id: str, text: str, body: Document) -> None:
        self._known.pop(story_id, None)
        self._known[story_id] = text, body
        for oldest in list(self._known)[: -self.MOST]:
            self._known.pop(oldest, None)

    def of(self, story_id: str, text: str) -> Document | None:
        known = self._known.get(story_id)
        return known[1] if known is not None and known[0] == text else None

    def read(self, row: Any) -> Document:
        """Of a row with `body` as its text, `blocks` and its story's `id`: the body and what its
        blocks are called."""
        known = self.of(row.id, row.body)
        if known is not None:
            ids = known.ids if row.blocks is None else BlockIds.read(row.blocks).ids
            if len(ids) == len(known.blocks):
                return known if ids == known.ids else replace(known, ids=ids)
        body = named(row.id, json.loads(row.body), row.blocks)
        # What was written in another form than ours is always read.
        if document_json.to_text(body) == row.body:
            self.know(row.id, row.body, body)
        return body


@frozen
class StoryShown:
    """Everything of a story that is looked at together; `comments`, `suggestions` nobody has
    decided, and `versions` oldest first, `sign_off` the newest, whether or not it holds;
    `slug_taken` by another story; `site` the number of the newest change to SITE."""

    story: Story
    comments: tuple[Comment, ...]
    suggestions: tuple[Suggestion, ...]
    versions: tuple[VersionRow, ...]
    sign_off: SignOff | None
    slug_taken: bool
    site: int
    route: Route


class Look:
    """Reads, in whatever transaction `ask` asks."""

    def __init__(self, ask: Ask, bodies: LastBodies) -> None:
        self._ask = ask
        self._bodies = bodies

    def story(self, story_id: str) -> Story | None:
        """The whole story, with body, placements and names."""
        rows = _STORY.ask(self._ask, story=story_id)
        return self._story(rows[0]) if rows else None

    def shown(self, story_id: str) -> StoryShown | None:
        """The story and what is said of it, in one read."""
        rows = _SHOWN.ask(self._ask, story=story_id)
        if not rows:
            return None
        row = rows[0]
        return StoryShown(
            story=self._story(row),
            comments=tuple(map(comment_of, SAID.rows(row.said))),
            suggestions=tuple(map(suggestion_of, OPEN_SUGGESTED.rows(row.suggested))),
            versions=tuple(VersionRow(*each) for each in KEPT.rows(row.kept)),
            sign_off=next((SignOff(*each) for each in LAST_SIGNED.rows(row.last_signed)), None),
            slug_taken=row.taken,
            site=row.site,
            route=next((Route(*each) for each in ROUTE.rows(row.route)), NOBODY),
        )

    def waiting(self, role: str, account: str) -> int:
        """How many stories that are on their way were sent to this role or this person."""
        [(number,)] = self._ask(_WAITING, {"role": role, "account": account})
        return number

    def keywords(self) -> tuple[str, ...]:
        """Every keyword that stands in a story, in alphabetical order."""
        in_use = "SELECT keyword_id FROM story_keywords"
        rows = self._ask(f"SELECT word FROM keywords WHERE id IN ({in_use}) ORDER BY word", ())
        return tuple(word for (word,) in rows)

    def contributors(self) -> tuple[Contributor, ...]:
        """In alphabetical order."""
        names = "id, name, kind, role, chinese, note"
        rows = self._ask(f"SELECT {names} FROM contributors ORDER BY name, note", ())
        return tuple(contributor_of(*row) for row in rows)

    def sections(self) -> tuple[Section, ...]:
        """In order."""
        rows = self._ask("SELECT key, name FROM sections ORDER BY position, key", ())
        return tuple(Section(key, name) for key, name in rows)

    def outlet(self) -> Outlet:
        """The newsroom's chosen outlet; a library always has one."""
        [row] = _OUTLET.ask(self._ask, owner=NEWSROOM, key=CHOSEN)
        return STORED.read(
            Outlet, {key: value for key, value in row._asdict().items() if value is not None}
        )

    def alone(self) -> bool:
        """Whether at most one account is known here."""
        asked = "SELECT count(*) FROM accounts WHERE role <> ?"
        return next(iter(self._ask(asked, (RETIRED,))))[0] <= 1

    def somebody_is(self, role: str) -> bool:
        return bool(list(self._ask("SELECT 1 FROM accounts WHERE role = ? LIMIT 1", (role,))))

    def account(self, account_id: str) -> tuple[str, str, bool] | None:
        """Name, role and whether there is a password; None for nobody who sits down here."""
        asked = "SELECT name, role, password <> '' FROM accounts WHERE id = ? AND role <> ?"
        rows = list(self._ask(asked, (account_id, RETIRED)))
        return (rows[0][0], rows[0][1], bool(rows[0][2])) if rows else None

    def authors(self, story_id: str) -> frozenset[str]:
        """The accounts that have written in it, as the record has them."""
        asked = (
            "SELECT json_extract(details, '$.account') FROM audit WHERE object = ? AND action = ?"
        )
        return frozenset(each for (each,) in self._ask(asked, (story_id, str(Verb.WRITE))))

    def readings(self, story_id: str, snapshot: str) -> tuple[Reading, ...]:
        """Of exactly this, since it was returned or spiked last; the first first."""
        rows = _READINGS.ask(self._ask, story=story_id, snapshot=snapshot)
        return tuple(Reading(*row) for row in rows)

    def setting(self, key: str, default: Any = None, *, owner: str = NEWSROOM) -> Any:
        """A remembered None is None, and not `default`."""
        asked = "SELECT value FROM settings WHERE owner = ? AND key = ?"
        rows = list(self._ask(asked, (owner, key)))
        return json.loads(rows[0][0]) if rows else default

    def settings(self, owner: str = NEWSROOM) -> dict[str, Any]:
        asked = "SELECT key, value FROM settings WHERE owner = ? ORDER BY key"
        return {key: json.loads(value) for key, value in self._ask(asked, (owner,))}

    def newest(self, nouns: Collection[Noun] = tuple(Noun)) -> int:
        """The number of the newest change of these; 0 when there is none."""
        asked = "SELECT max(seq) FROM changes WHERE noun IN (SELECT value FROM json_each(?))"
        [(number,)] = self._ask(asked, (json.dumps([str(noun) for noun in nouns]),))
        return number or 0

    def _story(self, row: Any) -> Story:
        own: dict[str, Any] = {key: getattr(row, key) for key in OWN_FIELDS}
        return Story(
            **{**own, **names_in(NAMED.rows(row.named))},
            id=row.id,
            body=self._bodies.read(row),
            keywords=tuple(word for (word,) in KEYWORDS.rows(row.words)),
            placements=tuple(map(placement_of, PLACED.rows(row.placed))),
            awaited_photo=STORED.read_if(AwaitedPhoto, row.awaited_photo),
            status=Status(row.shown),
            revision=row.revision,
            created=row.created,
            updated=row.updated,
        )


def names_in(rows: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """Of the rows of NAMED: the part of a story (one of NAMES) -> its labels in order; every part
    is always there."""
    found: dict[str, list[str]] = {part.key: [] for part in NAMES}
    for part, name, note in rows:
        found[part].append(Contributor(name, note=note).label)
    return {part: tuple(names) for part, names in found.items()}


def contributor_of(
    contributor_id: str, name: str, kind: str, role: str, chinese: str, note: str
) -> Contributor:
    return Contributor(name, Kind(kind), Role(role), contributor_id, chinese, note)


def comment_of(row: Any) -> Comment:
    place = Place(row.field, row.block, row.placement, row.quote, row.offset)
    own = (row.by, row.at, row.text, row.id, row.number, row.account, row.parent)
    return Comment(*own, place, row.resolved, row.resolved_by)


def suggestion_of(row: Any) -> Suggestion:
    place = Place(row.field, row.block, row.placement, row.old, row.offset)
    own = (row.by, row.at, place, row.new, row.id, row.number, row.account)
    return Suggestion(*own, Decision(row.state), row.decided, row.decided_by)


def photo_of(row: Any, photo_id: str, edits: Any) -> Photo:
    own = {name: getattr(row, name) for name in _OF_PHOTO}
    own.update(facts=STORED.read(PhotoFacts, row.facts), origin=STORED.read_if(Origin, row.origin))
    return Photo(id=photo_id, edits=STORED.read_if(Edits, edits), **own)


def placement_of(row: Any) -> Placement:
    """Of a row of PLACED."""
    # The free crop stands apart from the other edits: it was there first.
    edits, crop = STORED.read_if(Edits, row.edits), STORED.read_if(Crop, row.crop)
    return Placement(
        id=row.id,
        photo=photo_of(row, row.photo_id, row.photo_edits),
        lead=row.lead,
        caption=row.caption,
        credit=STORED.read_if(CreditLine, row.credit),
        alt=row.alt,
        edits=edits if crop is None else replace(edits or UNEDITED, crop=crop),
        decorative=row.decorative,
    )
