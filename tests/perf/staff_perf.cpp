// The staff of a town hired, equipped, replaced, released: 26 instructors, 169 interviewers, 1,350 people in
// all (June 2021). And lists of 10,000 applications and pieces read, checked and stored.
//   staff_perf [--involved N] [--rows N] [--only baikonur|lists]
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "census_site.h"
#include "machine_use.h"
#include "measure.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/demo/rehearsal_people.h"
#include "sanaq/demo/staff_rehearsal.h"
#include "sanaq/equipment/piece_import.h"
#include "sanaq/fieldwork/staff_file.h"
#include "sanaq/testing/workbook_writer.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr int rounds = 3;
using Rows = std::vector<std::vector<std::string>>;

const Actor office{{}, "bench", Role::bureau, ""};

void print_count(const std::string& name, std::int64_t value) {
  print({"staff.baikonur." + name, static_cast<double>(value), "count"});
}

int measure_town(int involved) {
  CensusSite site(0);
  RehearsalPlan plan;
  plan.involved = involved;
  const MachineUse use;
  const RehearsalFigures f = must(rehearse_staff(site.collection(), plan), "rehearsal");
  const double foreign = use.spent().foreign_cores;
  print({"staff.baikonur", f.seconds, "s", {}, 0, foreign});
  for (const auto& stage : f.stages) print({"staff.baikonur." + stage.name, stage.seconds, "s"});
  print_count("instructors", f.instructors);
  print_count("interviewers", f.interviewers);
  print_count("involved", f.involved);
  print_count("cards", f.cards);
  print_count("cards_verified", f.signatures_good);
  print_count("cards_told_valid", f.checked_valid);
  print_count("cards_told_ended", f.checked_ended);
  print_count("replaced", f.replaced);
  print_count("acts", f.acts);
  std::int64_t missing = 0;
  for (const auto& [kind, one] : f.equipment) missing += one.missing;
  print_count("pieces_missing", missing);
  print_count("people_holding_something", f.still_holding);
  const bool good = f.instructors == plan.instructors && f.interviewers == plan.interviewers &&
                    f.involved == plan.involved && missing == 0 && f.still_holding == 0 &&
                    f.cards == f.signatures_good && f.cards == f.checked_valid && f.cards == f.checked_ended;
  return good ? 0 : 1;
}

std::string csv_of(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ";") + row[i];
    text += '\n';
  }
  return text;
}

std::string workbook_of(const Rows& rows) {
  const std::string path = std::filesystem::temp_directory_path() / "sanaq-bench-list.xlsx";
  testing::write_workbook(path, rows);
  std::string bytes = must(os::read_file(path, std::size_t{32} << 20), "workbook");
  std::filesystem::remove(path);
  return bytes;
}

// Each round other people: whoever is on the books is refused.
Rows people_of(int count, int round) {
  Rows rows(1);
  for (const ApplicationField& field : application_fields()) rows[0].emplace_back(field.name);
  for (int i = 0; i < count; ++i) {
    const ApplicationForm form = invented_application(round * count + i, {"interviewer", "431900000", 15});
    std::vector<std::string>& row = rows.emplace_back();
    for (const ApplicationField& field : application_fields()) row.push_back(form.*(field.value));
  }
  return rows;
}

Rows pieces_of(int count, int round) {
  Rows rows = {{"Наименование", "Серийный номер", "Состояние"}};
  for (int i = 0; i < count; ++i)
    rows.push_back({"Планшет", "B" + std::to_string(round) + "-" + std::to_string(i), "новое"});
  return rows;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double take_people(Collection& c, const std::string& file) {
  const auto begin = std::chrono::steady_clock::now();
  const StaffList list = must(read_staff_file(c.fieldwork().workforce, office, file), "list");
  SANAQ_CHECK(list.findings.empty());
  must(c.fieldwork().workforce.apply(list.candidates, office), "apply");
  return seconds_since(begin);
}

double take_pieces(Collection& c, const equipment::Holder& supplier, const std::string& file) {
  const auto begin = std::chrono::steady_clock::now();
  const auto list = must(read_piece_file(c.equipment(), c.site().texts, file), "pieces");
  SANAQ_CHECK(list.findings.empty());
  const auto bureau = must(c.equipment().office_of(""), "office");
  must(c.equipment().draft(office,
                           {equipment::ActKind::acceptance, supplier.id, bureau.id, list.lines, "", {}}),
       "act");
  return seconds_since(begin);
}

void measure_lists(int rows) {
  CensusSite site(0);
  Collection& c = site.collection();
  const auto supplier = must(
      c.equipment().put_holder(office, {{}, equipment::HolderKind::supplier, "Bench", "", "", "", "", true}),
      "supplier");
  int round = 0;
  for (const bool is_workbook : {false, true}) {
    const auto file = [&](const Rows& table) { return is_workbook ? workbook_of(table) : csv_of(table); };
    const std::string kind = is_workbook ? ".xlsx" : ".csv";
    std::vector<double> people, pieces;
    const MachineUse use;
    for (int i = 0; i < rounds; ++i, ++round) {
      people.push_back(take_people(c, file(people_of(rows, round))));
      pieces.push_back(take_pieces(c, supplier, file(pieces_of(rows, round))));
    }
    const double foreign = use.spent().foreign_cores;
    print({"staff.import" + kind, median(people), "s", {}, 0, foreign});
    print({"piece.import" + kind, median(pieces), "s", {}, 0, foreign});
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"involved", "rows", "only"}, {}), "arguments");
  const auto involved = must(arguments.number("involved", 1'350, 250, 5'000), "involved");
  const auto rows = must(arguments.number("rows", 10'000, 10, 20'000), "rows");
  if (arguments.get("only") != "baikonur") measure_lists(static_cast<int>(rows));
  return arguments.get("only") == "lists" ? 0 : measure_town(static_cast<int>(involved));
}
