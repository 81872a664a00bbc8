"""Pin every package with its hashes: ``requirements.lock`` to run, ``requirements-test.lock`` to test.

Needs uv. The locks hold no addresses: they work with any package index.
"""

import subprocess
import sys

COMMON = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--custom-compile-command=make lock",
)
LOCKS = {"requirements.lock": ("app",), "requirements-test.lock": ("app", "test")}


def main() -> int:
    """Write both locks; return the exit status of the first that fails."""
    for name, extras in LOCKS.items():
        chosen = [part for extra in extras for part in ("--extra", extra)]
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", *COMMON, *chosen]
        if name != "requirements.lock":
            command += ["--constraints", "requirements.lock"]
        status = subprocess.run([*command, "--output-file", name], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
