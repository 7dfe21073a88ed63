#!/usr/bin/env python3
"""Lets the test program of publishing write a JSON-stat file and checks it against the JSON Schema of JSON-stat 2.0.

Usage: check_jsonstat.py PUBLISHING_TEST SCHEMA. Needs python3-jsonschema. Exit 0 when the file is valid and a spoiled
copy of it is refused."""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema


def main(program, schema_path):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.json")
        environment = {**os.environ, "SANAQ_JSONSTAT_OUT": path}
        subprocess.run([program, "--test-case=a file for the schema check*"], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
    with open(schema_path, encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    problems = [error.message for error in validator.iter_errors(document)]
    spoiled = {**document, "size": "three by three"}
    if validator.is_valid(spoiled):
        problems.append("the schema accepts a spoiled document")
    print("\n".join(problems) or "JSON-stat: valid")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
