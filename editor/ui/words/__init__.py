"""Words that are right: marks under those that are not, and the newsroom's own list."""
