"""Pictures come in, say who made them, and leave as renditions with their credits kept.

Nothing here knows a story, a window or the database; an original is never written to.
"""
