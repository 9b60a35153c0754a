"""Answers the preview's addresses from memory: the newest page, its style sheets, its pictures.

Whatever is not part of the page does not exist; nothing is read from disk or network here.
"""

import logging
from functools import partial

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from editor.publish.page import Page
from editor.story.rendition import Rendition
from editor.ui.preview.scheme import SCHEME, introduce_scheme, path_of
from editor.ui.preview.shown_page import PageSource
from editor.ui.shell.lane import Lane


class OnlyOurScheme(QWebEngineUrlRequestInterceptor):
    """Blocks every request that is not for the page in memory, before it is made."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() != SCHEME:
            info.block(True)


class ClosedProfile(QWebEngineProfile):
    """Off the record, no cookies, no cache on disk, no download, only `galley-page:`."""

    def __init__(self, parent: QObject) -> None:
        introduce_scheme()
        super().__init__(parent)  # without a name: off the record
        self.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        self.setSpellCheckEnabled(False)
        # Held here: the profile does not keep it, and without it every request would pass.
        self._gate = OnlyOurScheme(self)
        self.setUrlRequestInterceptor(self._gate)
        self.downloadRequested.connect(_refuse)


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


_log = logging.getLogger(__name__)

_MEDIA_TYPES = {
    "html": b"text/html; charset=utf-8",
    "css": b"text/css; charset=utf-8",
    "json": b"application/json",
    "svg": b"image/svg+xml",
    "png": b"image/png",
    "webp": b"image/webp",
    "avif": b"image/avif",
    "jpg": b"image/jpeg",
    "jpeg": b"image/jpeg",
    "ico": b"image/x-icon",
}


class PageHandler(QWebEngineUrlSchemeHandler):
    """Signals: `photo_failed(str)`: a picture of the page could not be made, and why."""

    photo_failed = Signal(str)

    def __init__(self, source: PageSource, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._lane = lane
        self._html: dict[str, bytes] = {}
        self._files: dict[str, bytes | Rendition] = {}
        self._previous_files: dict[str, bytes | Rendition] = {}

    def serve(self, page: Page) -> None:
        """From now on answer with `page`; the last page's files stay for what still loads."""
        self._html = {page.path: page.html}
        self._previous_files = self._files
        self._files = dict(page.files)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = path_of(job.requestUrl())
        content = self._html.get(path) or self._files.get(path) or self._previous_files.get(path)
        if content is None or bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        elif isinstance(content, Rendition):
            self._lane.run(
                partial(self._source.rendition, content),
                partial(self._reply, job, content.encoding.media_type.encode()),
                partial(self._give_up, job),
            )
        else:
            suffix = path.rpartition(".")[2].lower()
            self._reply(job, _MEDIA_TYPES.get(suffix, b"application/octet-stream"), content)

    def _reply(self, job: QWebEngineUrlRequestJob, media_type: bytes, content: bytes) -> None:
        # The page may have been replaced while its picture was being made.
        if not shiboken6.isValid(job):
            return
        # Without this a changed file of the same name would be shown as it was.
        job.setAdditionalResponseHeaders({QByteArray(b"Cache-Control"): QByteArray(b"no-store")})
        buffer = QBuffer(job)
        buffer.setData(content)
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        job.reply(media_type, buffer)

    def _give_up(self, job: QWebEngineUrlRequestJob, error: Exception) -> None:
        _log.info("a picture for the preview could not be made: %s", error)
        if shiboken6.isValid(job):
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
            self.photo_failed.emit(str(error))
