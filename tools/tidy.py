#!/usr/bin/env python3
"""Style as a test: file length, function length, line length, room names, comments that must not stay."""
import pathlib
import re
import sys

SUFFIXES = {".h", ".cpp", ".ts", ".sql", ".py"}
FOLDERS = ("src", "adapters", "apps", "web", "sql", "tools", "tests")
MAX_FILE, MAX_LINE, MAX_FUNCTION = 500, 120, 70
BAD_NAMES = {"util", "utils", "common", "helper", "helpers", "misc", "manager"}
BAD_WORDS = re.compile(r"\b(TODO|FIXME|XXX)\b")


def function_lengths(lines):
    """Yields (line, length) of C++ function bodies: a brace opened on a line in column 0 or one indent, by braces."""
    start = None
    for n, line in enumerate(lines, 1):
        if start is None and re.match(r"^[A-Za-z].*[)a-z>] (const )?(override )?\{$", line) and not re.match(
                r"^(namespace|class|struct|enum|union|extern)\b", line):
            start = n
        elif start is not None and line.rstrip() in ("}", "};"):
            yield start, n - start + 1
            start = None


def check(path, text):
    lines = text.splitlines()
    if len(lines) > MAX_FILE:
        yield f"{path}:1: {len(lines)} lines, at most {MAX_FILE}: a noun nobody split"
    for n, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield f"{path}:{n}: line of {len(line)} characters, at most {MAX_LINE}"
        if BAD_WORDS.search(line) and path.name != "tidy.py":
            yield f"{path}:{n}: finish it, or write an issue"
    if path.suffix in {".h", ".cpp"}:
        for n, length in function_lengths(lines):
            if length > MAX_FUNCTION:
                yield f"{path}:{n}: function of {length} lines, at most {MAX_FUNCTION}"


def main(root):
    bad = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if "node_modules" in path.parts or "dist" in path.parts or not path.is_file():
                continue
            if path.suffix in SUFFIXES:
                if path.stem in BAD_NAMES or BAD_NAMES & set(path.relative_to(root).parts):
                    bad.append(f"{path.relative_to(root)}: name it after what it holds")
                bad += [m.replace(str(root) + "/", "") for m in check(path, path.read_text())]
    print("\n".join(bad) or "tidy: nothing to mend")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
