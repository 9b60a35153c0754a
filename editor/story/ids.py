"""Ids that two machines can make without asking each other, in the order in which they are made.

UUID version 7 (RFC 9562, 5.7), as 32 hex digits. Its clock is for looking at only: what came
before what is said by the library's feed of changes.
"""

import secrets
import time


def new_id() -> str:
    milliseconds = time.time_ns() // 1_000_000 & (1 << 48) - 1
    version, variant = 7, 2
    random = secrets.randbits(74)
    high, low = random >> 62, random & (1 << 62) - 1
    value = milliseconds << 80 | version << 76 | high << 64 | variant << 62 | low
    return f"{value:032x}"
