#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/rng.h"
#include "interview/testing/scenario.h"

namespace sanaq::testing {

/// What may make an answer depend on how it came about; some properties hold only without.
enum class History : std::uint8_t { none, kept };

/// A small well-typed form with questions of all types, groups, a list with a matrix question, aggregates,
/// defaults, filters, checks. The same seed gives the same form. `languages`: order of the language columns.
FormText random_form(Rng& rng, History history,
                     const std::vector<std::string>& languages = {"kk", "ru", "en"});

/// A scenario over the random form of a seed; none when the compiler refuses the form.
std::unique_ptr<Scenario> scenario_of(std::uint64_t seed, History history);

/// An operation that fits the form, at least mostly: now and then an item or option does not exist.
Operation random_operation(Rng& rng, const Interview& interview);
/// A value that fits the question most of the time.
std::string random_value(Rng& rng, const Form& form, NodeIndex node);

}  // namespace sanaq::testing
