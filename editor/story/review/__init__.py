"""What is said of a story and seen of it on its way to a sign-off."""
