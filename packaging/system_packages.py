"""What Qt and its web engine load from the system, and how to get it.

Found out from the libraries themselves (`objdump -p`, every NEEDED of PySide6
6.11.3 that is not in the wheel, for the parts Galley uses). Missing ones are
found by loading them, as Qt will. On Debian and Ubuntu as root they are installed;
elsewhere this module only says what to type. It must not install anything
with any other tool.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from refusal import Refusal


@dataclass(frozen=True)
class Need:
    """One thing the system must have.

    Attributes:
        what: a library's file name, or words for a person.
        apt: package names to try in this order; Debian 13 and Ubuntu 24.04 renamed some.
        dnf: the package of Fedora and its like.
        pacman: the package of Arch and its like.
    """

    what: str
    apt: tuple[str, ...]
    dnf: str
    pacman: str


def _needs(table: str) -> tuple[Need, ...]:
    rows = (line.split() for line in table.strip().splitlines())
    return tuple(Need(what, tuple(apt.split("|")), dnf, arch) for what, apt, dnf, arch in rows)


# library, apt (alternatives with |), dnf, pacman
LIBRARIES = _needs("""
libEGL.so.1             libegl1                          libglvnd-egl        libglvnd
libGL.so.1              libgl1                           libglvnd-glx        libglvnd
libX11-xcb.so.1         libx11-xcb1                      libX11-xcb          libx11
libX11.so.6             libx11-6                         libX11              libx11
libXcomposite.so.1      libxcomposite1                   libXcomposite       libxcomposite
libXdamage.so.1         libxdamage1                      libXdamage          libxdamage
libXext.so.6            libxext6                         libXext             libxext
libXfixes.so.3          libxfixes3                       libXfixes           libxfixes
libXrandr.so.2          libxrandr2                       libXrandr           libxrandr
libXtst.so.6            libxtst6                         libXtst             libxtst
libasound.so.2          libasound2t64|libasound2         alsa-lib            alsa-lib
libbrotlidec.so.1       libbrotli1                       libbrotli           brotli
libdbus-1.so.3          libdbus-1-3                      dbus-libs           dbus
libexpat.so.1           libexpat1                        expat               expat
libfontconfig.so.1      libfontconfig1                   fontconfig          fontconfig
libfreetype.so.6        libfreetype6                     freetype            freetype2
libgbm.so.1             libgbm1                          mesa-libgbm         mesa
libglib-2.0.so.0        libglib2.0-0t64|libglib2.0-0     glib2               glib2
libgssapi_krb5.so.2     libgssapi-krb5-2                 krb5-libs           krb5
libnspr4.so             libnspr4                         nspr                nspr
libnss3.so              libnss3                          nss                 nss
libstdc++.so.6          libstdc++6                       libstdc++           gcc-libs
libudev.so.1            libudev1                         systemd-libs        systemd-libs
libwayland-client.so.0  libwayland-client0               libwayland-client   wayland
libwayland-cursor.so.0  libwayland-cursor0               libwayland-cursor   wayland
libwayland-egl.so.1     libwayland-egl1                  libwayland-egl      wayland
libxcb-cursor.so.0      libxcb-cursor0                   xcb-util-cursor     xcb-util-cursor
libxcb-dri3.so.0        libxcb-dri3-0                    libxcb              libxcb
libxcb-glx.so.0         libxcb-glx0                      libxcb              libxcb
libxcb-icccm.so.4       libxcb-icccm4                    xcb-util-wm         xcb-util-wm
libxcb-image.so.0       libxcb-image0                    xcb-util-image      xcb-util-image
libxcb-keysyms.so.1     libxcb-keysyms1                  xcb-util-keysyms    xcb-util-keysyms
libxcb-randr.so.0       libxcb-randr0                    libxcb              libxcb
libxcb-render-util.so.0 libxcb-render-util0              xcb-util-renderutil xcb-util-renderutil
libxcb-render.so.0      libxcb-render0                   libxcb              libxcb
libxcb-shape.so.0       libxcb-shape0                    libxcb              libxcb
libxcb-shm.so.0         libxcb-shm0                      libxcb              libxcb
libxcb-sync.so.1        libxcb-sync1                     libxcb              libxcb
libxcb-util.so.1        libxcb-util1                     xcb-util            xcb-util
libxcb-xfixes.so.0      libxcb-xfixes0                   libxcb              libxcb
libxcb-xkb.so.1         libxcb-xkb1                      libxcb              libxcb
libxcb.so.1             libxcb1                          libxcb              libxcb
libxkbcommon-x11.so.0   libxkbcommon-x11-0               libxkbcommon-x11    libxkbcommon-x11
libxkbcommon.so.0       libxkbcommon0                    libxkbcommon        libxkbcommon
libxkbfile.so.1         libxkbfile1                      libxkbfile          libxkbfile
libz.so.1               zlib1g                           zlib                zlib
libzstd.so.1            libzstd1                         libzstd             zstd
""")

SCRIPT = Path(__file__).resolve().parent / "dev.py"
FEW = 3  # names that somebody reads

LATIN_FONT = Need(
    "a font for Latin text", ("fonts-dejavu-core",), "dejavu-sans-fonts", "ttf-dejavu"
)
# Micro Hei is 2 MB where Noto CJK is 55: enough to show a name, a person may add a finer one.
CHINESE_FONT = Need(
    "a font for Chinese text",
    ("fonts-wqy-microhei", "fonts-noto-cjk"),
    "google-noto-sans-cjk-fonts",
    "noto-fonts-cjk",
)
FONTS = (LATIN_FONT, CHINESE_FONT)
SCREEN = Need("Xvfb", ("xvfb",), "xorg-x11-server-Xvfb", "xorg-server-xvfb")

BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
UPDATE_CERTIFICATES = Path("/usr/sbin/update-ca-certificates")
CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)

# Parts of file names, lower case. Reading names takes a millisecond, fc-list may not exist.
LATIN_NAMES = ("dejavu", "liberation", "notosans", "noto-sans", "cantarell", "ubuntu", "arial")
CHINESE_NAMES = ("cjk", "wqy", "sourcehan", "notosanssc", "notoserifsc", "uming", "ukai")
CHINESE_NAMES += ("droidsansfallback", "simsun", "msyh", "pingfang", "unifont")


def loads(library: str) -> bool:
    """Whether the loader finds the library, asked as Qt would."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_files() -> list[str]:
    """Lower-case names of all font files in the usual places."""
    places = ["/usr/share/fonts", "/usr/local/share/fonts"]
    places += [str(Path.home() / ".local/share/fonts"), str(Path.home() / ".fonts")]
    return [name.lower() for place in places for _, _, names in os.walk(place) for name in names]


def missing_fonts(names: Iterable[str]) -> list[Need]:
    """Which scripts no font file in the list is known for."""
    names = list(names)
    known = ((LATIN_FONT, LATIN_NAMES), (CHINESE_FONT, CHINESE_NAMES))
    return [
        need
        for need, parts in known
        if not any(part in name.replace(" ", "") for name in names for part in parts)
    ]


def missing(
    platform: str = sys.platform,
    is_there: Callable[[str], bool] = loads,
    fonts: Callable[[], list[str]] = font_files,
) -> list[Need]:
    """What of libraries and fonts is not here; macOS and Windows bring all of it."""
    if platform != "linux":
        return []
    return [need for need in LIBRARIES if not is_there(need.what)] + missing_fonts(fonts())


def missing_screen() -> list[Need]:
    """Xvfb, a screen in memory, if it is not here."""
    return [] if shutil.which("Xvfb") else [SCREEN]


def missing_venv() -> list[Need]:
    """Debian's bare Python cannot make an environment with pip in it: its package is apart."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    if importlib.util.find_spec("venv") and importlib.util.find_spec("pip"):
        return []
    exact = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return [Need("Python's venv module", (exact, "python3-venv"), "python3-pip", "python-pip")]


def apt_knows(package: str) -> bool:
    """Whether apt could install a package of this very name, not one that stands in for it."""
    asked = subprocess.run(
        ["apt-cache", "policy", package], capture_output=True, text=True, check=False
    )
    return "Candidate:" in asked.stdout and "Candidate: (none)" not in asked.stdout


def apt_names(needs: Iterable[Need], knows: Callable[[str], bool] = apt_knows) -> list[str]:
    """One package for each need, sorted, without doubles."""
    chosen: set[str] = set()
    for need in needs:
        if len(need.apt) == 1:
            chosen.add(need.apt[0])
        else:
            # The last is the older name: right on a system that has no list of packages yet.
            chosen.add(next((name for name in need.apt if knows(name)), need.apt[-1]))
    return sorted(chosen)


def command_to_type(
    needs: Sequence[Need],
    found: Callable[[str], str | None] = shutil.which,
    knows: Callable[[str], bool] = apt_knows,
) -> str:
    """The one command that gets all of it on this system."""
    if found("apt-get"):
        names = apt_names(needs, knows)
        if len(names) > FEW:
            # A line somebody can type: it installs what it finds missing.
            return as_root(
                f"{shlex.quote(sys.executable)} {shlex.quote(str(SCRIPT))} libraries", found
            )
        return as_root("apt-get install " + " ".join(names), found)
    if found("dnf"):
        return as_root("dnf install " + " ".join(sorted({need.dnf for need in needs})), found)
    if found("pacman"):
        names = sorted({need.pacman for need in needs})
        return as_root("pacman -S --needed " + " ".join(names), found)
    return "your system's packages for: " + ", ".join(need.what for need in needs)


def as_root(command: str, found: Callable[[str], str | None] = shutil.which) -> str:
    """A command as somebody types it who may: a bare Debian has no `sudo`."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return command
    return f"sudo {command}" if found("sudo") else f"su -c {shlex.quote(command)}"


def few_words(needs: Sequence[Need]) -> str:
    """`libEGL.so.1, libGL.so.1 and 41 more`: a list of forty names tells nobody anything."""
    named = [need.what for need in needs[:FEW]]
    left = len(needs) - len(named)
    return ", ".join(named) + (f" and {left} more" if left else "")


def require(needs: Sequence[Need]) -> None:
    """Install what is missing where that is ours to do, else refuse with the command."""
    if not needs:
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        apt_install(needs)
        return
    command = command_to_type(needs, shutil.which)
    if all(need in FONTS for need in needs):
        # Galley starts without them; only the letters would be boxes.
        print(f"Missing: {few_words(needs)}. To install: {command}", flush=True)
        return
    raise Refusal(
        f"This system lacks what Galley needs: {few_words(needs)}.\n"
        f"Type this, then the same command again:\n    {command}"
    )


def apt_install(needs: Sequence[Need]) -> None:
    """Fetch and install with apt-get; quiet unless it fails."""
    began = time.monotonic()
    print(f"Installing with apt-get: {few_words(needs)} ...", flush=True)
    by_hand = hand_placed_certificates()
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}

    def apt(*arguments: str) -> None:
        done = subprocess.run(
            ["apt-get", "-qq", *arguments],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = "\n".join(done.stdout.strip().splitlines()[-8:])
            raise Refusal(f"apt-get {arguments[0]} failed:\n{said}")

    apt("update")
    # Names are chosen after the update: before it apt may know nothing.
    names = apt_names(needs)
    apt("install", "--yes", "--no-install-recommends", *names)
    if by_hand and BUNDLE.exists():
        BUNDLE.write_bytes(with_certificates(BUNDLE.read_bytes(), by_hand))
    print(f"System packages are installed ({time.monotonic() - began:.0f} s).", flush=True)


def hand_placed_certificates() -> bytes:
    """The list of trusted certificates, if a person and not Debian's package put it there.

    Small containers are given one file and no `ca-certificates`. That package comes
    with Python's venv and writes its own list over it, after which pip would no longer
    reach a house's own package server.
    """
    if UPDATE_CERTIFICATES.exists() or not BUNDLE.exists():
        return b""
    return BUNDLE.read_bytes()


def with_certificates(now: bytes, before: bytes) -> bytes:
    """The list as it is now, and after it those of the earlier list that it lacks."""
    lost = [block for block in CERTIFICATE.findall(before) if block not in now]
    return now + b"".join(block + b"\n" for block in lost)
