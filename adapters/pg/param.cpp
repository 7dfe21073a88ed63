#include "pg/param.h"

#include <limits>

namespace sanaq::pg {

Param::Param(std::string_view text) : state_(State::text), owned_(text) {
  // libpq ends a text at the first zero byte. Sent in binary the whole of it arrives, and the server refuses it.
  if (text.find('\0') == std::string_view::npos) return;
  state_ = State::owned;
  type_ = Wire<std::string_view>::type;
}

std::string_view Param::bytes() const {
  if (state_ == State::owned || state_ == State::text) return owned_;
  return borrowed_.data() == nullptr ? std::string_view("") : borrowed_;
}

BoundParams::BoundParams(Params params) : size_(static_cast<int>(params.size())) {
  SANAQ_CHECK(params.size() <= params_max);
  for (std::size_t i = 0; i < params.size(); ++i) {
    const std::string_view bytes = params[i].bytes();
    SANAQ_CHECK(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    values_[i] = params[i].is_null() ? nullptr : bytes.data();
    lengths_[i] = static_cast<int>(bytes.size());
    formats_[i] = params[i].format();
    types_[i] = params[i].type();
  }
}

}  // namespace sanaq::pg
