"""Projects in a PostgreSQL server: addresses, passwords, TLS, rights, and what it refuses."""

import io
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from support.project_samples import sample, state

from workbench import api, cli
from workbench import project as projects
from workbench.errors import WorkbenchError
from workbench.project import EditConflict, Location, operations
from workbench.project.postgres import connection, passwords, schema
from workbench.project.postgres.url import _PARAMETERS, server_of
from workbench.review.session import Session

SHAPES = [(1, 1, 1), (2, 1, 1), (1, 1, 0), (1, 2, 1)]
TEAMS = Path(__file__).parents[2] / "docs" / "teams.md"
SECRET = "tops:ecr\\et"


@pytest.fixture
def talks(server, request):
    """A project of four beads in the server."""
    location = server.url(request.node.name)
    sample(location, SHAPES)
    return location


@pytest.fixture(autouse=True)
def _no_passwords(monkeypatch, tmp_path):
    """Those of the person who runs the tests are kept out."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    monkeypatch.setattr(passwords, "_typed", {})


# Addresses


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://anna@host:70000/team#talks", "port is no number from 1 to 65535"),
        ("postgresql://anna@host:0/team#talks", "port is no number"),
        ("postgresql://anna@host:five/team#talks", "port is no number"),
        ("postgresql://anna@host/team?port=-1#talks", "port cannot be '-1'"),
        ("postgresql://anna@host/team?sslmod=require#talks", "parameter 'sslmod' is not"),
        ("postgresql://anna@host/team?sslmode=always#talks", "sslmode cannot be 'always'"),
        ("postgresql://anna@host/team?connect_timeout=soon#talks", "connect_timeout cannot be"),
        ("postgresql://anna@host/team?client_encoding=latin1#talks", "client_encoding cannot be"),
        ("postgresql://anna@host#talks", "names no database"),
        ("postgresql://anna@host/#talks", "names no database"),
        ("postgresql://anna@host/team", "names no project"),
        ("postgresql://anna@host/team#", "names no project"),
        ("postgresql://anna@host/team#%20", "names no project"),
        ("postgresql://anna@host/team#" + "n" * 300, "name has 300 characters"),
        ("postgresql://anna@host/team#a%00b", "control character"),
        ("postgresql://anna@host/team#a%0Ab", "control character"),
        ("postgresql://anna@host/team#%FF", "not UTF-8"),
        ("postgresql://an%00na@host/team#talks", "% in it begins no character"),
        ("postgresql://anna@host/te%FFam#talks", "% in it begins no character"),
        ("postgresql://anna@host/100%#talks", "write a percent sign itself as %25"),
        ("postgresql://anna@one,two/team#talks", "several hosts"),
        ("postgresql://anna@[::1/team#talks", "no address of a server"),
    ],
)
def test_a_bad_address_is_one_sentence_before_anything_is_asked(url, said):
    """The port, a parameter, the database, the name."""
    for act in (projects.open, projects.exists, lambda at: sample(at, SHAPES)):
        with pytest.raises(WorkbenchError) as caught:
            act(url)
        assert said in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:{}@host/team#talks",
        "postgresql://anna:{}@host:5432/team?sslmode=require#talks@home",
        "postgresql://:{}@host/team#talks",
        "postgresql://anna@host/team?password={}#talks",
        "postgresql://anna@host/team?sslpassword={}#talks",
        "postgresql://anna:12/{}@host/team#talks",
        "postgresql://anna:x#{}@host/team#talks",
        "postgresql://anna:x?{}@host/team#talks",
    ],
)
@pytest.mark.parametrize("secret", ["s3cret", "s3cret@really", "%73%33cret"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url, secret, capsys):
    """Neither in the sentence nor on the screen, whatever signs are in it."""
    with pytest.raises(SystemExit) as left:
        cli.main(["project", "verify", url.format(secret)])
    said = capsys.readouterr()
    assert left.value.code == 2
    for part in (secret, "cret"):
        assert part not in said.out + said.err


def test_an_address_is_read_as_libpq_reads_it():
    """Percent-encoding, a query that overrides, IPv6, Unix sockets, defaults."""
    found = server_of(Location.parse("postgresql://%D0%90nna@[::1]:6000/my%20team#x"))
    assert (found.host, found.port, found.database) == ("::1", 6000, "my team")
    assert found.user == "Аnna"
    found = server_of(
        Location.parse("postgres://anna@host/team?host=/run/pg&port=1&dbname=d&user=u#x")
    )
    assert (found.host, found.port, found.database, found.user) == ("/run/pg", 1, "d", "u")
    assert found.is_folder
    found = server_of(Location.parse("postgresql://%2Frun%2Fpg/team#x"))
    assert (found.host, found.is_folder, found.port) == ("/run/pg", True, 5432)
    assert server_of(Location.parse("postgresql:///team#x")).host == "localhost"


@pytest.mark.parametrize(
    "name", ["Речь 1", "../../etc#%", "a/b?c@d:e", "会谈", "n" * 255, "O'Neil"]
)
def test_any_name_is_a_project_of_its_own(server, name):
    """Percent-encoded in the address, and the same in what is shown of it."""
    location = server.url(quote(name, safe="")).replace("%25", "%")
    sample(location, SHAPES)
    shown = str(Location.parse(location))
    with closing(projects.open(shown)) as project:
        assert project.name == name
    assert name in [each.location.name for each in projects.summaries(server.url())]
    beside = Location.parse(location).beside(".tmx")
    assert beside.name == str(beside)


def test_each_parameter_is_in_the_docs():
    """By name."""
    page = TEAMS.read_text(encoding="utf-8")
    assert [name for name in _PARAMETERS if name.removeprefix("keepalives") not in page] == []


def test_a_server_that_is_not_there_is_said(server):
    """Refused, unknown, no PostgreSQL at all."""
    for address in ("127.0.0.1:1", "host.invalid"):
        with pytest.raises(WorkbenchError, match="server cannot be reached"):
            projects.open(f"postgresql://anna@{address}/team#talks")
    with pytest.raises(WorkbenchError, match="no such database"):
        projects.open(server.url("talks", database="nothing"))
    with pytest.raises(WorkbenchError, match="lets this user not in"):
        projects.open(server.url("talks", user="nobody"))
    with pytest.raises(WorkbenchError, match="no such project"):
        projects.open(server.url("nothing"))


def test_a_unix_socket_is_a_way_to_it(server):
    """By its folder."""
    location = f"postgresql://owner@/team?host={server.folder}&port={server.port}#by%20socket"
    sample(location, SHAPES)
    with closing(projects.open(location)) as project:
        assert len(project) == 4


# Passwords


@pytest.fixture
def secretive(server):
    """Someone who is let in with a password only; the location of a project for them."""
    for user in ("secretive", "hashed"):
        there = server.ask(f"SELECT 1 FROM pg_roles WHERE rolname = '{user}'")
        if not there:
            kind = "md5" if user == "hashed" else "scram-sha-256"
            secret = SECRET.replace("'", "''")
            server.ask(
                f"SET password_encryption = '{kind}'; "
                f"CREATE ROLE {user} LOGIN SUPERUSER PASSWORD '{secret}'"
            )
    return server.url("secrets", user="secretive")


@pytest.mark.parametrize("user", ["secretive", "hashed"])
def test_a_password_comes_from_the_environment(secretive, user, monkeypatch):
    """By SCRAM and by MD5; a wrong one is said."""
    location = secretive.replace("secretive", user)
    with pytest.raises(WorkbenchError, match="asks for the password of") as caught:
        projects.exists(location)
    assert "PGPASSWORD" in str(caught.value)
    monkeypatch.setenv("PGPASSWORD", "wrong")
    with pytest.raises(WorkbenchError, match="lets this user not in") as caught:
        projects.exists(location)
    assert "wrong" not in str(caught.value)
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert not projects.exists(location)


WRITTEN = SECRET.replace("\\", "\\\\").replace(":", "\\:")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("127.0.0.1:{port}:team:secretive:{secret}", True),
        ("*:*:*:*:{secret}", True),
        ("# 127.0.0.1\n*:{port}:*:secretive:{secret}\n*:*:*:*:wrong", True),
        ("*:*:*:*:wrong\n*:*:*:secretive:{secret}", False),
        ("\\*:*:*:*:wrong\n*:*:*:*:{secret}", True),
        ("127.0.0.1:1:team:secretive:wrong\nother:*:*:*:wrong\n*:*:t\\eam:*:{secret}", True),
        ("*:*:team\n\n*:*:*:*:{secret}", True),
        ("*:*:other:*:{secret}", False),
        ("", False),
    ],
)
def test_a_password_comes_from_a_file(secretive, server, lines, found, tmp_path, monkeypatch):
    """The first line that fits counts; an asterisk fits all, a backslash takes the next sign."""
    path = tmp_path / "pgpass"
    path.write_text(lines.format(port=server.port, secret=WRITTEN))
    path.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(path))
    assert (passwords.find(server_of(Location.parse(secretive))).password == SECRET) is found
    if found:
        assert not projects.exists(secretive)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_that_others_can_read_is_passed_over_with_a_word(secretive, tmp_path, monkeypatch):
    """As libpq does."""
    path = tmp_path / "pgpass"
    path.write_text(f"*:*:*:*:{WRITTEN}")
    path.chmod(0o644)
    more = quote(str(path), safe="")
    with pytest.raises(WorkbenchError, match="can be read by others and was passed over"):
        projects.exists(secretive.replace("team", f"team?passfile={more}"))
    path.chmod(0o600)
    assert not projects.exists(secretive.replace("team", f"team?passfile={more}"))


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_password_is_asked_for_at_a_terminal_once(secretive, monkeypatch):
    """Further connections of the process use it; a wrong one is not kept."""
    asked, answers = [], ["wrong", SECRET]

    def answer(question):
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(passwords.getpass, "getpass", answer)
    with pytest.raises(WorkbenchError, match="lets this user not in"):
        projects.exists(secretive)
    assert not projects.exists(secretive)
    sample(secretive, SHAPES, replace=True)
    with closing(projects.open(secretive)) as project:
        project.apply(operations.confirm(project, [1]))
    assert len(asked) == 2
    assert "secretive" in asked[0]
    assert "team" in asked[0]


def test_the_password_is_nowhere(secretive, server, monkeypatch, capsys, tmp_path):
    """Not in messages, the tables, the list of processes, exports or findings."""
    monkeypatch.setenv("PGPASSWORD", SECRET)
    monkeypatch.chdir(tmp_path)
    location = server.url("nowhere", user="secretive")
    sample(location, SHAPES)
    calls = [
        ["project", "verify", location],
        ["project", "history", location],
        ["project", "list", server.url(user="secretive")],
        ["project", "copy", location, "copy.aligned"],
        ["export", location, "-o", "out.tmx", "-o", "out.json", "-o", "out.tsv"],
        ["check", location, "--format", "json"],
        ["project", "verify", location.replace("nowhere", "nothing")],
        ["project", "history", location, "--back-to", "7"],
    ]
    for call in calls:
        with pytest.raises(SystemExit):
            cli.main([*call])
    said = capsys.readouterr()
    texts = [said.out, said.err, *server.ask("SELECT query FROM pg_stat_activity")]
    texts += [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir() if path.is_file()]
    dump = subprocess.run(
        [server.programs / "pg_dump", "-h", server.folder, "-p", str(server.port), "-U", "owner",
         "--inserts", "team"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "text 0." in dump.stdout
    for text in (*texts, dump.stdout):
        assert "ecr\\et" not in text
        assert "tops" not in text


def test_a_finding_in_a_project_whose_documents_are_elsewhere_names_its_location(talks, capsys):
    """As a path of its own kind, in each report."""
    with closing(projects.open(talks)) as project:
        segment = project.runs(1)[2][0]
        project.apply(operations.edit_text(project, segment, "ru text 77."))
    for form in ("json", "sarif", "github", "rdjson", "junit", "text"):
        with pytest.raises(SystemExit):
            cli.main(["check", talks, "--format", form, "--pair", "en:ru"])
        said = capsys.readouterr().out.replace("%3A", ":")
        assert talks in said, form


# TLS


def test_tls_is_refused_or_done_without_as_sslmode_says(server, talks):
    """The server has none: who asks for it is told."""
    for mode in ("disable", "allow", "prefer"):
        place = talks.replace("team", f"team?sslmode={mode}")
        with closing(projects.open(place)) as project:
            assert len(project) == 4
    with pytest.raises(WorkbenchError, match="has no TLS, and sslmode=require asks for it"):
        projects.open(talks.replace("team", "team?sslmode=require"))
    with pytest.raises(WorkbenchError, match="needs the certificate of who signed"):
        projects.open(talks.replace("team", "team?sslmode=verify-full&sslrootcert=/nowhere/x"))


@pytest.fixture
def certified(server, tmp_path):
    """The server with TLS, its certificate for ``localhost`` signed by itself; the certificate."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    made, key = tmp_path / "server.crt", server.data / "server.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    shutil.copy(made, server.data / "server.crt")
    for path in (key, server.data / "server.crt"):
        if server.user:
            shutil.chown(path, server.user)
        path.chmod(0o600)
    server.set("ssl", "on")
    yield made
    server.set("ssl", "off")


def test_certificates_are_looked_at_as_sslmode_says(server, certified, secretive, monkeypatch):
    """Any one; one that is trusted; one that is for this host. A password goes over it as well."""
    monkeypatch.setenv("PGPASSWORD", SECRET)
    roots = f"sslrootcert={quote(str(certified), safe='')}"

    def secured(host, query):
        place = secretive.replace("127.0.0.1", host).replace("team", f"team?{query}")
        asked = connection.Connection(Location.parse(place))
        with closing(asked):
            return asked.run("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [[True]]

    assert secured("127.0.0.1", "sslmode=prefer")
    assert secured("127.0.0.1", "sslmode=require")
    assert secured("127.0.0.1", f"sslmode=verify-ca&{roots}")
    assert secured("localhost", f"sslmode=verify-full&{roots}")
    assert not secured("127.0.0.1", "sslmode=disable")
    for host, query in (
        ("127.0.0.1", f"sslmode=verify-full&{roots}"),
        ("localhost", "sslmode=verify-full&sslrootcert=system"),
    ):
        with pytest.raises(WorkbenchError, match="certificate is not trusted"):
            secured(host, query)


# Rights


@pytest.fixture
def roles(server):
    """The roles of docs/teams.md, and one of each: ``reader``, ``writer``."""
    sample(server.url("for roles"), SHAPES, replace=True)
    page = TEAMS.read_text(encoding="utf-8")
    script = page.partition("```sql\n")[2].partition("```")[0]
    if not server.ask("SELECT 1 FROM pg_roles WHERE rolname = 'workbench_reader'"):
        server.ask(script, "team")
        server.ask("CREATE ROLE reader LOGIN IN ROLE workbench_reader")
        server.ask("CREATE ROLE writer LOGIN IN ROLE workbench_writer")
    return server


def test_a_reader_reads_and_cannot_write(roles):
    """By the database's own rights; all that only reads works."""
    location = roles.url("for roles", user="reader")
    with closing(projects.open(location)) as project:
        before = state(project)
        assert not project.store.writable()
        assert Session(project).read_only
        assert project.refresh() == []
        for act in (
            lambda: project.apply(operations.confirm(project, [1])),
            lambda: project.set_metadata("review.bead", "3"),
            project.store.compact,
        ):
            with pytest.raises(WorkbenchError, match="no permission"):
                act()
        assert state(project) == before
    for act in (
        lambda: sample(location, SHAPES, replace=True),
        lambda: sample(roles.url("new", user="reader"), SHAPES),
    ):
        with pytest.raises(WorkbenchError, match="no permission"):
            act()
    assert api.verify(location) == []
    assert "for roles" in [each.location.name for each in projects.summaries(location)]


def test_a_writer_writes_and_cannot_rewrite_the_history(roles):
    """Edits, new projects, replacing; what was done stays done."""
    location = roles.url("for roles", user="writer")
    with closing(projects.open(location)) as project:
        assert project.store.writable()
        project.apply(operations.merge(project, 1, 2))
        project.undo()
        project.set_metadata("review.bead", "3")
    sample(roles.url("a writer's"), SHAPES, replace=True)
    sample(roles.url("a writer's", user="writer"), SHAPES, replace=True)
    for statement in ("UPDATE workbench.edit SET author = 'me'", "DELETE FROM workbench.edit"):
        with pytest.raises(AssertionError, match="permission denied"):
            roles.ask(f"SET ROLE writer; {statement}", "team")


def test_someone_without_any_right_is_told(roles):
    """One sentence."""
    if not roles.ask("SELECT 1 FROM pg_roles WHERE rolname = 'stranger'"):
        roles.ask("CREATE ROLE stranger LOGIN")
    with pytest.raises(WorkbenchError, match="no permission"):
        projects.open(roles.url("for roles", user="stranger"))
    roles.ask("CREATE DATABASE bare")
    with pytest.raises(WorkbenchError, match="no permission"):
        sample(roles.url("talks", user="stranger", database="bare"), SHAPES)
    with pytest.raises(WorkbenchError, match="no such project"):
        projects.open(roles.url("talks", user="stranger", database="bare"))
    assert projects.summaries(roles.url(user="stranger", database="bare")) == []


# What the server or the driver refuses


@pytest.mark.parametrize("odd", ["a\0b", "a\ud800b"], ids=["NUL", "half a character"])
def test_a_text_that_cannot_be_kept_is_refused_before_the_driver(talks, odd):
    """As text, in a name, as an author; the connection is the same afterwards."""
    with closing(projects.open(talks)) as project:
        before, made = state(project), project.store._connection.made
        segment = project.runs(1)[0][0]
        for act in (
            lambda: project.apply(operations.edit_text(project, segment, odd)),
            lambda: project.apply(operations.annotate(project, 1, odd)),
            lambda: project.set_metadata("review.filter", odd),
        ):
            with pytest.raises(WorkbenchError, match="a text holds"):
                act()
        assert state(project) == before
        assert project.store._connection.made == made


def test_after_an_error_of_the_driver_the_connection_is_a_new_one(talks):
    """What it would read next nobody knows."""
    with closing(projects.open(talks)) as project:
        asked = project.store._connection
        made = asked.made
        with pytest.raises(WorkbenchError, match="not those of Workbench"):
            asked.run("SELECT * FROM workbench.nothing WHERE 1 = CAST(:one AS integer)", one=1)
        assert asked.run("SELECT CAST(:one AS integer)", one=1) == [[1]]
        assert asked.made == made + 1
        project.apply(operations.confirm(project, [1]))


def test_a_lost_connection_is_made_again_without_a_word(talks, server):
    """Someone ended it: the edit is saved all the same, and once."""
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'team'"
    with closing(projects.open(talks)) as project:
        server.ask(end)
        project.apply(operations.confirm(project, [1]))
        assert project.last == 1
        for act in (project.refresh, lambda: project.set_metadata("a", "b")):
            server.ask(end)
            act()


@pytest.mark.parametrize("arrives", [True, False])
def test_an_edit_whose_answer_is_lost_is_there_once(talks, monkeypatch, arrives):
    """The connection breaks at the end of the transaction: asked again, the server knows."""
    with closing(projects.open(talks)) as project:
        do, broken = connection.Connection.do, []

        def breaking(self, statement):
            if statement == "COMMIT" and not broken:
                broken.append(statement)
                if arrives:
                    do(self, statement)
                self.close()
                raise connection.away(self.place, "the cable")
            do(self, statement)

        monkeypatch.setattr(connection.Connection, "do", breaking)
        project.apply(operations.annotate(project, 1, "once"))
        assert broken
        assert project.last == 1
        assert project.note(1) == "once"
        with closing(projects.open(talks)) as again:
            assert state(again) == state(project)


def test_a_newer_schema_is_refused(server, monkeypatch):
    """And left alone."""
    server.ask("CREATE DATABASE newer")
    location = server.url("talks", database="newer")
    sample(location, SHAPES)
    server.ask("UPDATE workbench.form SET version = 99", "newer")
    for act in (projects.open, projects.exists, projects.summaries):
        with pytest.raises(WorkbenchError, match="a newer Workbench made its tables"):
            act(location)
    with pytest.raises(WorkbenchError, match="a newer Workbench"):
        sample(server.url("more", database="newer"), SHAPES)


def test_an_older_schema_is_brought_up_to_date_once(server, monkeypatch):
    """By whoever may."""
    server.ask("CREATE DATABASE older")
    location = server.url("talks", database="older")
    sample(location, SHAPES)
    calls = []

    def colours(made):
        calls.append(made)
        made.do("ALTER TABLE workbench.bead ADD COLUMN colour text")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, colours))
    for _ in range(2):
        with closing(projects.open(location)) as project:
            assert len(project) == 4
    assert len(calls) == 1


def test_several_make_the_schema_at_once(server):
    """One of them does; all their projects are there."""
    server.ask("CREATE DATABASE fresh")
    names = [f"talks {number}" for number in range(5)]
    threads = [
        threading.Thread(target=sample, args=(server.url(name, database="fresh"), SHAPES))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [
        each.location.name for each in projects.summaries(server.url(database="fresh"))
    ] == names


@pytest.mark.parametrize("replace", [False, True])
def test_several_make_one_project_at_once(server, replace):
    """One makes it, the others are told; with --replace each is kept."""
    location, told = server.url(f"at once {replace}"), []

    def make():
        try:
            sample(location, SHAPES, replace=replace)
        except WorkbenchError as error:
            told.append(str(error))

    threads = [threading.Thread(target=make) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    there = [
        s
        for s in projects.summaries(server.url())
        if s.location.name.startswith("at once " + str(replace))
    ]
    assert (len(there), len(told)) == ((5, 0) if replace else (1, 4))
    assert all("exists already" in each for each in told)


# A project that is no longer the one that was opened


def test_a_window_writes_only_into_the_project_that_it_opened(server, talks):
    """Replaced, deleted, or put back to an earlier state while it was open."""
    name = Location.parse(talks).name
    one = projects.open(talks)
    sample(talks, SHAPES, replace=True)
    with pytest.raises(WorkbenchError, match="another project was put in its place"):
        one.apply(operations.confirm(one, [1]))
    one.close()
    two = projects.open(talks)
    two.apply(operations.confirm(two, [1]))
    two.apply(operations.confirm(two, [2]))
    number = server.ask(f"SELECT number FROM workbench.project WHERE name = '{name}'", "team")[0]
    server.ask(
        f"DELETE FROM workbench.edit WHERE project = {number} AND id = 2; "
        f"UPDATE workbench.project SET last = 1, newest = (SELECT token FROM workbench.edit "
        f"WHERE project = {number} AND id = 1) WHERE number = {number}",
        "team",
    )
    for act in (two.refresh, lambda: two.apply(operations.confirm(two, [3]))):
        with pytest.raises(WorkbenchError, match="an earlier state of it was put in its place"):
            act()
    two.close()
    three = projects.open(talks)
    server.ask(f"DELETE FROM workbench.project WHERE name = '{name}'", "team")
    with pytest.raises(WorkbenchError, match="it is gone"):
        three.refresh()
    three.close()


def test_a_history_with_gaps_is_refused(talks, server):
    """Someone who may took an edit out: nothing builds on that."""
    with closing(projects.open(talks)) as project:
        for bead in (1, 2, 3):
            project.apply(operations.confirm(project, [bead]))
    name = Location.parse(talks).name
    server.ask(
        "DELETE FROM workbench.edit WHERE id = 2 AND project = "
        f"(SELECT number FROM workbench.project WHERE name = '{name}')",
        "team",
    )
    with pytest.raises(WorkbenchError, match="its history has gaps"):
        api.verify(talks)


def test_a_status_that_there_is_not_is_refused(talks, server):
    """Whoever wrote it into the table."""
    name = Location.parse(talks).name
    server.ask(
        "UPDATE workbench.bead SET status = 'maybe' WHERE id = 2 AND project = "
        f"(SELECT number FROM workbench.project WHERE name = '{name}')",
        "team",
    )
    with pytest.raises(WorkbenchError, match="a status that there is not"):
        projects.open(talks)


# Several people


def eventually(found, seconds=5.0):
    """Whether something comes true before long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found():
            return True
        time.sleep(0.02)
    return False


def test_who_is_where_is_known_to_the_others(talks):
    """Name and bead, of each window; who closes it is gone."""
    anna, boris = projects.open(talks, author="Анна"), projects.open(talks, author="Boris")
    anna.store.meet("Анна", 1)
    boris.store.meet("Boris", 3)

    def others():
        return [(each.author, each.bead) for each in anna.store.meet("Анна", 1)]

    assert eventually(lambda: others() == [("Boris", 3)])
    assert eventually(lambda: [each.bead for each in boris.store.meet("Boris", 4)] == [1])
    assert eventually(lambda: [each.bead for each in anna.store.meet("Анна", 1)] == [4])
    boris.close()
    assert eventually(lambda: not anna.store.meet("Анна", 1))
    anna.close()


def test_a_reader_is_seen_as_well(roles):
    """Telling where one is needs no rights."""
    reader = projects.open(roles.url("for roles", user="reader"), author="Olga")
    writer = projects.open(roles.url("for roles", user="writer"), author="Boris")
    reader.store.meet("Olga", 2)
    assert eventually(lambda: [each.author for each in writer.store.meet("Boris", 1)] == ["Olga"])
    reader.close()
    writer.close()


def test_an_edit_is_heard_of(talks):
    """By who listens, without asking, and soon; own edits are none."""
    one, two = projects.open(talks), projects.open(talks)
    two.store.meet("two", 1)
    assert eventually(lambda: two.store._meeting.listening)
    two.refresh()
    assert not two.store.changed()
    one.apply(operations.confirm(one, [1]))
    assert eventually(two.store.changed)
    assert not two.store.changed()
    two.refresh()
    two.apply(operations.confirm(two, [2]))
    assert not eventually(two.store.changed, 0.5)
    one.close()
    two.close()


def test_what_strangers_tell_does_no_harm(talks, server, monkeypatch):
    """Anyone who may connect can tell anything on a channel."""
    monkeypatch.setattr("workbench.project.postgres.meeting._AWAY", 0.1)
    project = projects.open(talks)
    project.store.meet("one", 1)
    meeting = project.store._meeting
    assert eventually(lambda: meeting.listening)
    for payload in ("", "[", '["x"]', '["x", 1, 2]', '["x", "y", "z"]', "[[1]]", "9" * 50, "ж"):
        server.ask(f"SELECT pg_notify('{meeting._channel}', '{payload}')", "team")

    def told():
        server.ask(f"SELECT pg_notify('{meeting._channel}', '[\"x\", \"Eve\", 7]')", "team")
        return [each.author for each in project.store.meet("one", 1)] == ["Eve"]

    assert eventually(told, 8)
    project.apply(operations.confirm(project, [1]))
    project.close()


def test_a_conflict_is_noticed_though_nothing_was_heard_yet(talks, monkeypatch):
    """The window shows the new state at once."""
    one, two = projects.open(talks), projects.open(talks)
    two.store.meet("two", 1)
    assert eventually(lambda: two.store._meeting.listening)
    two.refresh()
    monkeypatch.setattr(two.store._meeting, "_hear", lambda: None)
    one.apply(operations.merge(one, 1, 2))
    with pytest.raises(EditConflict):
        two.apply(operations.confirm(two, [2]))
    assert state(one) == state(two)
    one.close()
    two.close()


def test_a_server_that_goes_away_is_said_and_work_goes_on_when_it_is_back(talks, server):
    """Nothing is asked of it again and again; what was not saved is not there."""
    with closing(projects.open(talks)) as project:
        project.apply(operations.confirm(project, [1]))
        project.store.meet("one", 1)
        assert eventually(lambda: project.store._meeting.listening)
        server.stop()
        try:
            with pytest.raises(WorkbenchError, match="server cannot be reached"):
                project.apply(operations.confirm(project, [2]))
            assert eventually(lambda: not project.store._meeting.listening)
            begun = time.monotonic()
            for _ in range(100):
                with pytest.raises(WorkbenchError, match="server cannot be reached"):
                    project.refresh()
            assert time.monotonic() - begun < 20  # with the pauses each time it were half a minute
        finally:
            server.start()
        assert eventually(lambda: _refreshed(project), 10)
        assert project.last == 1
        project.apply(operations.confirm(project, [2]))
        assert eventually(lambda: project.store._meeting.listening, 10)


def _refreshed(project):
    try:
        project.refresh()
    except WorkbenchError:
        return False
    return True
