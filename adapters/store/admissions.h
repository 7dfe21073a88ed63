#pragma once
#include <map>
#include <set>
#include <span>
#include <vector>

#include "casework/registration_store.h"
#include "pg/connection.h"

namespace sanaq {

/// One transaction that lets many persons in: their challenges are used up, accounts added where there are
/// none, sessions opened. Two round trips.
class Admissions {
 public:
  /// Both outlive the object.
  Admissions(pg::Connection& connection, std::span<const AdmissionRecord* const> records)
      : connection_(connection), records_(records) {}
  /// The account as stored for each record, in their order, after the commit. Errors of one:
  /// "registration.challenge"; of all: "store.unavailable".
  Result<std::vector<Result<AccountRecord>>> run();

 private:
  Result<Done> use_challenges();
  Result<Done> write_and_commit();
  Result<AccountRecord> outcome_of(const AdmissionRecord& record) const;

  pg::Connection& connection_;
  std::span<const AdmissionRecord* const> records_;
  std::vector<const AdmissionRecord*> admitted_;  // by person, so that two servers never wait for each other
  std::map<Uuid, AccountRecord> stored_;          // by person
};

}  // namespace sanaq
