"""Run by Alembic: brings the library on the connection it was handed up to date.

It must open nothing itself: backup, lock and transaction are the caller's (`db.file.migration`).
"""

from alembic import context

from db.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite alters a table by making it anew.
    render_as_batch=True,
    # True because our connections begin their transactions themselves: either the old schema
    # or the new one, never something between.
    transactional_ddl=True,
)
context.run_migrations()
