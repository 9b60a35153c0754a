"""When a picture was taken, as ISO 8601 and as precise as its file had it; no zone is invented."""

import re
from datetime import date, time

TIME_IIM = 60  # The dataset beside that of the date.

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:[-:/]?(?P<month>\d\d)(?:[-:/]?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


def iso_date(text: str) -> str:
    """An ISO 8601 date, or date and time, from XMP's, EXIF's or IIM's writing of it; "" for none.

    `2002:09:16 09:19:43`, `20020916T091943+0800`, `2002-09` and `2002` all stand in real files.
    What cannot be a date (month 00, day 31 of June) is left out from there on.
    """
    found = _WRITTEN.match(text.strip())
    if found is None or found["year"] == "0000":
        return ""
    year, month, day = found["year"], found["month"], found["day"]
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day:
        return f"{year}-{month}"
    try:
        whole = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{month}"
    return whole + _time(found) if found["hour"] else whole


def _time(found: re.Match[str]) -> str:
    try:
        moment = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return ""
    zone = (found["zone"] or "").replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    precision = "seconds" if found["second"] else "minutes"
    return f"T{moment.isoformat(precision)}{zone}"


def iim_date(iso: str) -> tuple[str, str]:
    """IIM's date (2:55, `CCYYMMDD`, unknown parts 00) and time (2:60, `HHMMSS±HHMM`).

    The time is "" without a zone: IIM has no way to leave the zone open.
    """
    day, _, moment = iso.partition("T")
    if not day:
        return "", ""
    digits = (day.replace("-", "") + "0000")[:8]
    clock, zone = moment[:-6], moment[-6:]
    if len(zone) != 6 or zone[0] not in "+-":
        return digits, ""
    return digits, (clock.replace(":", "") + "00")[:6] + zone.replace(":", "")
