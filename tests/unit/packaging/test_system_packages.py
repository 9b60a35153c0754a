"""What the system must have, and the one command that gets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import system_packages
from refusal import Refusal
from system_packages import CHINESE_FONT, LATIN_FONT, LIBRARIES, Need

NEEDS = [
    Need("libasound.so.2", ("libasound2t64", "libasound2"), "alsa-lib", "alsa-lib"),
    Need("libxcb-sync.so.1", ("libxcb-sync1",), "libxcb", "libxcb"),
    Need("libxcb.so.1", ("libxcb1",), "libxcb", "libxcb"),
]
FONTS = ["DejaVuSans.ttf".lower(), "wqy-microhei.ttc"]


def only(*programs: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def test_a_system_with_everything_lacks_nothing() -> None:
    assert system_packages.missing("linux", lambda _: True, lambda: FONTS) == []


def test_a_missing_library_is_named() -> None:
    absent = system_packages.missing("linux", lambda name: name != "libnss3.so", lambda: FONTS)
    assert [need.what for need in absent] == ["libnss3.so"]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_macos_and_windows_bring_all_of_it(platform: str) -> None:
    assert system_packages.missing(platform, lambda _: False, list) == []


def test_the_loader_is_asked_for_real() -> None:
    assert not system_packages.loads("libgalley-does-not-exist.so.9")


def test_each_library_is_listed_once_with_every_package() -> None:
    names = [need.what for need in LIBRARIES]
    assert names == sorted(set(names), key=names.index)
    assert all(need.apt and need.dnf and need.pacman for need in LIBRARIES)


@pytest.mark.parametrize(
    ("files", "lacking"),
    [
        ([], [LATIN_FONT, CHINESE_FONT]),
        (["dejavusans.ttf"], [CHINESE_FONT]),
        (["wqy-microhei.ttc"], [LATIN_FONT]),
        (["liberationserif-regular.ttf", "source han sans sc.otf"], []),
        (["dejavusans.ttf", "sourcehansanscn.otf"], []),
    ],
)
def test_fonts_are_known_by_their_files(files: list[str], lacking: list[Need]) -> None:
    assert system_packages.missing_fonts(files) == lacking


def test_debian_gets_the_name_its_release_uses() -> None:
    new = system_packages.apt_names(NEEDS, lambda name: name == "libasound2t64")
    old = system_packages.apt_names(NEEDS, lambda name: name == "libasound2")
    assert new == ["libasound2t64", "libxcb-sync1", "libxcb1"]
    assert old == ["libasound2", "libxcb-sync1", "libxcb1"]


def test_where_apt_knows_nothing_yet_the_older_name_is_taken() -> None:
    assert "libasound2" in system_packages.apt_names(NEEDS, lambda _: False)


@pytest.fixture
def nobody_special(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000, raising=False)


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "sudo apt-get install libasound2t64 libxcb-sync1 libxcb1"),
        ("dnf", "sudo dnf install alsa-lib libxcb"),
        ("pacman", "sudo pacman -S --needed alsa-lib libxcb"),
        ("none", "your system's packages for: libasound.so.2, libxcb-sync.so.1, libxcb.so.1"),
    ],
)
@pytest.mark.usefixtures("nobody_special")
def test_the_command_to_type_is_that_of_the_system(program: str, command: str) -> None:
    told = system_packages.command_to_type(NEEDS, only(program, "sudo"), lambda _: True)
    assert told == command


@pytest.mark.usefixtures("nobody_special")
def test_a_system_without_sudo_is_told_of_su() -> None:
    told = system_packages.command_to_type(NEEDS, only("dnf"), lambda _: True)
    assert told == "su -c 'dnf install alsa-lib libxcb'"


def test_root_needs_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0, raising=False)
    told = system_packages.command_to_type(NEEDS, only("dnf"), lambda _: True)
    assert told == "dnf install alsa-lib libxcb"


@pytest.mark.usefixtures("nobody_special")
def test_a_bare_debian_gets_one_line_and_no_wall_of_names() -> None:
    told = system_packages.command_to_type(list(LIBRARIES), only("apt-get"), lambda _: True)
    assert told.startswith("su -c ")
    assert told.endswith("dev.py libraries'")
    assert "lib" not in told.removesuffix("libraries'").replace("library", "")[-30:]


def test_of_many_names_a_few_are_told() -> None:
    assert system_packages.few_words(NEEDS) == "libasound.so.2, libxcb-sync.so.1, libxcb.so.1"
    many = system_packages.few_words(list(LIBRARIES))
    assert many == f"libEGL.so.1, libGL.so.1, libX11-xcb.so.1 and {len(LIBRARIES) - 3} more"


@pytest.mark.usefixtures("nobody_special")
def test_without_root_the_command_is_told_and_nothing_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", only("dnf", "sudo"))
    with pytest.raises(Refusal, match="sudo dnf install alsa-lib libxcb") as refused:
        system_packages.require(NEEDS[:1] + NEEDS[2:])
    assert "thing(s)" not in str(refused.value)
    assert "libasound.so.2, libxcb.so.1." in str(refused.value)


def test_missing_fonts_alone_do_not_stop_anybody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(system_packages.shutil, "which", only("pacman", "sudo"))
    system_packages.require([CHINESE_FONT])
    assert "sudo pacman -S --needed noto-fonts-cjk" in capsys.readouterr().out


def block(letters: bytes) -> bytes:
    return b"-----BEGIN CERTIFICATE-----\n" + letters + b"\n-----END CERTIFICATE-----"


def test_certificates_placed_by_hand_survive_debians_own_list() -> None:
    debian = block(b"AAAA") + b"\n" + block(b"BBBB") + b"\n"
    by_hand = b"# the house's own\n" + block(b"HOUSE") + b"\n" + block(b"BBBB") + b"\n"
    kept = system_packages.with_certificates(debian, by_hand)
    assert kept == debian + block(b"HOUSE") + b"\n"


def test_a_list_that_has_them_all_stays_as_it_is() -> None:
    debian = block(b"AAAA") + b"\n"
    assert system_packages.with_certificates(debian, block(b"AAAA")) == debian
