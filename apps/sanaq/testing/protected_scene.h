#pragma once
#include "crypto/token.h"
#include "sanaq/testing/collection_scene.h"

namespace sanaq::testing {

/// Words that stand in the protected institution and nowhere else.
inline constexpr const char* protected_words[] = {"Жасырынүй", "Жасырынкөше", "Жасырынбасшы", "Жасырынадам",
                                                  "HIDE-1"};

/// A census with a protected institution and an open one; both have sent their lists.
struct ProtectedScene {
  CollectionScene scene;
  Collection& c = *scene.collection;
  Institution hidden =
      place("HIDE-1", "crisis_centre", {"Жасырынүй", "Жасырынүй", "Жасырынбасшы", "Жасырынкөше", "9"});
  Institution open = place("OPEN-1", "social_services", {"Ашықүй", "Ашықүй", "Ашықбасшы", "Ашықкөше", "8"});
  std::string employee, open_employee;  // log-ins

  ProtectedScene() {
    for (Institution* one : {&hidden, &open}) {
      REQUIRE(c.institutions().places().add({*one}, c.clock().now()));
      ResponsibleEmployee who;
      who.name = "Жауапты";
      who.order_number = "1";
      who.order_date = c.edition().edition.institutions.list_date;
      const auto account = c.institutions().appoint(*one, who, "", "password", "");
      REQUIRE(account);
      (one == &hidden ? employee : open_employee) = account->login;
      ResidentPerson person;
      person.surname = one == &hidden ? "Жасырынадам" : "Ашықадам";
      person.met = "әңгіме";
      REQUIRE(c.institutions().people().add(one->id, {c.institutions().make_resident(person, false)}));
      REQUIRE(*c.institutions().send(*c.institutions().places().find(one->id).value(), account->login));
    }
  }

  Institution place(const char* number, const char* kind, InstitutionDetails details) const {
    Institution one;
    one.id = c.institutions().new_id();
    one.number = number;
    one.kind = kind;
    one.territory = "471010000";
    one.is_protected = c.edition().edition.institutions.find(kind)->is_protected;
    one.details = std::move(details);
    one.details.bin = "999940000001";
    return one;
  }

  /// Cookie of a new session.
  std::string enter(const std::string& login) {
    const auto staff = c.staff().find(login);
    REQUIRE(staff);
    REQUIRE(staff->has_value());
    const std::string token = crypto::random_token();
    const UtcInstant until{c.clock().now().micros + 3600 * micros_per_second};
    REQUIRE(c.staff().add_session(c.hash().mac(HashPurpose::session, "staff:" + token), (*staff)->actor.user,
                                  until));
    return "__Host-sanaq-office=" + token;
  }
  std::string add(const std::string& login, Role role, const std::string& territory) {
    REQUIRE(add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), login, role, territory,
                        "password", ""));
    return enter(login);
  }
};

}  // namespace sanaq::testing
