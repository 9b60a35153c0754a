"""People with passwords and keys, signed approvals, who has a story next, readings, remarks at a
place, suggested changes, and what was on screen."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _added(table: str, *columns: sa.Column[str]) -> None:
    for column in columns:
        op.add_column(table, column)


def _empty(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _of_story(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_story_id"
    return sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    _added("accounts", _empty("password"))
    op.create_table(
        "keys",
        *map(_text, ("id", "account", "public", "since")),
        sa.Column("until", sa.Text()),
        sa.Column("revoked", sa.Text()),
        *map(_text, ("certificate", "sealed")),
        sa.PrimaryKeyConstraint("id", name="pk_keys"),
    )
    op.create_index("ix_keys_account", "keys", ["account"])
    _added("sign_offs", *map(_empty, ("account", "key", "signature")))
    op.add_column("exports", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "routes",
        *map(_text, ("story_id", "role", "account")),
        sa.Column("due", sa.Text()),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("embargo", sa.Text()),
        sa.PrimaryKeyConstraint("story_id", name="pk_routes"),
        _of_story("routes"),
    )
    op.create_index("ix_routes_account", "routes", ["account"])
    op.create_index("ix_routes_role", "routes", ["role"])
    op.create_table(
        "readings",
        *map(_text, ("id", "story_id")),
        sa.Column("stage", sa.Integer(), nullable=False),
        *map(_text, ("snapshot", "account", "by", "at", "note")),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_story_id", "readings", ["story_id"])
    _added("comments", *map(_empty, ("account", "parent", "field", "block", "placement", "quote")))
    for name in ("number", "offset"):
        op.add_column("comments", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("comments", sa.Column("resolved", sa.Text()))
    _added("comments", _empty("resolved_by"))
    op.execute(
        "UPDATE comments SET number = (SELECT count(*) FROM comments AS earlier "
        "WHERE earlier.story_id = comments.story_id AND earlier.rowid <= comments.rowid)"
    )
    op.create_table(
        "suggestions",
        *map(_text, ("id", "story_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        *map(_text, ("account", "by", "at", "field", "block", "placement")),
        sa.Column("offset", sa.Integer(), nullable=False),
        *map(_text, ("old", "new", "state")),
        sa.Column("decided", sa.Text()),
        _text("decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
        _of_story("suggestions"),
    )
    op.create_index("ix_suggestions_story_id", "suggestions", ["story_id"])
    op.create_table(
        "seen",
        *map(_text, ("story_id", "account", "item", "at")),
        sa.PrimaryKeyConstraint("story_id", "account", "item", name="pk_seen"),
        _of_story("seen"),
    )
