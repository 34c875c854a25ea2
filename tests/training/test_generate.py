"""The generator of training sentences: same seed, same text; every line in the corpus's format; nothing missing."""

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from detente.evaluation.corpus import read_item

TRAINING = Path(__file__).parents[2] / "training"


def load(name: str, folder: Path = TRAINING) -> ModuleType:
    """Imports a script of the training folder."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


phrasebook, casting, generate, check = (
    load("phrasebook"),
    load("casting"),
    load("generate"),
    load("check", TRAINING / "corpus"),
)
BANK = phrasebook.read_bank()
LINES = tuple(generate.generate(BANK, count=4000, seed=7))
MODES = [(kind, mode) for kind, modes in check.MODES.items() for mode in modes.split()]
TYPES = sorted(check.TYPES - {"NONE", "STATEMENT"})
RICH = {"MOBILIZE", "COOPERATE", "SANCTION", "AID", "ACCUSE"}


def phrase(line: str, **group: object) -> object:
    return phrasebook._read_phrase(line, "AID", {"src": ["state"], "tgt": ["state"], **group}, BANK.alias)


def test_the_same_seed_gives_the_same_text() -> None:
    assert tuple(generate.generate(BANK, count=300, seed=7)) == LINES[:300]


def test_another_seed_gives_another_text() -> None:
    assert tuple(generate.generate(BANK, count=50, seed=8)) != LINES[:50]


def test_every_line_passes_the_check_of_the_corpus() -> None:
    assert [(problem, line) for line in LINES for problem in check.problems(line)] == []


def test_the_coder_reads_every_line() -> None:
    assert all(read_item(line).text for line in LINES)


def test_no_slot_of_the_bank_is_left_in_a_text() -> None:
    texts = [line.partition(" || ")[0] for line in LINES]
    assert [text for text in texts if re.search(r"[%${}<>]|\b(?:T|TA|ITS|ADJ|NAME|TOWN|CAP|MAN|WOMAN)\b", text)] == []


def test_texts_start_with_a_capital_and_end_with_a_stop() -> None:
    texts = [check.SPAN.sub(r"\1", line.partition(" || ")[0]) for line in LINES]
    assert [text for text in texts if not re.match(r'[A-Z"].*\.$', text) or "  " in text] == []


def test_few_lines_come_twice() -> None:
    assert len(set(LINES)) > 0.97 * len(LINES)


@pytest.mark.parametrize("kind", [*TYPES, "STATEMENT", "NONE"])
def test_every_type_occurs(kind: str) -> None:
    assert any(re.search(rf"e\d+ {kind}[/: ]", line) for line in LINES)


@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_every_mode_occurs(kind: str, mode: str) -> None:
    assert any(f" {kind}/{mode}" in line for line in LINES)


@pytest.mark.parametrize("fact", sorted(check.FACTS - {"happened"}))
def test_every_factuality_occurs(fact: str) -> None:
    assert any(f"fact={fact}" in line for line in LINES)


def test_some_items_tell_no_event() -> None:
    quiet = [line for line in LINES if " || none; a1 " in line]
    assert len(quiet) > 0.03 * len(LINES)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_enough_phrases(kind: str) -> None:
    assert Counter(known.kind for known in BANK.phrases)[kind] >= (50 if kind in RICH else 30)


@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_every_mode_has_enough_phrases(kind: str, mode: str) -> None:
    assert Counter((known.kind, known.mode) for known in BANK.phrases)[kind, mode] >= 12


def test_phrases_stand_once_in_the_bank() -> None:
    told = Counter((known.kind, known.mode, known.verb, known.rest, known.cameo) for known in BANK.phrases)
    assert [entry for entry, times in told.items() if times > 1] == []


def test_phrases_ask_only_for_kinds_of_actors_that_exist() -> None:
    known = {*BANK.kinds, *BANK.named, *BANK.alias}
    asked = {kind for entry in BANK.phrases for kind in (*entry.sources, *entry.targets)}
    asked |= {kind for frame in BANK.frames for kind in frame.speaker}
    assert asked - known == set()


def test_phrases_with_a_target_say_which_kind_it_is() -> None:
    assert [entry.rest for entry in BANK.phrases if entry.takes_target and not entry.targets] == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("shell", ("shelled", "shelled", "shelling", "shells")),
        ("withdraw", ("withdrew", "withdrawn", "withdrawing", "withdraws")),
        ("supply", ("supplied", "supplied", "supplying", "supplies")),
        ("free", ("freed", "freed", "freeing", "frees")),
        ("break off", ("broke off", "broken off", "breaking off", "breaks off")),
        ("ban", ("banned", "banned", "banning", "bans")),
        ("raze", ("razed", "razed", "razing", "razes")),
        ("sexually assault", ("sexually assaulted", "sexually assaulted", "sexually assaulting", "sexually assaults")),
    ],
)
def test_verbs_are_inflected(verb: str, forms: tuple[str, ...]) -> None:
    assert tuple(phrasebook.inflect(BANK, verb, form) for form in ("past", "pp", "ing", "s")) == forms


@pytest.mark.parametrize(
    ("table", "kind", "mode", "cameo", "coded"),
    [
        ("agree", "COOPERATE", "", "062", "AGREE 0312"),
        ("agree", "ASSAULT", "aerial", "195", None),
        ("refuse", "AID", "", "073", "REJECT/assist 1223"),
        ("refuse", "RETREAT", "withdraw", "0874", "REJECT/yield 1246"),
        ("refuse", "CONSULT", "third-party", "045", "REJECT/meet 126"),
        ("threaten", "SANCTION", "discontinue", "1621", "THREATEN/relations 1311"),
        ("threaten", "COERCE", "seize", "192", "THREATEN/territory 138"),
        ("demand", "RETREAT", "resign", "0831", "REQUEST/change 1041"),
        ("urge", "CONSULT", "", "040", "REQUEST/meet 026"),
        ("planned", "RETREAT", "release", "0841", "CONCEDE 0353"),
        ("planned", "SANCTION", "expel", "161", "="),
    ],
)
def test_frames_code_their_content(table: str, kind: str, mode: str, cameo: str, coded: str | None) -> None:
    told = phrasebook._read_phrase("{act}", kind, {"src": ["state"], "mode": mode, "cameo": cameo}, BANK.alias)
    assert casting.look_up(BANK.contents[table], told) == coded


@pytest.mark.parametrize(
    ("line", "mutual", "direct"),
    [
        ("{shell} T with mortars", False, True),
        ("{hold talks} (with T) on trade", True, False),
        ("{freeze} T's assets", False, False),
        ("{meet} (T) in Rome", True, False),
    ],
)
def test_the_notation_tells_the_grammar(line: str, mutual: bool, direct: bool) -> None:
    told = phrase(line)
    assert (told.mutual, told.direct) == (mutual, direct)  # type: ignore[attr-defined]


def test_a_phrase_without_event_words_is_refused() -> None:
    with pytest.raises(ValueError, match="starts with its event words"):
        phrase("shell T with mortars")


def test_the_command_writes_as_many_lines_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--count", "12", "--seed", "7"]) == 0
    assert tuple(capsys.readouterr().out.splitlines()) == LINES[:12]
