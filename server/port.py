"""Whether a port can be served at, and in one sentence why not."""

import socket

HERE = "127.0.0.1"
"""The address of this machine for itself alone."""


def fault(port: str, address: str = HERE) -> str | None:
    """Say in one sentence why a port cannot be served at.

    Parameters
    ----------
    port : str
        The port, as a person wrote it.
    address : str
        The address to listen at.

    Returns
    -------
    str or None
        The sentence; None if the port can be had.
    """
    if not port.isdigit() or not 0 < int(port) < 65536:
        return f"{port!r} is not a port: choose a number from 1 to 65535, for example make run PORT=8600."
    with socket.socket() as probe:
        if probe.connect_ex((HERE, int(port))) == 0:
            return f"Port {port} is in use: end that program, or choose another: make run PORT=8600."
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, int(port)))
    except OSError as error:
        return f"Port {port} of {address} cannot be had: {error.strerror or error}. Choose another: make run PORT=8600."
    return None
