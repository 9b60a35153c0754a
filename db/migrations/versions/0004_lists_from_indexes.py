"""Lists that come from an index in each of their orders: nothing is sorted and no table read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES = {
    "changed": ("change DESC", "status", "stands_out", "section"),
    "headline": ('headline COLLATE "NOCASE"', "change DESC", "status", "stands_out", "section"),
    "section": ("section", "change DESC", "status", "stands_out"),
    "status": ("status", "change DESC", "stands_out", "section"),
}
# What was approved last stands on an outlet: out under the sign-off with the highest number.
# CROSS JOIN keeps the few of a story outermost.
_OUT = """
    UPDATE stories SET stands_out = 1 WHERE EXISTS (
        SELECT 1 FROM publications AS p CROSS JOIN changes AS c
            ON c.noun = 'sign_off' AND c.id = p.sign_off
        WHERE p.story_id = stories.id AND p.state = 'out' AND c.seq = (
            SELECT max(n.seq) FROM sign_offs AS s CROSS JOIN changes AS n
                ON n.noun = 'sign_off' AND n.id = s.id
            WHERE s.story_id = stories.id
        )
    )
"""


def upgrade() -> None:
    op.add_column(
        "stories", sa.Column("stands_out", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute(_OUT)
    for order, columns in _INDEXES.items():
        op.create_index(f"ix_stories_by_{order}", "stories", list(map(sa.text, columns)))
