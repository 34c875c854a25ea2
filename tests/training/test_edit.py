import pytest

from detente.packs import load_packs
from edit import edit_line


@pytest.mark.parametrize(
    ("codes", "mended"),
    [
        ("e1 SANCTION/convict a1>-; a1 NOR/JUD", "e1 SANCTION/convict a1>- cameo=116; a1 NOR/JUD"),
        ("e1 COERCE/arrest a1>-; a1 NOR/COP", "e1 COERCE/arrest a1>- cameo=173; a1 NOR/COP"),
        ("e1 ACCUSE/allege a1>-; a1 NOR/JUD", "e1 ACCUSE/allege a1>-; a1 NOR/JUD"),
        ("e1 AID a1>- cameo=070 ctx=parliament; a1 NOR/LEG", "e1 AID a1>- cameo=070 ctx=legislative; a1 NOR/LEG"),
        ("none", "none"),
    ],
)
def test_what_the_codes_decide_is_mended(codes: str, mended: str) -> None:
    line = "[Oslo|a1] [acted|e1] on Monday night in town. || "
    assert edit_line(line + codes, load_packs().ontology)[0] == line + mended


def test_asking_is_no_demand() -> None:
    codes = " [Rome|a2] to come. || e1 REQUEST/meet a1>a2; a1 NOR; a2 ITA"
    asked, _, _ = edit_line("[Oslo|a1] [invited|e1]" + codes, load_packs().ontology)
    demanded, _, _ = edit_line("[Oslo|a1] [ordered|e1]" + codes, load_packs().ontology)
    assert ("cameo=026" in asked, "cameo=106" in demanded) == (True, True)


def test_what_a_reader_must_decide_is_reported() -> None:
    line = "[Oslo|a1] [broke off|e1] talks with [Rome|a2]. || e1 SANCTION/discontinue a1>a2 cameo=164; a1 NOR; a2 ITA"
    mended, _, opened = edit_line(line, load_packs().ontology)
    assert mended == line
    assert opened == ["talks broken off as SANCTION: REJECT/meet by decision 7?"]
