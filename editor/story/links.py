"""Which addresses a story may link to. The form is checked, nothing is ever fetched."""

from urllib.parse import urlsplit

from editor.story.text import unsupported_characters

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MAX_ADDRESS = 2000


def safe_address(address: str) -> str:
    """`address` trimmed when a page may link to it, else "".

    http and https need a host; mailto and tel need something after the colon. Relative,
    `javascript:`, `data:` and `file:` addresses are not for stories.
    """
    address = address.strip()
    if not address or len(address) > MAX_ADDRESS or any(c.isspace() for c in address):
        return ""
    if unsupported_characters(address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme.lower() in ("http", "https"):
        return address if host else ""
    return address if parts.path else ""
