#include "store/form_numbers.h"

#include <sanaq_sql/casework.h>

#include "store/store_error.h"

namespace sanaq {

Result<Done> FormNumbers::load(pg::Connection& connection) {
  SANAQ_STORE_TRY(const auto rows, connection.query(sql::casework::all_forms));
  for (const auto row : rows) {
    const FormRef form{row.get<std::string>(1), row.get<std::string>(2),
                       static_cast<std::uint64_t>(row.get<std::int64_t>(3))};
    numbers_[form] = row.get<std::int16_t>(0);
    forms_[row.get<std::int16_t>(0)] = form;
  }
  return Done{};
}

Result<Done> FormNumbers::ensure(pg::Connection& connection, const FormRef& form) {
  const std::lock_guard lock(mutex_);
  if (numbers_.contains(form)) return Done{};
  SANAQ_STORE_DONE(connection.execute(sql::casework::add_form,
                                      {form.id, form.version, static_cast<std::int64_t>(form.fingerprint)}));
  return load(connection);
}

Result<std::int16_t> FormNumbers::number(pg::Connection& connection, const FormRef& form) {
  const std::lock_guard lock(mutex_);
  if (!numbers_.contains(form)) SANAQ_TRY_DONE(load(connection));
  const auto found = numbers_.find(form);
  if (found == numbers_.end()) return Error{"store.unavailable", "form"};
  return found->second;
}

Result<FormRef> FormNumbers::form(pg::Connection& connection, std::int16_t number) {
  const std::lock_guard lock(mutex_);
  if (const auto known = forms_.find(number); known != forms_.end()) return known->second;
  SANAQ_TRY_DONE(load(connection));
  const auto found = forms_.find(number);
  if (found == forms_.end()) return Error{"store.unavailable", "form"};
  return found->second;
}

}  // namespace sanaq
