"""Every kind of tampering is found."""

import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.publish.page import CONTENT_POLICY
from editor.publish.verification import NotABundle, verify_bundle
from tests.unit.publish.conftest import manifest_of
from tests.unit.publish.samples import STORY

PAGE = "culture-tourism/2026/09/millet-comes-home/index.html"
FOLDER = PAGE.removesuffix("index.html")
SORGHUM = "culture-tourism/2026/09/sorghum-too/index.html"
DATA = Path(__file__).parents[2] / "data"

Reseal = Callable[[Path], None]
Edit = Callable[[Path, Callable[[dict], object]], None]


def problems(bundle: Path) -> str:
    verification = verify_bundle(bundle)
    assert verification.ok == (not verification.problems)
    return "\n".join(map(str, verification.problems))


def change_page(bundle: Path, old: str, new: str) -> None:
    page = bundle / PAGE
    html = page.read_text("utf-8")
    assert old in html
    page.write_bytes(html.replace(old, new, 1).encode())


def a_picture(bundle: Path) -> Path:
    return min((bundle / FOLDER / "photos").glob("*.jpg"))


def test_an_untouched_bundle_is_whole(bundle: Path, proof: Path) -> None:
    assert problems(bundle) == ""
    assert problems(proof) == ""
    assert verify_bundle(bundle).kind == "bundle"
    assert verify_bundle(proof).signed_off_by == ""


def test_resealing_alone_changes_nothing(bundle: Path, reseal: Reseal) -> None:
    before = manifest_of(bundle).read_bytes()
    reseal(bundle)

    assert manifest_of(bundle).read_bytes() == before


# -- changed without the manifest


def test_one_changed_letter_is_found(bundle: Path) -> None:
    change_page(bundle, "Millet comes home", "Millet comes Home")

    assert f"{PAGE} was changed" in problems(bundle)


def test_a_changed_picture_is_found(bundle: Path) -> None:
    with a_picture(bundle).open("ab") as stream:
        stream.write(b"\0")

    assert "was changed after the bundle was made" in problems(bundle)


def test_a_missing_file_is_found(bundle: Path) -> None:
    a_picture(bundle).unlink()

    assert "is missing" in problems(bundle)


def test_an_added_file_is_found(bundle: Path) -> None:
    (bundle / "extra.html").write_text("<p>hello")

    assert "extra.html does not belong" in problems(bundle)


def test_a_link_is_found(bundle: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    picture = a_picture(bundle)
    shutil.move(picture, secret)
    try:
        picture.symlink_to(secret)
    except OSError:
        pytest.skip("not tested with links in a bundle: this system makes none")

    assert "is a link" in problems(bundle)
    assert "is missing" in problems(bundle)


def test_a_linked_folder_is_not_entered(bundle: Path, tmp_path: Path) -> None:
    shutil.move(bundle / "assets", tmp_path / "assets")
    try:
        (bundle / "assets").symlink_to(tmp_path / "assets", target_is_directory=True)
    except OSError:
        pytest.skip("not tested with links in a bundle: this system makes none")

    assert "assets is a link" in problems(bundle)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_found_and_not_waited_for(bundle: Path) -> None:
    picture = a_picture(bundle)
    picture.unlink()
    os.mkfifo(picture)

    assert "is a link or a special file" in problems(bundle)


# -- changed together with the manifest


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<h1", "<script>alert(1)</script><h1", "has a script"),
        ("<h1", '<script src="x.js"></script><h1', "attribute 'src'"),
        ("<h1", '<script type="text/javascript">1</script><h1', "has a script"),
        ("<h1", '<h1 onclick="alert(1)"', "attribute 'onclick'"),
        ("<h1", '<h1 style="color:red"', "attribute 'style'"),
        ("<h1", "<iframe></iframe><h1", "<iframe>"),
        ("<h1", "<svg/><h1", "<svg"),
        ("<h1", "<base href='https://evil.example/'><h1", "<base>"),
        ("<h1", "<form action='https://evil.example/'></form><h1", "<form>"),
        ("<h1", "<object data=x></object><h1", "<object>"),
        ("<h1", "<style>@import 'x'</style><h1", "<style>"),
        ("<h1", "<!-- hidden --><h1", "comment"),
        ("<h1", "<?php echo 1 ?><h1", "processing instruction"),
        ("<h1", "<![CDATA[x]]><h1", "marked section"),
        ("<h1", '<a href="javascript:alert(1)">x</a><h1', "javascript:alert(1)"),
        ("<h1", '<a href=" JavaScript:alert(1)">x</a><h1', "JavaScript:alert(1)"),
        ("<h1", '<a href="java\tscript:alert(1)">x</a><h1', "link to"),
        ("<h1", '<a href="data:text/html,x">x</a><h1', "data:text/html,x"),
        ("<h1", '<a href="file:///etc/passwd">x</a><h1', "file:///etc/passwd"),
        ("<h1", '<a href="//evil.example/">x</a><h1', "//evil.example/"),
        ("<h1", '<a href="#nowhere">x</a><h1', "leads nowhere"),
        ("<h1", '<a href="photos/gone.jpg">x</a><h1', "photos/gone.jpg, which is not"),
        ("<h1", '<img src="https://evil.example/1.gif" alt=""><h1', "from elsewhere"),
        ("<h1", '<img src="data:image/gif;base64,x" alt=""><h1', "from elsewhere"),
        ("<h1", '<img src="../../../../../x.jpg" alt=""><h1', "from elsewhere"),
        ("<h1", '<img src="..\\..\\x.jpg" alt=""><h1', "from elsewhere"),
        ("<h1", '<img src="photos/gone.jpg" alt=""><h1', "which is not in the bundle"),
        ("<h1", '<img src="" alt=""><h1', "from elsewhere"),
        (" 800w", ", https://evil.example/2.jpg 900w", "from elsewhere"),
        ('rel="stylesheet" href="', 'rel="stylesheet" href="https://evil.example/', "elsewhere"),
        ('rel="stylesheet"', 'rel="preconnect"', "'preconnect'"),
        ("<h1", '<meta http-equiv="refresh" content="0;url=https://evil.example/"><h1', "refresh"),
        (CONTENT_POLICY, "default-src *", "content policy"),
        ('http-equiv="Content-Security-Policy"', 'name="x"', "content policy"),
        ('type="application/ld+json">{', 'type="application/ld+json">{<', "JSON"),
        ("max-image-preview:large", "noindex", "may not list this bundle"),
        ("</article>", "", "closes what is not open"),
        ("<h1", "\0<h1", "NUL"),
        ("<!doctype html>", "<!doctype html PUBLIC 'x'>", "does not begin"),
        ("<main", "<main><h1 class=a class=b></h1><main", "attribute twice"),
    ],
)
def test_whatever_is_put_on_a_page_is_found(
    bundle: Path, reseal: Reseal, old: str, new: str, found: str
) -> None:
    change_page(bundle, old, new)
    reseal(bundle)

    assert found in problems(bundle)


def test_a_policy_that_comes_too_late_is_found(bundle: Path, reseal: Reseal) -> None:
    page = bundle / PAGE
    html = page.read_text("utf-8")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">\n'
    page.write_bytes(html.replace(policy, "").replace("</head>", f"{policy}</head>").encode())
    reseal(bundle)

    assert "does not come first" in problems(bundle)


def test_a_proof_made_to_look_published_is_found(proof: Path, reseal: Reseal) -> None:
    change_page(proof, "noindex, nofollow", "all")
    reseal(proof)

    assert "may list this proof" in problems(proof)


def test_a_page_that_is_not_utf_8_is_found(bundle: Path, reseal: Reseal) -> None:
    (bundle / PAGE).write_bytes(b"\xff\xfe<")
    reseal(bundle)

    assert "not UTF-8" in problems(bundle)


@pytest.mark.parametrize(
    "style",
    [
        "p { background: url(https://evil.example/x.png) }",
        "p { background: URL (x) }",
        '@import "x.css";',
        "p { background: image-set('x.png' 1x) }",
        "p { background: u\\72l(x) }",
    ],
)
def test_a_style_sheet_that_loads_something_is_found(
    bundle: Path, reseal: Reseal, style: str
) -> None:
    [sheet] = (bundle / "assets").glob("*.css")
    sheet.write_text(style)
    reseal(bundle)

    assert "loads something" in problems(bundle)


@pytest.mark.parametrize("name", ["app.js", "logo.svg", "other.html", "run.exe", "noending"])
def test_a_kind_of_file_that_bundles_do_not_hold_is_found(
    bundle: Path, reseal: Reseal, name: str
) -> None:
    (bundle / "assets" / name).write_bytes(b"x")
    reseal(bundle)

    assert f"assets/{name} is of a kind" in problems(bundle)


def test_a_picture_that_is_none_is_found(bundle: Path, reseal: Reseal) -> None:
    picture = a_picture(bundle)
    picture.write_bytes(b"<script>alert(1)</script>")
    reseal(bundle)

    assert "is not the picture it is called" in problems(bundle)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"uri":1}', b"[" * 100_000])
def test_a_sidecar_that_is_no_news_item_is_found(
    bundle: Path, reseal: Reseal, content: bytes
) -> None:
    (bundle / FOLDER / "story.ninjs.json").write_bytes(content)
    reseal(bundle)

    assert "story.ninjs.json" in problems(bundle)


def test_a_sidecar_that_withholds_a_published_story_is_found(
    bundle: Path, proof: Path, reseal: Reseal
) -> None:
    shutil.copy(proof / FOLDER / "story.ninjs.json", bundle / FOLDER)
    reseal(bundle)

    assert "does not say that the story is usable" in problems(bundle)


@pytest.mark.parametrize("name", ["a b.jpg", "-x.jpg", "con.jpg", "x..", "拍.jpg"])
def test_a_name_that_not_every_system_can_store_is_found(
    bundle: Path, reseal: Reseal, name: str
) -> None:
    try:
        (bundle / "assets" / name).write_bytes(b"\xff\xd8\xff")
    except OSError:
        pytest.skip("this system cannot store the name either")
    reseal(bundle)

    assert "name" in problems(bundle)


def test_names_that_differ_in_case_only_are_found(bundle: Path, reseal: Reseal) -> None:
    (bundle / "assets" / "A.jpg").write_bytes(b"\xff\xd8\xff")
    (bundle / "assets" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    if len(list((bundle / "assets").glob("[aA].jpg"))) < 2:
        pytest.skip("this system cannot tell them apart")
    reseal(bundle)

    assert "are one file on some systems" in problems(bundle)


# -- the manifest's own claims


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda m: m["sign_off"].update(snapshot="0" * 64), "another snapshot"),
        (lambda m: m.update(snapshot="0" * 64), "another snapshot"),
        (lambda m: m["sign_off"].update(by=" "), "names nobody"),
        (lambda m: m.update(sign_off=None), "Nobody signed"),
        (lambda m: m.update(kind="proof"), "carries a sign-off"),
        (lambda m: m.update(page="assets"), "no page"),
        (lambda m: m.update(page="../index.html"), "no page"),
        (lambda m: m["files"].append(m["files"][0]), "lists a file twice"),
        (lambda m: m["files"][0].update(path="../../etc/passwd"), "is missing"),
        (lambda m: m["files"][0].update(path="/etc/passwd"), "is missing"),
        (lambda m: m["files"][0].update(path=f"{FOLDER}bundle.json"), "is missing"),
        (lambda m: m["files"][0].update(size=10**18), "was changed"),
        (lambda m: m["files"][0].update(size=0), "was changed"),
        (lambda m: m["files"].pop(), "does not belong"),
    ],
)
def test_a_false_claim_of_the_manifest_is_found(
    bundle: Path, edit_manifest: Edit, change: Callable[[dict], object], found: str
) -> None:
    edit_manifest(bundle, change)

    assert found in problems(bundle)


def test_a_proof_that_claims_to_be_signed_off_is_found(
    bundle: Path, proof: Path, edit_manifest: Edit
) -> None:
    import json

    sign_off = json.loads(manifest_of(bundle).read_bytes())["sign_off"]
    edit_manifest(proof, lambda m: m.update(kind="bundle", sign_off=sign_off))

    assert "may not list this bundle" in problems(proof)


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m["sign_off"].update(by="Chen Yu\n\x1b[32mSIGNATURE VALID"),
        lambda m: m["sign_off"].update(note="\x1b[2J"),
        lambda m: m["files"][0].update(path="a/\x1b[2Jx.jpg"),
        lambda m: m["files"][0].update(path="a/\u202egpj.exe"),
        lambda m: m["program"].update(version="1\x9b2J"),
    ],
)
def test_a_manifest_with_signs_that_a_terminal_obeys_is_refused(
    bundle: Path, edit_manifest: Edit, change: Callable[[dict], object]
) -> None:
    edit_manifest(bundle, change)

    with pytest.raises(NotABundle, match="has characters that no name of ours has"):
        verify_bundle(bundle)


# -- pages made to cost: refused at the first sign that no page of ours has


@pytest.mark.parametrize(
    "costly",
    [
        "<!--",
        "<!",
        "<![CDATA[",
        "<?",
        "</",
        "<a ",
        '<a b="',
        "<a b='c' ",
        "<a" + " x" * 10 + "\n",
        "<title>",
        "<script>",
        "&" * 9,
        "&lt",
        "<h1 " + "a" * 50,
    ],
)
def test_a_page_made_to_cost_is_read_in_its_length(
    bundle: Path, reseal: Reseal, costly: str
) -> None:
    change_page(bundle, "<h1", costly * (1_500_000 // len(costly)) + "<h1")
    reseal(bundle)

    assert verify_bundle(bundle).problems or "&" in costly


def test_a_thousand_things_wrong_are_not_all_told(bundle: Path, reseal: Reseal) -> None:
    change_page(bundle, "<h1", "".join(f"<x{n}>" for n in range(100_000)) + "<h1")
    reseal(bundle)

    assert 50 < len(verify_bundle(bundle).problems) <= 100


def test_a_page_of_a_million_anchors_is_read_in_its_length(bundle: Path, reseal: Reseal) -> None:
    anchors = "".join(f'<p id="n{n}"><a href="#n{n}">x</a></p>' for n in range(60_000))
    change_page(bundle, "<h1", anchors + "<h1")
    reseal(bundle)

    assert problems(bundle) == ""


# -- several bundles in one web root


def laid_over(tmp_path: Path, *bundles: Path) -> Path:
    """A web root as a web team makes it: one bundle copied over the other."""
    root = tmp_path / "htdocs"
    for each in bundles:
        shutil.copytree(each, root, dirs_exist_ok=True)
    return root


@pytest.fixture
def root(exported: Callable[..., Path], tmp_path: Path) -> Path:
    other = replace(STORY, story_id="b" * 32, slug="sorghum-too", headline="Sorghum too")
    return laid_over(tmp_path, exported(), exported(other))


def test_bundles_in_one_web_root_are_verified_each(root: Path) -> None:
    verification = verify_bundle(root)

    assert verification.problems == ()
    assert [part.page for part in verification.parts] == [PAGE, SORGHUM]
    assert verification.signed_off_by == "Chen Yu"
    assert verification.snapshot == ""


def test_what_is_wrong_in_a_web_root_is_said_of_its_page(root: Path) -> None:
    (root / SORGHUM).write_text("<!doctype html>\n<html>", "utf-8")
    (root / "extra.html").write_text("hello", "utf-8")
    found = verify_bundle(root)

    assert "extra.html does not belong to the bundle." in map(str, found.problems)
    assert f"{SORGHUM}: {SORGHUM} was changed after the bundle was made." in map(
        str, found.problems
    )
    assert [part.ok for part in found.parts] == [True, False]


def test_one_page_of_a_web_root_is_verified_by_its_folder(root: Path) -> None:
    assert verify_bundle(root / FOLDER).problems == ()
    assert verify_bundle(root / FOLDER).page == PAGE

    (root / FOLDER / "more.jpg").write_bytes(b"\xff\xd8\xff")
    assert f"{FOLDER}more.jpg does not belong" in problems(root / FOLDER)


def test_a_manifest_that_does_not_lie_beside_its_page_is_found(bundle: Path) -> None:
    manifest_of(bundle).rename(bundle / "assets" / "bundle.json")

    assert "does not lie beside its page" in problems(bundle)


def test_a_bundle_with_the_manifest_at_its_root_is_read_still() -> None:
    """Made by the commit before manifests lay beside their pages."""
    verification = verify_bundle(DATA / "bundles" / "manifest-at-the-root.zip")

    assert verification.problems == ()
    assert verification.signed_off_by == "Chen Yu"


# -- no bundle at all


@pytest.mark.parametrize(
    "make",
    [
        lambda path: None,
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 but not really"),
        lambda path: zipfile.ZipFile(path, "w").close(),
        lambda path: (path.mkdir(), (path / "bundle.json").write_bytes(b"{}")),
        lambda path: (path.mkdir(), (path / "bundle.json").write_bytes(b"\xff" * 5_000_000)),
        lambda path: (path.mkdir(), (path / "bundle.json").mkdir()),
    ],
    ids=[
        *("nothing", "empty folder", "empty file", "half a zip", "empty zip"),
        *("another manifest", "a huge manifest", "a folder for a manifest"),
    ],
)
def test_what_is_no_bundle_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "thing"
    make(path)

    with pytest.raises(NotABundle, match=r"thing.*\.$"):
        verify_bundle(path)
