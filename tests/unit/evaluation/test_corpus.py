from pathlib import Path

import pytest

from detente.errors import GoldError
from detente.evaluation.corpus import GoldActor, GoldEvent, read_corpus, read_item
from detente.model import Span

CORPUS = Path(__file__).parents[3] / "training" / "corpus"


def test_an_item_gives_its_text_actors_and_events() -> None:
    item = read_item(
        "[Oslo|a1] [asked|e1] [Rome|a2] on Monday to send planes. "
        "|| e1 REQUEST/assist:AID a1>a2 cameo=0233 fact=alleged said=a1 ctx=military,disasters; a1 NOR/GOV; a2 ITA"
    )
    assert item.text == "Oslo asked Rome on Monday to send planes. ".strip()
    assert item.actors == {
        "a1": GoldActor(id="a1", span=Span(start=0, end=4), country="NOR", sector="GOV"),
        "a2": GoldActor(id="a2", span=Span(start=11, end=15), country="ITA"),
    }
    assert item.events == (
        GoldEvent(
            id="e1",
            span=Span(start=5, end=10),
            type="REQUEST",
            mode="assist",
            content="AID",
            sources=("a1",),
            targets=("a2",),
            cameo="0233",
            factuality="alleged",
            said="a1",
            contexts=("military", "disasters"),
        ),
    )


def test_both_ways_and_nobody() -> None:
    item = read_item(
        "[Oslo|a1] and [Rome|a2] [talk|e1] while [bombs|e2] fall. || e1 CONSULT a1<>a2; e2 ASSAULT ->-; a1 NOR; a2 ITA"
    )
    assert [(e.sources, e.targets, e.reciprocal) for e in item.events] == [(("a1",), ("a2",), True), ((), (), False)]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Oslo phoned Rome.", "no ' || '"),
        ("[Oslo|a1] and [Rome|a1] met. || none", "a1 is marked twice"),
        ("[Oslo|x1] met Rome. || none", "a bracket or bar"),
        ("Oslo met Rome. || a1 NOR", "a1 is used but not marked"),
        ("Oslo [met|e1] Rome. || e1 CONSULT a1>-", "a1 is used but not marked"),
        ("[Oslo|a1] [met|e1] Rome. || e1 CONSULT a1>-", "a1 has no actor code"),
        ("Oslo [met|e1] Rome. || e1 CONSLUT ->-", "unknown type 'CONSLUT'; did you mean 'CONSULT'?"),
        ("Oslo [met|e1] Rome. || e1 CONSULT ->- fact=hapened", "did you mean 'happened'?"),
        ("Oslo [met|e1] Rome. || e1 CONSULT ->- camo=040", "unknown key 'camo'; did you mean 'cameo'?"),
        ("Oslo [met|e1] Rome. || e1 CONSULT", "cannot read 'e1 CONSULT'"),
    ],
)
def test_a_wrong_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(GoldError, match=r"gold\.txt:7: ") as caught:
        read_item(line, path="gold.txt", number=7)
    assert fault in str(caught.value)


def test_a_missing_file_is_a_gold_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be read"):
        read_corpus(tmp_path / "none.txt")


def test_the_whole_written_corpus_can_be_read() -> None:
    files = sorted(CORPUS.glob("*/*.txt"))
    assert sum(len(read_corpus(path)) for path in files) >= 5000
