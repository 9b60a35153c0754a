"""`verify.html`: one static page that any modern browser opens, offline, and that says of a bundle
what `galley verify` says of its signatures and its bytes.

It knows the public key it was made with. Somebody who puts a false bundle on a stick can put a
false page beside it: that is why it shows its key as words, to be compared by telephone.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

from markupsafe import Markup

from editor.message import ENGLISH, Message, message, words_in
from editor.publish.news_article import script_safe
from editor.publish.signing import KnownKeys, fingerprint, spoken

VERIFY_PAGE = "verify.html"

# By their names in the script, which fills the places.
_SAID: dict[str, Message] = {
    "title": message("verifypage.title"),
    "how": message("verifypage.how"),
    "drop": message("verifypage.drop"),
    "choose-folder": message("verifypage.choose-folder"),
    "choose-files": message("verifypage.choose-files"),
    "waiting": message("verifypage.waiting"),
    "key": message("verifypage.key"),
    "key-how": message("verifypage.key-how"),
    "no-script": message("verifypage.no-script"),
    "reading": message("verifypage.reading"),
    "looking": message("verifypage.looking", done="{done}", all="{all}"),
    "none": message("verifypage.none"),
    "many": message("verifypage.many"),
    "no-manifest": message("verifypage.no-manifest"),
    "missing": message("verifypage.missing", path="{path}"),
    "changed": message("verifypage.changed", path="{path}"),
    "stray": message("verifypage.stray", path="{path}"),
    "seal-wrong": message("verifypage.seal-wrong"),
    "seal-other": message("verifypage.seal-other"),
    "seal-missing": message("verifypage.seal-missing"),
    "approval-wrong": message("verifypage.approval-wrong"),
    "approval-other": message("verifypage.approval-other"),
    "snapshot-other": message("verifypage.snapshot-other"),
    "revoked": message("verifypage.revoked", name="{name}"),
    "known": message(
        "verifypage.known", by="{by}", at="{at}", holder="{holder}", headline="{headline}"
    ),
    "known-own": message("verifypage.known-own", by="{by}", at="{at}", headline="{headline}"),
    "unknown": message("verifypage.unknown", by="{by}", at="{at}", headline="{headline}"),
    "unsigned": message("verifypage.unsigned", by="{by}"),
    "proof": message("verifypage.proof"),
    "compare": message("verifypage.compare", words="{words}"),
    "note": message("verifypage.note", note="{note}"),
    "number": message("verifypage.number", number="{number}"),
    "covered": message("verifypage.covered", files="{files}", bytes="{bytes}"),
    "partly": message("verifypage.partly", files="{files}"),
    "cannot": message("verifypage.cannot"),
    "broken": message("verifypage.broken"),
    "unreadable": message("verifypage.unreadable"),
    "old-browser": message("verifypage.old-browser"),
    "alone": message("verifypage.alone", sha="{sha}"),
    "belongs": message("verifypage.belongs", path="{path}"),
    "stranger": message("verifypage.stranger", name="{name}"),
    "title-known": message("verifypage.title-known"),
    "title-unknown": message("verifypage.title-unknown"),
    "title-unsigned": message("verifypage.title-unsigned"),
    "title-proof": message("verifypage.title-proof"),
    "title-broken": message("verifypage.title-broken"),
    "title-nothing": message("verifypage.title-nothing"),
}


def verify_sources() -> dict[str, str]:
    """The files it is made of, with line ends as they were written."""
    folder = files("resources") / "verify"
    names = ("verify.html.j2", "verify.css", "verify.js")
    return {name: (folder / name).read_text("utf-8").replace("\r\n", "\n") for name in names}


@lru_cache(4)
def verify_page(known: KnownKeys) -> bytes:
    """The page for whoever trusts these keys."""
    from jinja2 import Environment  # late: as in `page`, templates cost a start 40 ms

    sources = verify_sources()
    style, script = sources["verify.css"], sources["verify.js"]
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    said = words_in(ENGLISH).say  # a bundle has the same bytes wherever it is made
    words = {key: said(each) for key, each in _SAID.items()}
    template = Environment(autoescape=True, trim_blocks=True).from_string(sources["verify.html.j2"])
    keys = [
        {"public": each.key.public, "revoked": each.revoked} for each in known.keys if each.revoked
    ]
    newsroom = known.roots
    html = template.render(
        policy=policy,
        words=words,
        style=Markup(style),  # noqa: S704 -- our own
        script=Markup(script),  # noqa: S704 -- our own
        told=Markup(script_safe(words)),  # noqa: S704 -- made safe for a script
        known=Markup(script_safe({"newsroom": newsroom, "keys": keys})),  # noqa: S704 -- as above
        newsroom=[
            {"words": spoken(key), "fingerprint": fingerprint(key), "code": _code(key)}
            for key in newsroom
        ],
    )
    return html.encode()


def _code(key: str) -> Markup:
    """The fingerprint as a QR code (ISO/IEC 18004), an SVG that needs no style."""
    import segno  # late: as above

    stream = BytesIO()
    code = segno.make(fingerprint(key), error="m", micro=False)
    code.save(stream, kind="svg", xmldecl=False, svgns=False, omitsize=True, title=spoken(key))
    return Markup(stream.getvalue().decode())  # noqa: S704 -- made of hex digits


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
