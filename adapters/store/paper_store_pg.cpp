#include "store/paper_store_pg.h"

#include <sanaq_sql/casework.h>

#include <sstream>

#include "store/database.h"

namespace sanaq {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) lines.push_back(std::move(line));
  return lines;
}

PaperForm paper_of(const pg::Row& row) {
  PaperForm form;
  form.number = row.get<std::string>(0);
  form.case_id = {row.get<Uuid>(1)};
  form.second_id = {row.get<Uuid>(2)};
  form.territory = row.get<std::string>(3);
  form.sampled = row.get<bool>(4);
  form.state = static_cast<PaperForm::State>(row.get<std::int16_t>(5));
  form.keyed_by = row.get<std::string>(6);
  form.verified_by = row.get<std::string>(7);
  form.differences = row.get<std::int32_t>(8);
  form.first_before = lines_of(row.get<std::string>(9));
  form.second_before = lines_of(row.get<std::string>(10));
  return form;
}

}  // namespace

Result<PaperForm> PaperStorePg::open(const PaperForm& fresh, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::casework::add_paper_form,
      {fresh.number, fresh.case_id, fresh.second_id, fresh.territory, fresh.sampled, fresh.keyed_by, at}));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_paper_form, {fresh.number, Uuid()}));
  SANAQ_CHECK(!rows.empty());
  return paper_of(rows[0]);
}

Result<std::optional<PaperForm>> PaperStorePg::find(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_paper_form, {"", case_id}));
  if (rows.empty()) return std::optional<PaperForm>();
  return std::optional(paper_of(rows[0]));
}

Result<std::vector<PaperForm>> PaperStorePg::list(const std::vector<std::string>& territories, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::list_paper_forms, {territories, limit}));
  std::vector<PaperForm> forms;
  for (const auto row : rows) forms.push_back(paper_of(row));
  return forms;
}

Result<bool> PaperStorePg::move(const PaperForm& form, PaperForm::State to, UtcInstant at) {
  const auto verified_by =
      form.verified_by.empty() ? std::optional<std::string>() : std::optional(form.verified_by);
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto moved,
                  connection->execute(sql::casework::move_paper_form,
                                      {form.case_id, static_cast<std::int16_t>(form.state),
                                       static_cast<std::int16_t>(to), verified_by, form.differences, at}));
  return moved == 1;
}

Result<bool> PaperStorePg::take_over(const PaperForm& form, const std::string& login, TakeoverReason reason,
                                     UtcInstant at) {
  const std::string& before = form.state == PaperForm::State::keying ? form.keyed_by : form.verified_by;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto moved,
                  connection->execute(sql::casework::take_over_paper,
                                      {form.case_id, static_cast<std::int16_t>(form.state), before, login,
                                       static_cast<std::int16_t>(reason), at}));
  return moved == 1;
}

Result<Done> PaperStorePg::note_differences(CaseId case_id, std::int32_t differences) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::note_paper_differences, {case_id, differences}));
  return Done{};
}

}  // namespace sanaq
