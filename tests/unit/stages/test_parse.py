"""Parse: offsets survive what is done for the parser's sake, names agree over the document."""

from itertools import pairwise

import pytest

from support import parsed


@pytest.mark.parametrize(
    "text",
    [
        "In 2009 soldiers killed the president. In June Chad freed 15 men.",
        "Prices rose. In May 2011 police shot three farmers in Lima.",
        "[" * 5000 + " Norway met Chad.",
    ],
)
def test_every_token_is_its_characters(text: str) -> None:
    tokens = [token for tree in parsed(text).trees for token in tree.tokens]
    assert [text[t.start : t.end] for t in tokens if len(t.text) < 200] == [t.text for t in tokens if len(t.text) < 200]
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("In 2009 soldiers killed the president.", "killed", "soldiers"),
        ("In June Chad freed another 15 men.", "freed", "Chad"),
    ],
)
def test_time_that_opens_a_sentence_is_no_part_of_the_subject(text: str, verb: str, subject: str) -> None:
    tokens = parsed(text).trees[0].tokens
    index = next(i for i, token in enumerate(tokens) if token.text == verb)
    assert [t.text for t in tokens if t.head == index and t.dep == "nsubj"] == [subject]


def test_sentences_keep_to_their_paragraphs() -> None:
    document = parsed("Norway met Chad.\n\nChad left.")
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1]
    assert [document.text[s.start : s.end] for s in document.sentences] == ["Norway met Chad.", "Chad left."]
