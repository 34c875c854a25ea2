"""The command `brief` over a store of three chains of stories."""

import io
import json
from pathlib import Path

import docx
import pytest

from commands import detente

CHAINS = Path(__file__).resolve().parents[1] / "golden"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("brief") / "s.duckdb"
    stories = sorted(CHAINS.glob("chain-*/*.txt"))
    assert detente("code", *stories, "--store", file, "--coder", "lexicon").exit_code == 0
    return file


def test_markdown_goes_to_standard_output(store: Path) -> None:
    result = detente("brief", "Peru", "BOL", "--as-of", "2021-04-15", "--store", store)
    assert result.exit_code == 0
    assert result.stdout.startswith("# Peru and Bolivia, 15 April 2021\n")
    assert "## Contradictions" in result.stdout
    assert "## Evidence" in result.stdout


@pytest.mark.parametrize("name", ["new/a.md", "a.html", "a.HTM", "a.docx", "a.json"])
def test_the_name_of_a_file_tells_the_format(store: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    result = detente("brief", "BOL", "PER", "--as-of", "2021-06-15", "--store", store, "-o", file)
    assert (result.exit_code, result.stdout) == (0, "")
    made = file.read_bytes()
    text = made.decode(errors="replace")
    if name.endswith("docx"):
        text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs)
    assert "40 detained Peruvian fishermen" in text
    assert "Bolivia" in text


def test_known_and_since_and_limit(store: Path) -> None:
    def brief(*options: str) -> dict[str, object]:
        shown = detente("brief", "ETH", "KEN", "--as-of", "2018-07-03", "--store", store, "--format", "json", *options)
        return dict(json.loads(shown.stdout))

    assert "reported as done" not in str(brief())
    assert "reported as done between 25 June and 1 July 2018" in str(brief("--known", "2018-07-06"))
    assert brief("--since", "2018-01-01")["since"] == "2018-01-01"
    sections = brief("--limit", "1")["sections"]
    assert isinstance(sections, list)
    assert {len(section["lines"]) for section in sections} == {1}
    assert sum(section["more"] for section in sections) > 0


def test_nothing_is_said_plainly_and_writes_nothing(store: Path, tmp_path: Path) -> None:
    result = detente("brief", "JPN", "Peru", "--as-of", "2021-04-15", "--store", store)
    assert (result.exit_code, result.stdout) == (
        0,
        "nothing between Japan and Peru by 2021-04-15: 0 stories read name both\n",
    )
    early = detente("brief", "PER", "BOL", "--as-of", "2000-01-01", "--store", store, "-o", tmp_path / "a.md")
    assert early.exit_code == 0
    assert "nothing between" in early.stderr
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("JPM", "BOL"), "did you mean 'JPN'?"),
        (("PER", "Peru"), "both PER"),
        (("PER", "BOL", "-o", "a.pdf"), "ends in none of .md"),
        (("PER", "BOL", "--format", "docx"), "--output"),
        (("PER", "BOL", "--since", "2021-05-01", "--as-of", "2021-04-01"), "turned round"),
        (("PER", "BOL", "--as-of", "2021-13-01"), "not a date"),
        (("PER", "BOL", "--limit", "0"), "limit"),
    ],
)
def test_wrong_arguments(store: Path, arguments: tuple[str, ...], hint: str) -> None:
    result = detente("brief", *arguments, "--store", store)
    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.split())


def test_who_stands_for_a_country_is_named(tmp_path: Path) -> None:
    text = "NAIROBI, Aug. 9, 2024 (AP) - Kenya accused the Oromo Liberation Army of killing six police officers. Ethiopia said nothing."
    (tmp_path / "a.txt").write_text(text)
    file = tmp_path / "s.duckdb"
    assert detente("code", tmp_path / "a.txt", "--store", file).exit_code == 0
    shown = detente("brief", "Kenya", "Ethiopia", "--as-of", "2024-08-25", "--store", file).stdout
    assert "Kenya → Ethiopia (Oromo Liberation Army): accuse" in shown
