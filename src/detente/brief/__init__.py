"""A page on two countries: what is new, agreed, promised, due, open, in dispute, said, contradicted, and what nobody says.

`make_brief` is a pure function of stories and of what passes between the two; one renderer writes each format. Every
sentence has the numbers of the words that it rests on, and what has no evidence is not printed.
"""

from detente.brief.making import LIMIT, make_brief
from detente.brief.records import Account, Brief, Line, Note, Section

__all__ = ["LIMIT", "Account", "Brief", "Line", "Note", "Section", "make_brief"]
