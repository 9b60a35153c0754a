"""Moments, days and the names of fields, spelled out for people."""

from datetime import date, datetime, time

from editor.message import Message, message
from editor.story.fields import label_of


def ago(then: datetime, now: datetime) -> str:
    """`just now`, `12 min ago`, `3 h ago`, `yesterday`, `Oct 12`, `Oct 12, 2025`.

    Both aware; days are those of `now`'s zone. A time in the future is `just now`: clocks of two
    machines differ.
    """
    then = then.astimezone(now.tzinfo)
    seconds = (now - then).total_seconds()
    days = (now.date() - then.date()).days
    if seconds < 60:
        return str(message("ago.now"))
    if seconds < 3600:
        return str(message("ago.minutes", n=int(seconds // 60)))
    if days == 0 or seconds < 6 * 3600:
        return str(message("ago.hours", n=int(seconds // 3600)))
    if days < 2:
        return str(message("ago.yesterday"))
    return _dated(then, "ago.day" if then.year == now.year else "ago.day-of-year")


def moment(at: datetime) -> str:
    """Day and time where this machine stands: `24 Nov 2026, 14:05`."""
    return _dated(at.astimezone(), "ago.moment")


def lately(at: datetime) -> str:
    """The same of days that are not long over: `24 Nov, 14:05`."""
    return _dated(at.astimezone(), "ago.lately")


def day_of(day: date) -> str:
    """`24 Nov 2026`."""
    return _dated(datetime.combine(day, time.min), "ago.date")


def _dated(at: datetime, key: str) -> str:
    month = Message(f"month.{at.month}")
    return str(Message(key, (("at", at), ("day", at.day), ("month", month), ("year", at.year))))


def field_label(key: str, *, printed: bool = False) -> str:
    """What the window calls the fields of a story."""
    return str(label_of(key, printed=printed))
