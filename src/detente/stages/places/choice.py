"""Choose which of the places of one name is meant: size, fame, what the text names beside it, one sense a document."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from detente.packs.gazetteer import NATURE, TABLE, Entry
from detente.stages.places.company import Company, weigh_company
from detente.stages.places.lines import distance, lies_in

FAME = {
    **dict.fromkeys(("country", "continent"), 8.0),
    **dict.fromkeys(("disputed", "region"), 7.3),
    **dict.fromkeys(("sea", "strait", "gulf", "canal", "river", "lake", "desert", "mountains", "peninsula"), 7.0),
    **dict.fromkeys(("base", "crossing", "venue", "holy", "site"), 6.8),
    "island": 6.5,
    "province": 5.0,
    "district": 4.0,
}
"""What a kind weighs where a town weighs the decimal logarithm of its inhabitants."""
LISTED = 6.2
"""Weight of a town that is written into the areas by hand, because it is meant where its namesakes are not."""
UNCOUNTED = 300
"""Inhabitants supposed of a town without a figure."""
SEAT = 2.0
"""What a province loses to the town that it is named after, where nothing says that the province is meant."""
SELDOM = 0.7
"""What a division of the table loses to a town of as many people: most are seldom named."""
WITH_ARTICLE = 4.0
"""What "the" before the name adds to a river, sea or region: towns and districts have none."""
NAMINGS = {"main": 0.6, "spelling": 0.3, "other": -1.2}
SHARPNESS = 2.3
"""How fast the chance of a candidate falls with its weight: as fast as its inhabitants (the logarithm of ten)."""
SAME = 100.0
"""Kilometres within which two candidates are one place as far as doubt is concerned: a town and its province."""
NEAR = 400.0
"""Kilometres from the middle of a province within which a town is taken to lie in it."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the story names: countries with their share of all mentions, and divisions."""

    countries: dict[str, float] = {}
    divisions: frozenset[str] = frozenset()
    home: str | None = None
    """Country of the dateline."""
    company: Company = Company()
    """The other names of the story."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The place chosen, its chance among the candidates, and the reason."""

    entry: Entry
    score: float
    why: str
    doubtful: bool = False


def make_context(
    countries: Iterable[str], divisions: Iterable[str], *, home: str | None, company: Company | None = None
) -> Context:
    """Weigh the countries that a story names."""
    counted = Counter(countries)
    whole = sum(counted.values()) or 1
    shares = {code: number / whole for code, number in counted.items()}
    return Context(countries=shares, divisions=frozenset(divisions), home=home, company=company or Company())


def choose(
    entries: Sequence[Entry],
    context: Context,
    *,
    kind: str = "",
    country: str = "",
    within: Entry | None = None,
    article: bool = False,
    key: str = "",
) -> Choice:
    """Return the likeliest entry; `kind`, `country`, `within` and `article` ("the") are what stands beside the name.

    `key` is the folded name, which is no company to itself.
    """
    added = weigh_company(context.company, key, entries)
    weights = [
        _weigh(entry, context)
        + _fit(entry, kind=kind, country=country, within=within, article=article)
        + more
        - SEAT * _is_seated(entry, entries)
        for entry, more in zip(entries, added, strict=True)
    ]
    best = max(range(len(entries)), key=weights.__getitem__)
    chosen = entries[best]
    chances = [math.exp(SHARPNESS * (weight - weights[best])) for weight in weights]
    rivals = sum(
        chance for entry, chance in zip(entries, chances, strict=True) if entry is not chosen and _apart(entry, chosen)
    )
    score = round(0.97 / (1 + rivals), 3)
    why = _say_why(chosen, entries, context, within=within, country=country)
    return Choice(entry=chosen, score=score, why=why, doubtful=score < 0.5 and within is None)


def _is_seated(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Say whether a province, or a division of the table, has the name of a town in it."""
    if entry.kind != "province" and not (entry.kind == "district" and entry.source == TABLE):
        return False
    return any(
        other.kind == "town" and other.naming != "other" and other.division == entry.division for other in entries
    )


def guess(entries: Sequence[Entry], context: Context) -> list[tuple[Entry, float]]:
    """Return the entries of a name, each with the chance that it is meant, from size, fame and countries alone."""
    weights = [_weigh(entry, context) for entry in entries]
    chances = [math.exp(SHARPNESS * (weight - max(weights))) for weight in weights]
    whole = sum(chances) or 1.0
    return [(entry, chance / whole) for entry, chance in zip(entries, chances, strict=True)]


def _weigh(entry: Entry, context: Context) -> float:
    """Weigh an entry by itself and by what the story is about."""
    if entry.source == TABLE:
        weight = math.log10((entry.population or UNCOUNTED) + 50)
        weight = min(weight, FAME.get(entry.kind, weight)) - SELDOM * (entry.kind != "town")
    else:
        weight = LISTED if entry.kind == "town" else FAME[entry.kind]
    weight += NAMINGS[entry.naming] + entry.capital
    for code in (entry.country, *entry.claimants):
        if code in context.countries:
            weight += 0.6 + 1.4 * context.countries[code]
            break
    weight += 0.6 * (entry.country is not None and entry.country == context.home)
    return weight + 1.2 * (bool(entry.division) and entry.division in context.divisions)


def _fit(entry: Entry, *, kind: str, country: str, within: Entry | None, article: bool) -> float:
    """Weigh how an entry fits the words beside its name."""
    weight = WITH_ARTICLE * (entry.kind in NATURE or entry.kind == "region") if article else 0.0
    if kind:
        weight += 4.0 if _is_kind(entry, kind) else -1.0 if entry.kind == "town" else -3.0
    if country:
        weight += 3.0 if country in (entry.country, entry.division[:3], *entry.claimants) else -1.0
    if within is not None:
        weight += 9.0 if lies_in(entry, within) or is_near(entry, within) else -3.0
    return weight


def _is_kind(entry: Entry, kind: str) -> bool:
    wide = {
        "province": {"province", "disputed", "region", "district"},
        "district": {"district", "province"},
        "county": {"district", "province"},
        "island": {"island", "disputed"},
    }
    return entry.kind in wide.get(kind, {kind})


def is_near(entry: Entry, province: Entry) -> bool:
    """Say whether a town without a division of its own, or one of another, may lie in a province by its position."""
    if province.kind == "country" or entry.kind not in {"town", *FAME} or entry.country != province.country:
        return False
    return not (entry.division and province.division) and distance(entry, province) < NEAR


def _apart(one: Entry, other: Entry) -> bool:
    if one.kind != other.kind and one.country == other.country and {one.kind, other.kind} == {"town", "province"}:
        return False
    return distance(one, other) > SAME


def _say_why(chosen: Entry, entries: Sequence[Entry], context: Context, *, within: Entry | None, country: str) -> str:
    if within is not None:
        reason = f"in {within.name}, as the text says"
    elif len(entries) == 1:
        reason = "the only one so named"
    else:
        alike = sum(entry.kind == chosen.kind for entry in entries)
        largest = chosen.population == max(entry.population for entry in entries) and alike > 1
        reason = f"{'largest' if largest else 'chosen'} of {len(entries)} so named"
    if country and country in (chosen.country, *chosen.claimants):
        reason += "; country said beside the name"
    elif chosen.kind != "country" and chosen.country in context.countries and within is None:
        reason += "; country named in the text"
    if chosen.naming == "other":
        reason += f"; another name of {chosen.name}"
    return reason
