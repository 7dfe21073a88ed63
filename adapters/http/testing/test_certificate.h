#pragma once
#include <string>

namespace sanaq::http::testing {

/// A self-signed P-256 certificate for localhost and 127.0.0.1, good for a day.
struct TestCertificate {
  std::string certificate_file;
  std::string key_file;
};
/// Writes both as PEM into `folder`.
TestCertificate make_test_certificate(const std::string& folder);

}  // namespace sanaq::http::testing
