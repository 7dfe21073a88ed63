#include "base/text.h"
#include "casework/receipt.h"
#include "casework/verification.h"
#include "page/html.h"
#include "sanaq/site.h"

namespace sanaq {
namespace {

// A code of a member, or the text of a receipt's QR code.
Result<std::optional<Completion>> look_up(const Site& site, std::string_view text) {
  constexpr std::size_t longest_code = 20;
  if (text.size() <= longest_code) return verify_code(text, site.submissions, site.hash);
  const auto receipt = verify_receipt(text, site.receipt_keys);
  if (!receipt) return std::optional<Completion>{};
  SANAQ_TRY(const auto stored, site.submissions.find(receipt->case_id));
  if (!stored) return std::optional<Completion>{};
  return std::optional<Completion>(Completion{stored->received_at, stored->territory, stored->persons, 0});
}

std::string answer(const Site& site, const Visitor& visitor, const std::optional<Completion>& found) {
  const auto text = [&](std::string_view key, const std::vector<std::string>& args = {}) {
    return site.texts.text(key, visitor.language, args);
  };
  page::Html out;
  out.open("section", {{"class", found ? "result good" : "result bad"}, {"role", "status"}});
  out.element("h2", {}, text(found ? "verify.valid" : "verify.unknown"));
  const std::string body =
      found ? text("verify.valid.text",
                   {told_time(site, visitor.language, found->received_at), std::to_string(found->persons)})
            : text("verify.unknown.text");
  out.element("p", {}, body).close("section");
  return out.take();
}

http::Response verify_page(const Site& site, const http::Request& request, const Visitor& visitor) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  const std::string code(trim(request.query_value("code")));
  std::string result;
  int status = 200;
  if (!code.empty()) {
    const auto found = look_up(site, code);
    if (!found && found.error().code == "store.unavailable")
      return failure_page(site, visitor, found.error(), request.id);
    result = answer(site, visitor, found ? *found : std::nullopt);
    if (!found || !*found) status = 404;
  }
  page::Html form;
  form.open("form", {{"method", "get"}, {"action", "/" + visitor.language + "/verify"}});
  std::string main = heading(text("verify.title")) + paragraph("lead", text("verify.lead")) + result +
                     form.take() +
                     render_input({"code", text("verify.label"), "", code.size() > 20 ? "" : code, "", "text",
                                   "", "off", false}) +
                     submit_button("button primary", "", "", text("verify.submit")) + "</form>";
  return page_response(site, visitor, {text("verify.title"), "/verify", std::move(main), status});
}

// For programs: {"valid":true,"received_at":…,"persons":n}.
http::Response verify_json(const Site& site, const http::Request& request) {
  const auto found = look_up(site, trim(request.query_value("code")));
  if (!found && found.error().code == "store.unavailable")
    return http::problem(503, found.error().code, request.id);
  Json out = Json::object();
  const bool valid = found && found->has_value();
  out.set("valid", Json::boolean(valid));
  if (valid) {
    out.set("received_at", Json::string(to_rfc3339((*found)->received_at)));
    out.set("persons", Json::number((*found)->persons));
  }
  return http::json(out, valid ? 200 : 404);
}

}  // namespace

void add_verify_pages(http::Router& router, const Site& site) {
  add_page(router, site, http::Method::get, "/verify",
           [&site](const http::Request& request, const Visitor& visitor) {
             return verify_page(site, request, visitor);
           });
  router.get("/verify", [&site](http::Request&& request, http::Responder&& responder) {
    if (!request.wants_html()) return responder.send(verify_json(site, request));
    Visitor visitor = visitor_of(site, request);
    responder.send(verify_page(site, request, visitor));
  });
}

}  // namespace sanaq
