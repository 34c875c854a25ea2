"""Which sector and CAMEO role a noun phrase has: its noun, what qualifies it, and whom it belongs to."""

from collections.abc import Sequence

from detente.packs.actor_words import ActorNoun, ActorWords
from detente.packs.world_names import Name

FIGHTERS, BANDS = frozenset({"REB", "UAF", "PRM"}), frozenset({"REB", "PRM", "PRE", "CRM", "MIL"})
"""Sectors of nouns for those who fight, and those of whoever gives such men their own ("Hamas gunmen")."""

OF_TERRITORY = frozenset({"", "UNK", "GOV", "MIL", "REB", "UAF", "PRM", "LEG"})
"""Sectors that are a partly recognised territory's own."""

LONGEST_CODE = 15
"""Characters of a CAMEO actor code."""


def role_of(noun: ActorNoun, qualifiers: Sequence[str], words: ActorWords) -> tuple[str, str]:
    """Return PLOVER sector and CAMEO role of a noun with the words before it, nearest first."""
    sector, role = noun.sector or ("GOV" if noun.kind == "government" else ""), noun.role
    for symbol in qualifiers:
        row = words.qualifiers.get(symbol)
        if row is None:
            other = words.nouns.get(symbol)
            if noun.weak and other and len(other[0][0]) >= 1 and sector in {"", "UNK"}:
                sector, role = _of_words(symbol, words) or (sector, role)
            continue
        keeps = row.keeps.split("|")
        if sector in row.joins.split("|") and sector:
            role = row.role + role
        elif (
            sector in keeps
            or (f"{sector}!" in keeps and not noun.weak)
            or (noun.office and not noun.weak and row.sector != "ELI")
        ):
            continue
        else:
            sector, role = row.sector, row.role
    return sector, role


def _of_words(symbol: str, words: ActorWords) -> tuple[str, str] | None:
    for phrase, noun in words.nouns[symbol]:
        if len(phrase) == 1 and noun.sector not in {"", "UNK"}:
            return noun.sector, noun.role
    return None


def owned(noun: ActorNoun | None, sector: str, role: str, owner: Name) -> tuple[str, str]:
    """Return sector and role of a phrase that belongs to an organisation or group ("Hamas official", "NATO forces")."""
    if owner.sector == "PRE" and sector in OF_TERRITORY:
        return "PRE", _tail(owner) or role
    fights = sector in FIGHTERS and owner.sector in BANDS
    if noun is None or noun.weak or sector in {"", "UNK"} or fights:
        state = noun.of_state if noun is not None else ""
        return owner.sector or state or sector, _tail(owner) or state or role
    return sector, role


def _tail(name: Name) -> str:
    """Return the role part of a name's CAMEO code."""
    code = name.cameo or ""
    return code[3:] if name.country and len(name.country) == 3 and not code.startswith(("IGO", "NGO", "IMG")) else ""


def compose(base: str | None, role: str) -> str | None:
    """Return the CAMEO actor code of a country (or non-state) code and a role; None where there is neither.

    >>> compose("JPN", "GOVMIL"), compose(None, "REB"), compose("IGOUNO", "GOV"), compose(None, "")
    ('JPNGOVMIL', 'REB', 'IGOUNOGOV', None)
    """
    code = f"{base or ''}{role}"
    return code[:LONGEST_CODE] or None
