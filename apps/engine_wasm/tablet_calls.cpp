#include "exchange/tablet_calls.h"
#include "engine_wasm/calls.h"
#include "frame/walk.h"
#include "page/session.h"

namespace sanaq {

/// Calls of page::Session, of exchange::TabletCalls as `tablet.…`, and `walk` (frame/walk.h).
Result<std::string> answer_call(std::string_view name, std::string_view input) {
  static auto* session = new page::Session;
  static auto* tablet = new exchange::TabletCalls;
  constexpr std::string_view of_tablet = "tablet.";
  if (name.starts_with(of_tablet)) return tablet->call(name.substr(of_tablet.size()), input);
  if (name == "walk") return walk_call(input);
  return session->call(name, input);
}

}  // namespace sanaq
