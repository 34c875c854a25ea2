"""What passes between two countries: timeline, level and trend, panels, charts.

All but `reading`, which asks the store, works on records in memory.
"""

from detente.dyads.panel import Reading, make_panel, panel_columns, panel_table
from detente.dyads.periods import UNITS, Unit
from detente.dyads.reading import DyadPage, find_pair, read_dyad, read_panel
from detente.dyads.records import Occurrence, Said, Third, gather_occurrences
from detente.dyads.trend import Trend, judge_trend

__all__ = [
    "UNITS",
    "DyadPage",
    "Occurrence",
    "Reading",
    "Said",
    "Third",
    "Trend",
    "Unit",
    "find_pair",
    "gather_occurrences",
    "judge_trend",
    "make_panel",
    "panel_columns",
    "panel_table",
    "read_dyad",
    "read_panel",
]
