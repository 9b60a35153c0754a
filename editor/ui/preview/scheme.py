"""The address under which the preview reads its page: `galley-page://page/<path in the bundle>`.

Nothing but memory answers it. Importing this module does not load the web engine: that costs
40 ms at start-up, and the engine takes the scheme as long as no profile of it exists.
"""

from PySide6.QtCore import QCoreApplication, Qt, QUrl

SCHEME = "galley-page"
_HOST = "page"


def register_page_scheme() -> None:
    """What the scheme needs before the QApplication is made; costs nothing.

    An engine loaded later draws through the graphics context it shares with the application
    (Qt documentation, QtWebEngine: it must be set before the application is constructed).
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def introduce_scheme() -> None:
    """Make the scheme known to the web engine, once, before its first profile is made."""
    # Loaded here and not above: see the module's first words.
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    # With a host the page has an origin, which `'self'` in its content policy needs.
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def page_url(path: str) -> QUrl:
    """`path` from the bundle's root, as in `Page.path` and `Page.files`."""
    url = QUrl()
    url.setScheme(SCHEME)
    url.setHost(_HOST)
    url.setPath(f"/{path}")
    return url


def path_of(url: QUrl) -> str:
    """The path behind one of our addresses, "" for any other address."""
    if url.scheme() != SCHEME or url.host() != _HOST:
        return ""
    return url.path(QUrl.ComponentFormattingOption.FullyDecoded).removeprefix("/")
