#!/usr/bin/env python3
"""Turns SQL files into C++ headers of named constants.

  embed_sql.py queries FOLDER OUT.h              sql/queries/<room>/*.sql -> sanaq::sql::<room>::<name>
  embed_sql.py migrations FOLDER ROLES OUT.h         sql/migrations/NNNN_name.sql -> an ordered table, and the roles

A query file begins with its contract; embed_sql.py refuses a file without it:

  -- What the query is for, in one or more lines.
  -- params: case_id uuid, at timestamptz        (or: none)
  -- columns: case_id uuid, state int4           (or: none)
"""
import pathlib
import re
import sys

NAME = re.compile(r"^[a-z][a-z0-9_]*$")
MIGRATION = re.compile(r"^(\d{4})_([a-z][a-z0-9_]*)$")
PARAMETER = re.compile(r"\$(\d+)")
FIELD = re.compile(r"^([a-z_][a-z0-9_]*) ([a-z][a-z0-9_ ]*(?:\[\])?\??)$")
DELIMITER = "sanaq"
PIECE = 12_000  # compilers need not take longer literals; adjacent ones are joined


class Refused(Exception):
    """A file that breaks the rules above."""


def literal(text: str) -> str:
    """A C++ raw string; long text in several adjacent pieces."""
    if f'){DELIMITER}"' in text:
        raise Refused(f"text holds the end mark ){DELIMITER}\"")
    pieces = [text[i:i + PIECE] for i in range(0, len(text), PIECE)] or [""]
    return "\n".join(f'R"{DELIMITER}({p}){DELIMITER}"' for p in pieces)


def fields(line: str, kind: str) -> list[tuple[str, str]]:
    """`name type, name type` -> pairs; `none` -> no pairs. A type ending in ? may be null."""
    if line == "none":
        return []
    found = [FIELD.match(part.strip()) for part in line.split(",")]
    if not all(found):
        raise Refused(f"{kind}: write `name type, name type` or `none`")
    return [m.groups() for m in found]


def contract(text: str) -> tuple[list[str], list, list, str]:
    """Head comment -> purpose lines, params, columns; and the SQL without the head."""
    purpose, heads, rest = [], {}, text.splitlines()
    last = None
    while rest and rest[0].startswith("--"):
        line = rest.pop(0)[2:].strip()
        kind, colon, value = line.partition(":")
        if colon and kind in ("params", "columns"):
            heads[kind], last = value.strip(), kind
        elif last:
            heads[last] += " " + line
        elif line:
            purpose.append(line)
    if not purpose or set(heads) != {"params", "columns"}:
        raise Refused("begin with `-- purpose`, `-- params: ...`, `-- columns: ...`")
    return purpose, fields(heads["params"], "params"), fields(heads["columns"], "columns"), "\n".join(rest).strip()


def query(path: pathlib.Path, room: str) -> tuple[str, str]:
    """One file -> name of the constant, and its C++ text."""
    if not NAME.match(path.stem):
        raise Refused("file names are lower_case")
    purpose, params, columns, sql = contract(path.read_text())
    sql = sql.rstrip(";").rstrip()
    used = {int(n) for n in PARAMETER.findall(sql)}
    if used != set(range(1, len(params) + 1)):
        raise Refused(f"head names {len(params)} params, text uses {sorted(used)}")
    show = lambda pairs: ", ".join(" ".join(p) for p in pairs)
    doc = [*purpose, f"Params: {show(params) or 'none'}.", f"Columns: {show(columns) or 'none'}."]
    types = lambda pairs: ",".join(t.rstrip("?") for _, t in pairs)
    lines = [f"/// {line}" for line in doc]
    lines.append(f'inline constexpr pg::Statement {path.stem}{{"{room}.{path.stem}", {literal(sql)},')
    lines.append(f'    "{types(params)}", "{types(columns)}"}};')
    return path.stem, "\n".join(lines)


def queries(folder: pathlib.Path, out: pathlib.Path) -> None:
    room, names, texts = folder.name, [], []
    for path in sorted(folder.glob("*.sql")):
        try:
            name, text = query(path, room)
        except Refused as refused:
            raise Refused(f"{path}: {refused}") from None
        names.append(name)
        texts.append(text)
    table = f"inline constexpr std::array<const pg::Statement*, {len(names)}> all_queries{{{{\n    " + ",\n    ".join(
        f"&{n}" for n in names) + "}};" if names else \
        "inline constexpr std::array<const pg::Statement*, 0> all_queries{};"
    write(out, f"""// Generated from sql/queries/{room} by tools/embed_sql.py.
#pragma once
#include <array>

#include "pg/statement.h"

namespace sanaq::sql::{room} {{

{chr(10).join(t + chr(10) for t in texts)}
/// Every query of this room: a test prepares each and compares it with its head comment.
{table}

}}  // namespace sanaq::sql::{room}
""")


def migrations(folder: pathlib.Path, roles: pathlib.Path, out: pathlib.Path) -> None:
    rows, last = [], 0
    for path in sorted(folder.glob("*.sql")):
        found = MIGRATION.match(path.stem)
        if not found:
            raise Refused(f"{path}: name it NNNN_name.sql")
        number = int(found[1])
        if number <= last:
            raise Refused(f"{path}: number {number} stands twice or is zero")
        last = number
        rows.append(f'    pg::Migration{{{number}, "{found[2]}", {literal(path.read_text())}}}')
    role_text = roles.read_text() if roles.exists() else ""
    table = f"inline constexpr std::array<pg::Migration, {len(rows)}> migrations{{{{\n" + ",\n".join(rows) + "}};" \
        if rows else "inline constexpr std::array<pg::Migration, 0> migrations{};"
    write(out, f"""// Generated from sql/migrations and sql/roles.sql by tools/embed_sql.py.
#pragma once
#include <array>
#include <string_view>

#include "pg/migration.h"

namespace sanaq::sql {{

{table}

inline constexpr std::string_view roles = {literal(role_text)};

}}  // namespace sanaq::sql
""")


def write(out: pathlib.Path, text: str) -> None:
    """Leaves an unchanged file alone, so that nothing is built again."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if not out.exists() or out.read_text() != text:
        out.write_text(text)


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["queries", folder, out]:
                queries(pathlib.Path(folder), pathlib.Path(out))
            case ["migrations", folder, roles, out]:
                migrations(pathlib.Path(folder), pathlib.Path(roles), pathlib.Path(out))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
