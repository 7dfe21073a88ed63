#pragma once
#include <memory>
#include <string>

#include "edition_files/edition_files.h"
#include "os/clocks.h"
#include "pg/pool.h"
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/fieldwork/portrait_rules.h"
#include "sanaq/fieldwork/tablet_handover.h"
#include "store/fieldwork_books_pg.h"
#include "store/worker_store_pg.h"
#include "store/wrong_codes_pg.h"

namespace sanaq {

/// People of the census with everything they stand on, in PostgreSQL. Any thread.
class FieldworkParts {
 public:
  struct Ground {
    const EditionFiles& edition;
    pg::Pool& pool;
    const Sealer& sealer;
    const KeyedHash& hash;
    const ReceiptSigner& signer;
    const ReceiptKeys& keys;
    const Clock& clock;
    const Clock& machine_clock;  // certificates know no other
    Rng& rng;
    LeaseHandover tablets;
    SmsGateway& sms;
  };
  /// key_folder: of the master keys. Errors: those of DocumentSeal::open().
  static Result<std::unique_ptr<FieldworkParts>> open(const Ground& ground, const std::string& key_folder);
  FieldworkParts(const FieldworkParts&) = delete;

  FieldworkDesk& desk() { return desk_; }
  /// False: the cascade is not installed, and photos are taken whatever they show.
  bool looks_for_faces() const { return portraits_.looks_for_faces(); }
  WrongCodesPg& wrong_numbers() { return wrong_numbers_; }
  /// Counts reports from doors by address.
  WrongCodesPg& reports_sent() { return reports_sent_; }

 private:
  FieldworkParts(const Ground& ground, crypto::DocumentSeal seal);

  WorkerStorePg store_;
  Workforce workforce_;
  SeminarStorePg seminar_store_;
  Seminars seminars_;
  DoorReportStorePg reports_;
  HandoverStorePg handover_;
  LeaseHandover tablets_;
  PortraitRules portraits_ = portrait_rules();
  crypto::DocumentSeal seal_;
  WrongCodesPg wrong_numbers_, reports_sent_;
  FieldworkDesk desk_;
};

}  // namespace sanaq
