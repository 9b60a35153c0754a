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

from editor.message import ENGLISH, words_in
from editor.publish.news_article import script_safe
from editor.publish.signing import KnownKeys, fingerprint, spoken

VERIFY_PAGE = "verify.html"


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
    words = words_in(ENGLISH).texts("verifypage")  # the same bytes wherever a bundle is made
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
