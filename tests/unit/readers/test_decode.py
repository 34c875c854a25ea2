import pytest

from detente.errors import ReadError
from detente.readers.decode import decode


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        ("Łódź".encode(), "Łódź", False),
        ("Łódź".encode("utf-8-sig"), "Łódź", False),
        ("Łódź".encode("utf-16"), "Łódź", False),
        (b"\xfe\xff" + "Łódź".encode("utf-16-be"), "Łódź", False),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”", True),
        (b"caf\xe9 \x81", "café \x81", True),
        ("Łódź żółć gęś ".encode() * 3 + b"\xc5", "Łódź żółć gęś " * 3 + "\ufffd", True),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", False),
    ],
)
def test_decoding(data: bytes, text: str, guessed: bool) -> None:
    decoded = decode(data, source="-")
    assert decoded.text == text
    assert [row.code for row in decoded.issues] == (["encoding-guessed"] if guessed else [])


@pytest.mark.parametrize(
    ("data", "fault", "advice"),
    [
        (b"%PDF-1.7 ...", "binary: this is a PDF", "save its text"),
        (b"PK\x03\x04....", "ZIP archive", "unpack"),
        (b"\x1f\x8b....", "gzip", "unpack"),
        (b"\x89PNG....", "picture", "text of the story"),
        (b"text\0more", "NUL bytes", "UTF-8"),
        (b"\x01\x02\x03\x04text", "control characters", "UTF-8"),
        (b"\xff\xfea", "marked as utf-16", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, fault: str, advice: str) -> None:
    with pytest.raises(ReadError) as refusal:
        decode(data, source="file.txt")
    assert refusal.value.source == "file.txt"
    assert fault in refusal.value.fault
    assert advice in refusal.value.advice
