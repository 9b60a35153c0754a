"""Everything that is not Python: icons, themes, page templates, the sample story."""
