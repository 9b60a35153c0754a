"""The first schema: stories and everything around them, the search index, the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _site()
    _stories()
    _pictures()
    _history()
    _audit()
    _search()


def _site() -> None:
    """The site and who works for it."""
    op.create_table(
        "sections",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sections"),
    )
    op.create_table(
        "outlets",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("navigation", sa.Text(), nullable=False),
        sa.Column("footer", sa.Text(), nullable=False),
        sa.Column("credit_style", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_outlets"),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )


def _stories() -> None:
    """Stories, their bodies, and the names and words that stand in them."""
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("updated", sa.Text(), nullable=False),
        sa.Column("awaited_photo", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.UniqueConstraint("change", name="uq_stories_change"),
    )
    op.create_index("ix_stories_section", "stories", ["section"])
    op.create_index("ix_stories_slug", "stories", ["slug"])
    op.create_index("ix_stories_status", "stories", ["status"])
    op.create_table(
        "documents",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", name="pk_documents"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_documents_story_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "contributors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contributors"),
        sa.UniqueConstraint("name", name="uq_contributors_name"),
    )
    op.create_table(
        "story_contributors",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("contributor_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "part", "position", name="pk_story_contributors"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_story_contributors_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contributor_id"], ["contributors.id"], name="fk_story_contributors_contributor_id"
        ),
    )
    op.create_index(
        "ix_story_contributors_contributor_id", "story_contributors", ["contributor_id"]
    )
    op.create_table(
        "keywords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keywords"),
        sa.UniqueConstraint("word", name="uq_keywords_word"),
    )
    op.create_table(
        "story_keywords",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("keyword_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "position", name="pk_story_keywords"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_story_keywords_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["keyword_id"], ["keywords.id"], name="fk_story_keywords_keyword_id"
        ),
    )
    op.create_index("ix_story_keywords_keyword_id", "story_keywords", ["keyword_id"])


def _pictures() -> None:
    """Photos and their places in stories."""
    op.create_table(
        "photos",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
    )
    op.create_table(
        "placements",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("photo_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("alt", sa.Text(), nullable=True),
        sa.Column("crop", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_placements"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_placements_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["photo_id"], ["photos.id"], name="fk_placements_photo_id"),
    )
    op.create_index(
        "ix_placements_one_lead",
        "placements",
        ["story_id"],
        unique=True,
        sqlite_where=sa.text("lead = 1"),
    )
    op.create_index("ix_placements_photo_id", "placements", ["photo_id"])
    op.create_index("ix_placements_story_id", "placements", ["story_id"])


def _history() -> None:
    """What was kept, said, approved and sent out."""
    op.create_table(
        "snapshots",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("canonical", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_snapshots"),
    )
    op.create_table(
        "versions",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "number", name="pk_versions"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_versions_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshots.sha256"], name="fk_versions_snapshot"),
    )
    op.create_index("ix_versions_snapshot", "versions", ["snapshot"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
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
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_offs"),
    )
    op.create_index("ix_sign_offs_snapshot", "sign_offs", ["snapshot"])
    op.create_index("ix_sign_offs_story_id", "sign_offs", ["story_id"])
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), nullable=False),
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


def _audit() -> None:
    """The audit trail, and what keeps it from being changed."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"""
            CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit trail is only ever added to'); END
            """
        )


def _search() -> None:
    """The index over every story's words; db.search keeps it in step and explains it."""
    op.execute(
        """
        CREATE VIRTUAL TABLE story_search USING fts5(
            headline, deck, body, slug, names, captions, keywords,
            tokenize = "unicode61 remove_diacritics 2",
            prefix = "1 2"
        )
        """
    )
