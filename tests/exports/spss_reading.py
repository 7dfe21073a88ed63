"""GNU PSPP runs the SPSS syntax over the CSV file and says how often it finds which value, and what is labelled how."""
import csv
import shutil
import subprocess

import codebook_reading

VARIABLE_LABEL, VALUE_LABEL = 240, 120  # bytes kept of a label
FREQUENCIES = """
SET TVARS=NAMES TNUMBERS=VALUES.
FREQUENCIES /VARIABLES={columns} /FORMAT=AVALUE /STATISTICS=NONE.
DISPLAY DICTIONARY.
"""


def missing():
    return None if shutil.which("pspp") else "PSPP is not installed (Debian: pspp)"


def tables(text):
    """PSPP's tables: (title, rows), of its output in CSV; tables are apart by an empty line."""
    title, rows = None, []
    for row in csv.reader(text.splitlines()):
        if row and row[0].startswith("Table: "):
            title, rows = row[0].removeprefix("Table: "), []
        elif row and title is not None:
            rows.append(row)
        elif title is not None:
            yield title, rows
            title = None
    if title is not None:
        yield title, rows


def run(folder, unit, columns):
    """What PSPP printed, and what it complained of."""
    script = folder / f"{unit}-check.sps"
    syntax = (folder / f"{unit}.sps").read_text(encoding="utf-8")
    script.write_text(syntax + FREQUENCIES.format(columns=" ".join(columns)), encoding="utf-8")
    done = subprocess.run(["pspp", "-O", "format=csv", script.name], cwd=folder, capture_output=True, text=True)
    complaints = [line for line in (done.stdout + done.stderr).splitlines() if "error:" in line or "warning:" in line]
    if done.returncode != 0 and not complaints:
        complaints = [f"PSPP ended with {done.returncode}"]
    return done.stdout, complaints


def frequencies(rows):
    """{value: rows} of a table of FREQUENCIES, whose last line is the total."""
    return {row[1].strip(): int(row[2]) for row in rows[1:] if row[0] != "Total"}


def cut(text, size):
    return text.encode()[:size].decode(errors="ignore")


def label_faults(unit, found, expected):
    """Labels of PSPP's dictionary against those of the codebook."""
    variables = {row[0]: row[2] for row in found["Variables"][1:]}
    codes, name = {}, ""
    for row in found.get("Value Labels", [])[1:]:
        name = row[0] or name
        codes.setdefault(name, {})[row[1].strip()] = row[2]
    for name, (label, of_codes) in expected.items():
        if variables.get(name) != cut(label, VARIABLE_LABEL):
            yield f"{unit}.{name} is labelled {variables.get(name)!r}, not {label!r}"
        if codes.get(name, {}) != {code: cut(text, VALUE_LABEL) for code, text in of_codes.items()}:
            yield f"{unit}.{name}: labels of codes are not those of the codebook"


def check(folder, expected, language):
    faults, values, codebook = [], 0, codebook_reading.labels(folder, language)
    for unit, columns in expected.items():
        names = [name for name in columns if name]
        text, complaints = run(folder, unit, names)
        faults += [f"{unit}: {line}" for line in complaints]
        found = dict(tables(text))
        for name in names:
            got = frequencies(found.get(name, []))
            values += len(got)
            if got != columns[name]:
                faults.append(f"{unit}.{name}: PSPP finds {len(got)} values, not as the file has them")
        if "Variables" in found:
            faults += label_faults(unit, found, codebook[unit])
        else:
            faults.append(f"{unit}: PSPP knows no variables")
    return faults, f"{values} frequencies"
