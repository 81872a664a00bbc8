"""The command line: ``python -m geo validate | add-claims | export | check | search | show | diff``.

Exit status: 0 fine, 1 the data are at fault, 2 the call is. Errors go to standard error, one line each. A search that
finds nothing is an answer, not a fault: it says so on standard error and its status is 0.

Read in this order: ``commands`` (the parser, and errors), ``record`` (what a folder holds), ``adding`` (new claims),
``exporting``, ``asking`` (check, search, show, diff), ``console`` (streams).
"""

from geo.cli.commands import main

__all__ = ["main"]
