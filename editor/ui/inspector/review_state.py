"""Where a story stands between its author and its readers, in a sentence and in what comes next."""

from dataclasses import dataclass
from datetime import datetime

from editor.desk.views import StoryView
from editor.story.story import Status

SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Which of the four steps can be taken, and which one is next for this role (or "")."""

    sentence: str
    kind: str  # success, warning or soft
    can_send: bool
    can_return: bool
    can_sign_off: bool
    can_export: bool
    next_step: str

    @classmethod
    def of(cls, view: StoryView, role: str) -> "ReviewState":
        status, holds = view.story.status, view.signed_off
        spiked = status is Status.SPIKED
        reading = status is Status.IN_REVIEW
        approved_once = status in (Status.SIGNED_OFF, Status.EXPORTED)
        if spiked:
            next_step = ""
        elif holds:
            next_step = "export" if status is Status.SIGNED_OFF else ""
        elif role == SUPERVISOR:
            next_step = "sign_off"
        else:
            next_step = "" if reading else "send"
        return cls(
            sentence=sentence(view),
            kind="success" if holds else "warning" if view.sign_off else "soft",
            can_send=not spiked and not reading and not holds,
            can_return=reading or approved_once,
            can_sign_off=not spiked and not holds,
            can_export=not spiked,
            next_step=next_step,
        )


def sentence(view: StoryView) -> str:
    """`Signed off by Chen Yu on 24 Nov 2026, 14:05`, or why there is no valid sign-off."""
    sign_off = view.sign_off
    if sign_off is None:
        return "Not signed off yet"
    if view.signed_off:
        return f"Signed off by {sign_off.by} on {moment(sign_off.at)}"
    if not sign_off.covers(view.snapshot_sha256):
        return f"Changed since {sign_off.by} signed off; sign off again"
    return f"No longer signed off; {sign_off.by} signed it off on {moment(sign_off.at)}"


def moment(at: datetime) -> str:
    """Day and time where this machine stands: `24 Nov 2026, 14:05`."""
    here = at.astimezone()
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{here.day} {months[here.month - 1]} {here.year}, {here:%H:%M}"
