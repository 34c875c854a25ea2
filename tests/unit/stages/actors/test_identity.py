"""Who the actors are: country, sector, CAMEO code and office, and which names are the same actor."""

import msgspec
import pytest

from actor_reading import read
from detente.packs import load_packs
from detente.pipeline import Pipeline
from detente.settings import Settings
from detente.stages.actors import make_actors
from detente.stages.parse import make_parse
from support import article

CODES = [
    ("Russian forces crossed the border.", "Russian forces", "RUS", "MIL", "RUSMIL"),
    ("Syrian rebels attacked.", "Syrian rebels", "SYR", "REB", "SYRREB"),
    ("Turkish police officers struck.", "Turkish police officers", "TUR", "COP", "TURCOP"),
    ("Ukrainian opposition lawmakers walked out.", "Ukrainian opposition lawmakers", "UKR", "LEG", "UKROPPLEG"),
    ("Kenya's parliament voted.", "Kenya's parliament", "KEN", "LEG", "KENLEG"),
    ("Chinese journalists were beaten.", "Chinese journalists", "CHN", "JRN", "CHNMED"),
    ("A Colombian rebel commander fled.", "Colombian rebel commander", "COL", "REB", "COLREB"),
    ("Iraqi army officers fled.", "Iraqi army officers", "IRQ", "MIL", "IRQMIL"),
    ("Egyptian students marched.", "Egyptian students", "EGY", "EDU", "EGYEDU"),
    ("Somali pirates freed the ship.", "Somali pirates", "SOM", "CRM", "SOMCRM"),
    ("Syrian refugees arrived.", "Syrian refugees", "SYR", "REF", "SYRREF"),
    ("India's ruling party won.", "India's ruling party", "IND", "PTY", "INDPTY"),
    ("Japan's defence ministry spoke.", "Japan's defence ministry", "JPN", "GOV", "JPNGOVMIL"),
    ("Nigerian gunmen fled.", "Nigerian gunmen", "NGA", "UAF", "NGAUAF"),
    ("Anti-government Thai protesters marched.", "Anti-government Thai protesters", "THA", "CVL", "THACVL"),
    ("Former Polish officials testified.", "Former Polish officials", "POL", "ELI", "POLELI"),
    ("A Peruvian judge ruled.", "Peruvian judge", "PER", "JUD", "PERJUD"),
    ("Greek government troops advanced.", "Greek government troops", "GRC", "MIL", "GRCMIL"),
    ("Hamas officials objected.", "Hamas officials", "PSE", None, None),
    ("NATO forces withdrew.", "NATO forces", "IGO", "MIL", "IGOWSTNATMIL"),
    ("Masked men fired.", "Masked men", None, "UAF", "UAF"),
    ("Two Russians were held.", "Two Russians", "RUS", "CVL", "RUSCVL"),
]


@pytest.mark.parametrize(("text", "words", "country", "sector", "cameo"), CODES, ids=[row[0] for row in CODES])
def test_country_sector_and_code_come_from_the_phrase(
    text: str, words: str, country: str | None, sector: str | None, cameo: str | None
) -> None:
    actor = read(text).who(words)
    assert actor.country == country
    assert sector is None or (actor.sector, actor.cameo) == (sector, cameo)


OFFICES = [
    ("Japan's foreign minister resigned.", "Japan's foreign minister", "JPN", "foreign minister", "JPNGOV"),
    (
        "Polish Defense Minister Jan Nowak spoke.",
        "Polish Defense Minister Jan Nowak",
        "POL",
        "defence minister",
        "POLGOVMIL",
    ),
    ("The minister of defence of Peru spoke.", "minister of defence of Peru", "PER", "defence minister", "PERGOVMIL"),
    (
        "U.S. Secretary of State Ann Reed spoke.",
        "U.S. Secretary of State Ann Reed",
        "USA",
        "foreign minister",
        "USAGOV",
    ),
    ("Chinese Premier Wu Ming left.", "Chinese Premier Wu Ming", "CHN", "prime minister", "CHNGOV"),
    ("The Venezuelan ambassador left.", "Venezuelan ambassador", "VEN", "ambassador", "VENGOV"),
    ("Iran's parliament speaker spoke.", "Iran's parliament speaker", "IRN", "speaker of parliament", "IRNLEG"),
    ("India's army chief spoke.", "India's army chief", "IND", "chief of the general staff", "INDMIL"),
]


@pytest.mark.parametrize(("text", "words", "country", "office", "cameo"), OFFICES, ids=[row[0] for row in OFFICES])
def test_offices_have_one_name(text: str, words: str, country: str, office: str, cameo: str) -> None:
    actor = read(text).who(words)
    assert (actor.kind, actor.country, actor.office, actor.cameo) == ("person", country, office, cameo)
    assert actor.basis == "stated"


SAME = [
    ("Japan protested. The Japanese government was angry.", "Japan", "Japanese government"),
    ("Japan protested. Tokyo was angry.", "Japan", "Tokyo"),
    ("Sergey Lavrov spoke. Later Sergei Lavrov left.", "Sergey Lavrov", "Sergei Lavrov"),
    ("Sergei Lavrov spoke. Lavrov left.", "Sergei Lavrov", "Lavrov"),
    ("Jan Nowak spoke. Mr. Nowak left.", "Jan Nowak", "Mr. Nowak"),
    ("Sergei Lavrov, the Russian foreign minister, spoke.", "Sergei Lavrov", "Russian foreign minister"),
    ("The Russian foreign minister, Sergei Lavrov, spoke.", "Sergei Lavrov", "Russian foreign minister"),
    ("The Russian foreign minister spoke. Lavrov left.", "Russian foreign minister", "Lavrov"),
    ("Polish President Jan Nowak spoke. The president left.", "Polish President Jan Nowak", "president"),
    ("Jan Nowak is the Polish president.", "Jan Nowak", "Polish president"),
    ("Polish soldiers came. The soldiers fired.", "Polish soldiers", "soldiers"),
    ("Kenya filed a case. The country wants a ruling.", "Kenya", "country"),
    ("NATO met on Monday. The alliance agreed on a plan.", "NATO", "alliance"),
]


@pytest.mark.parametrize(("text", "one", "other"), SAME, ids=[row[0] for row in SAME])
def test_names_of_one_actor_are_merged(text: str, one: str, other: str) -> None:
    reading = read(text)
    assert reading.who(one).id == reading.who(other).id


DIFFERENT = [
    ("Jan Nowak met Piotr Nowak.", "Jan Nowak", "Piotr Nowak"),
    ("Two soldiers died. Three soldiers fled.", "Two soldiers", "Three soldiers"),
    ("Russia met the Russian opposition.", "Russia", "Russian opposition"),
    ("Mr. Nowak met Mrs. Nowak.", "Mr. Nowak", "Mrs. Nowak"),
    ("The Polish president met the Czech president.", "Polish president", "Czech president"),
]


@pytest.mark.parametrize(("text", "one", "other"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_different_actors_stay_apart(text: str, one: str, other: str) -> None:
    reading = read(text)
    assert reading.who(one).id != reading.who(other).id


def test_second_minister_of_a_list_inherits_the_country() -> None:
    reading = read("Polish Foreign Minister Jan Nowak and Defense Minister Adam Lis met reporters.")
    actor = reading.who("Defense Minister Adam Lis")
    assert (actor.country, actor.office, actor.cameo, actor.basis) == (
        "POL",
        "defence minister",
        "POLGOVMIL",
        "inferred",
    )


def test_counterparts_take_the_offices_in_order() -> None:
    reading = read(
        "Polish Foreign Minister Jan Nowak and Defense Minister Adam Lis, and their Czech counterparts "
        "Karel Novy and Petr Svec, agreed to meet again."
    )
    first, second = reading.who("Karel Novy"), reading.who("Petr Svec")
    assert (first.country, first.office, first.cameo) == ("CZE", "foreign minister", "CZEGOV")
    assert (second.country, second.office, second.cameo) == ("CZE", "defence minister", "CZEGOVMIL")
    assert reading.members("their Czech counterparts") == {"Karel Novy", "Petr Svec"}
    assert reading.members("their") == {"Jan Nowak", "Adam Lis"}


def test_a_counterpart_has_the_office_of_whom_he_meets() -> None:
    actor = read("Polish Foreign Minister Jan Nowak met his Kenyan counterpart Tom Otieno.").who(
        "his Kenyan counterpart Tom Otieno"
    )
    assert (actor.name, actor.country, actor.office) == ("Tom Otieno", "KEN", "foreign minister")


def test_the_office_holder_table_speaks_for_the_story_s_day() -> None:
    text = "President Vladimir Putin left. Putin said nothing."
    assert (read(text).who("Putin").country, read(text).who("Putin").basis) == ("RUS", "added")
    before = read("Vladimir Putin spoke in Sochi.", published="2010-05-01").who("Vladimir Putin")
    assert before.office == "prime minister"


def test_soviet_forces_are_russia_s_by_succession() -> None:
    actor = read("The islands were seized by Soviet forces.").who("Soviet forces")
    assert (actor.country, actor.sector, actor.cameo) == ("RUS", "MIL", "RUSMIL")
    assert "SUN" in actor.why
    assert "predecessor" in actor.why


def test_title_words_and_defense_are_not_taken_for_organisations() -> None:
    reading = read("Defense Minister Itsunori Onodera and Foreign Minister Fumio Kishida spoke.")
    assert reading.words() == ["Defense Minister Itsunori Onodera", "Foreign Minister Fumio Kishida"]


def test_a_group_without_country_takes_that_of_its_place() -> None:
    actor, mention = read("Police fired at protesters in Cairo.").of("protesters")
    assert (actor.country, actor.basis) == ("EGY", "inferred")
    assert mention.score < 1


def test_an_unknown_organisation_is_named_in_an_issue() -> None:
    reading = read("Jan Nowak joined Zentora Holdings.")
    assert {issue.code for issue in reading.issues} == {"unknown-actor"}


def test_empty_story() -> None:
    assert read("").actors == ()


def test_a_headline_s_verb_is_no_name() -> None:
    text = "Lavrov Tells Kerry Moscow Will Not Yield\n\nSergei Lavrov met John Kerry."
    plain = article(text)
    headed = msgspec.structs.replace(plain.paragraphs[0], part="title")
    story = msgspec.structs.replace(plain, paragraphs=(headed, *plain.paragraphs[1:]))
    stages = [make_parse(Settings()), make_actors(load_packs())]
    document = Pipeline(stages).run(story, strict=True)
    lavrov = next(actor for actor in document.actors if actor.name == "Sergei Lavrov")
    assert [mention.of(text) for mention in lavrov.mentions] == ["Lavrov", "Sergei Lavrov"]
