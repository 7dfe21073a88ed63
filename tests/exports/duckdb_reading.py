"""DuckDB reads the Parquet files. Its library is the one script/bench installs for comparison; it is called through its
C interface."""
import ctypes
import os
import pathlib

LIBRARY = pathlib.Path(os.environ.get("SANAQ_DUCKDB") or pathlib.Path(__file__).resolve().parents[2] /
                       "build/perf-duckdb/node_modules/@duckdb/node-bindings-linux-x64/libduckdb.so")


def missing():
    return None if LIBRARY.exists() else f"DuckDB is not at {LIBRARY} (script/bench tabulate installs it)"


class QueryResult(ctypes.Structure):
    """duckdb_result: read through functions only."""
    _fields_ = [("columns", ctypes.c_uint64), ("rows", ctypes.c_uint64), ("changed", ctypes.c_uint64),
                ("deprecated", ctypes.c_void_p), ("message", ctypes.c_char_p), ("internal", ctypes.c_void_p)]


class Session:
    def __init__(self):
        self.library = ctypes.CDLL(str(LIBRARY))
        self.library.duckdb_value_varchar.restype = ctypes.c_void_p
        self.library.duckdb_row_count.restype = ctypes.c_uint64
        self.library.duckdb_result_error.restype = ctypes.c_char_p
        self.library.duckdb_value_varchar.argtypes = [ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64]
        self.library.duckdb_free.argtypes = [ctypes.c_void_p]
        self.connection = ctypes.c_void_p()
        database = ctypes.c_void_p()
        assert self.library.duckdb_open(None, ctypes.byref(database)) == 0
        assert self.library.duckdb_connect(database, ctypes.byref(self.connection)) == 0

    def text(self, result, column, row):
        pointer = self.library.duckdb_value_varchar(ctypes.byref(result), column, row)
        value = ctypes.cast(pointer, ctypes.c_char_p).value.decode() if pointer else None
        self.library.duckdb_free(pointer)
        return value

    def pairs(self, query):
        """Rows of a query of two columns, as texts."""
        result = QueryResult()
        if self.library.duckdb_query(self.connection, query.encode(), ctypes.byref(result)) != 0:
            raise ValueError(self.library.duckdb_result_error(ctypes.byref(result)).decode())
        rows = self.library.duckdb_row_count(ctypes.byref(result))
        out = [(self.text(result, 0, row), self.text(result, 1, row)) for row in range(rows)]
        self.library.duckdb_destroy_result(ctypes.byref(result))
        return out


def check(folder, expected, language):
    """language: Parquet files have codes and no labels."""
    del language
    faults, values, session = [], 0, Session()
    for unit, columns in expected.items():
        file = f"read_parquet('{folder / unit}.parquet')"
        for name in filter(None, columns):
            try:
                pairs = session.pairs(f'SELECT "{name}", count(*) FROM {file} GROUP BY ALL')
            except ValueError as error:
                faults.append(f"{unit}.{name}: {error}")
                continue
            got = {value: int(rows) for value, rows in pairs}
            values += len(got)
            if got != columns[name]:
                faults.append(f"{unit}.{name}: DuckDB finds {len(got)} values, not as the file has them")
        # Every row's link to the unit above is as in the CSV file.
        faults += link_faults(session, folder, unit, file)
    return faults, f"{values} frequencies"


def link_faults(session, folder, unit, file):
    head = (folder / f"{unit}.csv").open().readline().strip().split(",")
    above = {"person": "household", "household": "dwelling"}.get(unit)
    if above not in head:
        return []
    rows = f"(SELECT row_number() OVER () AS {unit}, {above} FROM {file}) AS parquet"
    text = f"read_csv('{folder / unit}.csv', header = true, all_varchar = true) AS csv"
    query = (f"SELECT count(*), count(*) FILTER (csv.{above}::BIGINT <> parquet.{above}) FROM {rows} JOIN {text} "
             f"ON csv.{unit}::BIGINT = parquet.{unit}")
    joined, different = session.pairs(query)[0]
    return [f"{unit}: {different} of {joined} rows belong to another {above} than in the CSV file"] if int(
        different) or not int(joined) else []
