"""Copy that is none, or was sent to harm: refused with a sentence, kept whole, and the rest goes in."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from wire.models import Article, Delivery, PhotoAsset, Source, WireStory, WireVersion
from wire.tests import cast
from wire.tests.command_line import import_wire

pytestmark = pytest.mark.django_db

NOBODY = 65534
FERRY = cast.nitf("Ferry hits pier")
ONE_LINE = "1 delivery, 0 new stories, 0 new versions, 0 unchanged, 1 refused"


def begins(data: bytes) -> str:
    """The registry's sentence on bytes that no parser knows."""
    start = "".join(chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02x}" for byte in data[:40])
    return f"Not recognised as any of {cast.formats()}. The delivery begins “{start}”."


ELF = b"\x7fELF\x02\x01\x01\x00" + bytes(60)
NOISE = Random(11).randbytes(5000)
CSV = b"name,age\nAda,3\nBo,4\n"
HTML = b"<!doctype html><html><head><title>Pier</title></head><body><p>A ferry struck a pier.</p></body></html>"
RTF = rb"{\rtf1\ansi\deff0 A ferry struck a pier.}"

REFUSED = {
    "empty": (b"", "The delivery is empty: there is nothing to read in it."),
    "blank": (b" \r\n\t\n", "The delivery is empty: there is nothing to read in it."),
    "csv": (CSV, begins(CSV)),
    "html page": (HTML, begins(HTML)),
    "nitf cut in its head": (
        FERRY[:110], "nitf: the XML is broken off or damaged (line 3): AttValue: ' expected"
    ),
    "nitf cut in its headline": (
        FERRY[: FERRY.index(b"</hl1>")],
        "nitf: the XML is broken off or damaged (line 6): Premature end of data in tag hl1 line 6",
    ),
    "nitf cut in its copy": (
        FERRY[: FERRY.index(b"struck")],
        "nitf: the XML is broken off or damaged (line 10): Premature end of data in tag p line 10",
    ),
    "nitf cut before its end": (
        FERRY[:-8], "nitf: the XML is broken off or damaged (line 11): Premature end of data in tag nitf line 2"
    ),
    "a doctype longer than any": (
        cast.nitf(prolog=f"<!DOCTYPE nitf [<!ENTITY a '{'ha' * 50_000}'>]>"),
        begins(cast.nitf(prolog="<!DOCTYPE nitf>")),
    ),
    "ninjs cut": (
        cast.ninjs()[:-20], "ninjs: the JSON is broken off or damaged (line 1): Unterminated string starting at"
    ),
    "json nested 100,000 deep": (
        b'{"uri": "x", "type": "text", "versioncreated": "2031", "headline": ' + b"[" * 100_000,
        "ninjs: the JSON is nested too deep to be a story.",
    ),
    "entity of a file of ours": (
        cast.nitf(prolog='<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>', copy="<p>See &x;</p>"),
        "nitf: the XML is broken off or damaged (line 10): Entity 'x' not defined",
    ),
    "entity of an address": (
        cast.nitf(prolog='<!DOCTYPE nitf [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>', copy="<p>See &x;</p>"),
        "nitf: the XML is broken off or damaged (line 10): Entity 'x' not defined",
    ),
    "a billion laughs": (
        cast.nitf(
            prolog="<!DOCTYPE nitf [<!ENTITY a0 'ha'>"
            + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
            + "]>",
            copy="<p>&a9;</p>",
        ),
        "nitf: the XML is broken off or damaged (line 10): Entity 'a9' not defined",
    ),
    "a quadratic blow-up": (
        cast.nitf(prolog=f"<!DOCTYPE nitf [<!ENTITY a '{'ha' * 4_000}'>]>", copy=f"<p>{'&a;' * 50_000}</p>"),
        "nitf: the XML is broken off or damaged (line 10): Entity 'a' not defined",
    ),
}  # fmt: skip


def nothing_stored() -> bool:
    return not any(model.objects.exists() for model in (WireStory, WireVersion, PhotoAsset, Article))


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_kept(tmp_path, data, sentence):
    file = tmp_path / "sent.dat"
    file.write_bytes(data)
    began = time.monotonic()
    said = import_wire(file)
    assert time.monotonic() - began < 2
    assert (said.status, said.out, said.err) == (1, [ONE_LINE], [f"{file}: {sentence}"])
    kept = Delivery.objects.get()
    assert (bytes(kept.body), kept.size, kept.outcome, kept.reason) == (data, len(data), "refused", sentence)
    assert kept.traceback == ""
    assert nothing_stored()


@pytest.mark.parametrize("data", [NOISE, ELF, RTF, bytes(3000)], ids=["noise", "elf", "rtf", "zeros"])
def test_binary_files_are_refused_in_printable_words(tmp_path, data):
    file = tmp_path / "sent.dat"
    file.write_bytes(data)
    said = import_wire(file)
    assert said.status == 1
    assert said.err[0].startswith(f"{file}: Not recognised as any of {cast.formats()}. The delivery begins “")
    assert "".join(said.err).isprintable()
    assert bytes(Delivery.objects.get().body) == data
    assert nothing_stored()


def test_xml_nested_100000_deep_is_refused(tmp_path):
    file = tmp_path / "deep.xml"
    file.write_bytes(b"<nitf><body><body.content>" + b"<p>" * 100_000)
    said = import_wire(file)
    assert said.status == 1
    assert said.err[0].startswith(f"{file}: nitf: the XML is broken off or damaged (line 1): Excessive depth")
    assert nothing_stored()


def test_the_other_files_of_a_folder_go_in(tmp_path):
    for number, (data, _) in enumerate(REFUSED.values()):
        (tmp_path / f"{number:02}-bad.dat").write_bytes(data)
    (tmp_path / "00-good.json").write_bytes(cast.ninjs("First"))
    (tmp_path / "99-good.json").write_bytes(cast.ninjs("Last"))
    said = import_wire(tmp_path)
    assert said.status == 1
    assert said.out == [
        f"{tmp_path}/00-good.json: ninjs: First",
        f"{tmp_path}/99-good.json: ninjs: Last",
        f"{len(REFUSED) + 2} deliveries, 2 new stories, 0 new versions, 0 unchanged, {len(REFUSED)} refused",
    ]
    assert len(said.err) == len(REFUSED)
    assert {story.current.headline for story in WireStory.objects.all()} == {"First", "Last"}


def test_of_two_items_of_which_one_is_malformed_nothing_is_stored(tmp_path):
    whole, broken = json.loads(cast.ninjs("Whole")), json.loads(cast.ninjs("Broken"))
    broken["version"] = "9" * 65
    file = tmp_path / "two.json"
    file.write_text(json.dumps([whole, broken]))
    said = import_wire(file)
    assert said.err == [f"{file}: ninjs: version has 65 characters, at most 64 can be kept."]
    assert nothing_stored()


def test_scripts_in_the_copy_are_cut_out_of_it(tmp_path):
    file = tmp_path / "sent.xml"
    file.write_bytes(
        cast.nitf(
            copy='<p onclick="alert(1)">A ferry <script>alert(2)</script>struck '
            '<a href="javascript:alert(3)" onclick="x()">a pier</a>.</p><iframe src="https://example.org/"/>'
        )
    )
    assert import_wire("--publish", file).status == 0
    assert WireVersion.objects.get().body_html == "<p>A ferry struck a pier.</p>"
    assert Article.objects.get().body == "<p>A ferry struck a pier.</p>"


def test_an_unused_entity_that_names_a_file_reads_nothing(tmp_path):
    file = tmp_path / "sent.xml"
    file.write_bytes(cast.nitf(prolog='<!DOCTYPE nitf SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "/etc/passwd">]>'))
    assert import_wire(file).status == 0
    assert WireVersion.objects.get().body_html == "<p>A state ferry struck a pier.</p>"
    assert "root:" not in json.dumps(list(WireVersion.objects.values()), default=str)


# ── sources ──────────────────────────────────────────────────────────────────
def test_a_source_whose_format_is_pinned_refuses_another(tmp_path):
    Source.objects.create(slug="pinned", name="Pinned Press", credit_line="Pinned Press", default_format="nitf")
    file = tmp_path / "sent.json"
    file.write_bytes(cast.ninjs())
    said = import_wire("--source", "pinned", file)
    start = cast.ninjs()[:40].decode()
    assert said.status == 1
    assert said.err == [f"{file}: Not recognised as any of nitf. The delivery begins “{start}”."]
    assert nothing_stored()


def test_a_source_pinned_to_a_format_that_is_none_is_told_the_formats(tmp_path):
    Source.objects.create(slug="pinned", name="Pinned Press", credit_line="Pinned Press", default_format="nift")
    file = tmp_path / "sent.json"
    file.write_bytes(cast.ninjs())
    said = import_wire("--source", "pinned", file)
    assert said.err == [f"{file}: No parser is called “nift”. Formats: {cast.formats()}."]


# ── characters ───────────────────────────────────────────────────────────────
def test_text_in_windows_letters_is_read_right(tmp_path):
    file = tmp_path / "sent.txt"
    file.write_bytes(cast.TEXT.replace("Mia Tan", "Mía Tañ").encode("cp1252"))
    cast.agency()
    assert import_wire("--source", "mp", file).status == 0
    version = WireVersion.objects.get()
    assert "said Mía Tañ, who runs the terminal." in version.body_html
    assert "<p>“Nobody knew what was coming,” she said.</p>" in version.body_html


@pytest.mark.parametrize("seed", range(5))
def test_random_high_bytes_are_refused_or_read_as_text(tmp_path, seed):
    file = tmp_path / "sent.txt"
    file.write_bytes(cast.TEXT.encode() + bytes(Random(seed).choices(range(128, 256), k=400)))
    cast.agency()
    said = import_wire("--source", "mp", file)
    assert Delivery.objects.get().traceback == ""
    for version in WireVersion.objects.all():
        assert said.status == 0
        assert version.body_html.encode()
        assert all(c.isprintable() or c in "\n\u00a0\u00ad" for c in version.body_html)


def test_a_file_name_that_is_no_text_is_printed_as_its_codes(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.json")).write_bytes(cast.ninjs("First"))
    (tmp_path / "two\nlines.json").write_bytes(cast.ninjs("Second"))
    said = import_wire(tmp_path)
    assert said.status == 0
    assert said.out[:2] == [f"{tmp_path}/caf\\xe9.json: ninjs: First", f"{tmp_path}/two\\nlines.json: ninjs: Second"]
    assert set(Delivery.objects.values_list("name", flat=True)) == {
        f"{tmp_path}/caf\\xe9.json",
        f"{tmp_path}/two\\nlines.json",
    }


# ── files that cannot be read ────────────────────────────────────────────────
@contextmanager
def somebody_else():
    """Root may read everything, so the tests stop being root where it matters."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A folder that anybody may look into; pytest's own are closed to others."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / ".warm").write_bytes(cast.ninjs())
        import_wire("--dry-run", folder / ".warm")  # loads whatever is loaded late, while we may still read it
        yield folder


BARRED = "Reading it is not permitted. Give the user that runs the import the right to read it."


def test_a_file_that_may_not_be_read_is_refused(open_folder):
    (open_folder / "barred.json").write_bytes(cast.ninjs("Barred"))
    (open_folder / "barred.json").chmod(0)
    (open_folder / "free.json").write_bytes(cast.ninjs("Free"))
    with somebody_else():
        said = import_wire(open_folder)
    assert (said.status, said.err) == (1, [f"{open_folder}/barred.json: {BARRED}"])
    assert said.out[0] == f"{open_folder}/free.json: ninjs: Free"
    kept = Delivery.objects.get(outcome="refused")
    assert (kept.name, kept.reason, kept.body) == (f"{open_folder}/barred.json", BARRED, None)


def test_a_folder_that_may_not_be_looked_into_is_refused(open_folder):
    (open_folder / "barred").mkdir()
    (open_folder / "barred" / "inside.json").write_bytes(cast.ninjs("Barred"))
    (open_folder / "barred").chmod(0)
    (open_folder / "free.json").write_bytes(cast.ninjs("Free"))
    try:
        with somebody_else():
            said = import_wire(open_folder)
    finally:
        (open_folder / "barred").chmod(0o755)
    assert (said.status, said.err) == (1, [f"{open_folder}/barred: {BARRED}"])
    assert said.out[0] == f"{open_folder}/free.json: ninjs: Free"


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    said = import_wire(tmp_path / "nowhere")
    assert (said.status, said.out) == (1, [ONE_LINE])
    assert said.err == [f"{tmp_path}/nowhere: There is no such file or folder."]
    assert Delivery.objects.get().reason == "There is no such file or folder."


def test_a_link_to_nothing_is_refused_and_the_rest_goes_in(tmp_path):
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "free.json").write_bytes(cast.ninjs("Free"))
    said = import_wire(tmp_path)
    assert said.err == [f"{tmp_path}/dangling.json: There is no such file or folder."]
    assert said.out[0] == f"{tmp_path}/free.json: ninjs: Free"


def test_links_that_go_in_circles_are_refused(tmp_path):
    (tmp_path / "round.json").symlink_to(tmp_path / "round.json")
    (tmp_path / "back").symlink_to(tmp_path)
    said = import_wire(tmp_path)
    assert said.err == [f"{tmp_path}/round.json: It cannot be read: Too many levels of symbolic links."]


def test_a_pipe_in_a_folder_does_not_hold_the_import_up(tmp_path):
    os.mkfifo(tmp_path / "a-pipe")
    (tmp_path / "free.json").write_bytes(cast.ninjs("Free"))
    said = import_wire(tmp_path)
    assert (said.status, said.err) == (1, [f"{tmp_path}/a-pipe: It is a pipe or a device, not a file."])
    assert said.out[0] == f"{tmp_path}/free.json: ninjs: Free"


def test_a_dry_run_names_what_cannot_be_read_too(tmp_path):
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere")
    said = import_wire("--dry-run", tmp_path)
    assert (said.status, said.err) == (1, [f"{tmp_path}/dangling.json: There is no such file or folder."])
    assert Delivery.objects.count() == 0


# ── size ─────────────────────────────────────────────────────────────────────
def test_a_huge_file_is_refused_by_a_dry_run_too(tmp_path, settings):
    settings.MAX_DELIVERY_MB = 1
    file = tmp_path / "big.xml"
    file.write_bytes(b"<nitf>" + bytes(2 * 1024 * 1024))
    said = import_wire("--dry-run", file)
    assert said.err == [
        f"{file}: The delivery is too large to read: 2.0 MB, the limit is 1 MB. "
        "Raise MAX_DELIVERY_MB and import it again."
    ]
