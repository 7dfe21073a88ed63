#!/usr/bin/env python3
"""embed_sql.py makes right headers and refuses wrong files."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).with_name("embed_sql.py")
GOOD = """-- Finds a case.
-- params: case_id uuid,
--   at timestamptz
-- columns: case_id uuid, note text?
"""


class EmbedSql(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "casework").mkdir()
        self.out = self.root / "out" / "casework.h"

    def run_tool(self, *words):
        return subprocess.run([sys.executable, TOOL, *map(str, words)], capture_output=True, text=True)

    def embed(self, name, text):
        (self.root / "casework" / name).write_text(text)
        return self.run_tool("queries", self.root / "casework", self.out)

    def test_query(self):
        done = self.embed("find_case.sql", GOOD + "select case_id, note\nfrom c where case_id = $1 and at < $2;\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.out.read_text()
        self.assertIn('find_case{"casework.find_case", R"sanaq(select case_id, note\nfrom c', text)
        self.assertIn('"uuid,timestamptz", "uuid,text"};', text)
        self.assertIn("all_queries", text)
        self.assertNotIn("$2;", text)

    def test_refusals(self):
        for name, text in {
            "no_head.sql": "select 1",
            "unknown_param.sql": "-- Purpose.\n-- params: none\n-- columns: none\nselect $1",
            "unused_param.sql": "-- Purpose.\n-- params: a int8\n-- columns: none\nselect 1",
            "no_purpose.sql": "-- params: none\n-- columns: a int4\nselect 1",
            "bad_type.sql": "-- Purpose.\n-- params: none\n-- columns: a\nselect 1",
            "Bad-Name.sql": "-- Purpose.\n-- params: none\n-- columns: a int4\nselect 1",
            "end_mark.sql": '-- Purpose.\n-- params: none\n-- columns: a text\nselect \')sanaq"\'',
        }.items():
            with self.subTest(name):
                done = self.embed(name, text)
                self.assertEqual(done.returncode, 1)
                self.assertIn(name, done.stderr)
                (self.root / "casework" / name).unlink()

    def test_empty_room(self):
        self.assertEqual(self.run_tool("queries", self.root / "casework", self.out).returncode, 0)
        self.assertIn("std::array<const pg::Statement*, 0>", self.out.read_text())

    def test_migrations(self):
        folder = self.root / "migrations"
        folder.mkdir()
        (folder / "0002_flat.sql").write_text("create table flat ();")
        (folder / "0001_house.sql").write_text("-- long\n" * 4000)
        done = self.run_tool("migrations", folder, self.root / "roles.sql", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = self.out.read_text()
        self.assertLess(text.index('Migration{1, "house"'), text.index('Migration{2, "flat"'))
        self.assertIn("std::array<pg::Migration, 2>", text)
        (folder / "0002_other.sql").write_text("")
        self.assertEqual(self.run_tool("migrations", folder, self.root / "r", self.out).returncode, 1)
        (folder / "0002_other.sql").rename(folder / "other.sql")
        self.assertEqual(self.run_tool("migrations", folder, self.root / "r", self.out).returncode, 1)


if __name__ == "__main__":
    unittest.main()
