"""Briefs of the chains on every day: one is written out, and all rest on words that stand where they say."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.brief import Brief, make_brief
from detente.brief.markdown import write_markdown
from detente.brief.phrases import cut, tidy
from detente.dyads import read_dyad
from detente.errors import ConfigError
from detente.model import Document
from detente.store import Run, Store

HERE = Path(__file__).resolve().parent
RUN = Run(id="r", started="2021-03-07 08:00:00", version="0", packs="p", parser="x", settings="{}")
CHAINS = {"chain-lake": ("PER", "BOL"), "chain-power": ("ETH", "KEN"), "chain-strait": ("IDN", "AUS")}


@cache
def documents(chain: str) -> tuple[Document, ...]:
    return tuple(detente.code_all(sorted((HERE / chain).glob("*.txt")), settings=detente.Settings(strict=True)))


@cache
def brief(chain: str, day: str) -> Brief:
    with Store(":memory:") as store:
        store.add(documents(chain), run=RUN)
        store.merge()
        page = read_dyad(store, *CHAINS[chain], until=day, as_of=day)
        made = make_brief(page, documents(chain), as_of=day, merged=store.merged_ids())
    assert made is not None
    return made


def days(chain: str) -> list[str]:
    return sorted({str(document.published.earliest) for document in documents(chain) if document.published})


ALL = [pytest.param(chain, place, id=f"{chain} {place}") for chain in CHAINS for place in range(5)]


@pytest.mark.parametrize(("chain", "place"), ALL)
def test_every_sentence_cites_words_that_stand_there(chain: str, place: int) -> None:
    made = brief(chain, days(chain)[place])
    texts = {document.id: document.text for document in documents(chain)}
    numbers = [note.number for note in made.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    lines = [line for section in made.sections for line in section.lines]
    cited = {number for line in lines for number in line.notes} | set(made.level_notes)
    assert lines
    assert all(line.notes for line in lines)
    assert cited == set(numbers)
    for note in made.notes:
        assert note.words == cut(tidy(texts[note.story][note.start : note.end]), 190) != ""
        assert note.published is not None
        assert note.published <= made.known


@pytest.mark.parametrize(("chain", "place"), ALL)
def test_no_entry_is_told_in_two_standing_sections(chain: str, place: int) -> None:
    made = brief(chain, days(chain)[place])
    standing = [s for s in made.sections if s.topic not in {"new", "open", "contradictions"}]
    told = [entry for section in standing for line in section.lines for entry in line.entries]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("chain", CHAINS)
def test_later_stories_do_not_change_an_earlier_brief(chain: str) -> None:
    day = days(chain)[1]
    told = [d for d in documents(chain) if d.published and d.published.earliest <= day]
    with Store(":memory:") as store:
        store.add(told, run=RUN)
        store.merge()
        page = read_dyad(store, *CHAINS[chain], until=day, as_of=day)
        made = make_brief(page, told, as_of=day, merged=store.merged_ids())
    assert made is not None
    assert (made.sections, made.notes) == (brief(chain, day).sections, brief(chain, day).notes)


def test_the_brief_on_the_lake_reads_as_it_was_written_down() -> None:
    wanted = (HERE / "brief-lake.md").read_text(encoding="utf-8")
    assert write_markdown(brief("chain-lake", "2021-06-15")) == wanted


def lines(made: Brief, topic: str) -> str:
    return " ".join(line.text for s in made.sections if s.topic == topic for line in s.lines)


def test_a_treaty_that_was_signed_is_no_longer_missing() -> None:
    before, after = brief("chain-strait", "2015-06-17"), brief("chain-strait", "2015-11-10")
    assert "have no extradition treaty" in lines(before, "open")
    assert "treaty" not in lines(after, "open")
    assert "Indonesia and Australia signed an extradition treaty on 10 November 2015." in lines(after, "agreed")


def test_what_is_overdue_and_what_changed_is_marked() -> None:
    made = brief("chain-power", "2018-07-06")
    marks = {line.text: line.marks for s in made.sections for line in s.lines}
    (patrols,) = [text for text in marks if "joint border patrols" in text and text.endswith("says that it was done.")]
    (exports,) = [text for text in marks if "electricity exports" in text and "reported as not kept" in text]
    assert marks[patrols] == ("overdue",)
    assert marks[exports] == ("changed",)


def test_both_accounts_of_a_broken_promise_stand_side_by_side() -> None:
    made = brief("chain-lake", "2021-04-15")
    (line,) = [line for s in made.sections if s.topic == "contradictions" for line in s.lines]
    assert [account.who for account in line.accounts] == ["Elena Quiroga", "Bolivia"]
    assert "denied that it had broken any promise" in line.accounts[1].words


@pytest.mark.parametrize(
    "options", [{"as_of": "2021-13-01"}, {"as_of": "yesterday"}, {"since": "2021-02-30"}, {"limit": 0}], ids=str
)
def test_wrong_days_and_limits_are_refused(options: dict[str, Any]) -> None:
    with Store(":memory:") as store:
        page = read_dyad(store, "PER", "BOL")
    with pytest.raises(ConfigError):
        make_brief(page, documents("chain-lake"), **{"as_of": "2021-06-15", **options})


def test_the_first_day_of_all_has_no_news_before_it() -> None:
    with Store(":memory:") as store:
        page = read_dyad(store, "PER", "BOL")
    assert make_brief(page, documents("chain-lake"), as_of="0001-01-01") is None
