#pragma once
#include <string>
#include <vector>

#include "processing/satisfy.h"

namespace sanaq {

/// The answers of a household that must change so that all rules can hold: the cheapest sets, and for each
/// of them values that prove it.
struct Localisation {
  struct Choice {
    CellSet cells;
    Assignment proof;
  };
  std::vector<Choice> choices;  // equally cheap; none: not found
  int weight = 0;
  /// Nothing cheaper exists over the values tried. False when the search ended early: then `choices` may be
  /// empty or not the cheapest.
  bool exact = true;
  std::vector<Failure> failures;  // rules that do not hold in the record as it stands
};

/// Fellegi and Holt's minimum change (1976). Set covering over the failed rules; where the cheapest cover
/// cannot be completed, the search for values tells which other answers would have to change, and that
/// implied rule joins the set covering (the logic-based Benders form of implied edits, Riera-Ledesma and
/// Salazar-González 2007), until a cover works. A record that holds gives no choices and weight 0.
Localisation localise(EditRecord& record, const EditPlan& plan);

}  // namespace sanaq
