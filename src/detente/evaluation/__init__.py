"""How well the coder does on labelled sentences: readers of gold, matching, scores, intervals, a page."""
