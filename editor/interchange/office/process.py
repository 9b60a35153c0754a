"""The reader of office files as a process of its own; see `editor.child`."""

from editor.child import Child

# A frozen program has no Python to start: it starts itself with this word, see `main.py`.
READ_ARGUMENT = "--read-office-file"
TIME_LIMIT = 30.0  # seconds


def office_reader() -> Child:
    """The reader, in this Python or in this frozen program."""
    return Child.of("editor.interchange.office.reader", READ_ARGUMENT, TIME_LIMIT)
