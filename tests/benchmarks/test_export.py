"""A photo becomes its renditions, a story its bundle, beside libvips and plain Pillow; a card comes
in."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from editor.desk.desk import Desk, bring_in_sample
from editor.desk.site import Person
from editor.photos.intake import read_picture
from editor.photos.renditions import JPEG_QUALITY, WEBP_METHOD, WEBP_QUALITY
from editor.story.outlet import Outlet
from editor.story.photo import Photo, Placement
from editor.story.rendition import PAGE_WIDTHS, page_renditions
from editor.story.snapshot import PlacedPhoto
from tests.benchmarks import libvips
from tests.benchmarks.conftest import Ratio, median, side_by_side
from tests.unit.photos.pictures import make_renditions

ROUNDS = 5
CARD = 100
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample" / "grain-terraces.jpg"


@pytest.fixture
def large_photo(tmp_path: Path) -> Path:
    """6000 x 4000 with detail everywhere: an even sky would flatter everybody."""
    path = tmp_path / "large.jpg"
    with Image.open(SAMPLE) as picture:
        picture.resize((6000, 4000), Image.Resampling.BICUBIC).save(path, quality=92)
    return path


def plain_pillow(path: Path) -> None:
    with Image.open(path) as picture:
        picture.load()
        for width in PAGE_WIDTHS:
            if width > picture.width:
                continue
            size = (width, round(width * picture.height / picture.width))
            small = picture.resize(size, Image.Resampling.LANCZOS)
            for kind, quality in (("JPEG", JPEG_QUALITY), ("WEBP", WEBP_QUALITY)):
                small.save(BytesIO(), kind, quality=quality)


def by_libvips(path: Path, threads: int = 1) -> None:
    """Its quick way: the JPEG decoded smaller, all sizes of the widest; effort and qualities are
    ours. It scales in threads of its own; `threads` files are written at once."""
    widest = libvips.thumbnail(str(path), PAGE_WIDTHS[-1]).in_memory()

    def written(width: int) -> None:
        small = widest if width == PAGE_WIDTHS[-1] else libvips.smaller(widest, width).in_memory()
        libvips.webp(small, WEBP_QUALITY, WEBP_METHOD)
        libvips.jpeg(small, JPEG_QUALITY)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(written, reversed(PAGE_WIDTHS)))


def in_turns(*works: Callable[[], object], rounds: int = ROUNDS) -> list[tuple[float, float]]:
    """The shortest of each by the clock and in processor time; the first is a warm-up."""
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for _ in range(rounds + 1):
        for work, rows in zip(works, taken, strict=True):
            began = time.perf_counter(), time.process_time()
            work()
            rows.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    return [(min(row[0] for row in rows[1:]), min(row[1] for row in rows[1:])) for rows in taken]


def test_renditions(large_photo: Path, record: Callable[[Ratio], None], benchmark: object) -> None:
    intake = read_picture(large_photo)
    photo = Photo(
        "a" * 64, "large.jpg", intake.format, intake.width, intake.height, intake.size, intake.facts
    )
    placed = PlacedPhoto.of(Placement("p1", photo), Outlet("site", "", ""))
    wanted = page_renditions(placed)

    def ours() -> None:
        assert sum(1 for _ in make_renditions(large_photo, wanted)) == len(wanted)

    libvips.start()
    made, vips, threads, plain = in_turns(
        ours,
        lambda: by_libvips(large_photo),
        lambda: by_libvips(large_photo, os.cpu_count() or 1),
        lambda: plain_pillow(large_photo),
    )
    what = "24 MP photo, 4 widths x 2"
    record(Ratio(what, "libvips", made[0], vips[0], 0.75))
    record(Ratio(f"{what}, processor", "libvips", made[1], vips[1], 1.15))
    record(Ratio(what, "libvips, files in threads", made[0], threads[0], 1.25))
    record(Ratio(what, "plain Pillow", made[0], plain[0], 0.54))
    benchmark.pedantic(ours, rounds=1)  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of processes")
def test_memory_of_a_card(
    large_photo: Path, tmp_path: Path, record: Callable[[Ratio], None]
) -> None:
    """A hundred pictures of 24 MP come in; all processes together, at the worst moment. What they
    share is counted in each."""
    card = tmp_path / "card"
    card.mkdir()
    data = large_photo.read_bytes()
    for number in range(CARD):
        # A remark of four letters makes each another file.
        remark = b"\xff\xfe\0\6" + f"{number:04}".encode()
        (card / f"{number}.jpg").write_bytes(data[:2] + remark + data[2:])
    command = [sys.executable, "main.py", "ingest", str(card)]
    where = {**os.environ, "GALLEY_LIBRARY": str(tmp_path / "library")}
    peak = 0.0
    with subprocess.Popen(command, env=where, cwd=ROOT, stdout=subprocess.DEVNULL) as program:
        while program.poll() is None:
            peak = max(peak, sum(map(resident, family(program.pid))))
            time.sleep(0.02)
    assert program.returncode == 0
    record(Ratio(f"memory while {CARD} of 24 MP come in", "600 MB", peak, 600, 1.0, "MB"))


def family(process: int) -> Iterator[int]:
    """The process and all it started, as far as they still run."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def resident(process: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 1e6
    return 0.0


def test_bundle(
    library: Path, tmp_path: Path, record: Callable[[Ratio], None], benchmark: object
) -> None:
    """The whole sample story: page, pictures, metadata, manifest; the cache empty and full."""
    desk = Desk.open(library, program_version="bench")
    desk.site.seat(Person("Bench", "supervisor"))
    story_id = bring_in_sample(desk).value
    number = count()

    def export() -> None:
        desk.publishing.export(story_id, tmp_path / f"out-{next(number)}", proof=True)

    def export_anew() -> None:
        for file in library.joinpath("renditions").rglob("*"):
            if file.is_file():
                file.unlink()
        export()

    made, plain = side_by_side(export_anew, lambda: plain_pillow(SAMPLE), ROUNDS)
    record(Ratio("sample story to bundle", "plain Pillow", median(made), median(plain), 1.5))
    again, plain = side_by_side(export, lambda: plain_pillow(SAMPLE), ROUNDS)
    record(Ratio("the same again", "plain Pillow", median(again), median(plain), 0.25))
    benchmark.pedantic(export, rounds=1)  # type: ignore[attr-defined]
    desk.close()
