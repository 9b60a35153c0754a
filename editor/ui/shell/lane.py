"""Work away from the window: one lane for the database, a pool for pictures and export.

Work functions are plain: values in, values out. They run in a worker thread and must touch no
QObject; the answer is handed over in the window's own thread.
"""

import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from editor.late import slotted

# Seconds a closing window waits for work that cannot be stopped, such as reading a picture.
PATIENCE = 3.0

_log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


@slotted()
class _Errand:
    future: Future[Any]
    done: Done | None
    failed: Failed | None


class Lane(QObject):
    """Runs work in `threads` threads, in the order it was given when there is one.

    Signals:
        failed(object): an exception for which nobody had an answer.
    """

    failed = Signal(object)
    _answered = Signal(int)

    def __init__(self, threads: int, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._tickets = count(1)
        self._errands: dict[int, _Errand] = {}
        self._closed = False
        # Queued by hand: the answer must never run in the worker's thread.
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._errands)

    def run(
        self, work: Callable[[], Any], done: Done | None = None, failed: Failed | None = None
    ) -> None:
        """`done(result)` or `failed(error)` is called in the window's thread afterwards."""
        if self._closed:
            return
        ticket = next(self._tickets)
        future = self._executor.submit(work)
        self._errands[ticket] = _Errand(future, done, failed)
        # Only a number crosses threads; results and callbacks wait on this side.
        future.add_done_callback(lambda _: self._tell(ticket))

    def finish(self) -> None:
        """Wait for everything given so far and answer it; for closing and for tests. Whoever
        breaks over an answer does not keep the others from theirs."""
        for ticket in list(self._errands):
            errand = self._errands.get(ticket)
            if errand is None:
                continue
            if not errand.future.cancelled():
                errand.future.exception()  # waits; the error itself is handed over below
            try:
                self._hand_over(ticket)
            except Exception as error:
                sys.excepthook(type(error), error, error.__traceback__)

    def close(self, *, wait: bool = True) -> bool:
        """Nothing new is taken. When `wait` is false, what waits is dropped, and what runs has
        some seconds to end; False when it did not, and goes on in its thread unheard."""
        if wait:
            self.finish()
        self._closed = True
        futures = [errand.future for errand in self._errands.values()]
        self._errands.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)
        # What waited was cancelled just now; nobody would ever say that it is done.
        futures = [future for future in futures if not future.cancelled()]
        running = wait_for(futures, None if wait else PATIENCE).not_done
        if not running:
            self._executor.shutdown(wait=True)
        return not running

    def _tell(self, ticket: int) -> None:
        if not self._closed:
            self._answered.emit(ticket)

    def _hand_over(self, ticket: int) -> None:
        errand = self._errands.pop(ticket, None)
        if errand is None or errand.future.cancelled():
            return
        error = errand.future.exception()
        if error is None:
            if errand.done is not None:
                errand.done(errand.future.result())
        elif errand.failed is not None and isinstance(error, Exception):
            errand.failed(error)
        else:
            _log.error("work failed", exc_info=error)
            self.failed.emit(error)
