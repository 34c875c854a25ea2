"""The grammar of counts: numbers in digits and words, with fractions and multiples, and vague ones."""

from detente.stages.times.lexemes import Line

MOST_WORDS = 8
"""Pieces of a number in words."""


def read_count(line: Line, place: int) -> tuple[float | None, int] | None:
    """Read a number in digits or words, or a vague one (None): "2.5", "twenty-five", "a few", "two and a half"."""
    vague = line.take(place, "vague") if not line.ends_with(place, "as") else None  # "in as many months"
    number = _read_digits(line, place) or _read_words(line, place)
    if number is None:
        return (None, vague[1]) if vague else None
    value, end = number
    fraction = line.take(line.skip_dash(end), "fraction")
    return (value + float(fraction[0]), fraction[1]) if fraction else (value, end)


def skip_half(line: Line, place: int) -> tuple[float, int]:
    """Return what "and a half" after "a year" adds, and the place after it."""
    fraction = line.take(place, "fraction")
    return (float(fraction[0]), fraction[1]) if fraction and line.is_a(place, "and") else (0.0, place)


def _read_digits(line: Line, place: int) -> tuple[float, int] | None:
    value = line.number(place)
    if value is None or line.blocked(place - 1, "money"):
        return None
    if line.low(place + 1) in (".", ",") and line.glued(place + 1) and line.glued(place + 2):
        follows = line.number(place + 2)
        if follows is None:
            return None
        digits = len(line.text(place + 2))
        if line.low(place + 1) == "," and digits == 3:
            return value * 1000.0 + follows, place + 3
        if line.low(place + 1) == ",":
            return None
        return _times(line, value + follows / 10**digits, place + 3)
    if line.glued(place + 1) and line.low(place + 1).isalpha():
        return None
    return _times(line, float(value), place + 1)


def _times(line: Line, value: float, end: int) -> tuple[float, int]:
    """Multiply a number in digits by the "million" behind it."""
    multiple = line.take(end, "multiple")
    return (value * float(multiple[0]), multiple[1]) if multiple else (value, end)


def _read_words(line: Line, place: int) -> tuple[float, int] | None:
    """Read a number in words; "a" counts only before a hundred or a thousand."""
    total, current, end = 0.0, 0.0, place
    if line.is_a(place, "one") and line.is_a(place + 1, "multiple"):
        current, end = 1.0, place + 1
    while end < place + MOST_WORDS:
        link = end
        if end > place:
            link = end + 1 if line.dash(end) and line.is_a(end + 1, "number") else end
            link = end + 1 if line.is_a(end, "and") and total and line.is_a(end + 1, "number") else link
        number, multiple = line.take(link, "number"), line.take(link, "multiple")
        if number and (
            current % 10 == 0 and (not current or (current % 100 >= 20 and int(number[0]) < 10) or current % 100 == 0)
        ):
            current, end = current + float(number[0]), number[1]
        elif multiple and current:
            scale = float(multiple[0])
            if scale > 100:
                total, current = total + current * scale, 0.0
            else:
                current *= scale
            total, end = total or 0.0, multiple[1]
        else:
            break
    value = total + current
    return (value, end) if value else None
