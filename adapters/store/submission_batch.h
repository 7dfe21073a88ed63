#pragma once
#include <map>
#include <set>
#include <span>
#include <vector>

#include "casework/submission_store.h"
#include "pg/connection.h"
#include "store/form_numbers.h"

namespace sanaq {

/// One transaction's work on a batch of households: what is stored of them is looked up, each is sorted (new,
/// the same again, other content), and everything new is copied in, a COPY a table.
class SubmissionBatch {
 public:
  SubmissionBatch(pg::Connection& connection, FormNumbers& forms,
                  std::span<const PreparedSubmission> households)
      : connection_(connection), forms_(forms), households_(households) {}
  /// Inside a transaction. Errors: "store.unavailable".
  Result<std::vector<SubmitOutcome>> run();

 private:
  Result<Done> look_up();
  void sort_out();
  void add_household(const PreparedSubmission& household, SubmitOutcome& outcome);
  Result<Done> write();
  Result<Done> copy_submissions();
  Result<Done> copy_identities();
  Result<Done> copy_persons();
  Result<Done> write_remarks();
  Result<Done> tell_duplicates_again();

  // One array a column.
  struct Submissions {
    std::vector<std::int64_t> serials;
    std::vector<Uuid> case_ids, contents;
    std::vector<UtcInstant> received;
    std::vector<std::int16_t> forms, channels, persons;
    std::vector<std::string_view> territories;
    std::vector<pg::Bytes> responses, identities;
  };
  struct Claims {
    std::vector<Uuid> keys;
    std::vector<std::int64_t> serials;
    std::vector<std::int16_t> members;
    void add(const Uuid& key, std::int64_t serial, std::uint16_t member);
    /// In the order of the keys: neighbours in the index are written one after the other.
    void sort();
  };
  struct Addresses {
    std::vector<std::int64_t> serials;
    std::vector<std::string_view> territories, streets, houses, buildings, flats;
    std::vector<std::string> street_keys;
  };
  struct Dwellings {
    std::vector<std::int64_t> serials, dwellings;
  };

  pg::Connection& connection_;
  FormNumbers& forms_;
  std::span<const PreparedSubmission> households_;
  std::map<FormRef, std::int16_t> form_numbers_;
  std::map<CaseId, StoredSubmission> stored_;  // of the database, then of this batch too
  std::set<Uuid> held_;                        // persons held by a household, likewise
  std::int64_t last_serial_ = 0;
  std::vector<SubmitOutcome> outcomes_;
  Submissions submissions_;
  Claims persons_, duplicates_;
  Addresses addresses_;
  Dwellings dwellings_;
};

}  // namespace sanaq
