from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from detente.learned.encode import LONGEST, MARKERS, encode
from detente.learned.voter import SHIPPED
from detente.model import Span


@cache
def words() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def test_marks_stand_around_the_words_of_their_role() -> None:
    text = "Japan met Russia."
    encoded = encode(words(), text, marks={"source": Span(start=0, end=5), "target": Span(start=10, end=16)})
    shown = [text[a:b] if a >= 0 else f"<{piece}>" for piece, (a, b) in zip(encoded.ids, encoded.offsets, strict=True)]
    assert shown == ["<101>", "<2>", "Japan", "<3>", "met", "<4>", "Russia", "<5>", ".", "<102>"]
    assert encoded.opened == {"source": 1, "target": 5}
    assert encoded.pieces(Span(start=6, end=9)) == (4,)


def test_a_mark_beyond_the_longest_input_is_lost_with_its_words() -> None:
    text = "word " * 300 + "Oslo"
    encoded = encode(words(), text, marks={"source": Span(start=1500, end=1504)})
    assert (len(encoded.ids), encoded.opened) == (LONGEST, {})


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_mark_can_be_encoded(text: str, left: int, right: int) -> None:
    start, end = sorted((left, right))
    encoded = encode(words(), text, marks={"source": Span(start=start, end=end)})
    assert len(encoded.ids) == len(encoded.offsets) <= LONGEST + 2
    markers = [piece for piece in encoded.ids if piece in MARKERS["source"]]
    assert len(markers) in {0, 2} or len(encoded.ids) >= LONGEST
