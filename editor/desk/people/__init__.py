"""Those who work in the newsroom."""
