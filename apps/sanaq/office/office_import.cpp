// Files that tablets wrote to a carrier: taken in the office, with a report of what is new, known and
// missing.
#include <algorithm>

#include "base/bytes.h"
#include "exchange/wire.h"
#include "http/multipart_views.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/tablet/bundle_report.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* import_path = "/office/tablets/import";
constexpr const char* answers_path = "/office/tablets/answers/";
// Any file a tablet writes fits: its photos are bounded (exchange/bundle_plan.h).
constexpr std::size_t upload_bytes_max = std::size_t{128} << 20;
constexpr std::size_t upload_files_max = 20;

std::string import_form(const Office& office, const OfficeVisit& visit) {
  Html out;
  out.open(
      "form",
      {{"method", "post"}, {"enctype", "multipart/form-data"}, {"action", office_href(visit, import_path)}});
  std::string form = out.take() + hidden_input("csrf", office_csrf(office, visit));
  out.open("div", {{"class", "field"}});
  out.element("label", {{"for", "file"}}, visit.text(office, "office.import.file"));
  out.element("p", {{"class", "hint"}, {"id", "file-hint"}},
              visit.text(office, "office.import.file.hint", {std::to_string(upload_bytes_max >> 20)}));
  out.empty("input", {{"type", "file"},
                      {"id", "file"},
                      {"name", "file"},
                      {"multiple", "multiple"},
                      {"required", "required"},
                      {"aria-describedby", "file-hint"}});
  out.close("div");
  return form + out.take() + submit_button("primary", "", "", visit.text(office, "office.import.send")) +
         "</form>";
}

std::string count_table(const Office& office, const OfficeVisit& visit, const std::string& id,
                        const BundleLine& line) {
  Html rows;
  for (const BundleCountRow& row : count_rows(*line.report)) {
    rows.open("tr").element("th", {{"scope", "row"}}, visit.text(office, row.key));
    rows.element("td", {{"class", "number"}}, shown_number(row.entries, visit.language));
    rows.element("td", {{"class", "number"}},
                 row.cases ? shown_number(*row.cases, visit.language) : std::string("–"));
    rows.close("tr");
  }
  return board_start(id, visit.text(office, "office.import.counts", {line.file})) +
         board_head({visit.text(office, "office.import.what"), visit.text(office, "office.import.entries"),
                     visit.text(office, "office.import.cases")},
                    1) +
         "<tbody>" + rows.take() + "</tbody>" + board_end();
}

std::string notice(std::string_view look, std::string_view text) {
  Html out;
  out.open("div", {{"class", "notice " + std::string(look)}}).element("p", {}, text).close("div");
  return out.take();
}

std::string answer_link(const Office& office, const OfficeVisit& visit, const BundleLine& line) {
  if (line.answer.empty()) return notice("error", visit.text(office, "office.import.answer.none"));
  Html out;
  out.open("p").element(
      "a",
      {{"class", "button"}, {"download", answer_name(line.file)}, {"href", office_href(visit, line.answer)}},
      visit.text(office, "office.import.answer"));
  out.close("p").element("p", {{"class", "hint"}}, visit.text(office, "office.import.answer.hint"));
  return out.take();
}

// number: of the file on this page, for ids.
std::string told_file(const Office& office, const OfficeVisit& visit, const BundleLine& line,
                      std::size_t number) {
  Html title;
  title.open("section", {{"class", "board-section"}}).element("h2", {}, line.file);
  std::string told = title.take();
  if (line.report)
    told += paragraph("", visit.text(office, "office.import.from",
                                     {line.label, office_time(office, line.report->head.at)}));
  for (const BundleSentence& sentence : sentences(line, office.texts, visit.language))
    told += notice(sentence.is_good ? "success" : "error", sentence.text);
  if (line.report)
    told += count_table(office, visit, "counts-" + std::to_string(number), line) +
            answer_link(office, visit, line);
  return told + "</section>";
}

http::Response import_page(const Office& office, const OfficeVisit& visit, const std::string& told) {
  const std::string title = visit.text(office, "office.import");
  const std::string main = heading(title) + paragraph("lead", visit.text(office, "office.import.lead")) +
                           told + import_form(office, visit) +
                           link(office_href(visit, "/office/tablets"), visit.text(office, "office.tablets"));
  return office_page(office, visit, {title, import_path, main});
}

Result<Done> note_import(const Office& office, const OfficeVisit& visit,
                         const exchange::BundleReport& report) {
  return note_deed(office, visit, "tablet.bundle", "tablet " + report.head.device.value.to_string(),
                   audit_detail(report));
}

// What the file is at fault for stands in the line; an error is the store's.
Result<BundleLine> take_file(const Office& office, const OfficeVisit& visit, const http::PartView& part) {
  BundleLine line;
  line.file = part.head.filename;
  const auto known = office.carrier->look(part.content);
  if (!known && known.error().code == "store.unavailable") return known.error();
  // A tablet of another department is not spoken of: neither its name nor that it exists.
  if (!known || !may(office, visit, Permission::manage_tablets, known->device.territory)) {
    line.refused = known ? Error{"bundle.device", {}} : known.error();
    return line;
  }
  line.label = known->device.label;
  SANAQ_TRY(auto taken, office.carrier->take(*known));
  line.report = std::move(taken.report);
  if (!taken.answer.empty())
    line.answer =
        answers_path + to_base64url(exchange::view(exchange::name_of_bundle(known->bundle.head_bytes)));
  SANAQ_TRY_DONE(note_import(office, visit, *line.report));
  return line;
}

http::Response take_files(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto parts =
      http::parse_multipart_views(request.body, request.header("content-type"), {upload_files_max + 1, 4096});
  if (!parts) return office_message(office, visit, "office.import.none", 422);
  std::string told;
  std::size_t number = 0;
  for (const http::PartView& part : *parts) {
    if (part.head.name != "file" || part.head.filename.empty()) continue;
    const auto line = take_file(office, visit, part);
    if (!line) return office_failure(office, visit, line.error(), request.id);
    told += told_file(office, visit, *line, ++number);
  }
  if (number == 0) return office_message(office, visit, "office.import.none", 422);
  return import_page(office, visit, told);
}

// The answer is sealed to the tablet: whoever carries it reads nothing.
http::Response give_answer(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto digest = from_base64url(request.param("bundle"));
  exchange::BundleName name{};
  if (!digest || digest->size() != name.size())
    return office_message(office, visit, "office.import.answer.gone", 404);
  std::copy(digest->begin(), digest->end(), name.begin());
  const auto answer = office.carrier->answer_to(name);
  if (!answer) return office_failure(office, visit, answer.error(), request.id);
  if (!*answer || !may(office, visit, Permission::manage_tablets, (*answer)->territory))
    return office_message(office, visit, "office.import.answer.gone", 404);
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = (*answer)->file;
  http::add_header(response, "Content-Disposition", "attachment");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_office_import(http::Router& router, const SharedOffice& office) {
  if (office->carrier == nullptr) return;
  const auto allowed = [office](const OfficeVisit& visit) {
    return may_at_home(*office, visit, Permission::manage_tablets);
  };
  add_office_page(router, office, SignIn::needed, http::Method::get, import_path,
                  [office, allowed](const http::Request&, const OfficeVisit& visit) {
                    return allowed(visit) ? import_page(*office, visit, {})
                                          : office_forbidden(*office, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, import_path,
                  [office, allowed](const http::Request& request, const OfficeVisit& visit) {
                    return allowed(visit) ? take_files(*office, request, visit)
                                          : office_forbidden(*office, visit);
                  },
                  {http::Run::pooled, upload_bytes_max});
  add_office_page(router, office, SignIn::needed, http::Method::get, answers_path + std::string("{bundle}"),
                  [office, allowed](const http::Request& request, const OfficeVisit& visit) {
                    return allowed(visit) ? give_answer(*office, request, visit)
                                          : office_forbidden(*office, visit);
                  });
}

}  // namespace sanaq
