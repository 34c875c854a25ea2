"""Words in a spelling that survives re-spelling, shingles of them, and the telling words of a text."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

RUN = 5
"""Words of a shingle."""
WINDOW = 6
"""Of so many neighbouring shingles the smallest is kept: any run of RUN + WINDOW - 1 shared words is noticed."""
LONG = 6
"""Letters from which a word that is no name is telling."""
MOST_TERMS = 80
PRIME = (1 << 61) - 1
FACTOR = 1_000_003

WORD = re.compile(r"[^\W_]+")
VOWELS = frozenset("aeiouyw")
SAME = str.maketrans({"z": "s", "q": "k", "ß": "s", "ø": "o", "ł": "l", "đ": "d"})
SOFT = re.compile(r"c(?=[eiy])")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word in a spelling that most re-spellings share: no accents, no vowels, no doubled letters.

    >>> fold("organised") == fold("organized"), fold("Sergei") == fold("Sergey"), fold("defence") == fold("defense")
    (True, True, True)
    >>> fold("1,200"), fold("Moscow")
    ('1,200', 'msc')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    plain = SOFT.sub("s", plain).translate(SAME)
    kept = ""
    for letter in plain:
        if letter not in VOWELS and (letter.isdigit() or not kept.endswith(letter)):
            kept += letter
    return kept


@lru_cache(maxsize=1 << 16)
def digest(text: str) -> int:
    """Return a number of 61 bits for a text, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") % PRIME


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text; those without a consonant are left out.

    >>> folded_words("The organisers - a defence ministry.")
    ['th', 'rgnsrs', 'dfns', 'mnstr']
    """
    return [folded for word in WORD.findall(text) if (folded := fold(word))]


def shingle(words: Sequence[str]) -> frozenset[int]:
    """Return the winnowed shingles of folded words; a text shorter than a shingle is one.

    >>> cut = "the two ministers said on friday that both sides would meet again in spring to sign the accord"
    >>> len(shingle(folded_words(cut)) & shingle(folded_words("He spoke. " + cut))) > 1
    True
    """
    numbers = [digest(word) for word in words]
    if not numbers:
        return frozenset()
    runs = list(_runs(numbers, min(RUN, len(numbers))))
    width = min(WINDOW, len(runs))
    return frozenset(min(runs[start : start + width]) for start in range(len(runs) - width + 1))


def _runs(numbers: Sequence[int], length: int) -> Iterator[int]:
    """Yield a digest for each run, from that of the run before it."""
    leaving = pow(FACTOR, length - 1, PRIME)
    value = 0
    for place, number in enumerate(numbers):
        if place >= length:
            value = (value - numbers[place - length] * leaving) % PRIME
        value = (value * FACTOR + number) % PRIME
        if place >= length - 1:
            # A polynomial of like words is small in like ways; mixing makes the smallest a fair draw.
            yield (value * 0x9E3779B97F4A7C15 ^ value >> 29) % PRIME


def telling_words(text: str) -> tuple[int, ...]:
    """Return digests of the first names, numbers and long words of a text: what two reports of one event share.

    >>> first = telling_words("Norway expelled two Russian diplomats over a spying case in Oslo.")
    >>> other = telling_words("Oslo: Norwegian authorities threw out two diplomats from Russia.")
    >>> len(set(first) & set(other))
    2
    """
    found: dict[int, None] = {}
    for word in WORD.findall(text):
        folded = fold(word)
        if len(folded) > 1 and (len(word) >= LONG or word[0].isupper() or word[0].isdigit()):
            found[digest(folded)] = None
            if len(found) == MOST_TERMS:
                break
    return tuple(found)
