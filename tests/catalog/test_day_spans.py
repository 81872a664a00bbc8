"""What a figure is for, as days."""

from __future__ import annotations

import datetime

import pytest

from geo.catalog.day_spans import DaySpan


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2018/2024", "2018-01-01", "2024-12-31", "2018 to 2024"),
        ("../2024", "2024-01-01", "2024-12-31", "2024 or before"),
        ("2025-06-30", "2025-06-30", "2025-06-30", "30 June 2025"),
    ],
)
def test_a_span_is_its_days_and_says_so(text, first, last, said):
    found = DaySpan.parse(text)
    assert (found.first, found.last) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert str(found) == said


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2024", "2025", True),
        ("2018/2024", "2025", True),
        ("2018/2024", "2024-06", False),
        ("2024-12-31", "2025-01-01", False),
        ("2024", "2025-01-01", False),
        ("2025", "2024-12-31", False),
        ("2024", "2025-01-02", True),
        ("2024-12", "2025-01", True),
        ("2019", "../2024", True),  # what was so before 2025 is the last state before it
        ("2024-03", "../2024", False),
    ],
)
def test_spans_are_apart_without_a_day_in_common(one, other, apart):
    for left, right in ((one, other), (other, one)):
        assert DaySpan.parse(left).is_apart(DaySpan.parse(right)) is apart


@pytest.mark.parametrize("text", ["2024-13", "2023-02-29", "2025/2024", "2020/2021/2022", "../2020/2021", "", "x"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match=r"day|month|date|ends before|invalid literal"):
        DaySpan.parse(text)
