"""A file that is written whole or not at all: made aside first, then moved into the place of the target."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def replacing(path: Path | str, suffix: str) -> Iterator[Path]:
    """Yield a path to write to; when the ``with`` block ends, that file takes the place of the target.

    The file is made in a new folder beside the target. A target that is no ordinary file (a device, a pipe) is written
    to directly. A read-only target is left alone.

    Parameters
    ----------
    path
        The target; an existing file is replaced.
    suffix
        End of the name of the file to write, with its dot: some libraries go by it.

    Yields
    ------
    Path
        Where to write.

    Raises
    ------
    OSError
        With the name of the target, if it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not target.parent.exists():
            raise FileNotFoundError(errno.ENOENT, f"the folder {target.parent} is missing")
        if target.is_file() and not target.stat().st_mode & _WRITABLE:
            raise PermissionError(errno.EACCES, "the file is read-only")
        special = target.exists() and not target.is_file()
        # Beside the target, because a rename is atomic only inside one file system; beside a device no file can lie.
        with _aside(Path(tempfile.gettempdir()) if special else target.parent, suffix) as made:
            yield made
            if special:
                with made.open("rb") as whole, target.open("wb") as out:
                    shutil.copyfileobj(whole, out)
            else:
                made.replace(target)
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error


@contextmanager
def _aside(folder: Path, suffix: str) -> Iterator[Path]:
    """Yield a path for a file inside a new hidden folder; delete the folder with all that is left in it at the end."""
    room = folder / f".deposits-{secrets.token_hex(6)}"
    room.mkdir()
    try:
        yield room / f"made{suffix}"
    finally:
        shutil.rmtree(room, ignore_errors=True)
