"""Reads EDTF values, one a line, and answers first and last day of each by the `edtf` package: value, first, last,
parted by tabs; `-` for a side without bound, `!` and the reason where the package fails. With the argument `valid` it
answers only whether the package can read each value: value, `yes` or `no`."""

import contextlib
import io
import sys

import edtf


def day(moment):
    if isinstance(moment, float):
        return "-"
    year, month, of_month = moment[:3]
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{of_month:02}"


def is_valid(value):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            edtf.parse_edtf(value)
        return "yes"
    except Exception:  # whatever it raises is its answer
        return "no"


for line in sys.stdin:
    value = line.strip()
    if "valid" in sys.argv:
        print(value, is_valid(value), sep="\t")
        continue
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints when it fails
            date = edtf.parse_edtf(value)
            first, last = day(date.lower_strict()), day(date.upper_strict())
        print(value, first, last, sep="\t")
    except Exception as problem:  # whatever it raises is its answer
        print(value, "!" + type(problem).__name__, "", sep="\t")
