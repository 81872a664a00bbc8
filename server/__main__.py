"""The command line: ``python -m server [PORT] [--address ADDRESS] [--quiet]`` serves the app until Ctrl+C."""

import argparse
import sys
from collections.abc import Sequence

import uvicorn

from server.application import application
from server.port import HERE, fault

PORT = "8501"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - listened at only if the command says so


def main(arguments: Sequence[str]) -> int:
    """Serve until interrupted.

    Parameters
    ----------
    arguments : sequence of str
        What stands after ``python -m server`` on the command line.

    Returns
    -------
    int
        The exit status: 1, at once, if the port cannot be had; 0 after an interruption.
    """
    options = _parser().parse_args(arguments)
    complaint = fault(options.port, options.address)
    if complaint:
        sys.stderr.write(f"{complaint}\n")
        return 1
    uvicorn.run(
        application(_url(options.address, options.port), quiet=options.quiet),
        host=options.address,
        port=int(options.port),
        log_config=None,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m server", description="Serve the app until Ctrl+C.")
    parser.add_argument("port", nargs="?", default=PORT, metavar="PORT", help=f"port to serve at (default: {PORT})")
    where = f"address to listen at; 0.0.0.0 lets other machines in (default: {HERE}, this machine alone)"
    parser.add_argument("--address", default=HERE, metavar="ADDRESS", help=where)
    parser.add_argument("--quiet", action="store_true", help="open no browser")
    return parser


def _url(address: str, port: str) -> str:
    """Return where a person on this machine opens the app."""
    return f"http://{'localhost' if address in (HERE, EVERYWHERE) else address}:{port}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
