#pragma once
#include <string_view>

namespace sanaq::crypto {

/// What a key or a signature is made by, as its object identifier says.
struct SignatureAlgorithm {
  std::string_view name;      // for people: "GOST 34.10-2015 (512)"
  bool is_supported = false;  // this installation can check it
};

/// By object identifier in dotted form, of a key, a digest or a signature. Unknown ones are not supported and
/// have no name.
SignatureAlgorithm signature_algorithm(std::string_view object_identifier);

}  // namespace sanaq::crypto
