"""Finding: across all drafts, and any story or command by a few letters."""
