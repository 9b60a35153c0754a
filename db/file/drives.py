"""Where a library must not lie: network drives and folders that a service copies about.

SQLite's locks do not hold on a network, and a syncing service copies the database and its log at
different moments; both end in a damaged library. Only places are judged here, nothing is opened.
"""

import os
import re
import subprocess
import sys
from pathlib import Path, PurePath

from editor.late import regex
from editor.message import Message, message

# fmt: off
NETWORK_FILESYSTEMS = frozenset((
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.ceph", "fuse.davfs2",
    "fuse.gcsfuse", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs",
    "fuse.smbnetfs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs",
    "smb2", "smb3", "smbfs", "vboxsf", "webdav",
))
# fmt: on

# Names of folders as the services make them; a work account adds ` - Company` or ` (Company)`.
# macOS keeps the folders of all services but its own in one called CloudStorage.
_SYNCED_FOLDERS: tuple[tuple[re.Pattern[str], str | Message], ...] = tuple(
    (regex(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"onedrive( - .*)?", "OneDrive"),
        (r"dropbox( \(.*\))?", "Dropbox"),
        (r"icloud ?drive|com~apple~clouddocs|mobile documents", "iCloud"),
        (r"google ?drive", "Google Drive"),
        (r"cloudstorage", message("library.cloud-service")),
    )
)
_ESCAPED = regex(r"\\([0-7]{3})")
_MAC_MOUNT = regex(r".+? on (?P<point>.+) \((?P<kind>[^,)]+)")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def unsafe_place(folder: Path) -> Message | None:
    """Why no library may lie in `folder`, to follow "… is"; None when it may.

    A folder that does not exist yet is judged by where it would be.
    """
    resolved = Path(os.path.realpath(folder))
    service = syncing_service(resolved) or syncing_service(folder)
    if service:
        return message("library.synced-folder", service=service)
    if _on_network(resolved):
        return message("library.network-drive")
    return None


def syncing_service(folder: PurePath) -> str | Message | None:
    """The service that keeps a copy of this folder elsewhere, told by the names on its path."""
    for part in folder.parts:
        for pattern, name in _SYNCED_FOLDERS:
            if pattern.fullmatch(part):
                return name
    return None


def filesystem_in(mounts: str, folder: PurePath) -> str:
    """The kind of file system `folder` is on, from a table such as /proc/mounts; "" if unknown."""
    found, depth = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), fields[1]))
        # A later line on the same point lies over the earlier one.
        if folder.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = fields[2], len(point.parts)
    return found


def mac_mounts(printed: str) -> str:
    """What macOS's `mount` prints, as lines of /proc/mounts."""
    lines = (_MAC_MOUNT.match(line) for line in printed.splitlines())
    return "\n".join(
        f"- {match['point'].replace(' ', chr(92) + '040')} {match['kind']} -"
        for match in lines
        if match
    )


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names another machine: `\\server\share`, but not `\\?\C:\…`."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # Only Windows asks this way, and other starts need not wait for it.

        if is_unc(str(folder)):
            return True
        return ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE
    return filesystem_in(_mounts(), folder) in NETWORK_FILESYSTEMS


def _mounts() -> str:
    # Not to know is no reason to refuse: a machine that hides its mounts has none to tell of.
    try:
        if sys.platform == "darwin":
            printed = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
            )
            return mac_mounts(printed.stdout)
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""
