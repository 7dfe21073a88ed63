#include "sanaq/command/staff_verbs.h"

#include <cstdio>

#include "sanaq/equipment/equipment_words.h"

namespace sanaq {

std::string StaffShift::text(std::string_view key, const std::vector<std::string>& args) const {
  return collection.site().texts.text(key, language, args);
}

std::string StaffShift::told(const Error& error) const {
  const Messages& texts = collection.site().texts;
  const Vocabulary words(collection.edition().edition, collection.edition().territories(), texts);
  const std::string key = "staff.error." + error.code;
  if (texts.has(key)) return error.code + ": " + text(key);
  if (is_refusal(words, error)) return error.code + ": " + shown_refusal(words, language, error);
  return error.code + (error.detail.empty() ? "" : " " + error.detail);
}

Result<CivilDate> StaffShift::day(const char* option, CivilDate otherwise) const {
  if (!arguments.has(option)) return otherwise;
  auto read = CivilDate::parse(arguments.get(option));
  if (!read) return Error{"argument.value", std::string("--") + option};
  return *read;
}

Result<WorkerId> StaffShift::worker(const std::string& word) const {
  const auto id = Uuid::parse(word);
  if (!id) return Error{"argument.value", "WORKER"};
  return WorkerId{*id};
}

Result<int> StaffShift::for_each(const Words& words,
                                 const std::function<Result<Worker>(WorkerId)>& deed) const {
  if (words.empty()) return Error{"argument.value", "WORKER"};
  int code = exit_good;
  for (const std::string& word : words) {
    SANAQ_TRY(const WorkerId id, worker(word));
    const auto done = deed(id);
    if (!done && done.error().code == "store.unavailable") return done.error();
    if (done) {
      std::printf("%s %s\n", word.c_str(),
                  text("staff.state." + std::string(to_string(done->state))).c_str());
    } else {
      std::fprintf(stderr, "%s %s\n", word.c_str(), told(done.error()).c_str());
      code = exit_found;
    }
  }
  return code;
}

}  // namespace sanaq
