#!/usr/bin/env python3
"""exports_test.py spss|stata|ddi|parquet: a small synthetic nation is frozen and exported, the export is read by the
program it is for, and what that finds is compared with the frequencies counted in the frozen file itself."""
import collections
import os
import pathlib
import subprocess
import sys
import tempfile

import ddi_structure
import duckdb_reading
import spss_reading
import stata_reading

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/dev"
PROGRAM = os.environ.get("SANAQ_PROGRAM", str(BUILD / "apps/sanaq/sanaq"))
FREQUENCIES = os.environ.get("SANAQ_FREQUENCIES", str(BUILD / "tests/exports/file_frequencies"))
LANGUAGE = "kk"  # of labels
KINDS = {"spss": spss_reading, "stata": stata_reading, "ddi": ddi_structure, "parquet": duckdb_reading}


def counted(file):
    """{unit: {column: {value: rows}}} of the frozen file; the rows of a unit under ""."""
    out = collections.defaultdict(lambda: collections.defaultdict(dict))
    text = subprocess.run([FREQUENCIES, file], check=True, capture_output=True, text=True).stdout
    for line in text.splitlines():
        unit, column, value, rows = line.split(",")
        out[unit][column][value] = int(rows)
    return out


def exported(folder, language):
    file, to = folder / "nation.microdata", folder / "export"
    run = lambda *words: subprocess.run([PROGRAM, *words], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    run("simulate", "nation", "--one-in", "5000", "--to", file)
    run("microdata", "export", file, "--to", to, "--lang", language)
    return file, to


def main(kind):
    reading = KINDS[kind]
    if missing := reading.missing():
        print(f"exports: {kind} not checked: {missing}")
        return 77
    with tempfile.TemporaryDirectory() as name:
        file, folder = exported(pathlib.Path(name), LANGUAGE)
        faults, looked_at = reading.check(folder, counted(file), LANGUAGE)
    for fault in faults[:20]:
        print(f"exports: {fault}")
    print(f"exports: {kind}: {looked_at}, {len(faults)} faults")
    return 1 if faults or not looked_at else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
