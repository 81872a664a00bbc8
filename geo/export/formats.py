"""What a format of files is, and the choices that some formats leave open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.catalog.model import View
from geo.export import table_columns
from geo.language.translation import Say, Text


@dataclass(frozen=True)
class Options:
    """Hold what some formats let one choose.

    Attributes
    ----------
    bom
        For CSV: whether it begins with the mark that Excel needs to read Cyrillic.
    semicolon
        For CSV: whether semicolons stand between cells, and commas in decimals.
    address
        Address of the view in the app, for formats that say where they come from.
    say
        Language of pictures; files of rows are in English, as their columns are.
    progress
        Function that is told of each site that a file of rows has.
    """

    bom: bool = False
    semicolon: bool = False
    address: str = ""
    say: Say = str
    progress: table_columns.Progress = table_columns.no_progress


Write = Callable[[View, Path, Options], None]


@dataclass(frozen=True)
class Format:
    """Describe one format in which a view can be taken away.

    Attributes
    ----------
    key
        Short name in addresses and on the command line.
    title
        Name on screen, in English.
    purpose
        What the format is good for, in English.
    suffix
        End of the file name, with its dot.
    mime
        Media type.
    write
        Function that writes a view to a path with some options.
    mark
        Word in the file name that tells its files from those of another format with the same suffix.
    """

    key: str
    title: Text
    purpose: Text
    suffix: str
    mime: str
    write: Write
    mark: str = ""

    @property
    def is_text(self) -> bool:
        """Whether its files can be read as text."""
        return self.mime.endswith(("csv", "json", "xml"))

    @property
    def is_csv(self) -> bool:
        """Whether ``bom`` and ``semicolon`` mean something to it."""
        return self.mime == "text/csv"
