"""What the program says of itself: about it, its keys, its upkeep, what went wrong."""
