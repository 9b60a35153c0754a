"""The picture of the sample story that comes with the program."""

from __future__ import annotations

from pathlib import Path

from editor.photos.intake import read_picture
from editor.story.credit import CreditLine
from editor.story.photo import PhotoFacts

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "grain-terraces.jpg"


def test_the_sample_picture_comes_in_with_everything_a_page_needs():
    intake = read_picture(SAMPLE)
    assert (intake.format, intake.width, intake.height) == ("JPEG", 2400, 1600)
    assert intake.size <= 600_000
    assert intake.warnings == ()
    assert intake.facts == PhotoFacts(
        caption=(
            "Farmers bring in the autumn millet on terraced fields in Lingqiu county, "
            "Shanxi province."
        ),
        credit=CreditLine(text="Photo by Wen Qiaoyu for galley.example"),
        creators=("Wen Qiaoyu",),
        copyright_notice="© 2026 Wen Qiaoyu",
        alt="Golden terraced fields step down a hillside under a low morning sun.",
        city="Lingqiu",
        province="Shanxi",
        country="China",
        date_created="2026-10-03T06:40:00+08:00",
    )
