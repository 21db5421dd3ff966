"""Where a project lies, and which store keeps it."""

from pathlib import Path

import pytest

from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import STORES, Location, StoreEntry, names_project, shown

URL = "postgresql://anna:secret@host:5432/team?sslmode=require#%D0%A0%D0%B5%D1%87%D1%8C%20%231"


def test_a_path_is_a_file():
    """Its name is the project's, and documents are named from its folder."""
    found = Location.parse(Path("talks") / "speech.v2.aligned")
    assert (found.name, found.short, found.scheme) == ("speech.v2", "speech.v2.aligned", "")
    assert found.folder == Path("talks")
    assert found.beside(".tmx") == Path("talks", "speech.v2.tmx")
    assert str(found) == str(Path("talks", "speech.v2.aligned"))
    assert Location.parse(found) == found


def test_a_url_names_a_store_and_a_project_in_it():
    """The name is percent-decoded; what is shown holds no password."""
    found = Location.parse(URL)
    assert (found.scheme, found.name, found.short) == ("postgresql", "Речь #1", "Речь #1")
    assert found.address == "postgresql://anna:secret@host:5432/team?sslmode=require"
    assert found.folder is None
    assert found.beside(".tmx") == Path("Речь #1.tmx")
    assert str(found) == URL.replace(":secret", "")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("pg://anna:s@cret@host/d#n", "pg://anna@host/d#n"),
        ("pg://anna@host:5432/d?password=secret&a=b#n", "pg://anna@host:5432/d?password=&a=b#n"),
        ("talks:v1@home.aligned", "talks:v1@home.aligned"),
    ],
)
def test_messages_show_no_password(given, expected):
    """Behind the user or as a parameter; what is no URL is shown as it is."""
    assert shown(given) == expected
    assert str(Location.parse(given)) == expected


def test_a_url_without_a_name_is_refused():
    """In a sentence that keeps the password to itself."""
    with pytest.raises(WorkbenchError, match="names no project") as caught:
        Location.parse("postgresql://anna:secret@host/team")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speech.aligned", True),
        ("SPEECH.ALIGNED", True),
        (URL, True),
        ("mysterious://host/x#y", True),
        ("speech.tmx", False),
        ("aligned", False),
        ("C://folder/speech.tmx", False),
        ("C:/folder/speech.aligned", True),
        ("folder/", False),
        ("-", False),
    ],
)
def test_a_project_is_known_by_its_form(text, expected):
    """By the ending, capitals or not, or as a URL; a drive of Windows is no scheme."""
    assert names_project(text) is expected


def test_an_unknown_store_is_refused_in_a_sentence():
    """It says what is understood."""
    for act in (projects.open, projects.exists, projects.compact):
        with pytest.raises(WorkbenchError, match=r"no store 'mysterious'.*NAME\.aligned"):
            act("mysterious://host/x#y")


def test_a_store_whose_extra_is_missing_says_what_to_install(monkeypatch):
    """With the name of the distribution, not of the module alone."""
    entry = StoreEntry("workbench_no_such_driver", "Store", extra="server")
    monkeypatch.setitem(STORES, "postgresql", entry)
    with pytest.raises(WorkbenchError, match=r"pip install 'translation-workbench\[server\]'"):
        projects.open("postgresql://host/team#talks")
