#include "fieldwork/card_status.h"

namespace sanaq {

std::string_view to_string(CardStatus status) {
  switch (status) {
    case CardStatus::valid:
      return "valid";
    case CardStatus::not_yet:
      return "not_yet";
    case CardStatus::suspended:
      return "suspended";
    case CardStatus::ended:
      return "ended";
    case CardStatus::unknown:
      return "unknown";
  }
  return "";
}

CardStatus card_status(const Worker& worker, std::string_view number, CivilDate today) {
  if (!worker.card || worker.card->number != number) return CardStatus::ended;
  if (worker.state == WorkerState::suspended) return CardStatus::suspended;
  if (worker.state != WorkerState::working || today > worker.card->until) return CardStatus::ended;
  return today < worker.card->from ? CardStatus::not_yet : CardStatus::valid;
}

}  // namespace sanaq
