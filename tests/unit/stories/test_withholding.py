"""What is withheld of a story can be put back to the letter, and none of its runs of words stays."""

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ReadError
from detente.ledger import derive_ledger
from detente.model import NOT_KEPT, Actor, Anatomy, Document, Fact, Issue, Party, Passage, Predicate, Span
from detente.stories.keys import text_key
from detente.stories.withholding import hide_houses, keyed, mark, restore, term_key, withhold
from exported import documents
from invented import EXPULSION, STRIKE, TREATY, coded

TEXT = "Sergey Lavrov met his Japanese counterpart in Tokyo on Friday. They went home."


def document(text: str = TEXT, **parts: object) -> Document:
    return Document(id="a", text=text, digest=hashlib.sha256(text.encode()).hexdigest(), **parts)  # type: ignore[arg-type]


def actor(name: str) -> Actor:
    return Actor(id="a1", name=name, kind="person")


@pytest.mark.parametrize("story", [*documents(), coded(EXPULSION), coded(STRIKE), coded(TREATY)], ids=lambda d: d.id)
def test_what_the_coder_made_comes_back_to_the_letter(story: Document) -> None:
    bare = withhold(story)
    assert (bare.text, bare.digest) == ("", story.digest)
    assert restore(bare, story.text) == story


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("his Japanese counterpart", "his Japanese counterpart"),
        ("his Japanese counterpart in", "[text not kept 18:45]"),
        ("(his Japanese  counterpart in)", None),
        ("HIS JAPANESE COUNTERPART IN", None),
        ("Lavrov met his Japanese guest", "[text not kept 7:30] guest"),
    ],
)
def test_names_stay_up_to_three_words_of_the_text(name: str, shown: str | None) -> None:
    whole = document(actors=(actor(name),))
    bare = withhold(whole)
    if shown is not None:
        assert bare.actors[0].name == shown
    else:
        assert "apanese" not in bare.actors[0].name.lower()
    assert restore(bare, TEXT) == whole


def test_headlines_and_captions_go_whole_names_of_authors_and_houses_stay() -> None:
    part = {
        name: Passage(start=0, end=13, value="Sergey Lavrov") for name in ("caption", "byline", "agency", "publisher")
    }
    bare = withhold(document(title="Lavrov in Tokyo", anatomy=Anatomy(**part)))  # type: ignore[arg-type]
    assert bare.title == "[text not kept 7:13] [text not kept 43:51]"
    values = {name: getattr(bare.anatomy, name).value for name in part}
    assert values == dict.fromkeys(part, "Sergey Lavrov") | {"caption": "[text not kept 0:13]"}


def test_long_names_of_houses_are_digests_that_count_as_one() -> None:
    name = "his Japanese counterpart in Tokyo"
    house = Anatomy(publisher=Passage(start=18, end=51, value=name), agency=Passage(start=0, end=6, value="Sergey"))
    whole = document(anatomy=house)
    key, _ = text_key(whole)
    bare = hide_houses(key, withhold(whole))
    other = hide_houses(key, withhold(document(f"By {TEXT}", anatomy=house)))
    assert bare == other
    assert (bare.agency, bare.variant, bare.terms) == ("Sergey", key.variant, key.terms)
    assert bare.publisher is not None
    assert bare.publisher.startswith("[text not kept #")


@pytest.mark.parametrize(
    ("start", "end", "lemma", "shown"),
    [
        (14, 17, "meet", "[text not kept 14:16]et"),
        (68, 72, "go", "go"),
        (63, 67, "they", "[text not kept 63:67 lower]"),
    ],
)
def test_lemmas_lose_what_the_text_tells_of_them(start: int, end: int, lemma: str, shown: str) -> None:
    row = Predicate(start=start, end=end, lemma=lemma, factuality="happened", certainty=3)
    whole = document(predicates=(row,))
    assert withhold(whole).predicates[0].lemma == shown
    assert restore(withhold(whole), TEXT) == whole


def test_terms_of_facts_can_be_compared_and_no_longer_read() -> None:
    fact = Fact(
        id="f", kind="agreement", status="agreed", start=0, end=62, sentence=0, label=Span(start=0, end=5),
        parties=(Party(country="JPN", role="side"),), terms=("meet", "counterpart"),
    )  # fmt: skip
    bare = withhold(document(facts=(fact,))).facts[0]
    assert not any(word in "".join(bare.terms) for word in ("meet", "counterpart"))
    assert keyed(bare).terms == keyed(fact).terms == tuple(map(term_key, fact.terms))


def test_stories_with_and_without_words_meet_in_one_ledger() -> None:
    first = coded(
        "LIMA - Peru and Chile agreed on Monday to sign a fishing accord by June.", published="2020-02-05", name="a"
    )
    second = coded("LIMA - Peru and Chile signed the fishing accord on Friday.", published="2020-05-30", name="b")

    def told(*stories: Document) -> list[tuple[str, str, str]]:
        found = derive_ledger(stories, as_of="2020-06-01")
        return [(entry.id, entry.status, entry.state) for entry in found]

    assert told(withhold(first), second) == told(first, withhold(second)) == told(first, second)
    assert [row[1:] for row in told(first, second)] == [("signed", "fulfilled")]


def test_a_record_whose_marks_lie_outside_of_the_text_is_damaged() -> None:
    bare = msgspec.structs.replace(withhold(document()), title=mark(3, 900))
    with pytest.raises(ReadError, match="damaged"):
        restore(bare, TEXT)


WORDS = st.lists(st.sampled_from(["Oslo", "oslo", "talks", "—", "end", NOT_KEPT, "]", "0:4", "İx", "a"]), max_size=30)


@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "  ", "\n"]))
def test_any_record_comes_back_and_no_four_words_of_its_text_stay(
    text: list[str], title: list[str], message: list[str], space: str
) -> None:
    whole = document(
        space.join(text) or "x",
        title=" ".join(title),
        issues=(Issue(stage="s", code="c", message=" ".join(message)),),
    )
    bare = withhold(whole)
    assert restore(bare, whole.text) == whole
    kept = bare.issues[0].message.replace(NOT_KEPT, "")
    runs = {" ".join(text[place : place + 4]) for place in range(len(text) - 3)}
    assert not any(run in kept for run in runs if NOT_KEPT not in run and "]" not in run and "0:4" not in run)
