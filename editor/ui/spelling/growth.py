"""Whether a lexicon only learned words: then no mark can come, and only some can go."""

from editor.language.lexicon import Lexicon


def only_grew(before: Lexicon, after: Lexicon) -> bool:
    """Large sets are shared between lexicons, so comparing them is mostly one look."""
    return (
        before.variant is after.variant
        and before.language is after.language
        and (before.names is after.names or before.names <= after.names)
        and before.house <= after.house
        and before.story <= after.story
    )
