#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "institution/institution.h"

namespace sanaq {

/// How a list that was sent is signed: with the organisation's digital key, or by hand on the print. The
/// numbers are stored.
enum class SignatureKind : std::uint8_t { digital = 1, paper_pdf = 2, paper_jpeg = 3 };

struct ListSignature {
  SignatureKind kind = SignatureKind::digital;
  std::string bytes;   // the CMS, or the scan
  std::string signer;  // of a digital one: the name in the certificate
  std::string by;      // log-in that brought it
  UtcInstant at;
};

/// Who signed, as the certificate says.
struct OrganisationSigner {
  std::string number;  // business number of the organisation; empty: a private person
  std::string name;
};

/// Checks signatures of organisations (port). Any thread.
class OrganisationSignatures {
 public:
  virtual ~OrganisationSignatures() = default;
  /// cms: detached, over exactly the bytes of `content`. at: when it must have held. Errors:
  /// "signature.format", "signature.unsupported" (an algorithm that cannot be checked here),
  /// "signature.content", "signature.expired", "signature.authority".
  virtual Result<OrganisationSigner> check(std::string_view cms, std::string_view content, UtcInstant at) = 0;
};

/// Signatures under lists that were sent (port); sealed. Errors of every function: "store.unavailable", and
/// "seal.broken" where something is opened.
class SignatureStore {
 public:
  virtual ~SignatureStore() = default;
  /// Takes the place of one that was brought before, as long as the version is undecided; false afterwards.
  virtual Result<bool> put(InstitutionId id, std::int32_t version, const ListSignature& signature) = 0;
  virtual Result<std::optional<ListSignature>> find(InstitutionId id, std::int32_t version) = 0;
};

}  // namespace sanaq
