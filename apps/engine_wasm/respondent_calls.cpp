#include "engine_wasm/calls.h"
#include "page/session.h"

namespace sanaq {

/// Calls of page::Session. One household a module instance: the page that holds it is the owner.
Result<std::string> answer_call(std::string_view name, std::string_view input) {
  static auto* session = new page::Session;
  return session->call(name, input);
}

}  // namespace sanaq
