"""Questions the window asks: values in, a value out after they are accepted.

No dialog does what it asks about; the window does, through the desk.
"""
