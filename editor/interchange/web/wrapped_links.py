"""Addresses as they were before a mail server or an editor on the web wrapped them for counting.

The real address stands in the wrapping one; nothing is fetched to find it.
"""

from urllib.parse import parse_qs, urlsplit

from editor.story.links import safe_address

_SAFE_LINKS = ".safelinks.protection.outlook.com"
_GOOGLE = frozenset({"www.google.com", "google.com"})


def unwrapped(address: str) -> str:
    """The address within a wrapping one where it may be linked to; else `address` as it is."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        if host.endswith(_SAFE_LINKS):
            found = parse_qs(parts.query, max_num_fields=50).get("url", [""])[0]
        elif host in _GOOGLE and parts.path == "/url":
            query = parse_qs(parts.query, max_num_fields=50)
            found = (query.get("q") or query.get("url") or [""])[0]
        else:
            return address
    except ValueError:
        return address
    return safe_address(found) or address
