#pragma once
#include <algorithm>
#include <map>

#include "base/text.h"
#include "fieldwork/worker_store.h"

namespace sanaq::testing {

/// People of the census in memory: a plain second implementation of what the database does.
class MemoryWorkerStore final : public WorkerStore {
 public:
  std::vector<AuditRecord> lines;
  bool is_away = false;

  Result<bool> add(const std::vector<NewWorker>& workers, const WorkerEvent& event,
                   const AuditRecord& line) override {
    if (is_away) return away();
    for (const NewWorker& fresh : workers)
      if (is_on_books(fresh.person)) return false;
    for (const NewWorker& fresh : workers) {
      rows_[fresh.stored.worker.id] = {fresh.stored, fresh.person, {event}, {}};
    }
    lines.push_back(line);
    return true;
  }
  Result<std::optional<StoredWorker>> find(WorkerId id) override {
    if (is_away) return away();
    const auto row = rows_.find(id);
    return row == rows_.end() ? std::optional<StoredWorker>() : std::optional(row->second.stored);
  }
  Result<std::optional<StoredWorker>> find_card(std::string_view number) override {
    if (is_away) return away();
    const auto card = cards_.find(number);
    return card == cards_.end() ? std::optional<StoredWorker>() : std::optional(rows_[card->second].stored);
  }
  Result<std::vector<Worker>> list(const WorkerQuery& query) override {
    if (is_away) return away();
    std::vector<Worker> found;
    for (const auto& [id, row] : rows_)
      if (matches(row.stored.worker, query)) found.push_back(row.stored.worker);
    const auto key = [](const Worker& one) {
      return std::pair(fold_case(full_name(one.name)), one.id.value.to_string());
    };
    std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto last =
        std::find_if(found.begin(), found.end(), [&](const Worker& one) { return one.id == query.after; });
    if (last != found.end()) found.erase(found.begin(), last + 1);
    if (static_cast<int>(found.size()) > query.limit) found.resize(static_cast<std::size_t>(query.limit));
    return found;
  }
  Result<bool> save(const std::vector<WorkerChange>& changes) override {
    if (is_away) return away();
    const auto rows = rows_;
    const auto cards = cards_;
    const std::size_t written = lines.size();
    for (const WorkerChange& change : changes) {
      if (save_one(change)) continue;
      rows_ = rows;
      cards_ = cards;
      lines.resize(written);
      return false;
    }
    return true;
  }
  Result<bool> amend(const StoredWorker& worker, const WorkerEvent& event, const AuditRecord& line) override {
    SANAQ_TRY(const bool saved, save({{worker.worker, event, line}}));
    if (saved) rows_[worker.worker.id].stored.sealed = worker.sealed;
    return saved;
  }
  Result<std::vector<WorkerEvent>> events(WorkerId id) override {
    if (is_away) return away();
    return rows_[id].events;
  }
  Result<bool> put_photo(const Worker& worker, const picture::File& photo, const WorkerEvent& event,
                         const AuditRecord& line) override {
    SANAQ_TRY(const bool saved, save({{worker, event, line}}));
    if (saved) rows_[worker.id].photo = photo;
    return saved;
  }
  Result<std::optional<picture::File>> photo(WorkerId id) override {
    if (is_away) return away();
    return rows_[id].photo;
  }
  Result<std::vector<bool>> known(const std::vector<Mac>& persons) override {
    if (is_away) return away();
    std::vector<bool> out;
    for (const Mac& person : persons) out.push_back(is_on_books(person));
    return out;
  }

 private:
  struct Row {
    StoredWorker stored;
    Mac person{};
    std::vector<WorkerEvent> events;
    std::optional<picture::File> photo;
  };

  bool save_one(const WorkerChange& change) {
    Row& row = rows_[change.worker.id];
    if (row.stored.worker.version != change.worker.version - 1) return false;
    row.stored.worker = change.worker;
    row.events.push_back(change.event);
    if (change.event.action == "card") cards_.emplace(change.worker.card->number, change.worker.id);
    lines.push_back(change.line);
    return true;
  }
  static Error away() { return {"store.unavailable", "planned"}; }
  bool is_on_books(const Mac& person) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) {
      return row.second.person == person && !is_final(row.second.stored.worker.state);
    });
  }
  static bool matches(const Worker& worker, const WorkerQuery& query) {
    const auto& in = query.territories;
    if (!in.empty() && std::find(in.begin(), in.end(), worker.territory) == in.end()) return false;
    if (query.state && *query.state != worker.state) return false;
    if (!query.role.empty() && query.role != worker.role) return false;
    const std::string name = fold_case(full_name(worker.name)), wanted = fold_case(query.name);
    const auto words = split_words(wanted);
    return std::all_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
  }

  std::map<WorkerId, Row> rows_;
  std::map<std::string, WorkerId, std::less<>> cards_;
};

}  // namespace sanaq::testing
