"""Whether a window can be shown here: asked before Qt is, which ends the program without a word
where `DISPLAY` names a screen that is gone, or one that lets nobody in.

`python -m editor.screen` answers with its exit status: 0 when there is one.
"""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from editor.message import Message, message

PATIENCE = 10.0  # s for a screen on another machine; one on this machine answers at once


def has_screen(platform: str = sys.platform, variables: Mapping[str, str] | None = None) -> bool:
    """Only Linux and its like can be without; `QT_QPA_PLATFORM` says that somebody knows."""
    variables = os.environ if variables is None else variables
    if not platform.startswith("linux") or variables.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(variables) or _x_answers(variables.get("DISPLAY", ""))


def no_screen(variables: Mapping[str, str] | None = None) -> Message:
    """For a person who wanted a window."""
    variables = os.environ if variables is None else variables
    named = variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY")
    return message("start.no-screen-named", name=named) if named else message("start.no-screen")


def _wayland_answers(variables: Mapping[str, str]) -> bool:
    name = variables.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    place = Path(variables.get("XDG_RUNTIME_DIR", "")) / name  # a whole path stays what it is
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
        asked.settimeout(PATIENCE)
        try:
            asked.connect(str(place))
        except OSError:
            return False
    return True


def _x_answers(display: str) -> bool:
    """Asked through the library that Qt uses, which also shows who is let in."""
    if not display or not _host_answers(display):
        return False
    import ctypes  # of no use to other systems, whose start would wait for it

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _host_answers(display: str) -> bool:
    """The library itself would wait for minutes for a machine that is gone."""
    host, _, number = display.rpartition(":")
    screen = number.partition(".")[0]
    if not host or host.startswith(("/", "unix")) or not screen.isdigit():
        return True
    try:
        socket.create_connection((host.strip("[]"), 6000 + int(screen)), PATIENCE).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(0 if has_screen() else 1)
