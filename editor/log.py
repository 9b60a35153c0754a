"""The log of what nobody expected: kept beside the user's other logs, small, without story text."""

import logging
from functools import cached_property
from pathlib import Path

from platformdirs import user_log_path

KEPT_BYTES = 500_000
KEPT_FILES = 3


def log_file() -> Path:
    return user_log_path("Galley", appauthor=False) / "galley.log"


class LogFile(logging.Handler):
    """Loads what writes it with its first record: of most starts there is none."""

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        file = RotatingFileHandler(
            log_file(), maxBytes=KEPT_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        return file

    def emit(self, record: logging.LogRecord) -> None:
        self._file.handle(record)

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()
        super().close()


def set_up_log() -> None:
    """Write warnings and worse to the log file; without a place to write, do without."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        # A log that cannot be written must not keep anybody from writing a story.
        logging.getLogger().addHandler(logging.NullHandler())
        return
    logging.getLogger().addHandler(LogFile(logging.WARNING))
