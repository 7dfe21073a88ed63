#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "edition_files/edition_files.h"
#include "edition_files/equipment_toml.h"
#include "edition_files/staff_toml.h"
#include "edition_files/toml_parser.h"

namespace sanaq {
namespace {

// Keys of the file; those of tables that only later rooms read are named so that a misspelt one is still
// refused.
constexpr std::string_view known_keys[] = {"name",
                                           "paper",
                                           "languages",
                                           "census_moment",
                                           "form",
                                           "codelists",
                                           "tables",
                                           "explanations",
                                           "territory_list",
                                           "calendar",
                                           "document_kinds",
                                           "title",
                                           "zones",
                                           "decisions",
                                           "territory_levels",
                                           "load_norms",
                                           "roles",
                                           "institution_kinds",
                                           "publication",
                                           "processing",
                                           "equipment",
                                           "equipment_kinds",
                                           "staff",
                                           "tablets",
                                           "institutions"};

Error value_error(std::string_view key) { return {"edition.value", std::string(key)}; }

Result<toml::table> parse_toml(std::string_view text) {
  try {
    toml::parse_result parsed = toml::parse(text);
    if (parsed) return std::move(parsed).table();
    return Error{"edition.toml", "line " + std::to_string(parsed.error().source().begin.line)};
  } catch (const TomlConfused&) {
    return Error{"edition.toml", {}};
  }
}

Result<std::string> text_of(const toml::table& table, std::string_view key) {
  const auto value = table[key].value<std::string>();
  if (!value || value->empty()) return value_error(key);
  return *value;
}

std::optional<UtcInstant> instant_of(const toml::table& table, std::string_view key) {
  const auto value = table[key].value<toml::date_time>();
  if (!value || !value->offset) return std::nullopt;
  const auto date = CivilDate::make(value->date.year, value->date.month, value->date.day);
  if (!date) return std::nullopt;
  const std::int64_t seconds = std::int64_t{date->days()} * 86'400 + value->time.hour * 3600 +
                               value->time.minute * 60 + value->time.second -
                               std::int64_t{value->offset->minutes} * 60;
  return UtcInstant{seconds * micros_per_second + value->time.nanosecond / 1000};
}

Result<std::vector<std::string>> texts_of(const toml::table& table, std::string_view key) {
  const toml::array* array = table[key].as_array();
  if (array == nullptr || array->empty()) return value_error(key);
  std::vector<std::string> out;
  for (const auto& element : *array) {
    const auto value = element.value<std::string>();
    if (!value) return value_error(key);
    out.push_back(*value);
  }
  return out;
}

Result<ChannelDecision> decision_of(const toml::table& table) {
  ChannelDecision d;
  SANAQ_TRY(d.id, text_of(table, "id"));
  SANAQ_TRY(d.channel, text_of(table, "channel"));
  SANAQ_TRY(d.reason, text_of(table, "reason"));
  const auto opens = instant_of(table, "opens");
  const auto closes = instant_of(table, "closes");
  const auto decided = instant_of(table, "decided_at");
  if (!opens || !closes || !decided || *closes < *opens) return value_error("decisions." + d.id);
  d.opens = *opens;
  d.closes = *closes;
  d.decided_at = *decided;
  d.withdraws = table["withdraws"].value_or(std::string());
  return d;
}

Result<Done> read_decisions(const toml::table& root, Edition& edition) {
  const toml::array* rows = root["decisions"].as_array();
  if (rows == nullptr) return value_error("decisions");
  for (const auto& row : *rows) {
    if (!row.is_table()) return value_error("decisions");
    SANAQ_TRY(ChannelDecision decision, decision_of(*row.as_table()));
    edition.decisions.push_back(std::move(decision));
  }
  return Done{};
}

Result<Done> read_moment(const toml::table& root, Edition& edition) {
  const auto moment = instant_of(root, "census_moment");
  if (!moment) return value_error("census_moment");
  const auto written = *root["census_moment"].value<toml::date_time>();
  edition.census_moment = *moment;
  edition.zone_minutes = written.offset->minutes;
  SANAQ_TRY(edition.census_date, CivilDate::make(written.date.year, written.date.month, written.date.day));
  return Done{};
}

Result<Done> read_title(const toml::table& root, Edition& edition) {
  const toml::table* title = root["title"].as_table();
  if (title == nullptr) return value_error("title");
  for (const std::string& language : edition.languages) {
    SANAQ_TRY(edition.title[language], text_of(*title, language));
  }
  return Done{};
}

// A number that an edition may leave out; `value` is what holds without it.
Result<Done> read_number(const toml::table& root, const char* table, const char* name, int least, int most,
                         int& value) {
  const auto node = root[table][name];
  if (!node) return Done{};
  const auto found = node.value<std::int64_t>();
  if (!found || *found < least || *found > most) return value_error(std::string(table) + "." + name);
  value = static_cast<int>(*found);
  return Done{};
}

Result<std::map<std::string, std::string>> labels_of(const toml::table& table,
                                                     const std::vector<std::string>& languages) {
  std::map<std::string, std::string> labels;
  for (const std::string& language : languages) {
    SANAQ_TRY(labels[language], text_of(table, language));
  }
  return labels;
}

std::vector<std::pair<std::string, std::string>> answers_of(const toml::table* table) {
  std::vector<std::pair<std::string, std::string>> answers;
  if (table == nullptr) return answers;
  for (const auto& [question, value] : *table)
    answers.emplace_back(question.str(), value.value_or(std::string()));
  return answers;
}

Result<InstitutionKind> kind_of(const toml::table& table, const std::vector<std::string>& languages) {
  InstitutionKind kind;
  SANAQ_TRY(kind.name, text_of(table, "name"));
  SANAQ_TRY(kind.label, labels_of(table, languages));
  kind.run_by = table["run_by"].value_or(kind.run_by);
  kind.is_protected = table["protected"].value_or(false);
  kind.meets_people = table["meets_people"].value_or(false);
  const std::string residence = table["residence"].value_or(std::string("institution"));
  if (residence != "institution" && residence != "household")
    return value_error("institution_kinds.residence");
  if (residence == "household") kind.residence = UsualResidence::household;
  kind.answers = answers_of(table["answers"].as_table());
  return kind;
}

Result<Done> read_institutions(const toml::table& root, Edition& edition) {
  const toml::table* rules = root["institutions"].as_table();
  const toml::array* kinds = root["institution_kinds"].as_array();
  if (rules == nullptr || kinds == nullptr) return value_error("institutions");
  const auto day = (*rules)["list_date"].value<toml::date>();
  if (!day) return value_error("institutions.list_date");
  SANAQ_TRY(edition.institutions.list_date, CivilDate::make(day->year, day->month, day->day));
  edition.institutions.lists_channel = (*rules)["lists_channel"].value_or(std::string());
  edition.institutions.people_channel = (*rules)["people_channel"].value_or(std::string());
  edition.institutions.sign_lists = (*rules)["sign_lists"].value_or(false);
  edition.institutions.without_iin = answers_of((*rules)["without_iin"].as_table());
  for (const auto& row : *kinds) {
    if (!row.is_table()) return value_error("institution_kinds");
    SANAQ_TRY(InstitutionKind kind, kind_of(*row.as_table(), edition.languages));
    edition.institutions.kinds.push_back(std::move(kind));
  }
  return Done{};
}

Result<Done> refuse_unknown(const toml::table& root) {
  for (const auto& [key, value] : root)
    if (std::find(std::begin(known_keys), std::end(known_keys), key.str()) == std::end(known_keys))
      return Error{"edition.key", std::string(key.str())};
  return Done{};
}

}  // namespace

Result<Edition> parse_edition(std::string_view text) {
  SANAQ_TRY(const toml::table root, parse_toml(text));
  SANAQ_TRY_DONE(refuse_unknown(root));
  Edition edition;
  SANAQ_TRY(edition.name, text_of(root, "name"));
  SANAQ_TRY(edition.languages, texts_of(root, "languages"));
  SANAQ_TRY(edition.document_kinds, texts_of(root, "document_kinds"));
  SANAQ_TRY(edition.form_path, text_of(root, "form"));
  SANAQ_TRY(edition.codelists_path, text_of(root, "codelists"));
  SANAQ_TRY(edition.tables_path, text_of(root, "tables"));
  edition.explanations_path = root["explanations"].value_or(std::string());
  SANAQ_TRY(edition.territory_list, text_of(root, "territory_list"));
  SANAQ_TRY_DONE(read_moment(root, edition));
  SANAQ_TRY_DONE(read_title(root, edition));
  SANAQ_TRY_DONE(read_decisions(root, edition));
  if (root.contains("institutions")) SANAQ_TRY_DONE(read_institutions(root, edition));
  const auto threshold = root["publication"]["suppression_threshold"].value<std::int64_t>();
  if (!threshold || *threshold < 1 || *threshold > 100)
    return value_error("publication.suppression_threshold");
  edition.suppression_threshold = static_cast<int>(*threshold);
  const toml::table* processing = root["processing"].as_table();
  if (processing == nullptr) return value_error("processing");
  SANAQ_TRY(edition.permanent_groups, texts_of(*processing, "permanent_groups"));
  SANAQ_TRY_DONE(read_number(root, "paper", "second_keying_percent", 0, 100, edition.second_keying_percent));
  SANAQ_TRY_DONE(read_number(root, "tablets", "silent_days", 1, 60, edition.silent_days));
  SANAQ_TRY_DONE(read_number(root, "tablets", "visit_far_metres", 1, 100'000, edition.visit_far_metres));
  const auto zone = root["zones"]["default"].value<std::string>();
  if (!zone) return value_error("zones.default");
  edition.zone_name = *zone;
  SANAQ_TRY(edition.roles, read_roles(root, edition.languages));
  SANAQ_TRY(edition.staff, read_staff_rules(root, edition.languages));
  SANAQ_TRY(edition.equipment, read_equipment(root, edition.languages));
  return edition;
}

}  // namespace sanaq
