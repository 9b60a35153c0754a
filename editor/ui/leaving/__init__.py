"""Copies of a story for elsewhere: saved as a file, or taken field by field."""
