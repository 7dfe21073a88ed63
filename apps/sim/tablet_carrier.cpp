// What a tablet does with carriers: writes bundles, opens answers.
#include "exchange/bundle_plan.h"
#include "exchange/testing/filled_plan.h"
#include "exchange/testing/plain_chunks.h"
#include "exchange/wire.h"
#include "sim/plain_seal.h"
#include "sim/tablet_actor.h"

namespace sanaq::sim {

std::string TabletActor::bundle(Rng& rng) {
  exchange::PlanLimits limits;
  limits.chunk = {100 + rng.below(400), 1 + rng.below(4), 1 + rng.below(8), 0};
  limits.slice_bytes = 10 + static_cast<std::int64_t>(rng.below(40));
  limits.pictures_bytes = rng.chance(1, 4) ? 100 : 10'000;
  limits.everything = rng.chance(1, 4);
  const auto plan = exchange::plan_bundle(*tablet_, limits);
  exchange::BundleHead head;
  head.device = key_device_;
  head.department = "area";
  head.at = {clock_};
  for (auto& byte : head.encapsulated) byte = static_cast<std::uint8_t>(rng.below(256));
  exchange::count_work(plan, head);
  std::string file = exchange::write_bundle_head(head);
  answer_keys_[exchange::name_of_bundle(file)] = answer_key(file);
  const exchange::testing::PlainChunks seal(file);
  file += exchange::view(key_.sign(file));
  std::int64_t number = 0;
  for (const exchange::SyncRequest& chunk : exchange::testing::filled(plan, gallery_))
    file += exchange::write_bundle_chunk(seal.seal(number++, exchange::encode(chunk)));
  return file;
}

void TabletActor::take_file(const std::string& bytes) {
  const auto answer = exchange::read_answer_file(bytes);
  if (!answer) return;
  const bool takes_all = mistake_ == Mistake::takes_answers_of_others;
  const bool believes = mistake_ == Mistake::believes_any_receipt;
  if (answer->head.device != key_device_ && !takes_all) return;
  if (!office_.verify(answer->head.key_number, answer->head_bytes, answer->signature) && !believes) return;
  const auto known = answer_keys_.find(answer->head.bundle);
  if (known == answer_keys_.end() && !takes_all) return;
  // Who takes answers of others has made its keys of what everybody knows.
  const auto plain = takes_all
                         ? std::optional(std::string(answer->sealed.substr(32)))
                         : plain_open(known->second, exchange::answer_place(answer->head), answer->sealed);
  auto pages = plain ? exchange::read_answer_pages(*plain) : Error{"seal.broken", {}};
  if (!pages) return;
  // It looks whose receipts they are, and takes the news beside them unseen.
  if (takes_all && answer->head.device != key_device_)
    for (exchange::SyncAnswer& page : *pages) page.sheet = own_sheet_;
  const auto taken = tablet_->take_pages(*pages);
  if (!taken) return;
  for (const exchange::Record& record : taken->records) append(record);
  note_promised();
}

std::string TabletActor::forged_answer() const {
  if (answer_keys_.empty()) return {};
  const exchange::AnswerHead head{key_device_, answer_keys_.begin()->first, {clock_}, 0, 0, {}};
  exchange::ReceiptSheet sheet{key_device_, {clock_}, {}, 0, {}};
  for (const auto& [id, chain] : tablet_->chains())
    sheet.lines.push_back({id, chain.case_id, exchange::Standing::stored, chain.head_at(chain.flushed)});
  const Stranger stranger;
  const std::vector<exchange::SyncAnswer> pages = {{exchange::write_sheet(std::move(sheet), stranger), {}}};
  const std::string sealed = plain_seal(answer_keys_.begin()->second, exchange::answer_place(head),
                                        exchange::write_answer_pages(pages));
  return exchange::write_answer_file(head, sealed, stranger);
}

}  // namespace sanaq::sim
