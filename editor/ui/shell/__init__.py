"""What every room of the window stands on: the lane to the desk, settings, what is remembered."""
