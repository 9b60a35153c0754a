"""How Galley knows its own HTML again on a clipboard; apart, for who writes it reads no page."""

OWN = "data-galley"  # marks what Galley itself copied: every blank of it counts
PULL_QUOTE = "pull-quote"
