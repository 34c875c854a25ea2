"""The table of office-holders: spot checks of the public record, and laws that every row obeys."""

from collections import defaultdict
from itertools import pairwise

import pytest

from detente.packs import load_packs
from detente.packs.loader import SHIPPED
from detente.packs.world_holders import Holder

WORLD = load_packs().world
ROWS = WORLD.holders_index.rows

OFFICES = ("head of state", "head of government", "foreign minister", "defence minister")
STATES = [
    "USA",
    "RUS",
    "CHN",
    "GBR",
    "FRA",
    "DEU",
    "JPN",
    "IND",
    "PAK",
    "IRN",
    "ISR",
    "TUR",
    "UKR",
    "KOR",
    "PRK",
    "SAU",
    "SYR",
    "EGY",
]
DAYS = ("2005-06-01", "2014-06-01", "2023-06-01")
VACANT = {
    ("FRA", "foreign minister", "2005-06-01"): "between the cabinets of Raffarin and Villepin",
    ("PAK", "foreign minister", "2014-06-01"): "the prime minister kept the portfolio and named an adviser",
}
"""Offices that nobody in the table held on a day of the census, and why."""

CLASSES = {"UNO", "IGO", "EUR", "IMG"}

ALONE = {"abdullah", "akihito", "amlo", "fahd", "jaishankar", "lula", "mbs", "mbz", "naruhito", "salman"}
"""Names of one word that stand for a holder without a hint: kings, who have no other, and what only one person is called."""

RECORD = [
    ("Bill Clinton", "2000-06-01", "USA", "head of state"),
    ("George Bush", "2003-03-20", "USA", "head of government"),
    ("Barack Obama", "2014-06-01", "USA", "head of state"),
    ("Joseph Biden", "2023-06-01", "USA", "head of state"),
    ("Donald J. Trump", "2018-06-12", "USA", "head of state"),
    ("Colin Powell", "2003-02-05", "USA", "foreign minister"),
    ("Hillary Rodham Clinton", "2011-05-01", "USA", "foreign minister"),
    ("Anthony Blinken", "2022-03-01", "USA", "foreign minister"),
    ("Donald Rumsfeld", "2003-03-20", "USA", "defence minister"),
    ("Ashton Carter", "2016-01-01", "USA", "defence minister"),
    ("Lloyd Austin", "2022-03-01", "USA", "defence minister"),
    ("Dmitri Medvedev", "2010-04-08", "RUS", "head of state"),
    ("Dmitry Medvedev", "2015-01-01", "RUS", "head of government"),
    ("Mikhail Kasyanov", "2003-10-25", "RUS", "head of government"),
    ("Igor Ivanov", "2002-05-24", "RUS", "foreign minister"),
    ("Sergey Ivanov", "2005-06-01", "RUS", "defence minister"),
    ("Volodymyr Zelenskyy", "2022-02-24", "UKR", "head of state"),
    ("Petro Poroshenko", "2015-02-12", "UKR", "head of state"),
    ("Julia Tymoshenko", "2009-01-19", "UKR", "head of government"),
    ("Arseniy Yatseniuk", "2014-06-01", "UKR", "head of government"),
    ("Dmytro Kuleba", "2023-06-01", "UKR", "foreign minister"),
    ("Oleksiy Reznikov", "2022-03-01", "UKR", "defence minister"),
    ("Tony Blair", "2003-03-20", "GBR", "head of government"),
    ("Queen Elizabeth", "2012-06-05", "GBR", "head of state"),
    ("William Hague", "2013-11-02", "GBR", "foreign minister"),
    ("Elizabeth Truss", "2022-01-21", "GBR", "foreign minister"),
    ("Ben Wallace", "2022-03-01", "GBR", "defence minister"),
    ("Nicolas Sarkozy", "2008-08-12", "FRA", "head of state"),
    ("Francois Hollande", "2015-02-12", "FRA", "head of state"),
    ("Laurent Fabius", "2013-11-24", "FRA", "foreign minister"),
    ("Jean-Yves Le Drian", "2013-01-11", "FRA", "defence minister"),
    ("Gerhard Schroeder", "2003-03-20", "DEU", "head of government"),
    ("Angela Merkel", "2015-02-12", "DEU", "head of government"),
    ("Frank-Walter Steinmeier", "2014-06-01", "DEU", "foreign minister"),
    ("Frank-Walter Steinmeier", "2020-01-01", "DEU", "head of state"),
    ("Xi Jinping", "2023-06-01", "CHN", "head of state"),
    ("Wen Jiabao", "2005-06-01", "CHN", "head of government"),
    ("Wang Yi", "2014-06-01", "CHN", "foreign minister"),
    ("Li Shangfu", "2023-06-01", "CHN", "defence minister"),
    ("Shinzo Abe", "2013-12-26", "JPN", "head of government"),
    ("Taro Kono", "2018-06-12", "JPN", "foreign minister"),
    ("Yasukazu Hamada", "2023-06-01", "JPN", "defence minister"),
    ("Manmohan Singh", "2008-10-08", "IND", "head of government"),
    ("Sushma Swaraj", "2018-06-12", "IND", "foreign minister"),
    ("S. Jaishankar", "2023-06-01", "IND", "foreign minister"),
    ("Pervez Musharraf", "2005-06-01", "PAK", "head of state"),
    ("Yousuf Raza Gillani", "2011-05-02", "PAK", "head of government"),
    ("Shahbaz Sharif", "2023-06-01", "PAK", "head of government"),
    ("Roh Moo Hyun", "2005-06-01", "KOR", "head of state"),
    ("Ban Ki-moon", "2005-06-01", "KOR", "foreign minister"),
    ("Kim Jong Un", "2018-06-12", "PRK", "head of state"),
    ("Ri Yong Ho", "2018-06-12", "PRK", "foreign minister"),
    ("Ayatollah Khamenei", "2015-07-14", "IRN", "head of state"),
    ("Mahmud Ahmadinezhad", "2009-06-12", "IRN", "head of government"),
    ("Hasan Rohani", "2015-07-14", "IRN", "head of government"),
    ("Javad Zarif", "2015-07-14", "IRN", "foreign minister"),
    ("Binyamin Netanyahu", "2014-06-01", "ISR", "head of government"),
    ("Tzipi Livni", "2008-12-27", "ISR", "foreign minister"),
    ("Yoav Gallant", "2023-10-07", "ISR", "defence minister"),
    ("Tayyip Erdogan", "2010-05-31", "TUR", "head of government"),
    ("Recep Tayyip Erdogan", "2023-06-01", "TUR", "head of government"),
    ("Mevlut Cavusoglu", "2023-06-01", "TUR", "foreign minister"),
    ("King Salman", "2017-05-20", "SAU", "head of state"),
    ("Mohamed bin Salman", "2018-10-02", "SAU", "crown prince"),
    ("Saud al-Faisal", "2014-06-01", "SAU", "foreign minister"),
    ("Bashar Assad", "2013-08-21", "SYR", "head of state"),
    ("Ahmad al-Sharaa", "2025-05-14", "SYR", "head of state"),
    ("Walid Muallem", "2014-06-01", "SYR", "foreign minister"),
    ("Hosni Mubarak", "2005-06-01", "EGY", "head of state"),
    ("Abdel Fattah al-Sissi", "2013-07-03", "EGY", "defence minister"),
    ("Sameh Shoukry", "2023-06-01", "EGY", "foreign minister"),
    ("Kofi Annan", "2003-03-20", "UNO", "secretary-general"),
    ("Ban Ki-moon", "2013-11-02", "UNO", "secretary-general"),
    ("Jens Stoltenberg", "2022-02-24", "IGO", "secretary-general"),
    ("Catherine Ashton", "2013-11-24", "EUR", "foreign policy chief"),
    ("Ursula von der Leyen", "2022-02-24", "EUR", "president of the european commission"),
    ("Donald Tusk", "2016-06-23", "EUR", "president of the european council"),
    ("Donald Tusk", "2024-06-01", "POL", "head of government"),
    ("Lula", "2023-06-01", "BRA", "head of state"),
    ("Hugo Chavez", "2005-06-01", "VEN", "head of state"),
    ("Raul Castro", "2014-12-17", "CUB", "head of state"),
    ("Thabo Mbeki", "2005-06-01", "ZAF", "head of state"),
    ("Abiy Ahmed", "2020-11-04", "ETH", "head of government"),
    ("Muammar Qaddafi", "2005-06-01", "LBY", "head of state"),
    ("Nouri Maliki", "2011-12-18", "IRQ", "head of government"),
    ("Hamid Karzai", "2005-06-01", "AFG", "head of state"),
    ("Mikhail Saakashvili", "2008-08-08", "GEO", "head of state"),
    ("Nikol Pashinyan", "2020-09-27", "ARM", "head of government"),
    ("Ilham Aliev", "2020-09-27", "AZE", "head of state"),
    ("Aleksandr Lukashenko", "2020-08-09", "BLR", "head of state"),
    ("Slobodan Milosevic", "2000-06-01", "YUG", "head of state"),
    ("Viktor Orban", "2015-09-01", "HUN", "head of government"),
]


@pytest.mark.parametrize(("name", "on", "country", "office"), RECORD)
def test_public_record(name: str, on: str, country: str, office: str) -> None:
    assert (country, office) in {(row.country, row.office) for row in WORLD.holders(name, on=on)}
    assert len({row.person for row in WORLD.holders(name, on=on)}) == 1


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("Barack Obama", "2008-11-05"),
        ("Tony Blair", "2010-01-01"),
        ("Bashar al-Assad", "2024-12-09"),
        ("Viktor Yanukovych", "2014-03-01"),
        ("Angela Merkel", "2022-02-24"),
        ("Kim Jong-il", "2012-01-01"),
    ],
)
def test_out_of_office(name: str, on: str) -> None:
    assert WORLD.holders(name, on=on) == ()


@pytest.mark.parametrize(
    ("surname", "on", "country", "person"),
    [
        ("Kerry", "2013-11-02", "USA", "John Kerry"),
        ("Xi", "2018-06-12", "CHN", "Xi Jinping"),
        ("Salman", "2017-05-20", "SAU", "Salman bin Abdulaziz Al Saud"),
        ("Abdullah", "2003-03-20", "JOR", "Abdullah II"),
        ("Sisi", "2013-08-14", "EGY", "Abdel Fattah el-Sisi"),
        ("Erdogan", "2016-07-15", "TUR", "Recep Tayyip Erdoğan"),
    ],
)
def test_surname_beside_a_country(surname: str, on: str, country: str, person: str) -> None:
    assert {row.person for row in WORLD.holders(surname, on=on, country=country)} == {person}


def test_two_kings_of_one_name_are_told_by_country_only() -> None:
    assert len({row.person for row in WORLD.holders("King Abdullah", on="2010-01-01")}) == 2


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("state", STATES)
def test_census(state: str, office: str, day: str) -> None:
    assert (WORLD.holder_of(state, office, on=day) is None) == ((state, office, day) in VACANT)


def test_rows_are_in_order_and_complete() -> None:
    for row in ROWS:
        grain = min(len(row.from_), len(row.to))
        assert row.from_[:grain] <= row.to[:grain], row
        assert all((row.from_, row.title, row.source)), row
        assert row.country in WORLD.countries or row.country in CLASSES, row
        assert "" not in row.aliases.split("|") or not row.aliases, row


def test_one_holder_at_a_time() -> None:
    terms: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for row in ROWS:
        terms[row.country, row.office].append(row)
    for held in terms.values():
        for earlier, later in pairwise(sorted(held, key=lambda row: row.from_)):
            grain = min(len(earlier.to), len(later.from_))
            assert "" < earlier.to[:grain] <= later.from_[:grain], (earlier, later)


def test_a_person_has_one_spelling_and_a_spelling_one_person() -> None:
    """The two kings Abdullah apart, whom only the country tells, and the two presidents Bush, whom the day tells."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in ROWS:
        for name in filter(None, (row.person, *row.aliases.split("|"))):
            owners[WORLD.holders_index.symbols(name)].add(row.person)
    shared = {name for name, people in owners.items() if len(people) > 1}
    assert shared == {("abdullah",), ("king", "abdullah"), ("george", "bush")}


def test_few_names_of_one_word() -> None:
    """Any other would be taken for the holder wherever it stands."""
    names = {
        WORLD.holders_index.symbols(name)
        for row in ROWS
        for name in filter(None, (row.person, *row.aliases.split("|")))
    }
    assert {name[0] for name in names if len(name) == 1} == ALONE


def test_every_file_is_read() -> None:
    files = {file.name for file in (SHIPPED / "world").glob("officeholders*.tsv")}
    regions = {"africa", "europe", "asia", "oceania", "mideast-africa", "americas", "organisations", "figures"}
    assert files == {"officeholders.tsv", *(f"officeholders-{region}.tsv" for region in regions)}
    lines = sum(
        not line.startswith(("#", "person\t"))
        for file in files
        for line in (SHIPPED / "world" / file).read_text(encoding="utf-8").splitlines()
    )
    assert lines == len(ROWS)
