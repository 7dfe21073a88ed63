#include "sanaq/fieldwork/card_document.h"

#include <algorithm>

#include "base/shown_date.h"
#include "documents/identity_card.h"
#include "documents/pdf_signature.h"

namespace sanaq {
namespace {

constexpr std::size_t card_languages = 2;  // the state language and Russian in Kazakhstan's editions

std::string_view role_name(const Edition& edition, const std::string& code, std::string_view language) {
  const RoleRules* role = find_role(edition.roles, code);
  return role == nullptr ? std::string_view(code) : name_in(role->name, language);
}

// The same fact in the languages of the card, told once where they agree.
std::string both(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (i == 0 || texts[i] != texts[i - 1]) out += (i == 0 ? "" : " / ") + texts[i];
  return out;
}

}  // namespace

IssuingBody issuing_body(const Edition& edition, const Codelist& territories, const std::string& territory) {
  const std::string language = edition.languages.front();
  const std::size_t parent = territories.column("parent");
  const Codelist::Row* row = territories.find(territory);
  for (int step = 0; step < 10 && row != nullptr && !row->columns[parent].empty(); ++step)
    row = territories.find(row->columns[parent]);
  if (row == nullptr) return {"bureau", std::string(role_name(edition, "bureau", language))};
  return {row->code, std::string(territories.label(row->code, language)) + " — " +
                         std::string(role_name(edition, "department", language))};
}

std::string card_address(const Workforce& workforce, const Worker& worker, const std::string& site) {
  return site + "/staff-check?code=" + workforce.slip(worker);
}

Result<std::string> card_document(const FieldworkDesk& desk, const Messages& texts, const Worker& worker,
                                  const picture::File& photo, const std::string& site, UtcInstant now) {
  const Edition& edition = desk.workforce.edition();
  const Codelist& territories = desk.workforce.territories();
  const std::size_t count = std::min(edition.languages.size(), card_languages);
  const auto in_each = [&](auto tell) {
    std::vector<std::string> told;
    for (std::size_t i = 0; i < count; ++i) told.push_back(tell(edition.languages[i]));
    return told;
  };
  const auto label = [&](std::string_view key) {
    return both(in_each([&](const std::string& language) { return texts.text(key, language); }));
  };
  const auto day = [&](CivilDate date) {
    const std::string text = date.to_string();
    return text.substr(8, 2) + '.' + text.substr(5, 2) + '.' + text.substr(0, 4);
  };
  const IssuingBody body = issuing_body(edition, territories, worker.territory);
  IdentityCard card;
  card.issuer = body.name;
  card.census = edition_title(edition, edition.languages.front());
  card.titles = in_each([&](const std::string& l) { return texts.text("staff_card.title", l); });
  card.name = full_name(worker.name);
  card.roles = in_each([&](const std::string& l) { return std::string(role_name(edition, worker.role, l)); });
  card.facts = {{label("staff_card.area"), both(in_each([&](const std::string& l) {
                   return worker.territory.empty() ? texts.text("staff_card.country", l)
                                                   : std::string(territories.label(worker.territory, l));
                 }))},
                {label("staff_card.issued"), day(worker.card->issued)},
                {label("staff_card.valid"), day(worker.card->from) + " – " + day(worker.card->until)}};
  card.number = worker.card->number;
  card.how_to_check = in_each([&](const std::string& l) {
    return texts.text("staff_card.check", l, {site + "/staff-check", edition.staff.check_phone});
  });
  card.qr_text = card_address(desk.workforce, worker, site);
  card.photo = photo.bytes;
  SANAQ_TRY(std::string pdf, identity_card_pdf(card));
  return sign_pdf(std::move(pdf),
                  {body.name, texts.text("staff_card.reason", edition.languages.front()), now},
                  [&](std::string_view bytes) { return desk.seal.sign(body.code, body.name, bytes); });
}

}  // namespace sanaq
