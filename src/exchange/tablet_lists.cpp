// The calls of TabletCalls that only tell: what stands where.
#include <algorithm>

#include "base/bytes.h"
#include "exchange/receipt_slip.h"
#include "exchange/tablet_calls.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

std::string_view name_of(CaseState state) {
  switch (state) {
    case CaseState::to_visit:
      return "to_visit";
    case CaseState::begun:
      return "begun";
    case CaseState::waiting:
      return "waiting";
    case CaseState::confirmed:
      return "confirmed";
    case CaseState::online:
      return "online";
    case CaseState::withdrawn:
      return "withdrawn";
  }
  return "to_visit";
}

// A payload of somebody else's making: null when it is no JSON.
Json parsed(std::string_view payload) {
  auto json = parse_json(payload);
  return json ? *std::move(json) : Json::null();
}

Json moment(const std::optional<UtcInstant>& at) { return at ? Json::string(to_rfc3339(*at)) : Json::null(); }

Json visit_json(const Visit& visit) {
  Json out = Json::object();
  out.set("at", Json::string(to_rfc3339(visit.at)));
  out.set("visit", parsed(visit.payload));
  return out;
}

Json picture_json(const CaseFile::Picture& picture) {
  Json out = Json::object();
  out.set("picture", Json::string(to_base64url(view(picture.note.name))));
  out.set("size", Json::number(picture.note.size));
  out.set("confirmed", Json::boolean(picture.confirmed));
  return out;
}

void set_count(Json& out, const Tablet::Count& count) {
  out.set("written", Json::number(count.written));
  out.set("confirmed", Json::number(count.confirmed));
}

}  // namespace

Json TabletCalls::describe(CaseId case_id) const {
  Json out = Json::object();
  out.set("case", Json::string(case_id.value.to_string()));
  out.set("state", Json::string(name_of(state_of(case_id, *tablet_, book_))));
  set_count(out, tablet_->count(case_id));
  const CaseFile* file = book_.find(case_id);
  const CaseFile none;
  if (file == nullptr) file = &none;
  out.set("assignment", parsed(file->assignment));
  out.set("visits", Json::number(static_cast<std::int64_t>(file->visits.size())));
  out.set("last_visit", file->visits.empty() ? Json::null() : visit_json(file->visits.back()));
  out.set("returned", parsed(file->returned));
  out.set("form", parsed(file->form));
  // A chain begun anew says its form again.
  const CaseOnDevice* of = tablet_->find(case_id);
  const bool said = !file->form.empty() && of != nullptr && of->chain == file->form_chain;
  out.set("form_said", Json::boolean(said));
  out.set("finished", Json::boolean(file->finished));
  const auto waits = [](const CaseFile::Picture& picture) { return !picture.confirmed; };
  out.set("pictures_taken", Json::number(static_cast<std::int64_t>(file->pictures.size())));
  out.set("pictures_waiting",
          Json::number(std::count_if(file->pictures.begin(), file->pictures.end(), waits)));
  out.set("receipt_at", moment(file->receipt_at));
  return out;
}

Result<std::string> TabletCalls::cases() const {
  Json out = Json::object();
  out.set("device", Json::string(tablet_->device().value.to_string()));
  out.set("locked", Json::boolean(tablet_->locked()));
  set_count(out, tablet_->count());
  out.set("receipt_at", moment(book_.receipt_at()));
  out.set("form", parsed(book_.form()));
  Json messages = Json::array();
  for (const std::string& message : book_.messages()) messages.push(parsed(message));
  out.set("messages", std::move(messages));
  Json list = Json::array();
  for (const auto& [case_id, of] : tablet_->cases()) list.push(describe(case_id));
  out.set("cases", std::move(list));
  return to_text(out);
}

Result<std::string> TabletCalls::one_case(const Json& input) const {
  SANAQ_TRY(const Uuid id, Uuid::parse(input["case"].text()));
  Json out = describe({id});
  Json visits = Json::array();
  if (const CaseFile* file = book_.find({id}))
    for (const Visit& visit : file->visits) visits.push(visit_json(visit));
  out.set("visit_list", std::move(visits));
  Json pictures = Json::array();
  if (const CaseFile* file = book_.find({id}))
    for (const CaseFile::Picture& picture : file->pictures) pictures.push(picture_json(picture));
  out.set("pictures", std::move(pictures));
  return to_text(out);
}

Result<std::string> TabletCalls::operations(const Json& input) const {
  SANAQ_TRY(const Uuid id, Uuid::parse(input["case"].text()));
  Json all = Json::array();
  for (const std::string& payload : book_.operations({id})) {
    const Json operations = parsed(payload);
    for (const Json& operation : operations.items()) all.push(operation);
  }
  Json out = Json::object();
  out.set("operations", std::move(all));
  return to_text(out);
}

Result<std::string> TabletCalls::slip(const Json& input) {
  SANAQ_TRY(const ReceiptSlip slip, read_slip(input["text"].text()));
  Json out = Json::object();
  out.set("key", Json::number(slip.key_number));
  out.set("payload", Json::string(to_base64url(slip.payload)));
  out.set("signature", Json::string(to_base64url(slip.signature)));
  out.set("case", Json::string(slip.case_id.value.to_string()));
  out.set("serial", Json::number(slip.serial));
  out.set("received_at", Json::string(to_rfc3339(slip.received_at)));
  out.set("persons", Json::number(slip.persons));
  out.set("territory", Json::string(slip.territory));
  return to_text(out);
}

}  // namespace sanaq::exchange
