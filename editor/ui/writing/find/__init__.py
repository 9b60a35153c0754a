"""Finding and replacing in the open story."""
