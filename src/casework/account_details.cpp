#include "casework/account_details.h"

#include "base/json.h"

namespace sanaq {
namespace {

Json json_of(const RegisteredPerson& person) {
  Json json = Json::object();
  json.set("family_name", Json::string(person.family_name));
  json.set("given_name", Json::string(person.given_name));
  json.set("patronymic", Json::string(person.patronymic));
  json.set("sex", Json::number(static_cast<int>(person.sex)));
  json.set("birth_date", Json::string(person.birth_date.to_string()));
  return json;
}

Json json_of(const AccountDetails& details) {
  Json json = Json::object();
  json.set("iin", Json::string(details.iin));
  json.set("document", Json::string(details.document));
  json.set("phone", Json::string(details.phone));
  json.set("email", Json::string(details.email));
  json.set("register", Json::number(static_cast<int>(details.register_outcome)));
  Json former = Json::array();
  for (const auto& phone : details.former_phones) former.push(Json::string(phone));
  json.set("former_phones", std::move(former));
  if (details.person) json.set("person", json_of(*details.person));
  return json;
}

Result<AccountDetails> details_of(const Json& json) {
  if (!json["iin"].is_string() || !json["phone"].is_string()) return Error{"account.form", {}};
  AccountDetails details;
  details.iin = json["iin"].text();
  details.document = json["document"].text();
  details.phone = json["phone"].text();
  details.email = json["email"].text();
  details.register_outcome = static_cast<RegisterOutcome>(json["register"].integer() & 3);
  for (const Json& phone : json["former_phones"].items()) details.former_phones.push_back(phone.text());
  if (json.has("person")) {
    const Json& person = json["person"];
    const auto birth = CivilDate::parse(person["birth_date"].text());
    if (!birth) return Error{"account.form", {}};
    details.person = RegisteredPerson{person["family_name"].text(), person["given_name"].text(),
                                      person["patronymic"].text(),
                                      person["sex"].integer() == 2 ? Sex::female : Sex::male, *birth};
  }
  return details;
}

}  // namespace

std::string write_details(const AccountDetails& details) { return to_canonical(json_of(details)); }

Result<AccountDetails> read_details(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return Error{"account.form", {}};
  return details_of(*json);
}

std::string write_pending(const PendingRegistration& pending) {
  Json json = Json::object();
  json.set("details", json_of(pending.details));
  json.set("language", Json::string(pending.language));
  json.set("send_to", Json::string(pending.send_to));
  return to_canonical(json);
}

Result<PendingRegistration> read_pending(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return Error{"account.form", {}};
  PendingRegistration pending;
  SANAQ_TRY(pending.details, details_of((*json)["details"]));
  pending.language = (*json)["language"].text();
  pending.send_to = (*json)["send_to"].text();
  return pending;
}

}  // namespace sanaq
