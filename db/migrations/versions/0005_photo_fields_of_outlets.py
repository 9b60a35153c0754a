"""Which fields of a photo's record an outlet lets out; NULL for those there are: none but what went
out before, so that no sign-off is voided by a newer Galley."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outlets", sa.Column("photo_fields", sa.Text(), nullable=True))
