"""Owns the way from what was pasted or saved (text, Markdown, HTML, PDF) to plain text; opens no file.

Nothing in a document is run or followed; of a PDF only the text is taken.
"""

import io
import logging
import re

from simulator.errors import IdkError
from simulator.questions.importing.markup import from_html, from_page, tidy

MOST_BYTES = 16 * 1024 * 1024
"""A page saved with all that is in it; more is a wrong file."""
MOST_PAGES = 30
"""Of a PDF; a listing has two."""
_PDF = b"%PDF-"
_PAGE = re.compile(
    r"<!doctype html|<html[\s>]|<body[\s>]|</(?:div|p|li|ul|span|section|h[1-6])>", re.IGNORECASE
)
_COLOURS = re.compile("(?:\x1b\\[|\x9b)[0-9;?]{0,20}[@-~]")
"""What a terminal would obey, copied along with the text."""
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_HEAD = 20_000
"""Characters within which a page shows that it is one."""
_LITTLE = 200
"""Characters below which a page has probably left its text where others keep their menus."""


def plain_text(data: bytes, name: str) -> str:
    """The text of a document; `name` is what messages call it.

    Raises:
        IdkError: it is too large, a PDF that cannot be read, or there is no text in it.
    """
    if len(data) > MOST_BYTES:
        raise IdkError(f"{name}: expected at most {MOST_BYTES // 1024**2} MiB; found {len(data):,} bytes.")
    is_pdf = data[:_HEAD].lstrip().startswith(_PDF)
    text = _from_pdf(data, name) if is_pdf else _from_text(_COLOURS.sub("", _decoded(data)))
    if not any(character.isalnum() for character in text):
        raise IdkError(
            f"{name}: there is no text in it. Expected a text, Markdown, HTML or PDF file with words."
        )
    return text


def _decoded(data: bytes) -> str:
    """Text in UTF-8 or, with its mark, UTF-16; anything else is taken for Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _from_text(text: str) -> str:
    if not _PAGE.search(text, 0, _HEAD):
        return tidy(text)
    page = from_page(text)
    return page if len(page) >= _LITTLE else tidy(_TAG.sub(" ", from_html(text).text))


def _from_pdf(data: bytes, name: str) -> str:
    # Slow to import, and few need it.
    import pypdf  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said here, once
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise IdkError(
                f"{name}: the PDF is locked with a password. Save it without one, or paste its text."
            )
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except IdkError:
        raise
    except pypdf.errors.DependencyError:
        raise IdkError(
            f"{name}: the PDF is encrypted. Save it without encryption, or paste its text."
        ) from None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        # A damaged file makes the library fail in ways of its own.
        raise IdkError(f"{name}: the PDF cannot be read ({type(error).__name__}). Paste its text.") from None
    text = tidy("\n\n".join(pages))
    if not text:
        raise IdkError(f"{name}: the PDF holds pictures of text, no text. Paste the listing instead.")
    return text
