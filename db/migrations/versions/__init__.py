"""The steps themselves, in files named `<revision>_<what it brought>.py`."""
