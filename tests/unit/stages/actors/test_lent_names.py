"""The office-holder table lends a name to an office; the text has the last word on who holds it."""

from actor_reading import read


def test_the_name_in_the_text_replaces_the_one_of_the_table() -> None:
    reading = read(
        "The French president flew to Rome. President Luc Martel met the pope there.", published="2015-03-02"
    )
    assert reading.who("French president").name == "Luc Martel"
    assert reading.who("President Luc Martel").country == "FRA"


def test_a_surname_keeps_the_full_name_of_the_table() -> None:
    reading = read("The French president flew to Rome. Hollande met the pope there.", published="2015-03-02")
    assert reading.who("Hollande").name == "François Hollande"


def test_the_president_of_another_country_is_another() -> None:
    reading = read("The French president flew to Rome. President Barack Obama stayed.", published="2015-03-02")
    assert reading.who("French president").name == "François Hollande"
    assert reading.who("President Barack Obama").country == "USA"


def test_a_common_name_is_the_ministers_only_beside_his_country() -> None:
    assert read("Stephen Smith met reporters.", published="2009-03-02").who("Stephen Smith").country is None
    beside = read("Australia sent an envoy. Stephen Smith met reporters.", published="2009-03-02")
    assert beside.who("Stephen Smith").office == "foreign minister"


def test_a_bare_surname_is_no_far_prime_minister() -> None:
    reading = read("Smith and Mitchell said the shop would stay open.", published="2009-03-02")
    assert {actor.country for actor in reading.actors} <= {None}
