"""Banks are found by their names, the user's own before the bundled; loading one opens no other."""

from pathlib import Path

import pytest

from simulator.errors import IdkError
from simulator.questions.library import Library, bank_name, bundled_folder, find_banks

GOOD = Path(__file__).parent.parent / "banks" / "good"


def test_the_bundled_banks_are_found_by_name() -> None:
    folder = bundled_folder()
    assert folder is not None
    assert set(find_banks().files) == {bank_name(file) for file in folder.glob("*.yaml")}


def test_every_bundled_bank_is_good_and_without_warnings() -> None:
    library = find_banks()
    for name in library.files:
        loaded = library.load(name)
        assert loaded.bank.name == name
        assert loaded.warnings == ()


def test_a_folder_that_does_not_exist_has_no_banks(tmp_path: Path) -> None:
    assert find_banks([tmp_path / "absent"]).files == find_banks().files


def test_a_bank_is_called_as_it_says_else_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("# mine\nformat: 1\nbank: 'other'\n")
    (tmp_path / "two.yml").write_text("[")
    (tmp_path / "notes.txt").write_text("bank: none\n")
    found = find_banks([tmp_path]).files
    assert (found["other"], found["two"]) == (tmp_path / "one.yaml", tmp_path / "two.yml")
    assert not {"none", "one", "notes"} & set(found)


def test_the_users_bank_comes_before_a_bundled_one_and_it_is_said(tmp_path: Path) -> None:
    name = next(iter(find_banks().files))
    (tmp_path / "mine.yaml").write_text(f"bank: {name}\n")
    (tmp_path / "more.yaml").write_text(f"bank: {name}\n")
    library = find_banks([tmp_path])
    assert library.files[name] == tmp_path / "mine.yaml"
    assert [notice.partition(": ")[2] for notice in library.notices] == [
        f"used in place of the bundled bank {name}",
        f"the bank {name} is also in {tmp_path / 'mine.yaml'}, which is used",
    ]


def test_loading_one_bank_reads_no_other(tmp_path: Path) -> None:
    library = Library({"minimal": GOOD / "minimal.yaml", "broken": tmp_path / "absent.yaml"})
    assert library.load("minimal").bank.name == "sample"
    assert library.load(str(GOOD / "draft.yaml")).bank.name == "draft"


def test_an_unknown_name_is_refused_with_its_neighbour() -> None:
    with pytest.raises(
        IdkError, match=r"no bank is called 'minimum' - did you mean 'minimal'\? \(known: minimal\)"
    ):
        Library({"minimal": GOOD / "minimal.yaml"}).load("minimum")


def test_of_two_folders_the_first_that_has_a_name_is_used_and_it_is_said(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.yaml").write_text(f"bank: mine\ntitle: {folder}\n")
    library = find_banks([tmp_path / "one", tmp_path / "two"])
    assert library.files["mine"] == tmp_path / "one" / "mine.yaml"
    assert any("two" in notice and "one" in notice for notice in library.notices)
