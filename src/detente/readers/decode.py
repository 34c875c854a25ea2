"""Turn bytes into text: byte order marks, declared character sets, UTF-8, Windows-1252; refuse what is no text."""

import codecs
import re

import msgspec

from detente.errors import ReadError
from detente.model import Issue

BINARY = {
    b"%PDF": ("a PDF", "save its text as .txt first"),
    b"PK\x03\x04": ("a ZIP archive or office document", "unpack it, or save its text as .txt first"),
    b"PK\x05\x06": ("an empty ZIP archive", "unpack it first"),
    b"\x1f\x8b": ("compressed (gzip)", "unpack it first"),
    b"BZh": ("compressed (bzip2)", "unpack it first"),
    b"\xfd7zXZ": ("compressed (xz)", "unpack it first"),
    b"(\xb5/\xfd": ("compressed (zstd)", "unpack it first"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it first"),
    b"Rar!": ("a RAR archive", "unpack it first"),
    b"\xd0\xcf\x11\xe0": ("an old office document", "save its text as .txt first"),
    b"{\\rtf": ("a rich-text document", "save its text as .txt first"),
    b"\x89PNG": ("a picture", "give the text of the story"),
    b"\xff\xd8\xff": ("a picture", "give the text of the story"),
    b"GIF8": ("a picture", "give the text of the story"),
    b"RIFF": ("a picture, sound or film", "give the text of the story"),
    b"SQLite format 3": ("a database", "export its stories as JSON lines"),
    b"PAR1": ("a Parquet file", "export its stories as JSON lines"),
}
"""How files that hold no plain text begin."""

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDENED = {"ascii", "iso8859-1", "latin-1"}
"""Character sets that pages declare and that browsers read as Windows-1252, since that is what they mean."""


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """Text with the character set it was in, and an issue where that was a guess."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, *, source: str, markup: bool = False) -> Decoded:
    r"""Return the text of a file; `markup` looks for the character set that an HTML page declares.

    >>> decode("Łódź".encode(), source="-").text
    'Łódź'

    Raises:
        ReadError: the bytes are no text; says what they seem to be.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, source)
    refuse_binary(data, source=source)
    if markup and (declared := _CHARSET.search(data, 0, 4096)):
        found = _decode_declared(data, declared[1].decode("ascii"))
        if found:
            return found
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def refuse_binary(data: bytes, *, source: str) -> None:
    """Refuse bytes that are no text.

    Raises:
        ReadError: they begin as a known kind of file does, hold NUL bytes, or are mostly control characters.
    """
    for magic, (kind, advice) in BINARY.items():
        if data.startswith(magic):
            raise ReadError(source, f"binary: this is {kind}", advice=advice)
    head = data[:65536]
    if b"\0" in head:
        raise ReadError(source, "binary: holds NUL bytes", advice="save it as UTF-8 text")
    control = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in head)
    if control > 0.1 * len(head):
        raise ReadError(source, "binary: holds control characters", advice="save it as UTF-8 text")


def _decode_marked(data: bytes, encoding: str, source: str) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as fault:
        if encoding == "utf-8":
            return _guess(data)
        advice = "save it as UTF-8 text"
        raise ReadError(source, f"binary: marked as {encoding} and is not ({fault.reason})", advice=advice) from fault


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    name = "cp1252" if name in _WIDENED else name
    if name.startswith(("utf-16", "utf-32")):
        return None
    try:
        return Decoded(text=data.decode(name), encoding=name)
    except (UnicodeDecodeError, LookupError, AssertionError):
        return None


def _guess(data: bytes) -> Decoded:
    """Read damaged UTF-8 with its faults replaced, and anything else as Windows-1252."""
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    sound = len(data) - len(data.translate(None, bytes(range(128, 256)))) - broken
    if sound > 4 * broken:
        message = f"is UTF-8 with {broken} broken places, which were replaced"
        return Decoded(text=mended, encoding="utf-8", issues=(_doubt(message),))
    try:
        text, encoding = data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    return Decoded(text=text, encoding=encoding, issues=(_doubt(f"is no UTF-8 and was read as {encoding}"),))


def _doubt(message: str) -> Issue:
    return Issue(stage="read", code="encoding-guessed", message=message)
