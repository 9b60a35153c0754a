"""Whether an outlet's pages offer pictures as AVIF, too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outlets", sa.Column("avif", sa.Integer(), nullable=False, server_default="0"))
