"""How a library came to have its tables, one step a released schema, oldest first.

`REVISIONS` names the steps, so that opening a library can tell an older from a newer one without
importing Alembic. A step, once released, is never changed.
"""

REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]
