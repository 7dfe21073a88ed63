#include "processing/coverage_files.h"

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {
namespace {

using CsvRows = std::vector<std::vector<std::string>>;

Result<CsvRows> rows_below(std::string_view csv, const std::vector<std::string>& header) {
  SANAQ_TRY(CsvRows rows, parse_csv(csv));
  if (rows.empty() || rows.front() != header) return Error{"coverage.header", join(header, ",")};
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (rows[i].size() != header.size()) return Error{"coverage.row", "row " + std::to_string(i + 1)};
  return rows;
}

Error wrong_row(std::size_t index) { return {"coverage.row", "row " + std::to_string(index + 1)}; }

std::optional<PersonKey> key_of_hex(std::string_view text) {
  PersonKey key;
  if (text.size() != 2 * key.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    key.bytes[i / 2] = static_cast<std::uint8_t>(std::size_t{key.bytes[i / 2]} << 4 | digit);
  }
  return key;
}

bool read_facts(const std::vector<std::string>& row, MatchPerson& person) {
  for (std::size_t i = 2; i < row.size(); ++i) {
    const auto number = parse_integer(row[i]);
    const bool fits = number && *number > INT32_MIN && *number <= INT32_MAX;
    if (!row[i].empty() && !fits) return false;
    person.facts.push_back(row[i].empty() ? MatchPerson::not_known : static_cast<std::int32_t>(*number));
  }
  return true;
}

Result<std::vector<MatchFact>> facts_of(const std::vector<std::string>& header) {
  const bool good = header.size() > 2 && header[0] == "area" && header[1] == "key";
  if (!good) return Error{"coverage.header", "area,key,FACT[:CLOSE],…"};
  std::vector<MatchFact> out;
  for (std::size_t i = 2; i < header.size(); ++i) {
    const auto parts = split(header[i], ':');
    const auto close = parts.size() == 2 ? parse_digits(parts[1]) : std::optional<std::int64_t>(0);
    if (parts[0].empty() || parts.size() > 2 || !close || *close > 1000)
      return Error{"coverage.header", header[i]};
    out.push_back({std::string(parts[0]), static_cast<std::int32_t>(*close)});
  }
  return out;
}

}  // namespace

Result<std::vector<SurveyArea>> parse_survey_areas(std::string_view csv) {
  SANAQ_TRY(const CsvRows rows, rows_below(csv, {"area", "stratum", "persons"}));
  std::vector<SurveyArea> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto persons = parse_digits(rows[i][2]);
    if (rows[i][0].empty() || !persons) return wrong_row(i);
    out.push_back({rows[i][0], rows[i][1], *persons});
  }
  return out;
}

Result<std::vector<AreaOutcome>> parse_area_outcomes(std::string_view csv) {
  SANAQ_TRY(const CsvRows rows, rows_below(csv, {"region", "stratum", "weight_ppm", "surveyed", "matched",
                                                 "enumerated", "erroneous"}));
  std::vector<AreaOutcome> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::int64_t> numbers;
    for (std::size_t column = 2; column < rows[i].size(); ++column) {
      const auto number = parse_digits(rows[i][column]);
      if (!number) return wrong_row(i);
      numbers.push_back(*number);
    }
    if (rows[i][0].empty()) return wrong_row(i);
    out.push_back({rows[i][0], rows[i][1], static_cast<double>(numbers[0]) / 1'000'000, numbers[1],
                   numbers[2], numbers[3], numbers[4]});
  }
  return out;
}

Result<std::map<std::string, std::int64_t>> parse_region_counts(std::string_view csv) {
  SANAQ_TRY(const CsvRows rows, rows_below(csv, {"region", "persons"}));
  std::map<std::string, std::int64_t> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto persons = parse_digits(rows[i][1]);
    if (rows[i][0].empty() || !persons || !out.emplace(rows[i][0], *persons).second) return wrong_row(i);
  }
  return out;
}

Result<MatchTable> parse_match_table(std::string_view csv) {
  SANAQ_TRY(const CsvRows rows, parse_csv(csv));
  MatchTable out;
  SANAQ_TRY(out.facts, facts_of(rows.empty() ? std::vector<std::string>{} : rows.front()));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != rows.front().size()) return wrong_row(i);
    MatchPerson person{rows[i][0], key_of_hex(rows[i][1]), {}};
    if ((!rows[i][1].empty() && !person.key) || !read_facts(rows[i], person)) return wrong_row(i);
    out.people.push_back(std::move(person));
  }
  return out;
}

}  // namespace sanaq
