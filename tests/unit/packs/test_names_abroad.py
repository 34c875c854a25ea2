# ruff: noqa: RUF001 -- names in many scripts
"""Names of countries in other languages: looked up by name, never found in English text."""

import gzip
import sys
from pathlib import Path

import pytest

from detente.errors import PackError
from detente.packs import load_packs
from detente.packs.loader import SHIPPED
from detente.packs.world import World
from detente.packs.world_abroad import COMPILED, NamesAbroad, fold_case, fold_key
from detente.packs.world_names import split_name

WORLD = load_packs().world
NAMES = """Allemagne DEU|Deutschland DEU|Alemania DEU|Niemcy DEU|Германия DEU|ألمانيا DEU|Γερμανία DEU|גרמניה DEU|德国 DEU|ドイツ DEU
독일 DEU|Japon JPN|Giappone JPN|日本 JPN|Япония JPN|اليابان JPN|Royaume-Uni GBR|Großbritannien GBR|Wielka Brytania GBR|英国 GBR
Великобритания GBR|بريطانيا GBR|Estados Unidos USA|США USA|Vereinigte Staaten USA|美国 USA|アメリカ USA|미국 USA
Corée du Nord PRK|北朝鲜 PRK|КНДР PRK|북한 PRK|Südkorea KOR|대한민국 KOR|République démocratique du Congo COD|ДРК COD
République du Congo COG|Congo-Brazzaville COG|Palästina PSE|فلسطين PSE|巴勒斯坦 PSE|香港 HKG|Гонконг HKG|Macao MAC|Birmanie MMR
Elfenbeinküste CIV|COSTA DE MARFIL CIV|República del Perú PER|Republica de Peru PER|Königreich Spanien ESP|Королевство Испания ESP
República Argentina ARG|Bundesrepublik Deutschland DEU|الجمهورية الفرنسية FRA|中华人民共和国 CHN|中華民国 TWN|Тайвань TWN|la France FRA
Российская Федерация RUS|Sowjetunion SUN|СССР SUN|Türkiye Cumhuriyeti TUR|Hrvatska HRV|Suomi FIN|Magyarország HUN|Ελλάδα GRC
ประเทศไทย THA|भारत IND|საქართველო GEO|Հայաստան ARM|Косово KOS|Macédoine du Nord MKD|Suazilandia SWZ|Tchéquie CZE""".replace(
    "\n", "|"
)


@pytest.mark.parametrize("row", NAMES.split("|"))
def test_a_name_in_any_language_is_one_country(row: str) -> None:
    name, _, alpha3 = row.rpartition(" ")
    found = WORLD.country(name)
    assert (found.alpha3 if found else "XXX") == alpha3


@pytest.mark.parametrize(
    ("word", "alpha3"),
    [("Français", "FRA"), ("allemande", "DEU"), ("estadounidenses", "USA"), ("русские", "RUS"), ("polnisch", "POL")],
)
def test_a_people_in_another_language(word: str, alpha3: str) -> None:
    assert {(row.country, row.kind) for row in WORLD.abroad.find(word)} == {(alpha3, "demonym")}
    assert WORLD.country(word) is None


def test_a_language_limits_the_look_up() -> None:
    assert [row.country for row in WORLD.abroad.find("Allemagne", language="fr")] == ["DEU"]
    assert WORLD.abroad.find("Allemagne", language="de") == ()


@pytest.mark.parametrize("name", ["Kongo", "Конго"])
def test_a_name_of_two_countries_is_none(name: str) -> None:
    assert WORLD.country(name) is None
    assert {row.country for row in WORLD.abroad.find(name)} == {"COD", "COG"}


@pytest.mark.parametrize("word", ["Gene", "Kina", "Japon", "Alemania", "Kata", "日本", "Grad"])
def test_english_text_is_never_searched_for_them(word: str) -> None:
    assert WORLD.match([word], 0, on=None) is None


def test_english_coding_does_not_read_them() -> None:
    world = World(WORLD.roots)
    assert world.match(["France"], 0, on=None) is not None
    assert "abroad" not in vars(world)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CÔTE D’IVOIRE", "Cote d'Ivoire"),
        ("Ёлка", "елка"),
        ("إيران", "ایران"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("ガ", "ガ"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


def test_voice_marks_of_kana_are_kept_apart() -> None:
    assert fold_key("ガーナ") != fold_key("カーナ")


def test_every_row_is_a_country_and_says_its_languages() -> None:
    for row in WORLD.abroad.names:
        assert row.country in WORLD.countries, row
        assert row.name.strip() == row.name != "", row
        assert fold_key(row.name), row
        assert row.languages, row
        assert all(2 <= len(language) <= 3 and language.islower() for language in row.languages), row
        assert "en" not in row.languages, row


def test_no_two_countries_share_a_name_but_those_that_do() -> None:
    owners: dict[str, set[str]] = {}
    for row in WORLD.abroad.names:
        owners.setdefault(fold_case(row.name), set()).add(row.country)
    assert {frozenset(found) for found in owners.values() if len(found) > 1} == {
        frozenset({"COD", "COG"}),
        frozenset({"MAF", "SXM"}),
    }


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [("Tóga", "TGO"), ("Tõga", "TON"), ("Kāta", "TCD"), ("Kata", "QAT"), ("Sabiya", "SRB"), ("Malawi", "MWI")],
)
def test_accents_tell_names_of_two_countries_apart(name: str, alpha3: str) -> None:
    assert {row.country for row in WORLD.abroad.find(name)} == {alpha3}


def test_what_one_language_means_gives_way_where_the_spelling_is_no_ones() -> None:
    assert {row.country for row in WORLD.abroad.find("Màláwi")} == {"MWI"}


def test_no_name_contradicts_the_english_tables() -> None:
    for row in WORLD.abroad.names:
        english = {found.key for found in WORLD.exact(row.name) if found.kind == "country"}
        assert not english or row.country in english, row


def test_every_state_has_names_in_the_six_languages_of_the_un() -> None:
    spoken: dict[str, set[str]] = {}
    for row in WORLD.abroad.names:
        spoken.setdefault(row.country, set()).update(row.languages)
    for country in WORLD.countries.values():
        if not country.to and not country.folds_into:
            assert {"ar", "zh", "fr", "ru", "es"} <= spoken.get(country.alpha3, set()), country.alpha3


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "world").mkdir()
    (tmp_path / "world" / COMPILED).write_bytes(b"no gzip")
    with pytest.raises(PackError, match=COMPILED):
        NamesAbroad([tmp_path]).find("x")


def test_the_tool_makes_the_shipped_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(Path(__file__).resolve().parents[3] / "tools"), *sys.path])
    import build_names

    text = gzip.decompress((SHIPPED / "world" / COMPILED).read_bytes()).decode()
    assert build_names.compile_table() == text


ENGLISH = """U.A.E. ARE|UAE ARE|Emirates ARE|Ivory Coast CIV|Cote d'Ivoire CIV|Burma MMR|Myanmar MMR|Turkiye TUR|Türkiye TUR
Swaziland SWZ|Eswatini SWZ|Macedonia MKD|North Macedonia MKD|FYROM MKD|Czechia CZE|Czech Republic CZE|DRC COD|DR Congo COD
Congo-Kinshasa COD|Zaire COD|Congo-Brazzaville COG|Republic of the Congo COG|South Korea KOR|Republic of Korea KOR|ROK KOR
North Korea PRK|DPRK PRK|Democratic People's Republic of Korea PRK|Palestine PSE|State of Palestine PSE|Palestinian territories PSE
Taiwan TWN|Republic of China TWN|Chinese Taipei TWN|Kosovo KOS|Hong Kong HKG|Macau MAC|Cape Verde CPV|Cabo Verde CPV|East Timor TLS
Timor-Leste TLS|Holland NLD|The Netherlands NLD|Great Britain GBR|U.K. GBR|UK GBR|USA USA|U.S. USA|America USA|Holy See VAT
Vatican VAT|Soviet Union SUN|USSR SUN|Yugoslavia YUG|East Germany DDR|Czechoslovakia CSK|Upper Volta BFA|Ceylon LKA|Persia IRN
Russian Federation RUS|The Gambia GMB|Gambia GMB|The Bahamas BHS|St Lucia LCA|Saint Vincent VCT|São Tomé STP|Brunei BRN|Laos LAO
Moldova MDA|Vietnam VNM|Viet Nam VNM|Syria SYR|Iran IRN|Bolivia BOL|Venezuela VEN|Tanzania TZA|Micronesia FSM""".replace(
    "\n", "|"
)


@pytest.mark.parametrize("row", ENGLISH.split("|"))
def test_english_variants(row: str) -> None:
    name, _, alpha3 = row.rpartition(" ")
    found = WORLD.country(name)
    assert found is not None
    assert found.alpha3 == alpha3


def test_every_alpha_code_is_its_country() -> None:
    for country in WORLD.countries.values():
        assert WORLD.country(country.alpha3) == country
        if country.alpha2 and not country.to:
            assert WORLD.country(country.alpha2) == country
            assert WORLD.country(country.name) in {country, None}


DEMONYMS = """Afghan AFG|Angolans AGO|Emirati ARE|Argentine ARG|Azeri AZE|Bangladeshis BGD|Bahamian BHS|Bosnian BIH|Motswana BWA
Burkinabe BFA|Cabo Verdean CPV|Chadian TCD|Comorian COM|Costa Ricans CRI|Ivorian CIV|Cypriots CYP|Danes DNK|Djiboutian DJI
Ecuadorean ECU|Salvadoran SLV|Equatoguinean GNQ|Eritrean ERI|Swazi SWZ|Finns FIN|Gambian GMB|Bissau-Guinean GNB|Hondurans HND
I-Kiribati KIR|Kittitian KNA|Kuwaitis KWT|Kyrgyz KGZ|Lao LAO|Basotho LSO|Malagasy MDG|Maldivian MDV|Marshallese MHL|Monegasque MCO
Montenegrin MNE|Nauruan NRU|New Zealander NZL|Nigerien NER|Omani OMN|Palauan PLW|Papua New Guinean PNG|Filipina PHL|Qatari QAT
Rwandan RWA|Vincentian VCT|Sammarinese SMR|Santomean STP|Seychellois SYC|Solomon Islander SLB|South Sudanese SSD|Surinamese SUR
Syrians SYR|Tajik TJK|Timorese TLS|Togolese TGO|Tongan TON|Trinidadian TTO|Tuvaluan TUV|Uzbek UZB|Ni-Vanuatu VUT|Yemeni YEM
Zambian ZMB|Zimbabweans ZWE|Kosovar KOS|Taiwanese TWN|Palestinian PSE|Macanese MAC|Sahrawi ESH""".replace("\n", "|")


@pytest.mark.parametrize("row", DEMONYMS.split("|"))
def test_english_demonyms(row: str) -> None:
    name, _, alpha3 = row.rpartition(" ")
    match = WORLD.match(split_name(name), 0, on="2020-01-01")
    assert match is not None
    assert {found.key for found in match[1] if found.kind == "demonym"} == {alpha3}


TURNED = """Korea, Republic of KOR|Korea (the Democratic People's Republic of) PRK|Iran, Islamic Republic of IRN
Congo (the Democratic Republic of the) COD|Virgin Islands, U.S. VIR|Gambia, The GMB|Palestine, State of PSE
Netherlands (Kingdom of the) NLD|Taiwan, Province of China TWN|Sint Maarten (Dutch part) SXM""".replace("\n", "|")


@pytest.mark.parametrize("row", TURNED.split("|"))
def test_names_turned_round_as_lists_have_them(row: str) -> None:
    name, _, alpha3 = row.rpartition(" ")
    found = WORLD.country(name)
    assert found is not None
    assert found.alpha3 == alpha3
