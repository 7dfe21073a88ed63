#pragma once
#include <map>
#include <mutex>

#include "casework/identifiers.h"
#include "pg/connection.h"

namespace sanaq {

/// Numbers of forms in the database, kept in memory: a form never changes its number. Any thread.
class FormNumbers {
 public:
  /// Adds the form when the database does not have it. Outside a transaction, so that the number is there to stay.
  Result<Done> ensure(pg::Connection& connection, const FormRef& form);
  /// The number of a form that is there.
  Result<std::int16_t> number(pg::Connection& connection, const FormRef& form);
  Result<FormRef> form(pg::Connection& connection, std::int16_t number);

 private:
  Result<Done> load(pg::Connection& connection);
  std::mutex mutex_;
  std::map<FormRef, std::int16_t> numbers_;
  std::map<std::int16_t, FormRef> forms_;
};

}  // namespace sanaq
