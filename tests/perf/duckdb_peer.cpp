#include "duckdb_peer.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "base/check.h"
#include "os/clocks.h"

namespace sanaq::perf {
namespace {

// What is used of DuckDB's C interface (duckdb.h of 1.4): handles are pointers, a result is a fixed
// structure.
struct DuckResult {
  std::uint64_t columns, rows, changed;
  void* column_list;
  char* message;
  void* inside;
};
using Handle = void*;
enum DuckType : int { duck_utinyint = 6, duck_usmallint = 7 };
constexpr std::size_t vector_rows = 2048;

[[noreturn]] void stop(const char* what, const char* detail) {
  std::fprintf(stderr, "duckdb: %s %s\n", what, detail == nullptr ? "" : detail);
  std::exit(1);
}

struct Api {
  int (*open_ext)(const char*, Handle*, Handle, char**);
  int (*create_config)(Handle*);
  int (*set_config)(Handle, const char*, const char*);
  int (*connect)(Handle, Handle*);
  int (*query)(Handle, const char*, DuckResult*);
  const char* (*result_error)(DuckResult*);
  void (*destroy_result)(DuckResult*);
  std::uint64_t (*row_count)(DuckResult*);
  std::uint64_t (*column_count)(DuckResult*);
  std::int64_t (*value_int64)(DuckResult*, std::uint64_t, std::uint64_t);
  int (*appender_create)(Handle, const char*, const char*, Handle*);
  int (*append_chunk)(Handle, Handle);
  int (*appender_destroy)(Handle*);
  Handle (*create_type)(int);
  Handle (*create_chunk)(Handle*, std::uint64_t);
  void (*destroy_chunk)(Handle*);
  Handle (*chunk_vector)(Handle, std::uint64_t);
  void* (*vector_data)(Handle);
  void (*chunk_size)(Handle, std::uint64_t);
  void (*chunk_reset)(Handle);
  const char* (*version)();
};

template <class F>
void find(void* library, const char* name, F& function) {
  void* symbol = ::dlsym(library, name);
  if (symbol == nullptr) stop("no symbol", name);
  function = reinterpret_cast<F>(symbol);
}

Api load_api(const std::string& path) {
  void* library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) stop("library", ::dlerror());
  Api api{};
  find(library, "duckdb_open_ext", api.open_ext);
  find(library, "duckdb_create_config", api.create_config);
  find(library, "duckdb_set_config", api.set_config);
  find(library, "duckdb_connect", api.connect);
  find(library, "duckdb_query", api.query);
  find(library, "duckdb_result_error", api.result_error);
  find(library, "duckdb_destroy_result", api.destroy_result);
  find(library, "duckdb_row_count", api.row_count);
  find(library, "duckdb_column_count", api.column_count);
  find(library, "duckdb_value_int64", api.value_int64);
  find(library, "duckdb_appender_create", api.appender_create);
  find(library, "duckdb_append_data_chunk", api.append_chunk);
  find(library, "duckdb_appender_destroy", api.appender_destroy);
  find(library, "duckdb_create_logical_type", api.create_type);
  find(library, "duckdb_create_data_chunk", api.create_chunk);
  find(library, "duckdb_destroy_data_chunk", api.destroy_chunk);
  find(library, "duckdb_data_chunk_get_vector", api.chunk_vector);
  find(library, "duckdb_vector_get_data", api.vector_data);
  find(library, "duckdb_data_chunk_set_size", api.chunk_size);
  find(library, "duckdb_data_chunk_reset", api.chunk_reset);
  find(library, "duckdb_library_version", api.version);
  return api;
}

bool is_byte(const Variable& variable) { return variable.domain() <= 256; }

}  // namespace

struct DuckdbPeer::Inside {
  Api api;
  Handle database = nullptr, connection = nullptr;

  DuckResult run(const std::string& sql) {
    DuckResult result{};
    if (api.query(connection, sql.c_str(), &result) != 0) stop(sql.c_str(), api.result_error(&result));
    return result;
  }
};

DuckdbPeer::DuckdbPeer(const std::string& library, std::size_t threads)
    : inside_(std::make_unique<Inside>()) {
  inside_->api = load_api(library);
  const Api& api = inside_->api;
  Handle config = nullptr;
  char* message = nullptr;
  api.create_config(&config);
  api.set_config(config, "threads", std::to_string(threads).c_str());
  if (api.open_ext(nullptr, &inside_->database, config, &message) != 0) stop("open", message);
  if (api.connect(inside_->database, &inside_->connection) != 0) stop("connect", nullptr);
}

DuckdbPeer::~DuckdbPeer() = default;

void DuckdbPeer::load(const UnitTable& persons, const std::vector<std::string>& variables) {
  const Api& api = inside_->api;
  std::string sql = "create or replace table person (";
  std::vector<std::size_t> columns;
  std::vector<Handle> types;
  for (const std::string& name : variables) {
    const std::int32_t found = persons.find(name);
    if (found < 0) stop("no variable", name.c_str());
    columns.push_back(static_cast<std::size_t>(found));
    const bool byte = is_byte(persons.variable(columns.back()));
    sql += (columns.size() > 1 ? ", " : "") + name + (byte ? " utinyint" : " usmallint");
    types.push_back(api.create_type(byte ? duck_utinyint : duck_usmallint));
  }
  DuckResult made = inside_->run(sql + ")");
  api.destroy_result(&made);
  Handle appender = nullptr;
  if (api.appender_create(inside_->connection, nullptr, "person", &appender) != 0) stop("appender", nullptr);
  Handle chunk = api.create_chunk(types.data(), types.size());
  for (std::uint32_t first = 0; first < persons.row_count(); first += vector_rows) {
    const auto rows = std::min<std::uint32_t>(vector_rows, persons.row_count() - first);
    api.chunk_reset(chunk);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      void* data = api.vector_data(api.chunk_vector(chunk, c));
      const Column& column = persons.column(columns[c]);
      const bool byte = is_byte(persons.variable(columns[c]));
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::uint32_t cell = column.at(first + row);
        if (byte) {
          static_cast<std::uint8_t*>(data)[row] = static_cast<std::uint8_t>(cell);
        } else {
          static_cast<std::uint16_t*>(data)[row] = static_cast<std::uint16_t>(cell);
        }
      }
    }
    api.chunk_size(chunk, rows);
    if (api.append_chunk(appender, chunk) != 0) stop("append", nullptr);
  }
  if (api.appender_destroy(&appender) != 0) stop("append", "end");
  api.destroy_chunk(&chunk);
}

std::vector<std::vector<std::int64_t>> DuckdbPeer::query(const std::string& sql) {
  const Api& api = inside_->api;
  DuckResult result = inside_->run(sql);
  std::vector<std::vector<std::int64_t>> rows(api.row_count(&result));
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < api.column_count(&result); ++column)
      rows[row].push_back(api.value_int64(&result, column, row));
  api.destroy_result(&result);
  return rows;
}

double DuckdbPeer::seconds(const std::string& sql) {
  const std::int64_t start = os::monotonic_micros();
  DuckResult result = inside_->run(sql);
  const std::int64_t end = os::monotonic_micros();
  inside_->api.destroy_result(&result);
  return static_cast<double>(end - start) / 1e6;
}

std::string DuckdbPeer::version() const { return inside_->api.version(); }

}  // namespace sanaq::perf
