#include "exchange/tablet.h"

#include <algorithm>

namespace sanaq::exchange {

Result<Tablet> Tablet::restore(const std::vector<Record>& records, const OfficeKeys& office) {
  if (records.empty() || !std::holds_alternative<KeptDevice>(records[0]))
    return Error{"exchange.journal", "start"};
  Tablet tablet(std::get<KeptDevice>(records[0]).device, office);
  for (std::size_t i = 1; i < records.size(); ++i) SANAQ_TRY_DONE(tablet.apply(records[i]));
  tablet.flushed();
  return tablet;
}

Result<Done> Tablet::apply(const Record& record) {
  if (const auto* kept = std::get_if<KeptEntry>(&record)) return apply_entry(*kept);
  if (const auto* feed = std::get_if<FeedEntry>(&record)) return apply_feed(*feed);
  if (const auto* kept = std::get_if<KeptSheet>(&record)) {
    SANAQ_TRY(const ReceiptSheet sheet, read_sheet(kept->bytes, device_, *office_));
    apply_sheet(sheet);
    return Done{};
  }
  return Error{"exchange.journal", "second start"};
}

const CaseOnDevice* Tablet::find(CaseId case_id) const {
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? nullptr : &found->second;
}

Tablet::Count Tablet::count(CaseId case_id) const {
  Count sum;
  for (const auto& [id, chain] : chains_) {
    if (chain.case_id != case_id) continue;
    sum.written += chain.last();
    sum.confirmed += chain.confirmed;
  }
  return sum;
}

Tablet::Count Tablet::count() const {
  Count sum;
  for (const auto& [id, chain] : chains_) {
    sum.written += chain.last();
    sum.confirmed += chain.confirmed;
  }
  return sum;
}

Unsigned Tablet::write(CaseId case_id, Entry entry, ChainId fresh) const {
  const CaseOnDevice* known = find(case_id);
  Unsigned written;
  written.kept.case_id = case_id;
  written.kept.chain = known != nullptr && known->chain ? *known->chain : fresh;
  const auto chain = chains_.find(written.kept.chain);
  const Head before = chain == chains_.end() ? Head{} : chain->second.head_at(chain->second.last());
  written.kept.number = before.number + 1;
  entry.epoch = known == nullptr ? 0 : known->epoch;
  entry.seen = known == nullptr ? 0 : known->seen;
  written.kept.entry = encode(entry);
  written.link = link_of({written.kept.chain, case_id, written.kept.number, before.link}, written.kept.entry);
  return written;
}

Result<Record> Tablet::add(const Unsigned& entry, const Signature& signature) {
  KeptEntry kept = entry.kept;
  kept.signature = signature;
  if (!apply_entry(kept)) return Error{"exchange.order", {}};
  return Record(std::move(kept));
}

Result<Done> Tablet::apply_entry(const KeptEntry& kept) {
  const auto found = chains_.find(kept.chain);
  const std::int64_t last = found == chains_.end() ? 0 : found->second.last();
  const bool of_case = found == chains_.end() || found->second.case_id == kept.case_id;
  if (kept.number != last + 1 || !of_case) return Error{"exchange.journal", "number"};
  if (found == chains_.end()) order_.push_back(kept.chain);
  Chain& chain = chains_[kept.chain];
  chain.case_id = kept.case_id;
  const Link link = link_of({kept.chain, kept.case_id, kept.number, chain.head_at(last).link}, kept.entry);
  const auto entry = decode_entry(kept.entry);
  chain.entries.push_back({kept.entry, kept.signature, link, entry && picture_note(*entry).has_value()});
  cases_[kept.case_id].chain = kept.chain;
  return Done{};
}

void Tablet::flushed() {
  for (auto& [id, chain] : chains_) chain.flushed = chain.last();
}

Run Tablet::run_of(ChainId id, const Chain& chain, std::int64_t after, std::size_t entries_max,
                   std::size_t bytes_max) {
  Run run{id, chain.case_id, chain.head_at(after), {}, {}};
  std::size_t bytes = 0;
  for (auto i = static_cast<std::size_t>(after); i < static_cast<std::size_t>(chain.flushed); ++i) {
    const Written& written = chain.entries[i];
    bytes += written.entry.size();
    if (run.entries.size() == entries_max || bytes > bytes_max) break;
    // The office takes a run whole or not at all: what needs no picture does not wait for one.
    if (!run.entries.empty() && written.names_picture) break;
    run.entries.push_back(written.entry);
    run.signature = written.signature;
  }
  return run;
}

SyncRequest Tablet::request(const CallLimits& limits) const {
  SyncRequest request{device_, feed_read_, {}};
  std::size_t bytes_left = limits.bytes_max, entries_left = limits.entries_max;
  for (const ChainId id : order_) {
    const Chain& chain = chains_.at(id);
    if (chain.held >= chain.flushed) continue;
    Run run = run_of(id, chain, chain.held, entries_left, bytes_left);
    if (run.entries.empty()) break;  // the call is full
    for (const std::string& entry : run.entries) bytes_left -= entry.size();
    entries_left -= run.entries.size();
    request.runs.push_back(std::move(run));
    if (request.runs.size() == limits.runs_max) break;
  }
  return request;
}

Result<Taken> Tablet::take(const SyncAnswer& answer) {
  SANAQ_TRY(const ReceiptSheet sheet, read_sheet(answer.sheet, device_, *office_));
  std::int64_t next = feed_read_ + 1;
  for (const FeedEntry& entry : answer.feed) {
    if (entry.number > next) return Error{"exchange.feed", {}};
    if (entry.number == next) ++next;
  }
  Taken taken;
  const std::int64_t before = count().confirmed;
  apply_sheet(sheet);
  taken.confirmed = static_cast<std::size_t>(count().confirmed - before);
  if (!sheet.lines.empty()) taken.records.emplace_back(KeptSheet{answer.sheet});
  take_news(answer.feed, taken);
  return taken;
}

// What is known came twice; what leaves a gap waits.
void Tablet::take_news(const std::vector<FeedEntry>& feed, Taken& taken) {
  for (const FeedEntry& entry : feed) {
    if (entry.number != feed_read_ + 1) continue;
    SANAQ_CHECK(apply_feed(entry).has_value());
    taken.records.emplace_back(entry);
    ++taken.news;
  }
}

Result<Taken> Tablet::take_pages(const std::vector<SyncAnswer>& pages) {
  std::vector<ReceiptSheet> sheets;
  bool is_older = false;
  for (const SyncAnswer& page : pages) {
    SANAQ_TRY(ReceiptSheet sheet, read_sheet(page.sheet, device_, *office_));
    is_older = is_older || (receipt_at_ && sheet.at < *receipt_at_);
    sheets.push_back(std::move(sheet));
  }
  Taken taken;
  const std::int64_t before = count().confirmed;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    // What was said before the last receipt may confirm more; what is to be sent was said anew since.
    if (effect_of(sheets[i]) > (is_older ? Effect::sending : Effect::none)) {
      apply_sheet(sheets[i]);
      taken.records.emplace_back(KeptSheet{pages[i].sheet});
    }
    take_news(pages[i].feed, taken);
  }
  taken.confirmed = static_cast<std::size_t>(count().confirmed - before);
  if (is_older && taken.records.empty()) return Error{"answer.old", {}};
  return taken;
}

Tablet::Effect Tablet::effect_of(const ReceiptSheet& sheet) const {
  Effect effect = Effect::none;
  for (const SheetLine& line : sheet.lines) {
    const auto found = chains_.find(line.chain);
    if (found == chains_.end() || found->second.case_id != line.case_id) continue;
    const Chain& chain = found->second;
    const bool matches = chain.matches(line.head), is_gap = line.standing == Standing::gap;
    const bool good = matches && !is_gap && line.standing != Standing::refused;
    if (good && line.head.number > chain.confirmed) return Effect::confirms;
    const bool held = is_gap && chain.held != (matches ? line.head.number : 0);
    const CaseOnDevice* of = find(chain.case_id);
    const bool closes = (!matches || line.standing == Standing::forked) && of->chain == line.chain;
    if (held || closes) effect = Effect::sending;
  }
  return effect;
}

void Tablet::apply_sheet(const ReceiptSheet& sheet) {
  receipt_at_ = std::max(receipt_at_.value_or(sheet.at), sheet.at);
  for (const SheetLine& line : sheet.lines) apply_line(line);
}

// A chain that contradicts what the office holds is written no further; what it holds is handed in all the
// same.
void Tablet::close(const Chain& chain, ChainId id) {
  CaseOnDevice& of = cases_[chain.case_id];
  if (of.chain == id) of.chain.reset();
}

void Tablet::apply_line(const SheetLine& line) {
  const auto found = chains_.find(line.chain);
  if (found == chains_.end() || found->second.case_id != line.case_id) return;
  Chain& chain = found->second;
  const bool matches = chain.matches(line.head);
  if (line.standing == Standing::gap) {
    // The office misses what it had: sending begins again where both agree, or from the beginning.
    chain.held = matches ? line.head.number : 0;
  } else if (line.standing != Standing::refused && matches) {
    chain.confirmed = std::max(chain.confirmed, line.head.number);
    chain.held = std::max(chain.held, line.head.number);
  }
  if (!matches || line.standing == Standing::forked) close(chain, line.chain);
}

Result<Done> Tablet::apply_feed(const FeedEntry& entry) {
  if (entry.number != feed_read_ + 1) return Error{"exchange.journal", "feed"};
  feed_read_ = entry.number;
  if (entry.kind == FeedKind::lock || entry.kind == FeedKind::unlock) {
    locked_ = entry.kind == FeedKind::lock;
    return Done{};
  }
  if (entry.case_id == CaseId{}) return Done{};
  CaseOnDevice& of = cases_[entry.case_id];
  switch (entry.kind) {
    case FeedKind::assign:
      of.assigned = true;
      of.epoch = entry.epoch;
      break;
    case FeedKind::withdraw:
      of.assigned = false;
      break;
    case FeedKind::completed:
      of.completed = true;
      break;
    case FeedKind::operations:
      of.seen = std::max(of.seen, entry.position);
      break;
    default:
      break;
  }
  return Done{};
}

}  // namespace sanaq::exchange
