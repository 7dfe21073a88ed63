// The paper of an act: printed in the two languages of office work, and brought back signed.
#include "page/html.h"
#include "sanaq/equipment/act_document.h"
#include "sanaq/equipment/equipment_pages.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::Side;

constexpr std::size_t paper_bytes_max = EquipmentDesk::scan_bytes_max + (std::size_t{64} << 10);

http::Response file_response(std::string bytes, const char* type, const std::string& name) {
  http::Response response;
  response.content_type = type;
  response.body = std::move(bytes);
  http::add_header(response, "Content-Disposition", "attachment; filename=\"" + name + "\"");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

std::string file_name(const Act& act, const std::string& end) {
  return "act-" + std::to_string(act.day.year()) + "-" + std::to_string(act.number) + end;
}

// Of the site that answers: in the demo it has no name of its own.
std::string site_of(const Office& office, const http::Request& request) {
  const std::string& known = office.edition.staff.check_address;
  if (!office.demo && !known.empty()) return known;
  return "https://" + std::string(request.header("host"));
}

http::Response print_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = act_of(office, request, visit);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  const std::string language(request.param("tongue"));
  if (language != "kk" && language != "ru") return office_message(office, visit, "office.not_found", 404);
  auto pdf = act_pdf(office, *act, language, site_of(office, request));
  if (!pdf) return office_failure(office, visit, pdf.error(), request.id);
  return file_response(*std::move(pdf), "application/pdf", file_name(*act, "-" + language + ".pdf"));
}

http::Response signed_copy(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = act_of(office, request, visit);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  auto scans = office.equipment->acts().scans(act->id);
  if (!scans) return equipment_refusal(office, request, visit, scans.error());
  const std::string wanted(request.param("copy"));
  for (std::size_t i = 0; i < scans->size(); ++i) {
    if (wanted != std::to_string(i + 1)) continue;
    equipment::Scan& scan = (*scans)[i];
    if (const auto noted = note_equipment(office, visit, "equipment.paper.view", act_subject(*act)); !noted)
      return office_failure(office, visit, noted.error(), request.id);
    const bool is_pdf = scan.kind == equipment::Scan::Kind::pdf;
    return file_response(std::move(scan.bytes), is_pdf ? "application/pdf" : "image/jpeg",
                         file_name(*act, is_pdf ? "-signed.pdf" : "-signed.jpg"));
  }
  return office_message(office, visit, "office.not_found", 404);
}

std::vector<Side> sides_of(std::string_view chosen) {
  if (chosen == "1") return {Side::giver};
  if (chosen == "2") return {Side::taker};
  if (chosen == "3") return {Side::giver, Side::taker};
  return {};
}

http::Response take_paper(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto parts = request.parts({4, 4096});
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  const auto id = act_of(office, request, visit);
  if (!id) return equipment_refusal(office, request, visit, id.error());
  std::string_view file, side;
  for (const http::Part& part : *parts) {
    if (part.name == "file") file = part.content;
    if (part.name == "side") side = part.content;
  }
  const auto act = office.equipment->sign_on_paper(*visit.actor, id->id, sides_of(side), file);
  if (!act) return equipment_refusal(office, request, visit, act.error());
  if (const auto noted = note_equipment(office, visit, "equipment.paper", act_subject(*act),
                                        shown_number(*act) + " " + std::string(to_string(act->state)));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, act_path(act->id)));
}

// From the QR code of a printed act, or typed from it.
http::Response find_act(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto act = office.equipment->act_of_code(*visit.actor, request.query_value("code"));
  if (!act) return equipment_refusal(office, request, visit, act.error());
  return http::redirect(office_href(visit, act_path(act->id)));
}

}  // namespace

void add_act_papers(http::Router& router, const SharedOffice& office) {
  add_holder_page(router, office, http::Method::get, "/acts/{act}/pdf/{tongue}", print_act);
  add_holder_page(router, office, http::Method::get, "/acts/{act}/paper/{copy}", signed_copy);
  add_drafting_page(router, office, http::Method::post, "/acts/{act}/paper", take_paper,
                    {http::Run::pooled, paper_bytes_max});
  add_holder_page(router, office, http::Method::get, "/find", find_act);
}

}  // namespace sanaq
