"""The main window: arranges the panels, connects them to the desk, computes nothing itself."""
