"""HTML and other programs' marks become plain text."""

from time import process_time

import pytest

from simulator.questions.importing.markup import MAX_FIELD, from_either, from_html, inline_tag, plain, tidy


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("What is a <b>mutex</b>?", "What is a mutex?"),
        ("one<br>two<div>three</div>", "one\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<script>alert(1)</script>a<style>b{}</style>", "a"),
        ("a<!-- b -->c", "ac"),
        ("List&lt;int&gt; &amp; List<T>", "List<int> & List<T>"),
        ("O(n<sup>2</sup>), H<sub>2</sub>O", "O(n^2), H2O"),
        ("<pre>a\n    b</pre>", "a\n    b"),
        ("<p>a   \n  b</p>", "a b"),
        ("[latex]x[/latex]&nbsp;y", "x y"),
        ("<b>never closed", "never closed"),
        ("</p></pre></span>text", "text"),
        (
            '<span class="cloze" data-cloze="&lt;i&gt;GIL&lt;/i&gt;">[...]</span> it',
            "{{c1:: GIL ::[...]}} it",
        ),
    ],
)
def test_html_leaves_its_text(html: str, text: str) -> None:
    assert from_html(html).text == text


def test_pictures_and_sounds_are_left_out_and_told() -> None:
    assert from_html('<img src="x.png" alt="a tree">') == ("a tree", True)
    assert from_html("a [sound:x.mp3]") == ("a", True)
    assert plain("a [sound:x.mp3]") == ("a", True)


def test_a_field_of_unknown_kind_is_html_only_if_it_looks_like_it() -> None:
    assert from_either("what <div> does in List<int>").text == "what <div> does in List<int>"
    assert from_either("a<br>b").text == "a\nb"


def test_nothing_a_terminal_could_obey_is_left() -> None:
    assert tidy("\x1b[31mred\x07\x9b\u202e\ufeff\uffff\x00") == "[31mred"
    assert tidy("a\r\nb\rc\u2028d\te ") == "a\nb\nc\nd   e"


def test_a_single_tag_in_a_text() -> None:
    assert [inline_tag(tag) for tag in ("<br/>", "</b>", "<T>", "<!-- x -->")] == ["\n", "", "<T>", ""]


def test_hostile_html_takes_no_time() -> None:
    unfinished = ("<a ", "<", "&", "</", "<!--", "<![x", "<?", "<script>", "<a href='", "&#")
    for text in (*unfinished, "<div>", "<![x[>", "<!x>"):
        started = process_time()
        from_html(text * (MAX_FIELD // len(text)))
        assert process_time() - started < 1, text
