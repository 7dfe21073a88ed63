#include "sanaq/fieldwork/fieldwork_parts.h"

namespace sanaq {

FieldworkParts::FieldworkParts(const Ground& ground, crypto::DocumentSeal seal)
    : store_(ground.pool, ground.sealer),
      workforce_(ground.edition.edition, ground.edition.territories(),
                 {store_, ground.sealer, ground.hash, ground.signer, ground.keys, ground.clock, ground.rng}),
      seminar_store_(ground.pool),
      seminars_(seminar_store_, workforce_, ground.clock, ground.rng),
      reports_(ground.pool, ground.sealer),
      handover_(ground.pool),
      tablets_(ground.tablets),
      seal_(std::move(seal)),
      wrong_numbers_(ground.pool, ground.hash, "card number"),
      reports_sent_(ground.pool, ground.hash, "door report"),
      desk_{workforce_, seminars_, reports_, handover_, tablets_, portraits_, seal_, ground.sms} {}

Result<std::unique_ptr<FieldworkParts>> FieldworkParts::open(const Ground& ground,
                                                             const std::string& key_folder) {
  SANAQ_TRY(crypto::DocumentSeal seal, crypto::DocumentSeal::open(key_folder, ground.machine_clock));
  return std::unique_ptr<FieldworkParts>(new FieldworkParts(ground, std::move(seal)));
}

}  // namespace sanaq
