// The calls of TabletCalls that take an answer of the office from a carrier.
#include "exchange/answer_file.h"
#include "exchange/call_json.h"
#include "exchange/tablet_calls.h"

namespace sanaq::exchange {

Result<std::string> TabletCalls::answer_head(std::string_view file) const {
  SANAQ_TRY(const AnswerFile answer, read_answer_file(file));
  if (answer.head.device != tablet_->device()) return Error{"answer.device", {}};
  Json out = signed_json(answer.head.key_number, answer.head_bytes, answer.signature);
  out.set("bundle", bytes_json(view(answer.head.bundle)));
  out.set("place", bytes_json(answer_place(answer.head)));
  out.set("from", Json::number(answer.sealed.data() - file.data()));
  out.set("size", Json::number(answer.head.size));
  return to_text(out);
}

Result<std::string> TabletCalls::answer_sheets(std::string_view pages) {
  SANAQ_TRY(const auto answers, read_answer_pages(pages));
  Json out = Json::array();
  for (const SyncAnswer& answer : answers)
    if (const auto sheet = decode_sheet(answer.sheet)) out.push(sheet_json(answer.sheet, *sheet));
  return to_text(out);
}

Result<std::string> TabletCalls::answer_take(std::string_view pages) {
  SANAQ_TRY(const auto answers, read_answer_pages(pages));
  auto taken = tablet_->take_pages(answers);
  signatures_.forget();
  if (!taken) return std::move(taken.error());
  for (const Record& record : taken->records) book_.add(record);
  Json out = Json::object();
  out.set("records", records_json(taken->records));
  out.set("confirmed", Json::number(static_cast<std::int64_t>(taken->confirmed)));
  out.set("news", Json::number(static_cast<std::int64_t>(taken->news)));
  out.set("more", Json::boolean(!answers.empty() && answers.back().more));
  return to_text(out);
}

}  // namespace sanaq::exchange
