#include "sanaq/demo/demo_institutions.h"

namespace sanaq {
namespace {

struct DemoInstitution {
  const char *number, *kind, *name_kk, *name_ru, *house;
  int people;
  ListState state;
};
constexpr DemoInstitution demo_institutions[] = {
    {"12-001", "childrens_home", "«Үлгі» балалар үйі", "Детский дом «Үлгі»", "1", 4, ListState::draft},
    {"12-002", "psychoneurological", "«Үлгі» психоневрологиялық интернаты",
     "Психоневрологический интернат «Үлгі»", "2", 6, ListState::accepted},
    {"12-003", "crisis_centre", "«Үлгі» дағдарыс орталығы", "Кризисный центр «Үлгі»", "3", 3,
     ListState::sent},
};

// Numbers of births in 2095, which no living person has.
std::string reserved_iin(int serial, bool man) {
  for (;; serial += 100) {
    std::string body = std::string("950317") + (man ? "5" : "6");
    const std::string digits = std::to_string(2000 + serial);
    body += digits;
    if (const int check = iin_check_digit(body); check >= 0) return body + std::to_string(check);
  }
}

ResidentPerson synthetic_person(int serial) {
  const bool man = serial % 2 == 0;
  ResidentPerson person;
  person.surname = man ? "Үлгібай" : "Үлгібаева";
  person.given_name = "Адам" + std::to_string(serial);
  person.sex = man ? "1" : "2";
  person.birth_date = std::to_string(1940 + serial * 7 % 60) + "-03-17";
  person.iin = reserved_iin(serial, man);
  return person;
}

Institution institution_of(const DemoInstitution& demo, const Collection& c, const std::string& region) {
  const Codelist& list = c.edition().territories();
  const std::size_t parent = list.column("parent");
  std::string territory = region;  // the first place of the first district
  for (int level = 0; level < 2; ++level)
    if (const auto& below = list.where(parent, territory); !below.empty())
      territory = list.rows()[below.front()].code;
  const InstitutionKind* kind = c.edition().edition.institutions.find(demo.kind);
  Institution place;
  place.number = demo.number;
  place.kind = demo.kind;
  place.is_protected = kind != nullptr && kind->is_protected;
  place.territory = territory;
  place.expected = demo.people;
  place.details = {demo.name_kk,  demo.name_ru, "Үлгібаева Басшы",
                   "Үлгі көшесі", demo.house,   "99994000000" + std::string(demo.house)};
  return place;
}

Result<Done> lead_to(InstitutionDesk& desk, InstitutionId id, ListState state, const std::string& login) {
  if (state == ListState::draft) return Done{};
  SANAQ_TRY(auto place, desk.places().find(id));
  SANAQ_TRY([[maybe_unused]] const bool sent, desk.send(*place, login));
  if (state == ListState::sent) return Done{};
  SANAQ_TRY(place, desk.places().find(id));
  SANAQ_TRY([[maybe_unused]] const bool is_signed, desk.sign_with_demo_key(*place, login));
  SANAQ_TRY([[maybe_unused]] const bool accepted, desk.decide(*place, ListCommand::accept, "mangystau"));
  return Done{};
}

}  // namespace

Result<std::vector<NewAccount>> seed_institutions(Collection& c, const std::string& region,
                                                  const std::string& password, const std::string& totp) {
  InstitutionDesk& desk = c.institutions();
  std::vector<NewAccount> accounts;
  int serial = 0;
  for (const DemoInstitution& demo : demo_institutions) {
    Institution place = institution_of(demo, c, region);
    place.id = desk.new_id();
    SANAQ_TRY_DONE(desk.places().add({place}, c.clock().now()));
    ResponsibleEmployee employee;
    employee.name = "Үлгібай Қызметкер";
    employee.order_number = "1-б";
    employee.login = std::string("i-") + demo.number;
    employee.order_date = c.edition().edition.institutions.list_date;
    SANAQ_TRY(NewAccount account, desk.appoint(place, employee, "", password, totp));
    std::vector<Resident> people;
    for (int i = 0; i < demo.people; ++i)
      people.push_back(desk.make_resident(synthetic_person(++serial), false));
    SANAQ_TRY_DONE(desk.people().add(place.id, people));
    SANAQ_TRY_DONE(lead_to(desk, place.id, demo.state, account.login));
    accounts.push_back(std::move(account));
  }
  return accounts;
}

}  // namespace sanaq
