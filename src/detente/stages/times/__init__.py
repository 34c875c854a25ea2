"""Temporal expressions: found by a small grammar, anchored, and resolved to intervals of days.

`lexemes` cuts a sentence into pieces, `dates`, `periods`, `clocks` and `durations` are the grammar, `patterns` picks
the longest reading at each place, `links` joins what belongs together, `direction` asks the tree which side of the
anchor is meant, `resolve` turns meanings into TIMEX3 values and intervals with the arithmetic of `calendar` and
`holidays`; `stage` runs it all.
"""

from detente.stages.times.stage import make_times

__all__ = ["make_times"]
