"""The commands and their options, and what becomes of an error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from geo.cli import adding, asking, exporting, record
from geo.cli.console import drop_output, speak_utf8
from geo.errors import DataError, FormatError, SelectionError, UnknownIdError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        Words behind ``python -m geo``; by default those of the process.

    Returns
    -------
    int
        Exit status: 0 where all went well, 1 for faulty data, 2 for a question that cannot be answered.
    """
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, TextIO], int] = options.command
    speak_utf8()
    try:
        status = command(options, sys.stdout)
        sys.stdout.flush()
        return status
    except DataError as error:
        sys.stderr.writelines(f"{fault}\n" for fault in error.faults)
        return 1
    except (FormatError, SelectionError, UnknownIdError) as error:
        sys.stderr.write(f"geo: {error}\n")
        return 2
    except BrokenPipeError:
        drop_output()
        return 0
    except OSError as error:
        if error.filename is None:
            drop_output()
        sys.stderr.write(f"geo: {error.filename or 'output'}: {error.strerror}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="Kazakhstan's rare-earth and rare-metal deposits."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument(
        "--data", type=Path, default=None, metavar="DIR", help="data folder (default: DEPOSITS_DATA, else data/)"
    )
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")

    record.add(commands, data, reading)
    adding.add(commands, data, reading)
    exporting.add(commands, data)
    asking.add(commands, data, reading)
    return parser
