// The engine natively, on the household questionnaire of kz-2021.
//   engine_perf            figures, a JSON object a line: what script/bench compares with the peer
//   engine_perf household N  the household of N members as answers JSON, for the peer
//   engine_perf bundle       the form as the browser loads it, with all lists in it
#include <cstring>

#include "edition_files/edition_files.h"
#include "interview/interview.h"
#include "interview/program.h"
#include "machine_use.h"
#include "measure.h"
#include "os/clocks.h"
#include "os/files.h"
#include "page/session.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr const char* family_file = "specimens/questionnaires/kz-2021/_clean/family_of_five.json";
constexpr std::size_t rows_max = 1'000'000;
constexpr int rounds = 9;
constexpr std::int64_t round_micros = 100'000;

/// The family of the specimens with its last child repeated until `members` are there.
std::string household_of(std::size_t members) {
  Json family = must(parse_json(must(os::read_file(family_file), "family")), "family");
  Json list = Json::array();
  const std::vector<Json>& five = family["lists"]["members"].items();
  for (std::size_t i = 0; i < members; ++i) {
    Json item = Json::object();
    item.set("id", Json::string("p" + std::to_string(i)));
    item.set("answers", five[std::min<std::size_t>(i, 4)]["answers"]);
    list.push(std::move(item));
  }
  Json lists = Json::object();
  lists.set("members", std::move(list));
  family.set("lists", std::move(lists));
  return to_text(family);
}

/// Median over rounds of the microseconds one call takes.
template <class Call>
double micros_of(Call call) {
  std::vector<double> found;
  for (int round = 0; round < rounds; ++round) {
    std::int64_t calls = 0, elapsed = 0;
    const std::int64_t start = os::monotonic_micros();
    while ((elapsed = os::monotonic_micros() - start) < round_micros)
      for (int i = 0; i < 16; ++i, ++calls) call();
    found.push_back(static_cast<double>(elapsed) / static_cast<double>(calls));
  }
  return median(std::move(found));
}

struct Engine {
  EditionFiles edition = must(load_edition("editions/kz-2021"), "edition");
  std::shared_ptr<const Program> program = std::make_shared<const Program>(*edition.form.form);
  InterviewContext context{edition.edition.census_date};

  Interview open(std::size_t members) const {
    return must(open_answers(program, context, std::string_view(household_of(members))), "open");
  }
};

double set_answer_micros(const Engine& engine, std::size_t members) {
  Interview interview = engine.open(members);
  Operation operation;
  operation.question = "birth_date";
  operation.item = "p1";
  bool odd = false;
  std::size_t findings = 0;
  const double micros = micros_of([&] {
    operation.value = (odd = !odd) ? "1988-05-04" : "1987-05-04";
    must(interview.apply(operation), "apply");
    findings += interview.findings().size() + (interview.on_path({0}) ? 1 : 0);
  });
  return findings == SIZE_MAX ? 0 : micros;
}

double validate_micros(const Engine& engine, std::size_t members) {
  const std::string json = household_of(members);
  std::size_t findings = 0;
  const double micros = micros_of([&] {
    const Interview interview =
        must(open_answers(engine.program, engine.context, std::string_view(json)), "open");
    findings += interview.findings().size();
  });
  return findings == SIZE_MAX ? 0 : micros;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::strcmp(argv[1], "household") == 0) {
    std::printf("%s\n", household_of(std::strtoul(argv[2], nullptr, 10)).c_str());
    return 0;
  }
  const Engine engine;
  if (argc == 2 && std::strcmp(argv[1], "bundle") == 0) {
    const std::string texts = must(os::read_file("locale/page.csv"), "texts");
    const std::string package = write_package(engine.edition.form_source, rows_max);
    std::fputs(page::write_bundle(package, texts, engine.context.census_date).c_str(), stdout);
    return 0;
  }
  const MachineUse use;
  for (const std::size_t members : {std::size_t{5}, std::size_t{50}}) {
    const std::string suffix = members == 5 ? "" : "." + std::to_string(members);
    const double set = set_answer_micros(engine, members), validate = validate_micros(engine, members);
    print({"engine.set_answer" + suffix, 1e6 / set, "answers/s", {}, 0, use.spent().foreign_cores});
    print({"engine.validate" + suffix, validate, "µs", {}, 0, use.spent().foreign_cores});
    print({"engine.memory" + suffix,
           static_cast<double>(engine.open(members).memory_bytes()),
           "bytes",
           {},
           0,
           use.spent().foreign_cores});
  }
}
