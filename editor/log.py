"""The log of what nobody expected: kept beside the user's other logs, small, without story text."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

KEPT_BYTES = 500_000
KEPT_FILES = 3


def log_file() -> Path:
    return user_log_path("Galley", appauthor=False) / "galley.log"


def set_up_log() -> None:
    """Write warnings and worse to the log file; without a place to write, do without."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=KEPT_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        # A log that cannot be written must not keep anybody from writing a story.
        logging.getLogger().addHandler(logging.NullHandler())
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
