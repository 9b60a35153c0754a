"""Where a story stands between its author and its readers, in sentences, and what comes next."""

from PySide6.QtCore import QCoreApplication

from editor.desk.views import StoryView
from editor.late import frozen
from editor.story.workflow import Verb, may, next_step, stands
from editor.ui.widgets.spelled_out import moment

_STEPS = {Verb.SEND: "send", Verb.SIGN_OFF: "sign_off", Verb.EXPORT: "export"}


@frozen
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
        holds = view.signed_off
        status = stands(view.story.status, holds=holds)
        step = next_step(status, role)
        return cls(
            sentence=sentence(view),
            kind="success" if holds else "warning" if view.sign_off else "soft",
            can_send=may(Verb.SEND, status, role),
            can_return=may(Verb.RETURN, status, role),
            can_sign_off=may(Verb.SIGN_OFF, status, role),
            can_export=may(Verb.PROOF, status, role),
            next_step=_STEPS.get(step, "") if step else "",
        )


def sentence(view: StoryView) -> str:
    """`Signed off by Chen Yu on 24 Nov 2026, 14:05`, or why there is no valid sign-off."""
    sign_off = view.sign_off
    if sign_off is None:
        return _tr("Not signed off yet")
    if view.signed_off:
        return _tr("Signed off by {0} on {1}").format(sign_off.by, moment(sign_off.at))
    if not sign_off.covers(view.snapshot_sha256):
        return _tr("Changed since {0} signed off; sign off again").format(sign_off.by)
    return _tr("No longer signed off; {0} signed it off on {1}").format(
        sign_off.by, moment(sign_off.at)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReviewState", text)


def summary(blocking: int, warning: int) -> str:
    """`2 things block sign-off, 1 to look at`, or `Ready to be signed off`."""
    if not blocking:
        words = _tr("Ready to be signed off")
    elif blocking == 1:
        words = _tr("1 thing blocks sign-off")
    else:
        words = _tr("{0} things block sign-off").format(blocking)
    return _tr("{0}, {1} to look at").format(words, warning) if warning else words
