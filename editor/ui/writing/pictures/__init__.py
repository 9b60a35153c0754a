"""Photos and galleries as they stand in the text."""
