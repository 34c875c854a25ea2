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


@pytest.mark.parametrize(
    ("text", "name", "home"),
    [
        ("Norwegian marines rescued 55 migrants from a boat on Friday.", "migrants", None),
        ("Three foreign workers were hurt in Lagos on Friday.", "foreign workers", None),
        ("Peru sent help on Friday. The foreign minister thanked it.", "foreign minister", "PER"),
    ],
)
def test_who_comes_from_elsewhere_has_not_the_home_of_the_story(text: str, name: str, home: str | None) -> None:
    assert country(text, name) == home


def test_the_story_s_country_outweighs_the_only_other_one_of_a_sentence() -> None:
    text = (
        "Shells hit Lagos and Ibadan on Friday, Nigeria's radio said. Nigeria called up reservists. "
        "Washington flew in medicine for the garrison."
    )
    assert country(text, "garrison") == "NGA"


def test_places_alone_tell_what_a_story_is_about() -> None:
    text = "Teachers blocked a motorway into Oaxaca on Sunday. The interior minister promised more money."
    assert country(text, "interior minister") == "MEX"


def test_a_dateline_elsewhere_leaves_the_only_country_of_the_sentence() -> None:
    text = (
        "BRATISLAVA, March 14 (Meridian Press) - Slovakia expelled three Russian diplomats on Monday.\n\n"
        "Russia promised an answer. Russia denied all, and a Russian envoy in Moscow said that Russia would wait.\n\n"
        "Slovakia said that police had found the papers."
    )
    assert country(text, "police") == "SVK"


SPLIT = (
    "NAIROBI, May 12 (Coast Wire) - Kenya recalled its ambassador to Somalia, and Somalia recalled its own. "
    "Somalia's navy had seized four boats, Somalia said. "
)


def test_a_minister_is_not_of_the_state_that_he_accuses() -> None:
    assert country(SPLIT + "Foreign Minister Peter Kantai accused Somalia of piracy.", "Kantai") == "KEN"


def test_a_minister_of_whom_a_sentence_tells_in_a_capital_is_at_home_there() -> None:
    told = SPLIT + "Kenya closed the border. In Mogadishu, Information Minister Abdi Warsame rejected that."
    assert country(told, "Warsame") == "SOM"
