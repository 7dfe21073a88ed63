#include "crypto/signature_algorithm.h"

#include <utility>

namespace sanaq::crypto {
namespace {

constexpr SignatureAlgorithm rsa{"RSA", true}, ecdsa{"ECDSA", true}, sha2{"SHA-2", true},
    sha1{"SHA-1", false}, gost_512{"GOST 34.10-2015 (512)", false}, gost_256{"GOST 34.10-2015 (256)", false},
    gost_2004{"GOST 34.310-2004", false}, streebog{"GOST 34.11-2015", false};

// The national authority has numbers of its own (1.2.398) for what Russia's standard numbers as 1.2.643;
// OpenSSL knows neither without an engine.
constexpr std::pair<std::string_view, SignatureAlgorithm> by_identifier[] = {
    {"1.2.840.113549.1.1.1", rsa},        {"1.2.840.113549.1.1.10", rsa},
    {"1.2.840.113549.1.1.11", rsa},       {"1.2.840.113549.1.1.12", rsa},
    {"1.2.840.113549.1.1.13", rsa},       {"1.2.840.113549.1.1.5", sha1},
    {"1.2.840.10045.2.1", ecdsa},         {"1.2.840.10045.4.3.2", ecdsa},
    {"1.2.840.10045.4.3.3", ecdsa},       {"1.2.840.10045.4.3.4", ecdsa},
    {"1.2.840.10045.4.1", sha1},          {"1.3.14.3.2.26", sha1},
    {"2.16.840.1.101.3.4.2.1", sha2},     {"2.16.840.1.101.3.4.2.2", sha2},
    {"2.16.840.1.101.3.4.2.3", sha2},     {"1.2.398.3.10.1.1.2.2", gost_512},
    {"1.2.398.3.10.1.1.2.3.2", gost_512}, {"1.2.398.3.10.1.1.2.3.1", gost_256},
    {"1.2.398.3.10.1.3.3", streebog},     {"1.2.643.7.1.1.1.2", gost_512},
    {"1.2.643.7.1.1.3.3", gost_512},      {"1.2.643.7.1.1.1.1", gost_256},
    {"1.2.643.7.1.1.3.2", gost_256},      {"1.2.643.7.1.1.2.2", streebog},
    {"1.2.643.7.1.1.2.3", streebog},
};
constexpr std::string_view retired_gost = "1.2.398.3.10.1.1.1.";

}  // namespace

SignatureAlgorithm signature_algorithm(std::string_view object_identifier) {
  for (const auto& [identifier, algorithm] : by_identifier)
    if (identifier == object_identifier) return algorithm;
  if (object_identifier.starts_with(retired_gost)) return gost_2004;
  return {};
}

}  // namespace sanaq::crypto
