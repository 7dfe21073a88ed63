#include "pg/sqlstate.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>

namespace sanaq::pg {
namespace {

struct Rule {
  std::string_view prefix;  // of the SQLSTATE; the first that fits counts
  std::string_view code;
};

// PostgreSQL 15, appendix A.
constexpr std::array rules{
    Rule{"23505", "db.unique"},        Rule{"23P01", "db.unique"},      Rule{"23503", "db.foreign_key"},
    Rule{"23001", "db.foreign_key"},   Rule{"23", "db.check"},          Rule{"40001", "db.serialization"},
    Rule{"40P01", "db.serialization"}, Rule{"53100", "db.disk_full"},   Rule{"53300", "db.connection"},
    Rule{"08", "db.connection"},       Rule{"57P0", "db.connection"},   Rule{"42501", "db.permission"},
    Rule{"28", "db.permission"},       Rule{"57014", "db.timeout"},     Rule{"55P03", "db.timeout"},
    Rule{"25P03", "db.timeout"},       Rule{"25P02", "db.aborted"},
};

constexpr std::array message_classes{std::string_view("42"), std::string_view("53"), std::string_view("57"),
                                     std::string_view("58")};

std::string_view field(const pg_result* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : text;
}

void append_field(std::string& detail, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  if (!detail.empty()) detail += ' ';
  detail.append(name).append("=").append(value);
}

/// One line of printable text.
std::string one_line(std::string_view text) {
  std::string line(text.substr(0, text.find('\n')));
  std::replace_if(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

}  // namespace

std::string_view code_of_sqlstate(std::string_view sqlstate) {
  for (const Rule& rule : rules) {
    if (sqlstate.starts_with(rule.prefix)) return rule.code;
  }
  return "db.other";
}

Error error_of_result(const pg_result* result, std::string_view statement) {
  const std::string_view sqlstate = field(result, PG_DIAG_SQLSTATE);
  if (sqlstate.empty()) {  // libpq itself lost the server
    std::string detail = "no answer from the database";
    append_field(detail, "statement", statement);
    return {"db.connection", detail};
  }
  std::string detail;
  append_field(detail, "sqlstate", sqlstate);
  append_field(detail, "constraint", field(result, PG_DIAG_CONSTRAINT_NAME));
  append_field(detail, "table", field(result, PG_DIAG_TABLE_NAME));
  append_field(detail, "column", field(result, PG_DIAG_COLUMN_NAME));
  append_field(detail, "statement", statement);
  const bool quotable = std::any_of(message_classes.begin(), message_classes.end(),
                                    [&](std::string_view prefix) { return sqlstate.starts_with(prefix); });
  if (quotable) append_field(detail, "message", one_line(field(result, PG_DIAG_MESSAGE_PRIMARY)));
  return {std::string(code_of_sqlstate(sqlstate)), detail};
}

Error error_of_connection(const pg_conn* connection) {
  // libpq gives no SQLSTATE for a refused start; a server that speaks another language gives "db.connection".
  const std::string_view message = PQerrorMessage(connection);
  const bool refused = message.find("authentication failed") != std::string_view::npos ||
                       message.find("no pg_hba.conf entry") != std::string_view::npos ||
                       message.find("permission denied") != std::string_view::npos;
  return {refused ? "db.permission" : "db.connection", one_line(message)};
}

std::string_view constraint_of(const Error& error) {
  constexpr std::string_view key = "constraint=";
  const std::string_view detail = error.detail;
  const std::size_t at = detail.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = detail.substr(at + key.size());
  return rest.substr(0, rest.find(' '));
}

bool is_worth_retrying(const Error& error) {
  return error.code == "db.serialization" || error.code == "db.connection";
}

}  // namespace sanaq::pg
