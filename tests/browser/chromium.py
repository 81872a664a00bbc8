"""Finds a Chromium for the browser tests, or gets one; ``python -m tests.browser.chromium`` prints where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

VARIABLE = "CHROMIUM"
PACKAGES = ("chromium-headless-shell", "chromium")
"""Packages of Debian and Ubuntu, best first: the shell draws no frame around its pages, which halves what a visit costs
beside the page itself."""
NAMES = (
    *PACKAGES,
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
MAC_APPS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_APPS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
DOWNLOADS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/chrome-*/*headless*shell*",
)
FLAGS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
DOWNLOAD_SECONDS = 240
PACKAGE_SECONDS = 400


class BrowserMissing(RuntimeError):
    """No Chromium is here and none could be got; the message is one sentence that says what to do."""


def find_or_install() -> Path:
    """Return a Chromium's program, after getting one if there is none.

    Raises
    ------
    BrowserMissing
        If there is none and none can be got, or if the variable ``CHROMIUM`` names no program.
    """
    found = find() or _downloaded() or _packaged()
    if found is None:
        raise BrowserMissing(
            "The browser tests need Chromium or Chrome and could not get one: install it with your system's packages, "
            f"or name its program in the variable {VARIABLE}."
        )
    return found


def find() -> Path | None:
    """Return a Chromium that is already here, None without any.

    Raises
    ------
    BrowserMissing
        If the variable ``CHROMIUM`` names no program.
    """
    named = os.environ.get(VARIABLE)
    if named:
        program = shutil.which(named)
        if program is None:
            raise BrowserMissing(f"The variable {VARIABLE} is {named!r}, which is no program: correct or unset it.")
        return Path(program)
    return next(filter(_is_program, _candidates()), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    yield from (folder / app for folder in (Path("/Applications"), Path.home() / "Applications") for app in MAC_APPS)
    programs = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
    yield from (Path(folder) / app for folder in programs if folder for app in WINDOWS_APPS)
    for folder in _playwright_folders():
        for pattern in DOWNLOADS:
            yield from sorted(folder.glob(pattern), reverse=True)


def _playwright_folders() -> tuple[Path, ...]:
    home = Path.home()
    usual = (home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright", home / "AppData/Local/ms-playwright")
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    return (Path(named), *usual) if named and named != "0" else usual


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _downloaded() -> Path | None:
    """Let Playwright download its Chromium; a download that lacks system libraries does not count."""
    _say("No Chromium here: downloading one ...")
    if not _ran([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS):
        return None
    found = find()
    return found if found is not None and _ran([str(found), *FLAGS, "--version"], 30) else None


def _packaged() -> Path | None:
    """Install the package of Debian or Ubuntu, where we may."""
    if not shutil.which("apt-get"):
        return None
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    rights = [] if is_root else ["sudo", "--non-interactive"]
    if rights and not (shutil.which("sudo") and _ran([*rights, "true"], 10)):
        return None
    _say("Installing a package of Chromium ...")
    _ran([*rights, "apt-get", "update", "-qq"], PACKAGE_SECONDS)
    install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    return find() if any(_ran([*rights, *install, package], PACKAGE_SECONDS) for package in PACKAGES) else None


def _ran(command: Sequence[str], seconds: float) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main() -> int:
    """Print the path of the program; exit code 1 and one sentence if there is none."""
    try:
        sys.stdout.write(f"{find_or_install()}\n")
    except BrowserMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
