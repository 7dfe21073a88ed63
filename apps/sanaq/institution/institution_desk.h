#pragma once
#include "institution/count_store.h"
#include "institution/place_store.h"
#include "institution/reconciliation.h"
#include "institution/resident_store.h"
#include "page/step.h"
#include "sanaq/office/staff_accounts.h"
#include "sanaq/respondent/household.h"
#include "sanaq/site.h"

namespace sanaq {

/// What became of the wish to send a person's questionnaire.
struct HelpedSent {
  enum class Kind { stored, closed, incomplete, same_person };
  Kind kind = Kind::stored;
  std::optional<StoredSubmission> facts;
};

/// What became of a table that was brought.
struct TableTaken {
  std::size_t added = 0, known = 0;  // people: new on the list, and there before
};

/// The desk of institutions: lists, decisions about them, and the questionnaires of their people, filled in
/// with the employee's help or from the administration's papers. Whoever helped reads nothing once it is
/// sent. Any thread. Errors of every function: "store.unavailable", "seal.broken".
class InstitutionDesk {
 public:
  struct Parts {
    const Site& site;
    PlaceStore& places;
    ResidentStore& people;
    CountStore& counts;
    StaffStore& staff;
    AuditLog& audit;
  };
  explicit InstitutionDesk(const Parts& parts)
      : site_(parts.site),
        places_(parts.places),
        people_(parts.people),
        counts_(parts.counts),
        staff_(parts.staff),
        audit_(parts.audit) {}
  PlaceStore& places() const { return places_; }
  ResidentStore& people() const { return people_; }
  CountStore& counts() const { return counts_; }
  const InstitutionRules& rules() const { return site_.edition.edition.institutions; }

  /// A row of a list: the person's key and a new id, which is the id of the questionnaire too.
  Resident make_resident(ResidentPerson person, bool came_later) const;
  InstitutionId new_id() const;

  /// Makes the log-in of an employee, who is told the password and the secret of the codes once. A log-in
  /// that is not given is made of the institution's number, or drawn when the institution is protected.
  /// password, totp_secret: chosen when empty. Errors: also those of check_employee() and add_account().
  Result<NewAccount> appoint(const Institution& place, ResponsibleEmployee employee, std::string_view scan,
                             const std::string& password = {}, const std::string& totp_secret = {}) const;

  /// Puts everybody of a table on the list who is not there yet. Errors: "institution.table.long".
  Result<TableTaken> bring(const Institution& place, std::vector<ResidentPerson> people) const;
  /// One more person, before the list is accepted or after. Nothing when the person stands on it. Errors:
  /// "institution.table.long".
  Result<std::optional<Resident>> add(const Institution& place, ResidentPerson person, bool came_later) const;

  /// The list as it stands goes to the department; false when it cannot, or somebody else moved it meanwhile.
  Result<bool> send(const Institution& place, const std::string& login) const;
  /// accept or give_back; false as above.
  Result<bool> decide(const Institution& place, ListCommand command, const std::string& login) const;

  std::string new_item() const { return new_item_id(site_); }
  /// The person's questionnaire, with what the list and the kind of institution know put in at the start.
  Result<OpenDraft> draft(const Institution& place, const Resident& resident) const;
  Result<Done> store(const Resident& resident, std::int64_t seen,
                     const std::vector<Operation>& operations) const;
  /// Submits the questionnaire by the channel of institutions and writes the outcome to the person: with the
  /// employee's help, or from the administration's information when a source was named.
  Result<HelpedSent> finish(const Institution& place, Resident resident, const std::string& login) const;

  /// The list against what was counted, after what followed from questionnaires was written to it.
  Result<InstitutionFigures> figures(const Institution& place) const;
  /// The end of the institution's census; false while somebody has no outcome, or when the list is not at it.
  Result<bool> close(const Institution& place) const;

 private:
  const Site& site_;
  PlaceStore& places_;
  ResidentStore& people_;
  CountStore& counts_;
  StaffStore& staff_;
  AuditLog& audit_;
};

}  // namespace sanaq
