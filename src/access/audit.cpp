#include "access/audit.h"

#include "base/json.h"
#include "base/sha256.h"

namespace sanaq {

std::string audit_hash(std::string_view previous, const AuditRecord& record) {
  Json line = Json::object();
  line.set("number", Json::number(record.number));
  line.set("at", Json::string(to_rfc3339(record.at)));
  line.set("actor", Json::string(record.actor));
  line.set("action", Json::string(record.action));
  line.set("subject", Json::string(record.subject));
  line.set("detail", Json::string(record.detail));
  const std::string start = previous.empty() ? std::string(32, '\0') : std::string(previous);
  return sha256(start + to_canonical(line));
}

}  // namespace sanaq
