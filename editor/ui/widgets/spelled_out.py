"""Moments, days and the names of fields, spelled out for people."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from editor.story.fields import label_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `yesterday`, `Oct 12`, `Oct 12, 2025`.

    Both aware; days are those of `now`'s zone. A time in the future is `just now`: clocks of two
    machines differ.
    """
    then = then.astimezone(now.tzinfo)
    seconds = (now - then).total_seconds()
    days = (now.date() - then.date()).days
    if seconds < 60:
        return _tr("just now")
    if seconds < 3600:
        return _tr("{0} min ago").format(int(seconds // 60))
    if days == 0 or seconds < 6 * 3600:
        return _tr("{0} h ago").format(int(seconds // 3600))
    if days == 1:
        return _tr("yesterday")
    date = _tr("{month} {day}").format(month=_tr(_MONTHS[then.month - 1]), day=then.day)
    if then.year == now.year:
        return date
    return _tr("{0}, {1}").format(date, then.year)


def moment(at: datetime) -> str:
    """Day and time where this machine stands: `24 Nov 2026, 14:05`."""
    here = at.astimezone()
    return _tr("{0}, {1}").format(day_of(here.date()), f"{here:%H:%M}")


def day_of(day: date) -> str:
    """`24 Nov 2026`."""
    return _tr("{day} {month} {year}").format(
        day=day.day, month=_tr(_MONTHS[day.month - 1]), year=day.year
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ago", text)


def field_label(key: str, *, printed: bool = False) -> str:
    """What the window calls the fields of a story."""
    return str(label_of(key, printed=printed))
