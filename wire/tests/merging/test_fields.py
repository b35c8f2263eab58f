from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.merging.fields import FieldMerge, merge_field, merge_list

FIELDS = [
    # base, theirs, ours → value, outcome
    ("Ferry sinks", "Ferry sinks", "Ferry sinks", "Ferry sinks", "same"),
    ("Ferry sinks", "Ferry sinks, 11 dead", "Ferry sinks", "Ferry sinks, 11 dead", "theirs"),
    ("Ferry sinks", "Ferry sinks", "Morning Star is lost", "Morning Star is lost", "ours"),
    ("Ferry sinks", "Ferry sinks, 11 dead", "Morning Star is lost", "Morning Star is lost", "both"),
    ("Ferry sinks", "Morning Star is lost", "Morning Star is lost", "Morning Star is lost", "same"),
    # typography
    ("It's lost", "It’s lost", "It's gone", "It's gone", "ours"),
    ("It's lost", "It's lost, with 11", "It’s lost", "It's lost, with 11", "theirs"),
    ("It's lost", "It's lost", "It’s lost", "It’s lost", "same"),
    ("It's lost", "It’s lost", "It's lost", "It’s lost", "theirs"),
    ("Star", "It's gone", "It’s gone", "It’s gone", "same"),
    ("A  B", "A B", "A B ", "A B ", "same"),
    # what is empty
    ("", "", "", "", "same"),
    ("", "By Ana Velde", "", "By Ana Velde", "theirs"),
    ("By Ana Velde", "", "By Ana Velde", "", "theirs"),
    ("By Ana Velde", "By Ana Velde", "", "", "ours"),
    ("By Ana Velde", "By Ana Velde and Per Lund", "", "", "both"),
    ("By Ana Velde", "", "By Anna Velde", "By Anna Velde", "both"),
]


@pytest.mark.parametrize(("base", "theirs", "ours", "value", "outcome"), FIELDS)
def test_a_field_keeps_what_we_wrote_and_takes_what_only_the_wire_wrote(base, theirs, ours, value, outcome):
    assert merge_field(base, theirs, ours) == FieldMerge(value, outcome, base, theirs, ours)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_a_field_is_always_one_of_the_two(base, theirs, ours):
    merged = merge_field(base, theirs, ours)
    assert merged.value in (theirs, ours)
    assert merge_field(base, theirs, base).value == theirs
    assert merge_field(base, base, ours).value == ours


LISTS = [
    # base, theirs, ours → merged
    ("", "", "", ""),
    ("abc", "abc", "abc", "abc"),
    ("abc", "abcd", "abc", "abcd"),
    ("abc", "dabc", "abc", "dabc"),
    ("abc", "adbc", "abc", "adbc"),
    ("abc", "ab", "abc", "ab"),
    ("abc", "", "abc", ""),
    ("abc", "abc", "cab", "cab"),
    ("abc", "abc", "ac", "ac"),
    ("abc", "abcd", "ac", "acd"),
    ("abc", "abcd", "xabc", "xabcd"),
    ("abc", "ab", "abcx", "abx"),
    ("abc", "abcd", "abcx", "abcxd"),
    ("abc", "abdc", "cba", "cbda"),
    ("abc", "cba", "abc", "cba"),
    ("abc", "cba", "axbc", "cxba"),
    ("abc", "cba", "bca", "bca"),
    ("abc", "bca", "ab", "ba"),
    ("abc", "axbc", "abcx", "abcx"),
    ("abc", "bc", "cab", "cb"),
    ("abc", "def", "abc", "def"),
    ("abc", "abcd", "", "d"),
    ("", "ab", "x", "xab"),
    ("a", "b", "ax", "xb"),
]


@pytest.mark.parametrize(("base", "theirs", "ours", "merged"), LISTS)
def test_a_list_keeps_our_order_and_takes_in_what_the_wire_added(base, theirs, ours, merged):
    assert "".join(merge_list(base, theirs, ours)) == merged


names = st.lists(st.integers(0, 9), unique=True)


@given(names, names, names)
def test_a_list_has_just_what_no_side_took_out_and_nothing_twice(base, theirs, ours):
    merged = merge_list(base, theirs, ours)
    kept = set(base) & set(theirs) & set(ours)
    assert len(merged) == len(set(merged))
    assert set(merged) == kept | set(theirs) - set(base) | set(ours) - set(base)
    assert merge_list(base, theirs, base) == theirs
    assert merge_list(base, base, ours) == ours
