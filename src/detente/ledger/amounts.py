"""Figures in words."""

from detente.model import Amount

SIZES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def short_number(value: float) -> str:
    """Return a number in the words of a newspaper.

    >>> short_number(33e9), short_number(3000)
    ('33 billion', '3000')
    """
    for size, name in SIZES:
        if value >= size:
            return f"{value / size:g} {name}"
    return f"{value:.0f}" if value == int(value) else f"{value:g}"


def amount_words(amount: Amount | None) -> str:
    """Return a figure in words: ``trade: 33 billion USD in 2012 (record)``."""
    if amount is None:
        return ""
    value = "no value" if amount.value is None else short_number(amount.value)
    period = f" in {amount.period.value}" if amount.period and amount.period.value else ""
    return f"{amount.measure}: {value} {amount.unit}{period}" + (f" ({amount.comparison})" if amount.comparison else "")
