"""The same verbs without a window: commands for scripts, servers and people at a terminal."""
