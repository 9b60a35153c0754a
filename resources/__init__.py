"""Everything that is not Python: icons, themes, page templates, house styles, the sample story."""
