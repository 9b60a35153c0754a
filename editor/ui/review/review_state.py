"""Where a story stands between its author and its readers, in sentences, and what comes next."""

from collections.abc import Mapping, Set

from editor.desk.views import StoryView
from editor.late import frozen
from editor.message import Message, message
from editor.story.workflow import Verb, next_step, stands
from editor.ui.widgets.spelled_out import moment

_STEPS = {
    "send": Verb.SEND,
    "return": Verb.RETURN,
    "sign_off": Verb.SIGN_OFF,
    "export": Verb.PROOF,
}
_NEXT = {Verb.SEND: "send", Verb.SIGN_OFF: "sign_off", Verb.EXPORT: "export"}


@frozen
class ReviewState:
    """Which of the four steps (send, return, sign_off and export) can be taken, why the others
    cannot, and which one is next for this role (or "")."""

    sentence: str
    kind: str  # success, warning or soft
    able: Set[str]
    refused: Mapping[str, Message]
    next_step: str

    @classmethod
    def of(cls, view: StoryView, role: str) -> "ReviewState":
        holds = view.signed_off
        status = stands(view.story.status, holds=holds)
        step = next_step(status, role)
        refused = {name: why for name, verb in _STEPS.items() if (why := view.refusal(verb))}
        return cls(
            sentence=sentence(view),
            kind="success" if holds else "warning" if view.sign_off else "soft",
            able=_STEPS.keys() - refused.keys(),
            refused=refused,
            next_step=_NEXT.get(step, "") if step and view.may(step) else "",
        )


def sentence(view: StoryView) -> str:
    """`Signed off by Chen Yu on 24 Nov 2026, 14:05`, or why there is no valid sign-off."""
    sign_off = view.sign_off
    if sign_off is None:
        return str(message("signed.not-yet"))
    at = moment(sign_off.at)
    if view.signed_off:
        return str(message("signed.by", by=sign_off.by, at=at))
    if not sign_off.covers(view.snapshot_sha256):
        return str(message("signed.changed-since", by=sign_off.by))
    return str(message("signed.no-longer", by=sign_off.by, at=at))


def summary(blocking: int, warning: int) -> str:
    """`2 things block sign-off, 1 to look at`, or `Ready to be signed off`."""
    words = message("signed.blocked", n=blocking) if blocking else message("signed.ready")
    return str(message("signed.and-look-at", words=words, n=warning) if warning else words)
