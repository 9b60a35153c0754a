"""Versions looked at and laid side by side, in a window of their own beside the writing."""
