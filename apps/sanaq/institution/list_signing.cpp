// A list that was sent is signed: with the organisation's digital key over exactly its content, or by hand on
// the print, of which a scan is brought.
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* signing_path = "/institution/signature";
constexpr std::size_t signature_bytes_max = std::size_t{10} << 20;

std::string signing_forms(const Office& office, const OfficeVisit& visit) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html out;
  out.open("section", {{"class", "board-section"}, {"aria-labelledby", "digital"}})
      .element("h2", {{"id", "digital"}}, text("institution.signing.digital"))
      .element("p", {}, text("institution.signing.digital.text"))
      .open("p")
      .element("a", {{"href", office_href(visit, "/institution/signature/content")}, {"download", ""}},
               text("institution.signing.content"))
      .close("p")
      .close("section")
      .open("section", {{"class", "board-section"}, {"aria-labelledby", "paper"}})
      .element("h2", {{"id", "paper"}}, text("institution.signing.paper"))
      .element("p", {}, text("institution.signing.paper.text"))
      .open("p")
      .element("a", {{"href", office_href(visit, "/institution/list/print.pdf")}}, text("institution.print"))
      .close("p")
      .close("section");
  out.open(
      "form",
      {{"method", "post"}, {"action", office_href(visit, signing_path)}, {"enctype", "multipart/form-data"}});
  out.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", office_csrf(office, visit)}});
  out.open("div", {{"class", "field"}})
      .element("label", {{"for", "file"}, {"class", "label"}}, text("institution.signing.file"))
      .empty(
          "input",
          {{"type", "file"}, {"id", "file"}, {"name", "file"}, {"accept", ".cms,.p7s,.sig,.pdf,.jpg,.jpeg"}})
      .close("div");
  out.element("button", {{"class", "primary"}}, text("institution.signing.submit")).close("form");
  if (office.demo)
    return out.take() + button_form(office, visit, std::string(signing_path) + "/demo", "secondary",
                                    text("institution.signing.demo"));
  return out.take();
}

http::Response signing_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place, const std::string& problem) {
  const auto signature = office.institutions->signature(place);
  if (!signature) return office_failure(office, visit, signature.error(), request.id);
  const std::string title = visit.text(office, "institution.signing");
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     (problem.empty() ? std::string() : told("error", problem)) +
                     told(*signature ? "success" : "", signature_told(office, visit, *signature));
  if (place.state == ListState::sent) main += signing_forms(office, visit);
  main += link(office_href(visit, own_path), visit.text(office, "institution.mine"));
  return office_page(office, visit, {title, signing_path, main, problem.empty() ? 200 : 422});
}

http::Response get_signing(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  if (place.version == 0) return office_message(office, visit, "institution.not_now", 409);
  return signing_page(office, request, visit, place, "");
}

// Exactly the bytes that are signed.
http::Response get_content(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const Institution& place) {
  if (place.version == 0) return office_message(office, visit, "institution.not_now", 409);
  auto content = office.institutions->people().content(place.id, place.version);
  if (!content) return office_failure(office, visit, content.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.print", place,
                                          "version " + std::to_string(place.version));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = *std::move(content);
  http::add_header(response, "Content-Disposition",
                   "attachment; filename=\"list-" + std::to_string(place.version) + ".json\"");
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response after_signing(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place, const Result<bool>& signed_now) {
  if (!signed_now) {
    const std::string key = "institution.signing.problem." + signed_now.error().code;
    if (!office.texts.has(key)) return office_failure(office, visit, signed_now.error(), request.id);
    return signing_page(office, request, visit, place, visit.text(office, key));
  }
  if (!*signed_now) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted = note_institution(office, visit, "institution.sign", place,
                                          "version " + std::to_string(place.version));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, signing_path));
}

http::Response post_signing(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  for (const http::Part& part : *parts)
    if (part.name == "file" && !part.content.empty())
      return after_signing(office, request, visit, place,
                           office.institutions->sign(place, part.content, visit.actor->login));
  return signing_page(office, request, visit, place, visit.text(office, "institution.import.none"));
}

http::Response post_demo(const Office& office, const http::Request& request, const OfficeVisit& visit,
                         const Institution& place) {
  return after_signing(office, request, visit, place,
                       office.institutions->sign_with_demo_key(place, visit.actor->login));
}

// For the department: the file as it was brought.
http::Response get_file(const Office& office, const http::Request& request, const OfficeVisit& visit,
                        const Institution& place) {
  const auto signature = office.institutions->signature(place);
  if (!signature) return office_failure(office, visit, signature.error(), request.id);
  if (!*signature) return office_message(office, visit, "institution.signing.none", 404);
  if (const auto noted = note_institution(office, visit, "institution.look", place, "signature"); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return brought_file((*signature)->bytes, "list-" + std::to_string(place.version));
}

}  // namespace

std::string signature_told(const Office& office, const OfficeVisit& visit,
                           const std::optional<ListSignature>& signature) {
  if (!signature) return visit.text(office, "institution.signing.none");
  const std::string when = office_time(office, signature->at);
  if (signature->kind == SignatureKind::digital)
    return visit.text(office, "institution.signing.done.digital", {signature->signer, when});
  return visit.text(office, "institution.signing.done.paper", {when});
}

void add_list_signing(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/signature", get_signing);
  add_own_page(router, office, http::Method::get, "/signature/content", get_content);
  add_own_page(router, office, http::Method::post, "/signature", post_signing,
               {http::Run::pooled, signature_bytes_max + 65'536});
  if (office->demo) add_own_page(router, office, http::Method::post, "/signature/demo", post_demo);
  add_place_page(router, office, http::Method::get, "/signature", get_file);
}

}  // namespace sanaq
