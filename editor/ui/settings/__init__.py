"""Settings, each with its page."""
