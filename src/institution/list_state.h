#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace sanaq {

/// Where an institution's list of people stands. The numbers are stored.
enum class ListState : std::uint8_t {
  draft = 1,     // the employee types it or brings it as a table
  sent = 2,      // the department looks at it
  returned = 3,  // with remarks: the employee mends it and sends the next version
  accepted = 4,  // stage 2: its people are worked through
  closed = 5,    // every person has an outcome, and the act was made
};

enum class ListCommand : std::uint8_t { send, accept, give_back, close };

std::string_view to_string(ListState state);
std::optional<ListState> parse_list_state(std::string_view text);

/// The state a command leads to; nothing when it cannot be given in this state.
std::optional<ListState> after(ListState state, ListCommand command);
/// Whether people can be added, changed and taken off.
bool is_being_drawn_up(ListState state);

}  // namespace sanaq
