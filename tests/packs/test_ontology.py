"""CAMEO is complete, has the values of the ICEWS table, and every code can be reached from the lexicon."""

import pytest

from detente.packs.lexicon import load_lexicon
from detente.packs.loader import SHIPPED
from detente.packs.ontology import Ontology, load_ontology

YOUNGER = {"155", "176", "1834", "1951", "1952"}
"""Codes that came after the ICEWS table."""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology([SHIPPED])


def test_cameo_has_the_codes_of_the_icews_table(ontology: Ontology) -> None:
    codes = set(ontology.cameo) - YOUNGER
    assert len(codes) == 312
    assert [sum(len(code) == length for code in codes) for length in (2, 3, 4)] == [20, 147, 145]
    assert set(ontology.cameo) >= YOUNGER


def test_every_code_has_its_parent(ontology: Ontology) -> None:
    assert [code for code in ontology.cameo if len(code) > 2 and code[:-1] not in ontology.cameo] == []


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("01", 0.0), ("010", 0.0), ("016", -5.0), ("024", -0.3), ("0231", 3.4), ("033", 5.2), ("0331", 5.2),
        ("0334", 6.0), ("042", 1.9), ("046", 7.0), ("057", 8.0), ("064", 7.0), ("074", 8.5), ("0841", 7.0),
        ("0871", 9.0), ("0874", 10.0), ("094", -2.0), ("1056", -5.0), ("1121", -2.0), ("1246", -4.0), ("129", -5.0),
        ("130", -4.4), ("1384", -7.0), ("1411", -6.5), ("145", -7.5), ("154", -7.2), ("161", -4.0), ("163", -8.0),
        ("164", -6.5), ("1711", -9.2), ("173", -5.0), ("175", -9.0), ("181", -9.0), ("182", -9.5), ("1821", -9.0),
        ("1822", -9.0), ("1823", -10.0), ("1831", -10.0), ("185", -8.0), ("192", -9.5), ("195", -10.0),
        ("196", -9.5), ("201", -9.5), ("2042", -10.0),
    ],
)  # fmt: skip
def test_goldstein_values(ontology: Ontology, code: str, value: float) -> None:
    assert ontology.goldstein(code).value == value


def test_a_four_digit_code_has_the_value_of_its_parent_but_for_five(ontology: Ontology) -> None:
    differ = {
        c for c in ontology.cameo if len(c) == 4 and ontology.cameo[c].goldstein != ontology.cameo[c[:3]].goldstein
    }
    assert differ == {"0334", "0874", "1821", "1822", "1823"}


def test_types_exist(ontology: Ontology) -> None:
    assert {row.type for row in ontology.cameo.values()} - set(ontology.types) == {"STATEMENT"}


@pytest.mark.parametrize(
    ("code", "mode", "contexts", "cameo"),
    [
        ("ASSAULT", None, (), "190"),
        ("ASSAULT", "beat", (), "182"),
        ("ASSAULT", "beat", ("repression",), "175"),
        ("ASSAULT", "suicide-attack", (), "1831"),
        ("COERCE", "arrest", ("legal",), "173"),
        ("COERCE", "seize", ("territory",), "192"),
        ("COOPERATE", None, ("military",), "062"),
        ("AID", None, ("disasters",), "073"),
        ("RETREAT", "ceasefire", (), "0871"),
        ("SANCTION", "convict", (), "116"),
        ("SANCTION", "discontinue", ("economic",), "163"),
        ("MOBILIZE", "police", (), "153"),
    ],
)
def test_crossings(ontology: Ontology, code: str, mode: str | None, contexts: tuple[str, ...], cameo: str) -> None:
    assert ontology.cross(code, mode=mode, contexts=contexts) == cameo


@pytest.mark.parametrize("root", [f"{number:02}" for number in range(1, 21)])
def test_every_second_level_code_is_in_reach(ontology: Ontology, root: str) -> None:
    senses = load_lexicon([SHIPPED], "en", ontology).senses
    reached = {sense.cameo for sense in senses} | {row.cameo for row in ontology.crossings}
    # a sense with the root 02 puts it in the place of the crossing's 10
    reached |= {"02" + code[2:] for code in reached if code[:2] == "10"}
    wanted = [code for code in ontology.cameo if len(code) == 3 and code.startswith(root)]
    assert [code for code in wanted if not any(found.startswith(code) for found in reached)] == []
