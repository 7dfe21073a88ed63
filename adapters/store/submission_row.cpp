#include "store/submission_row.h"

namespace sanaq {

Result<StoredSubmission> read_stored(const pg::Row& row, pg::Connection& connection, FormNumbers& forms) {
  StoredSubmission stored;
  SANAQ_TRY(stored.form, forms.form(connection, row.get<std::int16_t>(4)));
  stored.case_id = {row.get<Uuid>(0)};
  stored.serial = SubmissionSerial(row.get<std::int64_t>(1));
  stored.content = {row.get<Uuid>(2).bytes()};
  stored.received_at = row.get<UtcInstant>(3);
  stored.channel = static_cast<Channel>(row.get<std::int16_t>(5));
  stored.persons = static_cast<std::uint16_t>(row.get<std::int16_t>(6));
  stored.territory = row.get<std::string>(7);
  return stored;
}

}  // namespace sanaq
