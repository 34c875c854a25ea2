"""The scorer of quotations, against cases counted by hand."""

import pytest

from detente.errors import GoldError
from detente.evaluation.layers.marked import MarkedItem, read_marked_item
from detente.evaluation.layers.measures import LayerTally, work_out
from detente.evaluation.layers.quotes import CONTENT, CUE, DIRECT, EXACT, MEASURES, OVERLAP, SOURCE, SPEAKER, count
from detente.model import Actor, Document, Mention, Quote, Span

TEXT = '[Ana|s2] left. "[We will go|q1]," [she|s1] [said|c1]. [Oslo|s3] [hopes|c2] [to win|q2]. || '
CODES = "q1 direct cue=c1 source=s1 speaker=s2; q2 indirect cue=c2 source=s3"


def item(codes: str = CODES) -> MarkedItem:
    return read_marked_item(TEXT + codes)


def at(words: str) -> Span:
    start = item().text.index(words)
    return Span(start=start, end=start + len(words))


def quote(content: str, cue: str | None, speaker: str | None, kind: str = "direct", actor: str | None = None) -> Quote:
    spans = [at(words) if words else None for words in (cue, speaker)]
    return Quote(content=at(content), cue=spans[0], speaker=spans[1], actor=actor, direct=kind)  # type: ignore[arg-type]


def ana() -> Actor:
    mention = Mention(start=0, end=3, head=0, kind="name")
    return Actor(id="a1", name="Ana", kind="person", mentions=(mention,))


def tallied(*quotes: Quote, codes: str = CODES) -> LayerTally:
    tally = LayerTally(MEASURES)
    marked = item(codes)
    tally.start(marked)
    count(marked, Document(id="x", text=marked.text, digest="", actors=(ana(),), quotes=quotes), tally)
    return tally


def row(tally: LayerTally) -> dict[str, tuple[float, ...]]:
    return {name: tuple(numbers[:3]) for name, numbers in tally.rows[0].items()}


def test_what_agrees_is_right_throughout() -> None:
    found = (quote("We will go", "said", "she", actor="a1"), quote("to win", "hopes", "Oslo", "indirect"))
    assert row(tallied(*found)) == {
        DIRECT: (1, 1, 1),
        OVERLAP: (2, 2, 2),
        EXACT: (2, 2, 2),
        CONTENT: (5, 5, 5),
        SOURCE: (2, 2, 2),
        CUE: (2, 2, 2),
        SPEAKER: (2, 2, 0),
    }


def test_one_word_of_three_and_an_unresolved_pronoun() -> None:
    """One word of three and one is half of all words; "she" alone does not tell that Ana speaks."""
    assert row(tallied(quote("go", "said", "she"))) == {
        DIRECT: (1, 1, 1),
        OVERLAP: (1, 2, 1),
        EXACT: (0, 2, 1),
        CONTENT: (1, 5, 1),
        SOURCE: (1, 2, 1),
        CUE: (1, 2, 1),
        SPEAKER: (0, 1, 0),
    }


def test_cue_and_source_inside_a_content_are_none_of_it() -> None:
    counted = row(tallied(quote("Oslo hopes to win", "hopes", "Oslo", "indirect")))
    assert (counted[EXACT], counted[CONTENT]) == ((1, 2, 1), (2, 5, 2))


def test_a_quotation_found_where_there_is_none_is_false() -> None:
    tally = tallied(quote("left", None, None, "mixed"), codes="none")
    assert row(tally)[OVERLAP] == (0, 0, 1)
    assert [(miss.kind, miss.found) for miss in tally.misses] == [("false", "left")]


def test_figures_have_the_names_of_the_measures() -> None:
    assert [figure.name for figure in work_out(tallied())] == [measure.name for measure in MEASURES]


@pytest.mark.parametrize("codes", ["q1 cue=c1", "q1 spoken", "q1 direct cue=c9"])
def test_a_wrong_code_names_the_line(codes: str) -> None:
    with pytest.raises(GoldError):
        tallied(codes=codes)
