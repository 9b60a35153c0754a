"""Stories that come from files: read, shown, confirmed, taken in."""
