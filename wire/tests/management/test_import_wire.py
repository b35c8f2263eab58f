"""manage.py import_wire: what it takes, what it says, how it leaves."""

from __future__ import annotations

import os
import pty
import subprocess
import termios

import pytest

from wire.management.commands.import_wire import Command
from wire.models import Article, Delivery, PhotoAsset, Section, Source, WireStory, WireVersion
from wire.tests import cast
from wire.tests.command_line import environment, import_wire, manage, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(tmp_path):
    """Puts files into a folder and says where it is."""
    folder = tmp_path / "sent"
    folder.mkdir()

    def put(**files: bytes):
        for name, data in files.items():
            path = folder / name.replace("__", "/").replace("_", ".", 1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    return put


def stored() -> list[int]:
    return [model.objects.count() for model in (Delivery, WireStory, WireVersion, Article, PhotoAsset)]


def test_a_file_goes_in_and_is_counted(sent):
    folder = sent(a_json=cast.ninjs("Ferry hits pier"))
    said = import_wire(folder / "a.json")
    assert said.status == 0
    assert said.out == [
        f"{folder}/a.json: ninjs: Ferry hits pier",
        "1 delivery, 1 new story, 0 new versions, 0 unchanged, 0 refused",
    ]
    assert said.err == []
    assert WireStory.objects.get().current.headline == "Ferry hits pier"


def test_a_folder_goes_in_with_all_below_it_in_name_order(sent):
    folder = sent(
        b_json=cast.ninjs("Second"),
        sub__c_xml=cast.nitf("Third"),
        a_json=cast.ninjs("First"),
        sub__deep__d_json=cast.ninjs("Fourth"),
    )
    said = import_wire(folder)
    assert [line.rpartition(": ")[2] for line in said.out[:-1]] == ["First", "Second", "Third", "Fourth"]
    assert said.out[-1] == "4 deliveries, 4 new stories, 0 new versions, 0 unchanged, 0 refused"


def test_hidden_files_and_folders_are_left_out(sent):
    folder = sent(a_json=cast.ninjs("Seen"))
    (folder / ".part.json").write_bytes(cast.ninjs("Hidden"))
    (folder / ".git").mkdir()
    (folder / ".git" / "b.json").write_bytes(cast.ninjs("Hidden too"))
    assert import_wire(folder).out[-1] == "1 delivery, 1 new story, 0 new versions, 0 unchanged, 0 refused"


def test_an_empty_folder_is_no_fault(tmp_path):
    said = import_wire(tmp_path)
    assert (said.status, said.out) == (0, ["0 deliveries, 0 new stories, 0 new versions, 0 unchanged, 0 refused"])


def test_a_dash_reads_standard_input(monkeypatch):
    reading, writing = os.pipe()
    os.write(writing, cast.ninjs("From a pipe"))
    os.close(writing)
    with os.fdopen(reading) as standard_input:
        monkeypatch.setattr("sys.stdin", standard_input)
        said = import_wire("-")
    assert said.out[0] == "-: ninjs: From a pipe"
    assert Delivery.objects.get().name == "-"


def test_the_named_source_is_believed_where_the_copy_is_silent(sent):
    cast.agency()
    folder = sent(a_json=cast.ninjs("Unsigned", infosource=[]))
    said = import_wire(folder)
    assert said.err == [
        f"{folder}/a.json: The copy does not say who sent it. Name its source (--source on the command line)."
    ]
    assert import_wire("--source", "mp", folder).status == 0
    assert WireStory.objects.get().source.name == "Meridian Press"


def test_a_source_is_found_by_any_name_it_signs_with(sent):
    assert import_wire("--source", "Associated Press", sent(a_json=cast.ninjs())).status == 0
    assert WireStory.objects.get().source.slug == "ap"


def test_an_unknown_source_is_a_usage_error_and_nothing_is_stored(sent):
    said = import_wire("--source", "nobody", sent(a_json=cast.ninjs()))
    assert said.status == 2
    assert said.err == ["No source is called “nobody”. Sources: ap, wpns. Add one on the desk under Sources."]
    assert stored() == [0, 0, 0, 0, 0]


def test_an_unknown_section_is_a_usage_error_and_nothing_is_stored(sent):
    said = import_wire("--publish", "--section", "moon", sent(a_json=cast.ninjs()))
    assert said.status == 2
    assert said.err == [
        "No section is called “moon”. Sections: local-news, nation-world, business, sports, life, opinion."
    ]
    assert stored() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--section", "sports"], "--section goes with --publish: it is the section of what is published."),
        (["--publish", "--dry-run"], "--publish and --dry-run exclude each other."),
    ],
    ids=["section alone", "publish dry"],
)
def test_options_that_exclude_each_other_are_a_usage_error(sent, arguments, message):
    said = import_wire(*arguments, sent(a_json=cast.ninjs()))
    assert (said.status, said.out, said.err) == (2, [], [message])
    assert stored() == [0, 0, 0, 0, 0]


def test_run_twice_it_changes_nothing(sent):
    folder = sent(a_json=cast.ninjs("One"), b_xml=cast.nitf("Two"), c_txt=cast.TEXT.encode())
    import_wire("--publish", folder)
    before = stored(), list(Article.objects.order_by("pk").values())
    said = import_wire("--publish", folder)
    assert said.status == 0
    assert said.out == ["3 deliveries, 0 new stories, 0 new versions, 3 unchanged, 0 refused, 0 published, 0 held back"]
    assert (stored(), list(Article.objects.order_by("pk").values())) == before


def test_the_same_version_in_other_bytes_is_unchanged(sent):
    folder = sent(a_json=cast.ninjs("One"), b_json=cast.ninjs("One") + b"\n")
    assert import_wire(folder).out[-1] == "2 deliveries, 1 new story, 0 new versions, 1 unchanged, 0 refused"


def test_a_later_version_is_counted_as_a_version(sent):
    folder = sent(a_json=cast.ninjs("One"), b_json=cast.ninjs("One", version="2"))
    assert import_wire(folder).out[-1] == "2 deliveries, 1 new story, 1 new version, 0 unchanged, 0 refused"


# ── --publish ────────────────────────────────────────────────────────────────
def test_publishing_puts_what_the_rules_allow_before_readers(sent, client):
    said = import_wire("--publish", "--section", "sports", sent(a_json=cast.ninjs("Harriers win")))
    article = Article.objects.get()
    assert said.out[1:] == [
        f"published: {article.get_absolute_url()}",
        "1 delivery, 1 new story, 0 new versions, 0 unchanged, 0 refused, 1 published, 0 held back",
    ]
    assert article.section == Section.objects.get(slug="sports")
    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"embargoed": "2099-01-01T08:00:00Z"},
            "“Held story” cannot be published. It is embargoed until Jan 1, 2099, 00:00 PST.",
        ),
        ({"expires": "2001-01-01T08:00:00Z"}, "“Held story” cannot be published. It expired Jan 1, 2001, 00:00 PST."),
        ({"pubstatus": "withheld"}, "This is a message to editors (withhold), not copy for readers."),
        ({"body_html": ""}, "“Held story” cannot be published. It still needs text."),
        ({"type": "picture"}, "This is a picture, not a story. Its photos are under Photos."),
    ],
    ids=["embargoed", "expired", "withheld", "without text", "a picture"],
)
def test_publishing_names_what_is_held_back_and_why(sent, fields, reason):
    folder = sent(a_json=cast.ninjs("Held story", **fields), b_json=cast.ninjs("Free story"))
    said = import_wire("--publish", folder)
    assert said.status == 0
    assert said.err == [f"held back: Held story: {reason}"]
    assert said.out[-1].endswith("1 published, 1 held back")
    assert [article.headline for article in Article.objects.filter(desk_status="published")] == ["Free story"]


def test_without_publish_nothing_is_picked_up(sent):
    import_wire(sent(a_json=cast.ninjs()))
    assert Article.objects.count() == 0


# ── --json ───────────────────────────────────────────────────────────────────
def test_json_is_one_object_a_file(sent):
    folder = sent(a_json=cast.ninjs("One"), b_txt=b"", c_xml=cast.nitf("Two"))
    said = import_wire("--json", folder)
    assert said.status == 1
    assert [tuple(each) for each in said.objects] == [
        ("path", "format", "items"),
        ("path", "error"),
        ("path", "format", "items"),
    ]
    assert [each["path"] for each in said.objects] == [f"{folder}/a.json", f"{folder}/b.txt", f"{folder}/c.xml"]
    assert said.objects[1]["error"] == "The delivery is empty: there is nothing to read in it."
    assert said.err == [
        f"{folder}/b.txt: The delivery is empty: there is nothing to read in it.",
        "3 deliveries, 2 new stories, 0 new versions, 0 unchanged, 1 refused",
    ]


def test_an_item_says_what_the_sender_said_under_the_documented_keys(sent):
    picture = {
        "type": "picture",
        "uri": "p1",
        "headline": "Pier",
        "description_text": "The pier.",
        "creditline": "MP/Quist",
    }
    whole = cast.ninjs(
        "One",
        slugline="pier",
        urgency=2,
        language="en-US",
        ednote="Call the clerk.",
        usageterms="No archive.",
        copyrightholder="Meridian Press",
        embargoed="2031-05-07T08:00:00Z",
        associations={"main": picture},
    )
    item = import_wire("--dry-run", "--json", sent(a_json=whole)).objects[0]["items"][0]
    assert {name: item[name] for name in item if name not in ("extra", "media", "word_count", "assumed")} == {
        "type": "text",
        "source": "Meridian Press",
        "guid": "tag:mp:One",
        "version": "1",
        "headline": "One",
        "slugline": "pier",
        "byline": "Ray Cole",
        "authors": ["Ray Cole"],
        "language": "en-US",
        "urgency": 2,
        "pubstatus": "usable",
        "signals": ["embargo"],
        "version_created": "2031-05-06T14:00:00+00:00",
        "embargoed_until": "2031-05-07T08:00:00+00:00",
        "ednote": "Call the clerk.",
        "usage_terms": "No archive.",
        "copyright_holder": "Meridian Press",
        "body_html": "<p>A state ferry struck a pier on Tuesday.</p>",
    }
    assert [(each["caption"], each["credit_line"]) for each in item["media"]] == [("The pier.", "MP/Quist")]


def test_what_was_here_already_is_shown_in_json_again(sent):
    folder = sent(a_json=cast.ninjs("One"))
    first, second = import_wire("--json", folder), import_wire("--json", folder)
    assert first.objects == second.objects
    assert second.err == ["1 delivery, 0 new stories, 0 new versions, 1 unchanged, 0 refused"]


# ── --dry-run ────────────────────────────────────────────────────────────────
def test_a_dry_run_stores_nothing(sent):
    folder = sent(a_json=cast.ninjs("One"), b_txt=b"")
    said = import_wire("--dry-run", folder)
    assert (said.status, said.out[0]) == (1, f"{folder}/a.json: ninjs: One")
    assert said.err == [f"{folder}/b.txt: The delivery is empty: there is nothing to read in it."]
    assert stored() == [0, 0, 0, 0, 0]


def test_a_dry_run_as_json_needs_no_database(sent, tmp_path):
    folder = sent(a_json=cast.ninjs("One"))
    env = environment("postgres://nobody@127.0.0.1:1/nothing", tmp_path / "var")
    said = manage("import_wire", "--dry-run", "--json", folder / "a.json", "-", env=env, given=cast.nitf("Two"))
    assert said.status == 0
    assert [(each["path"], each["items"][0]["headline"]) for each in said.objects] == [
        (f"{folder}/a.json", "One"),
        ("-", "Two"),
    ]
    assert said.err == ["2 deliveries, 0 new stories, 0 new versions, 0 unchanged, 0 refused"]


UNSIGNED = """\
Pier opens

LORN, Wash. — The new pier opened to walkers on Tuesday, the port said.

Nobody fell in, it added later in the day.
"""


def test_a_dry_run_believes_whoever_is_named_as_sender(sent):
    said = import_wire("--dry-run", "--json", "--source", "Meridian Press", sent(a_txt=UNSIGNED.encode()))
    assert said.objects[0]["items"][0]["source"] == "Meridian Press"


# ── the terminal ─────────────────────────────────────────────────────────────
def test_a_terminal_sees_a_progress_bar_and_whole_lines(sent, tmp_path):
    folder = sent(a_json=cast.ninjs("One"), b_json=cast.ninjs("Two"), c_txt=b"")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    env = environment("postgres://nobody@127.0.0.1:1/nothing", tmp_path / "var")
    process = start("import_wire", "--dry-run", folder, env=env, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # how Linux says that the other end was closed
        pass
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 1
    assert b"| 0/3 [" in shown
    assert b"c.txt: The delivery is empty: there is nothing to read in it.\r\n" in shown
    assert out.decode().splitlines()[:2] == [f"{folder}/a.json: ninjs: One", f"{folder}/b.json: ninjs: Two"]


def test_elsewhere_there_is_no_progress_bar(sent):
    said = import_wire(sent(a_json=cast.ninjs("One")))
    assert "%" not in "".join(said.out + said.err)


def test_whoever_listens_may_leave_before_the_end(sent, tmp_path):
    folder = sent(**{f"n{number}_json": cast.ninjs(f"Number {number} {'x' * 9000}") for number in range(30)})
    env = environment("postgres://nobody@127.0.0.1:1/nothing", tmp_path / "var")
    process = start("import_wire", "--dry-run", "--json", folder, env=env)
    process.stdout.close()
    err = process.stderr.read().decode().splitlines()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert err == ["30 deliveries, 0 new stories, 0 new versions, 0 unchanged, 0 refused"]


def test_the_help_names_the_exit_statuses(capsys):
    with pytest.raises(SystemExit):
        Command().create_parser("manage.py", "import_wire").parse_args(["--help"])
    assert "exit status: 0 all went in, 1 something was refused, 2 usage error" in capsys.readouterr().out


def test_a_new_sender_becomes_a_source(sent):
    import_wire(sent(a_json=cast.ninjs(infosource=[{"name": "Northern Wire"}])))
    new = Source.objects.get(name="Northern Wire")
    assert (new.slug, new.credit_line) == ("northern-wire", "Northern Wire")
