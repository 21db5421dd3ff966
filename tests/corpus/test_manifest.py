"""Manifests: what is read, and what is refused."""

import pytest

from workbench.corpus import manifest
from workbench.corpus.manifest import Row
from workbench.errors import WorkbenchError


def test_what_is_written_is_read(tmp_path):
    rows = (
        Row("=1", {"en": "a b.txt", "ru": "б/-.txt"}, 0.75, "names: a"),
        Row("two", {"ru": "c.txt"}, None, "no counterpart"),
    )
    manifest.write(tmp_path / "m.tsv", ("en", "ru"), rows)
    read = manifest.read(tmp_path / "m.tsv")
    assert (read.keys, read.rows) == (("en", "ru"), rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\ufeff", "empty"),
        ("en\tru\na\tb\n", "no column 'id'"),
        ("id\ten\n1\ta\n", "fewer than two"),
        ("id\ten\tru\n", "no row"),
        ("id\ten\tru\n1\ta\tb\n1\tc\td\n", "the id '1' stands in line 2 too"),
        ("id\ten\tru\n\ta\tb\n", "no id"),
        ('id\ten\tru\n"a\nb"\tc\td\n', "line ends"),
        ("id\ten\tru\n1\t/etc/passwd\tb\n", "leads out"),
        ("id\ten\tru\n1\ta/../../b\tb\n", "leads out"),
        ("id\ten\tru\n1\tC:\\b\tb\n", "leads out"),
        ("id\ten\tru\n1\t.\tb\n", "is no path"),
        ("id\ten\tru\tconfidence\n1\ta\tb\thigh\n", "no confidence"),
        ("id\ten\ten\n1\ta\tb\n", "two columns for en"),
        ("id\ten\tklingon\n1\ta\tb\n", "klingon"),
        ("id\ten\tru\n1\ta\tb\tc\n", "more cells"),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, text, said):
    (tmp_path / "m.tsv").write_text(text)
    with pytest.raises(WorkbenchError, match=said):
        manifest.read(tmp_path / "m.tsv")
