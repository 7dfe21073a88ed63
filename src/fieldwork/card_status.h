#pragma once
#include <string_view>

#include "fieldwork/worker.h"

namespace sanaq {

/// What the public is told of a card number.
enum class CardStatus : std::uint8_t {
  valid,    // today, and its holder works
  not_yet,  // valid later
  suspended,
  ended,  // its time is over, its holder left, or another card took its place
  unknown,
};
std::string_view to_string(CardStatus status);

/// number: as written by parse_card_number(); worker: who held a card of this number at any time.
CardStatus card_status(const Worker& worker, std::string_view number, CivilDate today);

}  // namespace sanaq
