"""A profile of the web engine that keeps nothing and lets nothing out of this machine."""

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from editor.ui.preview.scheme import SCHEME, introduce_scheme


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
