#include "sanaq/office/office_desks.h"

#include "sanaq/office/staff_accounts.h"

namespace sanaq {
namespace {

Mac session_mac(const KeyedHash& hash, std::string_view token) {
  return hash.mac(HashPurpose::session, "staff:" + std::string(token));  // as sign_in() stores it
}

}  // namespace

Result<std::string> StaffDeskPg::sign_in(const std::string& login, const std::string& password,
                                         const std::string& code) {
  return sanaq::sign_in(parts_.store, parts_.audit, parts_.sealer, parts_.hash, parts_.clock,
                        parts_.code_clock.now(), login, password, code);
}

Result<std::optional<Actor>> StaffDeskPg::session(std::string_view token) {
  return parts_.store.find_session(session_mac(parts_.hash, token), parts_.clock.now());
}

Result<Done> StaffDeskPg::sign_out(std::string_view token) {
  return parts_.store.end_session(session_mac(parts_.hash, token));
}

Result<Done> AuditDeskPg::append(AuditRecord record) {
  SANAQ_TRY([[maybe_unused]] const AuditRecord written, log_.append(std::move(record)));
  return Done{};
}

}  // namespace sanaq
