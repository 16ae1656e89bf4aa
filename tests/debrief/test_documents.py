"""Text out of whatever was saved; what cannot be read is said in one clear message."""

import io

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from simulator.debrief.documents import MOST_BYTES, plain_text
from simulator.debrief.listing import read_listing
from simulator.debrief.vocabulary import bundled
from simulator.errors import IdkError


def pdf(text: str = "", password: str = "") -> bytes:
    """A PDF of one page."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 400)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
        stream.set_data(f"BT /F1 12 Tf 20 360 Td {lines}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_a_pdf_gives_its_text() -> None:
    text = plain_text(pdf("Requirements\n- Python and SQL"), "job.pdf")
    assert [one.skill for one in read_listing(text, bundled()).wanted] == ["Python", "SQL"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf("Python", password="secret"), "locked with a password"),
        (pdf(), "pictures of text"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "cannot be read"),
        (pdf("Python")[:150], "cannot be read"),
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"\x00\x01\x02\x1b[0m", "no text"),
        (b"<html><body><script>var python</script></body></html>", "no text"),
        (b"x" * (MOST_BYTES + 1), "at most 16 MiB"),
    ],
    ids=["locked", "scanned", "damaged", "cut", "empty", "blank", "control", "script", "huge"],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(IdkError) as raised:
        plain_text(data, "job.pdf")
    assert str(raised.value).startswith("job.pdf: ")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert capfd.readouterr() == ("", "")


def test_a_page_is_read_without_what_stands_around_it() -> None:
    page = (
        "<!doctype html><html><head><title>PHP</title><script>perl()</script><style>.ruby{}"
        "</style></head><body>"
        "<noscript>JavaScript</noscript><nav><a>Scala jobs</a></nav><app-root><h2>Requirements</h2><ul>"
        "<li>Python &amp; SQL</li><li>Ru<b>st</b> experience</li></ul></app-root><svg><path d='M1 Go'/></svg>"
        "<p>A long paragraph about the garden, the cat, the tea and all the other things a company tells of "
        "itself "
        "before it comes to the point, so that the page is no shorter than a page.</p>"
        "<img src=x onerror='kotlin()'><footer>Laravel</footer></body></html>"
    )
    text = plain_text(page.encode(), "page.html")
    assert skills(text) == {"Python", "SQL", "Rust"}
    assert "<" not in text


def test_a_page_all_in_its_menu_is_read_from_there() -> None:
    text = plain_text(
        b"<html><body><nav><h2>Requirements</h2><p>Python experience</p></nav></body></html>", "x"
    )
    assert skills(text) == {"Python"}


def skills(text: str) -> set[str]:
    return {one.skill for one in read_listing(text, bundled()).wanted}


@pytest.mark.parametrize(
    "data",
    [
        "Café: Python".encode(),
        "Café: Python".encode("utf-16"),
        "Café: Python".encode("cp1252"),
        b"\xef\xbb\xbf" + "Café: Python".encode(),
        "Caf\x1b[31mé: \x1b[1;4mPython\x1b[0m\x07".encode(),
    ],
)
def test_any_encoding_is_read_and_nothing_a_terminal_obeys_is_left(data: bytes) -> None:
    assert plain_text(data, "job.txt") == "Café: Python"
