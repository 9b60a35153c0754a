"""The writing desk: named and thinned versions, words the newsroom and a story know, lengths."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _versions()
    _words()
    _lengths()


def _versions() -> None:
    """What made a version, which decides whether it is ever thinned; a name given by hand; its
    length; when it was last found to be what is there."""
    op.add_column(
        "versions", sa.Column("kind", sa.Text(), nullable=False, server_default="milestone")
    )
    op.add_column("versions", sa.Column("name", sa.Text(), nullable=False, server_default=""))
    op.add_column("versions", sa.Column("words", sa.Integer(), nullable=True))
    op.add_column("versions", sa.Column("found", sa.Text(), nullable=True))


def _words() -> None:
    """Words, names and places known beyond the dictionaries Galley brings."""
    op.create_table(
        "dictionary_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chinese", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_dictionary_words"),
    )
    op.create_table(
        "story_words",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_story_words_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "word", name="pk_story_words"),
    )


def _lengths() -> None:
    """How many words a story is meant to have; NULL where its section decides."""
    op.add_column("stories", sa.Column("target_words", sa.Integer(), nullable=True))
