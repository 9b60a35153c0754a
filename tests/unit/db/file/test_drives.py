from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from db.file.drives import (
    NETWORK_FILESYSTEMS,
    filesystem_in,
    is_unc,
    mac_mounts,
    syncing_service,
    unsafe_place,
)

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda2 / ext4 rw,relatime 0 0
server:/home /home/nfs nfs4 rw 0 0
//nas/news /mnt/news\040room cifs rw 0 0
/dev/sdb1 /home/nfs/local ext4 rw 0 0
li@host: /mnt/ssh fuse.sshfs rw 0 0
broken line
"""

MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)
//li@nas._smb._tcp.local/News on /Volumes/News Room (smbfs, nodev, nosuid, mounted by li)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/galley", "ext4"),
        ("/home/nfs/li/galley", "nfs4"),
        ("/home/nfs", "nfs4"),
        ("/home/nfsnot", "ext4"),
        ("/mnt/news room/galley", "cifs"),
        ("/home/nfs/local/galley", "ext4"),
        ("/mnt/ssh/galley", "fuse.sshfs"),
    ],
)
def test_a_folder_is_on_the_drive_that_is_mounted_nearest_above_it(folder: str, kind: str) -> None:
    assert filesystem_in(MOUNTS, PurePosixPath(folder)) == kind
    assert (kind in NETWORK_FILESYSTEMS) == (kind != "ext4")


def test_what_is_mounted_over_another_counts() -> None:
    table = "a /data ext4 rw\nb /data nfs rw\n"

    assert filesystem_in(table, PurePosixPath("/data/x")) == "nfs"


def test_a_machine_that_hides_its_mounts_refuses_nothing() -> None:
    assert filesystem_in("", PurePosixPath("/data")) == ""
    assert "" not in NETWORK_FILESYSTEMS


def test_macos_tells_its_network_drives() -> None:
    table = mac_mounts(MAC)

    assert filesystem_in(table, PurePosixPath("/Volumes/News Room/galley")) == "smbfs"
    assert filesystem_in(table, PurePosixPath("/Users/li/Library")) == "apfs"


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\li\OneDrive\galley"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\OneDrive - Shanxi News\galley"), "OneDrive"),
        (PurePosixPath("/Users/li/Library/CloudStorage/OneDrive-Personal/g"), "a cloud service"),
        (PurePosixPath("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/g"), "iCloud"),
        (PureWindowsPath(r"C:\Users\li\iCloudDrive\g"), "iCloud"),
        (PurePosixPath("/home/li/Dropbox/g"), "Dropbox"),
        (PurePosixPath("/home/li/Dropbox (Shanxi News)/g"), "Dropbox"),
        (PurePosixPath("/home/li/Google Drive/g"), "Google Drive"),
        (PurePosixPath("/home/li/dropbox-notes/g"), None),
        (PurePosixPath("/home/li/my-dropbox/g"), None),
        (PurePosixPath("/home/onedriver/g"), None),
    ],
)
def test_a_folder_that_a_service_copies_about_is_told_by_its_name(
    folder: PurePosixPath | PureWindowsPath, service: str | None
) -> None:
    found = syncing_service(folder)
    assert (found and str(found)) == service


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        (r"\\server\share\galley", True),
        ("//server/share", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\galley", False),
        (r"C:\galley", False),
    ],
)
def test_windows_paths_to_other_machines_are_told(path: str, unc: bool) -> None:
    assert is_unc(path) == unc


def test_this_machines_own_disk_is_fine_even_for_a_folder_not_made_yet(tmp_path: Path) -> None:
    assert unsafe_place(tmp_path / "not" / "yet") is None


def test_a_link_into_a_synced_folder_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")

    why = unsafe_place(tmp_path / "plain" / "library")
    assert str(why) == "in a folder that Dropbox copies about"
