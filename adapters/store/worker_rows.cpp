#include "store/worker_rows.h"

#include "base/text.h"

namespace sanaq {
namespace {

/// Reads the columns one after the other.
class Columns {
 public:
  explicit Columns(const pg::Row& row) : row_(row) {}
  template <class T>
  T next() {
    return row_.get<T>(at_++);
  }

 private:
  const pg::Row& row_;
  int at_ = 0;
};

std::optional<int> points_in(std::optional<std::int32_t> value) {
  return value ? std::optional<int>(*value) : std::nullopt;
}

std::optional<WorkContract> contract_of(Columns& in) {
  const auto number = in.next<std::optional<std::string>>();
  const auto from = in.next<std::optional<CivilDate>>();
  const auto until = in.next<std::optional<CivilDate>>();
  auto category = in.next<std::optional<std::string>>();
  if (!number || !from || !until) return std::nullopt;
  return WorkContract{*number, *from, *until, category.value_or("")};
}

std::optional<StaffCard> card_of(Columns& in) {
  const auto number = in.next<std::optional<std::string>>();
  const auto issued = in.next<std::optional<CivilDate>>();
  const auto from = in.next<std::optional<CivilDate>>();
  const auto until = in.next<std::optional<CivilDate>>();
  if (!number || !issued || !from || !until) return std::nullopt;
  return StaffCard{*number, *issued, *from, *until};
}

}  // namespace

StoredWorker stored_worker_of(const pg::Row& row) {
  Columns in(row);
  Worker worker;
  worker.id = {in.next<Uuid>()};
  worker.role = in.next<std::string>();
  worker.territory = in.next<std::string>();
  worker.name.surname = in.next<std::string>();
  worker.name.given = in.next<std::string>();
  worker.name.patronymic = in.next<std::string>();
  worker.languages = in.next<std::vector<std::string>>();
  worker.education = in.next<std::string>();
  worker.computer_points = points_in(in.next<std::optional<std::int32_t>>());
  worker.state = static_cast<WorkerState>(in.next<std::int16_t>());
  worker.contract = contract_of(in);
  worker.attended = in.next<bool>();
  worker.test_points = points_in(in.next<std::optional<std::int32_t>>());
  worker.card = card_of(in);
  worker.ended_on = in.next<std::optional<CivilDate>>();
  worker.reason = in.next<std::string>();
  worker.has_photo = in.next<bool>();
  worker.version = in.next<std::int32_t>();
  worker.applied_at = in.next<UtcInstant>();
  return {std::move(worker), std::string(in.next<pg::Bytes>().value)};
}

std::vector<std::string> name_patterns(std::string_view typed) {
  std::vector<std::string> patterns;
  const std::string folded = fold_case(typed);
  for (const std::string_view word : split_words(folded)) {
    std::string pattern = "%";
    for (const char c : word) {
      if (c == '%' || c == '_' || c == '\\') pattern += '\\';
      pattern += c;
    }
    patterns.push_back(pattern + '%');
  }
  return patterns;
}

}  // namespace sanaq
