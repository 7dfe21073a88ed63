// The engine in the browser: one buffer in, one buffer out, UTF-8 texts. The host writes the name of a call
// and its input one after the other into sanaq_input(), calls sanaq_call(), and reads sanaq_output().
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/json.h"
#include "engine_wasm/calls.h"

#define SANAQ_EXPORT(name) extern "C" __attribute__((export_name(#name), used))

namespace {

std::string& input_buffer() {
  static auto* buffer = new std::string;
  return *buffer;
}
std::string& output_buffer() {
  static auto* buffer = new std::string;
  return *buffer;
}

}  // namespace

/// Room for `size` bytes; valid until the next call.
SANAQ_EXPORT(sanaq_input) char* sanaq_input(std::size_t size) {
  input_buffer().resize(size);
  return input_buffer().data();
}

/// Runs a call (calls.h). The buffer holds `name_size` bytes of the name, then the input. 0: the output is
/// the result; 1: it is {"code","detail"}.
SANAQ_EXPORT(sanaq_call) std::int32_t sanaq_call(std::size_t name_size) {
  const std::string_view all = input_buffer();
  if (name_size > all.size()) return 1;
  auto result = sanaq::answer_call(all.substr(0, name_size), all.substr(name_size));
  if (result) {
    output_buffer() = std::move(*result);
    return 0;
  }
  sanaq::Json error = sanaq::Json::object();
  error.set("code", sanaq::Json::string(result.error().code));
  error.set("detail", sanaq::Json::string(result.error().detail));
  output_buffer() = sanaq::to_text(error);
  return 1;
}

SANAQ_EXPORT(sanaq_output) const char* sanaq_output() { return output_buffer().data(); }
SANAQ_EXPORT(sanaq_output_size) std::size_t sanaq_output_size() { return output_buffer().size(); }

// The standard library tells about a broken invariant through printf, which nobody could read here: trap
// instead.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

extern "C" [[noreturn]] void abort_message(const char*, ...);  // of the C++ runtime, for the same reason
extern "C" void abort_message(const char*, ...) { __builtin_trap(); }

// 128-bit multiplication in the compiler's runtime is built with stack protection; the engine needs its two
// symbols.
extern "C" {
std::uintptr_t __stack_chk_guard = 0x5A17A0u;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
}
