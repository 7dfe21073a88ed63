#include "store/signature_store_pg.h"

#include <sanaq_sql/institution.h>

#include "store/database.h"

namespace sanaq {
namespace {

std::string signature_context(InstitutionId id, std::int32_t version, std::string_view what) {
  return "list signature " + id.value.to_string() + " " + std::to_string(version) + " " + std::string(what);
}

}  // namespace

Result<bool> SignatureStorePg::put(InstitutionId id, std::int32_t version, const ListSignature& signature) {
  const std::string bytes =
      sealer_.seal(SealPurpose::institution, signature.bytes, signature_context(id, version, "bytes"));
  const std::string signer =
      sealer_.seal(SealPurpose::institution, signature.signer, signature_context(id, version, "signer"));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto stored,
                  connection->execute(sql::institution::put_signature,
                                      {id, version, static_cast<std::int16_t>(signature.kind),
                                       pg::Bytes{bytes}, pg::Bytes{signer}, signature.by, signature.at}));
  return stored == 1;
}

Result<std::optional<ListSignature>> SignatureStorePg::find(InstitutionId id, std::int32_t version) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::institution::find_signature, {id, version}));
  if (rows.empty()) return std::optional<ListSignature>();
  ListSignature found;
  found.kind = static_cast<SignatureKind>(rows[0].get<std::int16_t>(0));
  SANAQ_TRY(found.bytes, sealer_.open(SealPurpose::institution, rows[0].get<pg::Bytes>(1).value,
                                      signature_context(id, version, "bytes")));
  if (const auto signer = rows[0].get<std::optional<pg::Bytes>>(2)) {
    SANAQ_TRY(found.signer, sealer_.open(SealPurpose::institution, signer->value,
                                         signature_context(id, version, "signer")));
  }
  found.by = rows[0].get<std::string>(3);
  found.at = rows[0].get<UtcInstant>(4);
  return std::optional(std::move(found));
}

}  // namespace sanaq
