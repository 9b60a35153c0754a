"""What is done to a picture, for one use and for every use, what is noted when one comes in, and
how large an outlet wants them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("photos", "placements"):
        op.add_column(table, sa.Column("edits", sa.Text(), nullable=True))
    for name in ("added", "likeness"):
        op.add_column("photos", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("photos", sa.Column("origin", sa.Text(), nullable=True))
    op.add_column(
        "placements", sa.Column("decorative", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "outlets", sa.Column("least_width", sa.Integer(), nullable=False, server_default="600")
    )
