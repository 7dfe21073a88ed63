#pragma once
#include <optional>
#include <string>
#include <vector>

#include "access/decision.h"
#include "base/clock.h"
#include "base/rng.h"
#include "fieldwork/application.h"
#include "fieldwork/card_number.h"
#include "fieldwork/card_slip.h"
#include "fieldwork/card_status.h"
#include "fieldwork/worker_steps.h"
#include "fieldwork/worker_store.h"

namespace sanaq {

/// A worker as the office works with him.
struct WorkerFile {
  Worker worker;
  PersonDetails details;
  std::vector<WorkerFinding> findings;
};

/// What the public may learn of a card. name, role, territory, photo: of valid cards only.
struct CardAnswer {
  CardStatus status = CardStatus::unknown;
  WorkerId holder;  // for the office; none when unknown
  std::string territory;
  std::optional<Worker> shown;
};

/// Takes people on, through every step to their leaving. Each deed is by somebody whose territory covers the
/// person's, and is a line of the audit log. Errors of every function: "store.unavailable". Any thread.
class Workforce {
 public:
  struct Ports {
    WorkerStore& store;
    const Sealer& sealer;
    const KeyedHash& hash;
    const ReceiptSigner& signer;
    const ReceiptKeys& keys;
    const Clock& clock;
    Rng& rng;
  };
  Workforce(const Edition& edition, const Codelist& territories, Ports ports)
      : edition_(edition), territories_(territories), ports_(ports) {}

  /// Today on the wall of the edition's capital.
  CivilDate today() const;
  ApplicationCheck check(const ApplicationForm& form) const;
  /// All or none. Errors: "worker.forbidden" (another territory), "worker.known" (one of them is on the books
  /// already, or stands in the list twice).
  Result<std::vector<WorkerId>> apply(const std::vector<Candidate>& candidates, const Actor& actor);
  /// Which of them are on the books already.
  Result<std::vector<bool>> known(const std::vector<Candidate>& candidates);

  /// Errors: "worker.unknown" (or of a territory that is not the actor's: told alike), "seal.broken".
  Result<WorkerFile> open(WorkerId id, const Actor& actor);
  Result<std::vector<Worker>> list(WorkerQuery query, const Actor& actor);
  Result<std::vector<WorkerEvent>> events(const Worker& worker) { return ports_.store.events(worker.id); }
  /// Takes a step. Errors: those of open() and decide(), "worker.stale" (somebody was quicker),
  /// "application.territory" (a move to one the role does not fit), "worker.forbidden" (to one that is not
  /// the actor's).
  Result<Worker> act(WorkerId id, const WorkerCommand& command, const Actor& actor);
  /// Puts right what was typed wrongly before the contract; role, territory and number stay as they are.
  /// form: every field as it is to be. findings: what is wrong with it, and nothing is changed then. Errors:
  /// those of open() and amend(), "worker.stale".
  Result<Worker> amend(WorkerId id, const ApplicationForm& form, std::vector<FieldFinding>& findings,
                       const Actor& actor);
  /// Who of the reserve can take a worker's place, the first in line first (reserve.h). territories: those
  /// looked in, none: all.
  Result<std::vector<Worker>> successors(const Worker& worker, const std::vector<std::string>& territories);
  /// Calls somebody of the reserve up into the place of somebody who left, and binds them to its territory:
  /// all of it is one transaction. Errors: those of act(), "worker.step" (whoever is to be replaced has not
  /// left, or had another role), "worker.replaced" (somebody has the place already).
  Result<Worker> replace(WorkerId left, WorkerId successor, const Actor& actor);
  Result<bool> is_replaced(const Worker& worker);
  /// A card with a fresh number. Errors: those of act().
  Result<Worker> issue_card(WorkerId id, const Actor& actor);
  /// Errors: those of open(), "worker.stale", "worker.step" (refused or left).
  Result<Worker> put_photo(WorkerId id, const picture::File& photo, const Actor& actor);
  Result<std::optional<picture::File>> photo(const Worker& worker) { return ports_.store.photo(worker.id); }

  /// For everybody: a number as typed, or the text of a QR code. An unreadable one is "unknown".
  Result<CardAnswer> look_up(std::string_view typed);
  /// The photo of whoever has a valid card today; nothing otherwise.
  Result<std::optional<picture::File>> public_photo(WorkerId id);
  /// Text of the QR code. The worker has a card (a bug otherwise).
  std::string slip(const Worker& worker) const;

  const Edition& edition() const { return edition_; }
  const Codelist& territories() const { return territories_; }

 private:
  Result<WorkerFile> open_stored(const StoredWorker& stored) const;
  /// What a step changes, not stored yet. Errors: as act().
  Result<WorkerChange> step(const WorkerFile& file, const WorkerCommand& command, const Actor& actor) const;
  StepGround ground(const Worker& worker, const PersonDetails& details) const;
  AuditRecord line(const Actor& actor, std::string_view action, const Worker& worker,
                   std::string detail) const;
  Mac person_of(const Iin& iin) const;

  const Edition& edition_;
  const Codelist& territories_;
  Ports ports_;
};

/// Details as they are sealed, and back. Errors: "worker.details".
std::string write_person_details(const PersonDetails& details);
Result<PersonDetails> read_person_details(std::string_view text);

}  // namespace sanaq
