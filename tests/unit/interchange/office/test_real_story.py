"""The real story comes in from every office program exactly as from its plain text."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from editor.interchange.read import read_story

WHAT = ("headline", "caption", "credit", "deck", "body", "byline", "contributors", "warnings")


@pytest.fixture
def word_file(congress_story: Path, tmp_path: Path) -> Path:
    document = docx.Document()
    for line in congress_story.read_text(encoding="utf-8").splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    path = tmp_path / "congress.docx"
    document.save(str(path))
    return path


def assert_same(path: Path, text: Path) -> None:
    story, expected = (read_story(each, path.parent) for each in (path, text))
    for name in WHAT:
        assert getattr(story, name) == getattr(expected, name), name
    assert len(story.body.blocks) == 22
    assert story.contributors == ("Zheng Lu", "Zheng Na")


def test_from_word(word_file: Path, congress_story: Path) -> None:
    assert_same(word_file, congress_story)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_from_libreoffice(word_file: Path, congress_story: Path, kind: str) -> None:
    profile = word_file.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(word_file.parent), str(word_file)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert_same(word_file.with_suffix(f".{kind}"), congress_story)
