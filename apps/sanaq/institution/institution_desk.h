#pragma once
#include "institution/count_store.h"
#include "institution/likeness_store.h"
#include "institution/place_import.h"
#include "institution/place_store.h"
#include "institution/reconciliation.h"
#include "institution/reminder_store.h"
#include "institution/resident_store.h"
#include "page/step.h"
#include "sanaq/institution/organisation_signatures.h"
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
    SignatureStore& signatures;
    ReminderStore& reminders;
    LikenessStore& likenesses;
    OrganisationSignaturesCms& organisations;
    StaffStore& staff;
    AuditLog& audit;
  };
  explicit InstitutionDesk(const Parts& parts)
      : site_(parts.site),
        places_(parts.places),
        people_(parts.people),
        counts_(parts.counts),
        signatures_(parts.signatures),
        reminders_(parts.reminders),
        likenesses_(parts.likenesses),
        organisations_(parts.organisations),
        staff_(parts.staff),
        audit_(parts.audit) {}
  PlaceStore& places() const { return places_; }
  ResidentStore& people() const { return people_; }
  CountStore& counts() const { return counts_; }
  ReminderStore& reminders() const { return reminders_; }
  LikenessStore& likenesses() const { return likenesses_; }
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
  /// The signature under the list that was sent last; nothing: none yet.
  Result<std::optional<ListSignature>> signature(const Institution& place) const;
  /// Puts a signature under the list that was sent: a CMS by the organisation's key over exactly its content,
  /// or a scan of the signed print (PDF, JPEG). False when the list is not waiting for a decision. Errors:
  /// those of OrganisationSignatures::check(), "signature.organisation" (the key of another one),
  /// "signature.private" (a key of nobody but a person), "signature.register" (the register does not know
  /// this one's number), "scan.kind", "scan.size".
  Result<bool> sign(const Institution& place, std::string_view file, const std::string& login) const;
  /// The same with the demo's key of the organisation; false outside the demo too.
  Result<bool> sign_with_demo_key(const Institution& place, const std::string& login) const;
  /// accept or give_back; false as above. Errors of accepting, where the edition has lists signed:
  /// "institution.unsigned", those of a digital signature that does not hold any more.
  Result<bool> decide(const Institution& place, ListCommand command, const std::string& login) const;

  std::string new_item() const { return new_item_id(site_); }
  /// The person's questionnaire, with what the list and the kind of institution know put in at the start.
  Result<OpenDraft> draft(const Institution& place, const Resident& resident) const;
  Result<Done> store(const Resident& resident, std::int64_t seen,
                     const std::vector<Operation>& operations) const;
  /// Submits the questionnaire by the channel of institutions and writes the outcome to the person: with the
  /// employee's help, or from the administration's information when a source was named.
  Result<HelpedSent> finish(const Institution& place, Resident resident, const std::string& login) const;

  /// A person met without papers is somebody else of the list; false when either has an outcome that says
  /// otherwise. `unmatch` takes it back; false when nothing was matched.
  Result<bool> match(const Institution& place, Resident met, const Resident& other,
                     const std::string& login) const;
  Result<bool> unmatch(const Institution& place, const Resident& met) const;

  /// The questions about the building, answered once: what is answered here stands in the questionnaire of
  /// each person that is not sent yet, unless something else was said of that person. Its case has the
  /// institution's id and is never submitted.
  Result<OpenDraft> premises(const Institution& place) const;
  Result<Done> store_premises(const Institution& place, std::int64_t seen,
                              const std::vector<Operation>& operations) const;

  /// Addresses of the frame in the institution's territory, by the beginning of a street, a house and a flat.
  Result<std::vector<Address>> addresses(const Institution& place, const Address& wanted) const;
  /// The address the institution is linked to; nothing: none.
  Result<std::optional<Address>> linked_address(const Institution& place) const;
  /// Links it to a dwelling of the frame, or to all of its building. Errors: those of link_address().
  Result<Done> link(Institution place, DwellingId dwelling, bool whole_building) const;
  /// Takes the link away; street and house stay.
  Result<Done> unlink(Institution place) const;
  /// Links what a table of the register asks for; what the frame does not know is added to the table's
  /// problems. Problems: "address.unknown", "address.several" (more than one building), those of
  /// link_address().
  Result<Done> link_import(PlaceImport& import) const;

  /// The list against what was counted, after what followed from questionnaires was written to it.
  Result<InstitutionFigures> figures(const Institution& place) const;
  /// The end of the institution's census; false while somebody has no outcome, or when the list is not at it.
  Result<bool> close(const Institution& place) const;

 private:
  Result<std::string> check_digital(const Institution& place, std::string_view cms, UtcInstant at) const;
  Result<Done> check_signed(const Institution& place) const;
  /// What was answered about the building.
  Result<std::vector<Operation>> building(const Institution& place) const;
  /// Puts it into a questionnaire that was begun before, where nothing else was said.
  Result<Done> carry_building(const Institution& place, const Resident& resident, OpenDraft& draft) const;

  const Site& site_;
  PlaceStore& places_;
  ResidentStore& people_;
  CountStore& counts_;
  SignatureStore& signatures_;
  ReminderStore& reminders_;
  LikenessStore& likenesses_;
  OrganisationSignaturesCms& organisations_;
  StaffStore& staff_;
  AuditLog& audit_;
};

}  // namespace sanaq
