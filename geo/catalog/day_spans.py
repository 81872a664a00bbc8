"""What a figure is for, as days: a day, a month, a year, a span of them, or all that came before."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import Final, Self

from geo.language import wording
from geo.language.translation import N_, Say

OPEN: Final = "../"
"""What stands before a span without a beginning."""
_DAY: Final = datetime.timedelta(days=1)


@dataclass(frozen=True)
class DaySpan:
    """The days that a figure may be for.

    A span without a beginning, ``../2024``, is taken at its end, as the last state of what it tells: it begins with the
    year, month or day that is written. The 31st of December and the day after it are one day, for what holds at the end
    of a year holds at the beginning of the next.

    Attributes
    ----------
    written
        The span as in the data: ``2024``, ``2018/2024``, ``../2024``, ``2025-01-01``.
    first
        Its first day.
    last
        Its last day.

    Examples
    --------
    >>> DaySpan.parse("2018/2024").is_apart(DaySpan.parse("2025"))
    True
    >>> DaySpan.parse("2024").is_apart(DaySpan.parse("2025-01-01"))
    False
    """

    written: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the days of a text.

        Parameters
        ----------
        text
            ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, two of them joined by a slash, or one with ``../`` before it.

        Returns
        -------
        DaySpan
            The days.

        Raises
        ------
        ValueError
            If a part is no date, or the span ends before it begins.
        """
        parts = text.removeprefix(OPEN).split("/")
        if len(parts) > 2 or (text.startswith(OPEN) and len(parts) > 1):
            raise ValueError(f"{text!r} is not a date or a span of two")
        (first, _), (_, last) = _days(parts[0]), _days(parts[-1])
        if last < first:
            raise ValueError(f"{text!r} ends before it begins")
        return cls(text, first, last)

    @property
    def is_of_years(self) -> bool:
        """Whether no month or day is named."""
        return "-" not in self.written

    def is_apart(self, other: DaySpan) -> bool:
        """Say whether two spans have no day in common.

        Parameters
        ----------
        other
            Another span.

        Returns
        -------
        bool
            False too where one is the last day of a year and the other the day after it.
        """
        (first, last), (other_first, other_last) = self._reach(), other._reach()
        return last < other_first or other_last < first

    def _reach(self) -> tuple[datetime.date, datetime.date]:
        """Return the first and last day, a turn of the year named by its day as both days that it is."""
        ends = self.written.removeprefix(OPEN).split("/")
        early = self.first.month == self.first.day == 1 and len(ends[0]) == len("2025-01-01")
        late = (self.last.month, self.last.day) == (12, 31) and len(ends[-1]) == len("2025-01-01")
        return self.first - _DAY if early else self.first, self.last + _DAY if late else self.last

    def text(self, say: Say = str) -> str:
        """Return the span in a language.

        Parameters
        ----------
        say
            Translates our phrases; writes numbers and dates as the language does.

        Returns
        -------
        str
            For example ``2018 to 2024``, ``June 2025``, ``2024 or before``.
        """
        if self.written.startswith(OPEN):
            return say(N_("{date} or before")).format(date=wording.date(self.written.removeprefix(OPEN), say))
        return wording.date(self.written, say)

    def __str__(self) -> str:
        return self.text()


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a year, month or day."""
    numbers = [int(part) for part in text.split("-")]
    first = datetime.date(*[*numbers, 1, 1][:3])
    if len(numbers) == 3:
        return first, first
    month = 12 if len(numbers) == 1 else first.month
    return first, datetime.date(first.year, month, calendar.monthrange(first.year, month)[1])
