"""Homes: whom nothing but the place or the story tells gets a country, everybody else is left alone."""

import pytest

import detente


def country(text: str, name: str) -> str | None:
    document = detente.code(text, published="2022-03-14")
    return next(a.country for a in document.actors if name in a.name)


@pytest.mark.parametrize(
    ("text", "name", "home"),
    [
        ("Gunmen killed two teachers in Lagos on Friday.", "Gunmen", "NGA"),
        ("Rebels shelled a market in Aleppo on Friday.", "Rebels", "SYR"),
        ("Peru closed the road. Farmers blocked it again, and Peru sent police.", "Farmers", "PER"),
        (
            "Sweden condemned the attack. Prime Minister Lena Holm offered to send an envoy to Ankara.",
            "Lena Holm",
            "SWE",
        ),
        ("Spain took in 86 dissidents, and nuns in Toledo feed them.", "nuns", "ESP"),
    ],
)
def test_actor_is_settled(text: str, name: str, home: str) -> None:
    assert country(text, name) == home


def test_basis_and_reason_say_that_it_was_inferred() -> None:
    document = detente.code("Gunmen killed two teachers in Lagos on Friday.", published="2022-03-14")
    actor = next(a for a in document.actors if a.name == "Gunmen")
    assert (actor.basis, actor.cameo) == ("inferred", "NGAUAF")
    assert "Lagos" in actor.why


def test_stated_country_stays() -> None:
    assert country("Russian soldiers left Aleppo on Friday.", "Russian soldiers") == "RUS"


def test_person_without_office_is_not_settled() -> None:
    assert country("Ruth Vane sang in Lagos and met Norway.", "Ruth Vane") is None
