"""What a newsroom of several machines will need: ids two of them can make, people who may share a
name, one feed of changes, publications, settings by whose they are, ids of a body's blocks.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from db.columns import new_id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Everything that is not here belongs to the person who sat there.
_NEWSROOMS = ("section lengths", "title limits", "spelling.variant")
_MACHINES = (
    *("person", "open tabs", "begun in dialogs", "export folder", "copies folder"),
    *("import folder", "copied pictures folder"),
)


def upgrade() -> None:
    _blocks()
    _people()
    _ids()
    _settings()
    _publications()
    _feed()


def _rows(sql: str) -> list[Any]:
    return list(op.get_bind().exec_driver_sql(sql).all())


def _insert(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    if values := list(rows):
        places = ", ".join("?" * len(values[0]))
        op.get_bind().exec_driver_sql(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608


def _blocks() -> None:
    op.add_column("documents", sa.Column("blocks", sa.Text(), nullable=True))
    op.add_column("versions", sa.Column("blocks", sa.Text(), nullable=True))


def _people() -> None:
    """A name is what somebody is called, and no longer who it is."""
    old = _rows("SELECT id, name, kind, role FROM contributors")
    op.drop_table("contributors")
    op.create_table(
        "contributors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("chinese", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contributors"),
    )
    op.create_index("uq_contributors_name_note", "contributors", ["name", "note"], unique=True)
    _insert("contributors", ((*row, "", "") for row in old))
    accounts = _rows("SELECT name, role FROM accounts ORDER BY name")
    op.drop_table("accounts")
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_name", "accounts", ["name"])
    _insert("accounts", ((new_id(), *row) for row in accounts))


def _ids() -> None:
    """Comments, sign-offs, exports and keywords, each in the order in which it came."""
    words = {row.id: (new_id(), row.word) for row in _rows("SELECT id, word FROM keywords")}
    lines = _rows("SELECT story_id, position, keyword_id FROM story_keywords")
    op.drop_table("story_keywords")
    op.drop_table("keywords")
    op.create_table(
        "keywords",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keywords"),
        sa.UniqueConstraint("word", name="uq_keywords_word"),
    )
    op.create_table(
        "story_keywords",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("keyword_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "position", name="pk_story_keywords"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_story_keywords_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["keyword_id"], ["keywords.id"], name="fk_story_keywords_keyword_id"
        ),
    )
    op.create_index("ix_story_keywords_keyword_id", "story_keywords", ["keyword_id"])
    _insert("keywords", words.values())
    lines = [row for row in lines if row.keyword_id in words]
    _insert("story_keywords", ((*row[:2], words[row.keyword_id][0]) for row in lines))

    comments = _rows('SELECT story_id, "by", at, text FROM comments ORDER BY id')
    op.drop_table("comments")
    op.create_table(
        "comments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_comments_story_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_comments_story_id", "comments", ["story_id"])
    _insert("comments", ((new_id(), *row) for row in comments))

    signed = _rows('SELECT story_id, snapshot, "by", at, note FROM sign_offs ORDER BY id')
    op.drop_table("sign_offs")
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_offs"),
    )
    op.create_index("ix_sign_offs_snapshot", "sign_offs", ["snapshot"])
    op.create_index("ix_sign_offs_story_id", "sign_offs", ["story_id"])
    _insert("sign_offs", ((new_id(), *row) for row in signed))

    out = _rows(
        'SELECT story_id, snapshot, kind, path, at, "by", files, bytes FROM exports ORDER BY id'
    )
    op.drop_table("exports")
    op.create_table(
        "exports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_snapshot", "exports", ["snapshot"])
    op.create_index("ix_exports_story_id", "exports", ["story_id"])
    _insert("exports", ((new_id(), *row) for row in out))


def _settings() -> None:
    """Of the newsroom, of this machine, of a person; which outlet stories are made for is the
    newsroom's."""
    old = {row.key: row.value for row in _rows("SELECT key, value FROM settings")}
    chosen = _rows("SELECT key FROM outlets WHERE chosen = 1")
    op.drop_table("settings")
    op.create_table(
        "settings",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name="pk_settings"),
    )
    person = _loaded(old.get("person"))
    account = ""
    if isinstance(person, dict) and isinstance(name := person.get("name"), str):
        accounts = {row.name: row.id for row in _rows("SELECT id, name FROM accounts")}
        account = accounts.get(name) or new_id()
        if name not in accounts:
            _insert("accounts", [(account, name, str(person.get("role", "")))])
        old["person"] = json.dumps({**person, "account": account}, ensure_ascii=False)
    owners = dict.fromkeys(_NEWSROOMS, "newsroom") | dict.fromkeys(_MACHINES, "machine")
    _insert("settings", ((owners.get(key, account), key, value) for key, value in old.items()))
    _insert("settings", [("machine", "device", json.dumps(new_id()))])
    if chosen:
        _insert("settings", [("newsroom", "outlet", json.dumps(chosen[0].key, ensure_ascii=False))])
    with op.batch_alter_table("outlets") as outlets:
        outlets.drop_column("chosen")


def _publications() -> None:
    """What went out was a status of the story and a row of its exports: it is now a story on an
    outlet, under the sign-off it went out with."""
    op.create_table(
        "publications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("sign_off", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
    )
    op.create_index("ix_publications_story_id", "publications", ["story_id"])
    signed: dict[str, list[Any]] = {}
    for row in _rows("SELECT id, story_id, snapshot, at FROM sign_offs ORDER BY rowid"):
        signed.setdefault(row.story_id, []).append(row)
    [outlet] = [_loaded(row.value) for row in _rows(_OUTLET)] or [""]
    exported = {row.id for row in _rows("SELECT id FROM stories WHERE status = 'exported'")}
    bundles: dict[str, list[Any]] = {}
    for row in _rows(_BUNDLES):
        bundles.setdefault(row.story_id, []).append(row)
    made: list[tuple[Any, ...]] = []
    for story, went_out in bundles.items():
        for number, row in enumerate(went_out):
            newest = number == len(went_out) - 1
            if not newest and went_out[number + 1].snapshot == row.snapshot:
                continue  # it went out again as it stood there
            before = [
                each
                for each in signed.get(story, [])
                if each.snapshot == row.snapshot and not _later(each.at, row.at)
            ]
            if newest and story in exported:  # what it shows is what it goes on showing
                before = signed.get(story, [])
            approval = before[-1].id if before else ""
            state = "out" if newest else "replaced"
            made.append((new_id(), story, outlet, row.snapshot, approval, state, "", row.at))
    _insert("publications", made)
    op.execute("UPDATE stories SET status = 'signed_off' WHERE status = 'exported'")


_OUTLET = "SELECT value FROM settings WHERE owner = 'newsroom' AND key = 'outlet'"
_DEVICE = "SELECT value FROM settings WHERE owner = 'machine' AND key = 'device'"
_BUNDLES = "SELECT story_id, snapshot, at FROM exports WHERE kind = 'bundle' ORDER BY rowid"


def _feed() -> None:
    """One number for every record there is; stories keep theirs, for the lists and the search
    index go by it."""
    op.create_table(
        "changes",
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("noun", "id", name="pk_changes"),
        sa.UniqueConstraint("seq", name="uq_changes_seq"),
    )
    op.create_index("ix_changes_noun", "changes", ["noun", "seq"])
    [device] = [_loaded(row.value) for row in _rows(_DEVICE)]
    now = datetime.now().astimezone().isoformat()
    listed = _rows("SELECT id, change FROM stories WHERE typeof(change) = 'integer'")
    rows = [("story", row.id, row.change) for row in listed]
    seq = max((row.change for row in listed), default=0)
    for noun, sql in _RECORDS:
        for (record,) in _rows(sql):
            seq += 1
            rows.append((noun, record, seq))
    _insert("changes", ((noun, key, number, 1, 0, now, "", device) for noun, key, number in rows))


_RECORDS = (
    ("section", "SELECT key FROM sections ORDER BY position"),
    ("outlet", "SELECT key FROM outlets"),
    ("setting", "SELECT key FROM settings WHERE owner = 'newsroom' ORDER BY key"),
    ("account", "SELECT id FROM accounts ORDER BY rowid"),
    ("contributor", "SELECT id FROM contributors ORDER BY rowid"),
    ("keyword", "SELECT id FROM keywords ORDER BY rowid"),
    ("word", "SELECT word FROM dictionary_words ORDER BY rowid"),
    ("photo", "SELECT id FROM photos ORDER BY rowid"),
    ("placement", "SELECT id FROM placements ORDER BY rowid"),
    ("comment", "SELECT id FROM comments ORDER BY rowid"),
    ("sign_off", "SELECT id FROM sign_offs ORDER BY rowid"),
    ("export", "SELECT id FROM exports ORDER BY rowid"),
    ("publication", "SELECT id FROM publications ORDER BY rowid"),
)


def _loaded(value: str | None) -> Any:
    try:
        return json.loads(value or "null")
    except ValueError:
        return None


def _later(one: str, other: str) -> bool:
    try:
        return datetime.fromisoformat(one) > datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return False
