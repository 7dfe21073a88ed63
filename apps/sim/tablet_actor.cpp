#include "sim/tablet_actor.h"

#include <algorithm>

#include "base/sha256.h"
#include "exchange/wire.h"

namespace sanaq::sim {
namespace {

using exchange::Record;

constexpr std::size_t frame_head = 12, sum_from = 4, sum_bytes = 8;

// A reader that believes what it finds, as one without check sums would.
std::string with_sums_mended(std::string journal) {
  for (std::size_t at = 0; at + frame_head < journal.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < sum_from; ++i)
      length |= static_cast<std::size_t>(static_cast<unsigned char>(journal[at + i])) << (8 * i);
    length = std::min(length, journal.size() - at - frame_head);
    for (std::size_t i = 0; i < sum_from; ++i) journal[at + i] = static_cast<char>((length >> (8 * i)) & 255);
    journal.replace(at + sum_from, sum_bytes,
                    sha256(std::string_view(journal).substr(at + frame_head, length)).substr(0, sum_bytes));
    at += frame_head + length;
  }
  return journal;
}

exchange::ChainId random_chain(Rng& rng) {
  Uuid::Bytes bytes{};
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(rng.below(256));
  return {Uuid(bytes)};
}

// A chain named after device and case: two lives of a tablet would write into the same one.
exchange::ChainId chain_of(DeviceId device, CaseId case_id) {
  const std::string digest = sha256(std::string(exchange::view(device.value.bytes())) +
                                    std::string(exchange::view(case_id.value.bytes())));
  Uuid::Bytes bytes{};
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  return {Uuid(bytes)};
}

const Stranger gullible;

}  // namespace

TabletActor::TabletActor(DeviceId device, std::size_t area, const exchange::OfficeKeys& office,
                         Mistake mistake)
    : key_device_(device),
      area_(area),
      office_(mistake == Mistake::believes_any_receipt ? gullible : office),
      key_(device),
      mistake_(mistake),
      tablet_(std::make_unique<exchange::Tablet>(device, office_)) {
  append(tablet_->journal_start());
  flush();
  keep_image();
}

void TabletActor::append(const Record& record) {
  disk_.append(exchange::encode(record));
  if (const auto* news = std::get_if<exchange::FeedEntry>(&record)) new_news_.push_back(*news);
  book_.add(record);
}

// The chain that is being written says which questionnaire its answers belong to.
bool TabletActor::is_under(CaseId case_id, const std::string& form) const {
  const exchange::CaseFile* file = book_.find(case_id);
  const exchange::CaseOnDevice* known = tablet_->find(case_id);
  return file != nullptr && known != nullptr && known->chain == file->form_chain && file->form == form;
}

void TabletActor::write(CaseId case_id, Rng& rng) {
  const bool tells = mistake_ != Mistake::forgets_new_form || rng.chance(1, 2);
  if (const std::string form = book_.form(); !form.empty() && tells && !is_under(case_id, form))
    write_entry(case_id, exchange::EntryKind::form, form, rng);
  const auto kind = rng.chance(1, 5) ? exchange::EntryKind::visit : exchange::EntryKind::operations;
  const std::string answer = "q" + std::to_string(rng.below(9)) + "=" + std::to_string(++written_);
  if (rng.chance(1, 16))
    write_entry(case_id, exchange::EntryKind::attachment, take_picture(rng), rng);
  else
    write_entry(case_id, kind, book_.form() + '|' + answer, rng);
  if (mistake_ == Mistake::sends_before_flush) tablet_->flushed();
}

void TabletActor::write_entry(CaseId case_id, exchange::EntryKind kind, const std::string& payload,
                              Rng& rng) {
  exchange::Entry entry;
  entry.kind = kind;
  entry.at = {clock_ += static_cast<std::int64_t>(rng.below(60'000'000))};
  entry.salt = rng.next();
  entry.payload = payload;
  const bool named = mistake_ == Mistake::numbers_again_after_update;
  const auto fresh = named ? chain_of(key_device_, case_id) : random_chain(rng);
  const auto written = tablet_->write(case_id, entry, fresh);
  const auto record = tablet_->add(written, key_.sign(written.to_sign()));
  SANAQ_CHECK(record.has_value());
  append(*record);
}

std::string TabletActor::take_picture(Rng& rng) {
  std::string bytes = "picture " + std::to_string(written_);
  bytes.append(rng.below(60), '.');
  exchange::PictureNote note{{}, static_cast<std::int64_t>(bytes.size())};
  const std::string digest = sha256(bytes);
  std::copy(digest.begin(), digest.end(), note.name.begin());
  gallery_.emplace(note.name, std::move(bytes));
  return exchange::write_picture_note(note);
}

exchange::PicturePart TabletActor::part_of(const exchange::PictureWant& want, Rng& rng) const {
  const auto found = gallery_.find(want.picture.name);
  if (found == gallery_.end()) return {want.picture, 0, 0, {}};
  const std::string& whole = found->second;
  const std::size_t from = std::min(static_cast<std::size_t>(want.from), whole.size() - 1);
  return {want.picture, static_cast<std::int64_t>(whole.size()), static_cast<std::int64_t>(from),
          whole.substr(from, 1 + rng.below(30))};
}

void TabletActor::flush() {
  disk_.flush();
  tablet_->flushed();
  note_flushed();
}

void TabletActor::note_flushed() {
  for (const auto& [id, chain] : tablet_->chains())
    for (std::int64_t& at = owed_to_[id]; at < chain.last(); ++at)
      owed_.insert({id, at + 1, chain.entries[static_cast<std::size_t>(at)].entry});
}

void TabletActor::note_promised() {
  for (const auto& [id, chain] : tablet_->chains())
    for (std::int64_t& at = promised_to_[id]; at < chain.confirmed; ++at) {
      new_promises_.push_back({id, at + 1, chain.entries[static_cast<std::size_t>(at)].entry});
      promised_.insert(new_promises_.back());
    }
}

std::string TabletActor::call(Rng& rng) {
  exchange::CallLimits limits;
  limits.entries_max = 1 + rng.below(8);
  limits.runs_max = 1 + rng.below(4);
  limits.bytes_max = 50 + rng.below(400);
  auto request = tablet_->request(limits);
  if (!wants_.empty() && rng.chance(2, 3)) {
    if (rng.chance(1, 2)) request.runs.clear();
    for (const auto& want : wants_) request.pictures.push_back(part_of(want, rng));
  }
  if (mistake_ == Mistake::forgets_after_sending) forget(request);
  return exchange::encode(request);
}

// Frees the space of what was sent, without waiting for the receipt.
void TabletActor::forget(const exchange::SyncRequest& sent) {
  flush();
  std::vector<Record> left;
  for (Record& record : exchange::read_journal(disk_.durable()).records) {
    const auto* kept = std::get_if<exchange::KeptEntry>(&record);
    const bool gone =
        kept != nullptr && std::any_of(sent.runs.begin(), sent.runs.end(),
                                       [&](const auto& run) { return run.chain == kept->chain; });
    if (!gone) left.push_back(std::move(record));
  }
  std::string bytes;
  for (const Record& record : left) bytes += exchange::encode(record);
  disk_.set_back(std::move(bytes));
  restart();
}

void TabletActor::take(const std::string& bytes) {
  const auto answer = exchange::decode_answer(bytes);
  if (!answer) return;
  const auto taken = tablet_->take(*answer);
  if (!taken) return;
  wants_ = answer->wants;
  own_sheet_ = answer->sheet;
  for (const Record& record : taken->records) append(record);
  note_promised();
}

void TabletActor::restart() {
  std::string found = disk_.durable();
  if (mistake_ == Mistake::ignores_check_sums) found = with_sums_mended(std::move(found));
  const auto journal = exchange::read_journal(found);
  if (mistake_ == Mistake::ignores_check_sums) disk_.set_back(found);
  disk_.cut(journal.bytes_good);
  wants_.clear();
  auto restored = exchange::Tablet::restore(journal.records, office_);
  if (!restored && mistake_ == Mistake::ignores_check_sums)
    restored = exchange::Tablet(key_device_, office_);  // what cannot be read is gone
  SANAQ_CHECK(restored.has_value());
  tablet_ = std::make_unique<exchange::Tablet>(*std::move(restored));
  book_ = exchange::CaseBook();
  for (const Record& record : journal.records) book_.add(record);
  // What a crash left whole is durable from now on; receipts read again promise nothing new.
  note_flushed();
}

void TabletActor::crash(Rng& rng, bool torn) {
  disk_.crash(rng, torn);
  restart();
}

void TabletActor::update(Rng& rng) {
  flush();
  if (mistake_ == Mistake::numbers_again_after_update && rng.chance(1, 2)) {
    // The new program begins with an empty journal, as everything was confirmed.
    const auto count = tablet_->count();
    if (count.confirmed == count.written) {
      disk_.set_back(exchange::encode(tablet_->journal_start()));
      owed_to_.clear();
      promised_to_.clear();
    }
  }
  restart();
}

void TabletActor::set_back() {
  set_back_ = true;
  const auto journal = exchange::read_journal(image_);
  std::set<Work> left = promised_;
  for (const Record& record : journal.records)
    if (const auto* kept = std::get_if<exchange::KeptEntry>(&record))
      left.insert({kept->chain, kept->number, kept->entry});
  owed_ = std::move(left);
  owed_to_.clear();
  promised_to_.clear();
  disk_.set_back(image_);
  restart();
  new_promises_.clear();
}

}  // namespace sanaq::sim
