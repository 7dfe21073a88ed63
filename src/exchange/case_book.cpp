#include "exchange/case_book.h"

#include <algorithm>

#include "base/json.h"

namespace sanaq::exchange {

void CaseBook::add(const Record& record) {
  if (const auto* kept = std::get_if<KeptEntry>(&record)) add_entry(*kept);
  if (const auto* entry = std::get_if<FeedEntry>(&record)) add_feed(*entry);
  const auto* kept = std::get_if<KeptSheet>(&record);
  if (kept == nullptr) return;
  const auto sheet = decode_sheet(kept->bytes);
  if (!sheet) return;
  // An answer on a carrier may be older than the last one over the network.
  receipt_at_ = std::max(receipt_at_.value_or(sheet->at), sheet->at);
  for (const SheetLine& line : sheet->lines) add_line(line, sheet->at);
}

void CaseBook::add_entry(const KeptEntry& kept) {
  const auto entry = decode_entry(kept.entry);
  if (!entry) return;
  CaseFile& file = files_[kept.case_id];
  switch (entry->kind) {
    case EntryKind::operations:
      file.shares.push_back({kept.chain, kept.number, 0, false, entry->payload});
      file.finished = false;
      break;
    case EntryKind::visit:
      file.visits.push_back({entry->at, entry->payload});
      break;
    case EntryKind::finish:
      file.finished = true;
      file.returned.clear();
      break;
    case EntryKind::form:
      file.form = entry->payload;
      file.form_chain = kept.chain;
      break;
    case EntryKind::attachment:
      if (const auto note = picture_note(*entry))
        file.pictures.push_back({kept.chain, kept.number, *note, false});
      break;
  }
}

void CaseBook::add_line(const SheetLine& line, UtcInstant at) {
  if (line.standing != Standing::stored && line.standing != Standing::forked) return;
  CaseFile& file = files_[line.case_id];
  file.receipt_at = std::max(file.receipt_at.value_or(at), at);
  for (CaseFile::Share& share : file.shares)
    if (share.chain == line.chain && share.number <= line.head.number) share.confirmed = true;
  for (CaseFile::Picture& picture : file.pictures)
    if (picture.chain == line.chain && picture.number <= line.head.number) picture.confirmed = true;
}

void CaseBook::add_feed(const FeedEntry& entry) {
  if (entry.kind == FeedKind::message) messages_.push_back(entry.payload);
  if (entry.kind == FeedKind::form) form_ = entry.payload;
  if (entry.case_id == CaseId{}) return;
  CaseFile& file = files_[entry.case_id];
  if (entry.kind == FeedKind::assign) file.assignment = entry.payload;
  if (entry.kind == FeedKind::operations)
    file.shares.push_back({ChainId{}, 0, entry.position, true, entry.payload});
  if (entry.kind != FeedKind::message) return;
  // A finished household that the office found incomplete.
  const auto message = parse_json(entry.payload);
  if (!message || !(*message)["findings"].is_array()) return;
  file.finished = false;
  file.returned = entry.payload;
}

const CaseFile* CaseBook::find(CaseId case_id) const {
  const auto found = files_.find(case_id);
  return found == files_.end() ? nullptr : &found->second;
}

std::vector<std::string> CaseBook::operations(CaseId case_id) const {
  const CaseFile* file = find(case_id);
  if (file == nullptr) return {};
  std::vector<std::string> payloads;
  std::vector<const CaseFile::Share*> own, theirs, waiting;
  for (const CaseFile::Share& share : file->shares)
    (share.chain == ChainId{} ? theirs : share.confirmed ? own : waiting).push_back(&share);
  std::stable_sort(theirs.begin(), theirs.end(),
                   [](const auto* a, const auto* b) { return a->position < b->position; });
  auto next = own.begin();
  for (const CaseFile::Share* share : theirs) {
    while (next != own.end() && static_cast<std::int64_t>(payloads.size()) + 1 < share->position)
      payloads.push_back((*next++)->payload);
    payloads.push_back(share->payload);
  }
  for (; next != own.end(); ++next) payloads.push_back((*next)->payload);
  for (const CaseFile::Share* share : waiting) payloads.push_back(share->payload);
  return payloads;
}

CaseState state_of(CaseId case_id, const Tablet& tablet, const CaseBook& book) {
  const CaseOnDevice* of = tablet.find(case_id);
  const CaseFile* file = book.find(case_id);
  if (of == nullptr || file == nullptr) return CaseState::to_visit;
  const Tablet::Count count = tablet.count(case_id);
  const bool lease_gone = !of->assigned && of->epoch > 0;
  if (file->finished && count.confirmed == count.written) return CaseState::confirmed;
  if (lease_gone) return CaseState::withdrawn;
  if (of->completed) return CaseState::online;
  if (file->finished) return CaseState::waiting;
  const auto own = [](const CaseFile::Share& share) { return share.chain != ChainId{}; };
  const bool begun = std::any_of(file->shares.begin(), file->shares.end(), own);
  return begun ? CaseState::begun : CaseState::to_visit;
}

}  // namespace sanaq::exchange
