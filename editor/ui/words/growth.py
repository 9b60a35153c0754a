"""What one lexicon knows beyond another: when it only learned, no mark can come, only go."""

from editor.language.lexicon import Lexicon


def learned(before: Lexicon, after: Lexicon) -> frozenset[str] | None:
    """The words only `after` knows; None when it may also know less, or spells otherwise.

    Large sets are shared between lexicons, so comparing them is mostly one look.
    """
    same_language = before.language is after.language and before.variant is after.variant
    same_names = before.names is after.names and before.surnames is after.surnames
    if not (same_language and same_names):
        return None
    if not (before.house <= after.house and before.story <= after.story):
        return None
    return (after.house - before.house) | (after.story - before.story)
