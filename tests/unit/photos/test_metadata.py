from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.photos.metadata import cut_to_bytes, iim_date, iso_date

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@given(texts, st.integers(0, 80))
def test_a_cut_text_is_a_beginning_that_fits(text: str, limit: int):
    cut = cut_to_bytes(text, limit)
    assert text.startswith(cut)
    assert len(cut.encode()) <= limit
    assert cut == text or len(text.encode()) > limit


def test_a_cut_never_parts_a_letter_from_its_accent_nor_a_family_from_its_members():
    assert cut_to_bytes("Cafe\u0301", 5) == "Caf"
    assert cut_to_bytes("谷子", 5) == "谷"
    assert cut_to_bytes("a👩\u200d🌾", 8) == "a👩"
    assert cut_to_bytes("two words", 4) == "two"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2002:09:16 09:19:43", "2002-09-16T09:19:43"),
        ("2016:01:12 15:33:28+08:00", "2016-01-12T15:33:28+08:00"),
        ("2019-10-16T19:01:00Z", "2019-10-16T19:01:00+00:00"),
        ("2009-09-09T17:00:00, 2009-09-09", "2009-09-09T17:00:00"),
        ("2002-08-29T17:31", "2002-08-29T17:31"),
        ("20020916", "2002-09-16"),
        ("20020916T091943+0800", "2002-09-16T09:19:43+08:00"),
        ("2016:01:12 15:33:28.45", "2016-01-12T15:33:28"),
        ("2002-09", "2002-09"),
        ("2002", "2002"),
        ("2002-00-00", "2002"),
        ("2002-02-31", "2002-02"),
        ("2002-02-03T25:00:00", "2002-02-03"),
        ("2026-03-04T05:06:07+05:45", "2026-03-04T05:06:07+05:45"),
        ("2026-03-04T05:06:07+08", "2026-03-04T05:06:07+08:00"),
        ("2026-03-04T05:06:07+25:00", "2026-03-04T05:06:07"),
        ("2026-3-4", "2026-03-04"),
        ("2026/3/4 5:06", "2026-03-04T05:06"),
        ("2026年3月4日", "2026-03-04"),
        ("2026.03.04", "2026-03-04"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("yesterday", ""),
        ("01022027", ""),
        ("", ""),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written: str, iso: str):
    assert iso_date(written) == iso


zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=zones | st.just(UTC))  # noqa: DTZ001 (bounds of hypothesis are naive)


@given(moments)
def test_iso_dates_stand_and_iim_dates_come_back(moment: datetime):
    iso = moment.isoformat(timespec="seconds")
    assert iso_date(iso) == iso
    day, clock = iim_date(iso)
    assert (len(day), len(clock)) == (8, 11)
    assert iso_date(f"{day}T{clock}") == iso


@pytest.mark.parametrize(
    ("iso", "iim"),
    [
        ("", ("", "")),
        ("2002", ("20020000", "")),
        ("2002-09", ("20020900", "")),
        ("2002-09-16T09:19:43", ("20020916", "")),
        ("2002-09-16T09:19+08:00", ("20020916", "091900+0800")),
    ],
)
def test_iim_has_no_way_to_leave_parts_open_but_zeros_and_silence(iso: str, iim: tuple[str, str]):
    assert iim_date(iso) == iim
