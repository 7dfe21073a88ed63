#include "base/text.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/site.h"
#include "sanaq/tablet/channel_gate.h"

namespace sanaq {
namespace {

// What was typed, so that nobody types it twice. The IIN goes back to the browser that sent it and nowhere
// else.
struct Typed {
  std::string iin, document, phone, email;
};

http::Response registration_form(const Site& site, const Visitor& visitor, const Typed& typed,
                                 const FieldErrors& errors) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  std::string main = error_summary(text("error.title"), errors) + heading(text("register.title")) +
                     paragraph("lead", text("register.lead")) +
                     form_start("/" + visitor.language + "/register") +
                     hidden_input("csrf", csrf_token(site, visitor));
  main += render_input({"iin", text("register.iin"), text("register.iin.hint"), typed.iin,
                        error_of(errors, "iin"), "text", "numeric", "off", true});
  main += render_input({"document", text("register.document"), "", typed.document,
                        error_of(errors, "document"), "text", "", "off", true});
  main += render_input({"phone", text("register.phone"), text("register.phone.hint"), typed.phone,
                        error_of(errors, "phone"), "tel", "tel", "tel", true});
  main += render_input({"email", text("register.email"), "", typed.email, error_of(errors, "email"), "email",
                        "email", "email", false, false});
  main += submit_button("button primary", "action", "register", text("register.submit")) + "</form>";
  return page_response(site, visitor,
                       {text("register.title"), "/register", std::move(main), errors.empty() ? 200 : 422});
}

// The field an error of the registration stands at.
std::string_view field_of(std::string_view code) {
  if (code.starts_with("iin")) return "iin";
  if (code.starts_with("phone") || code.starts_with("sms")) return "phone";
  if (code == "registration.email") return "email";
  if (code == "registration.document" || code == "registration.person") return "document";
  return "iin";
}

std::string digits_only(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '-') out += c;
  return out;
}

http::Response post_registration(const Site& site, const http::Request& request, const Visitor& visitor) {
  if (auto closed = gate_online(site, visitor)) return std::move(*closed);
  const auto form = request.form();
  if (!form) return failure_page(site, visitor, form.error(), request.id);
  const auto field = [&](std::string_view name) { return std::string(trim(http::field_value(*form, name))); };
  const Typed typed{field("iin"), field("document"), field("phone"), field("email")};
  auto iin = Iin::parse(digits_only(typed.iin));
  FieldErrors wrong;
  if (!iin) wrong.emplace_back("iin", error_text(site, visitor.language, {"iin", {}}));
  if (typed.document.empty())
    wrong.emplace_back("document", error_text(site, visitor.language, {"document", {}}));
  if (typed.phone.empty()) wrong.emplace_back("phone", error_text(site, visitor.language, {"phone", {}}));
  if (!wrong.empty()) return registration_form(site, visitor, typed, wrong);
  const auto notice =
      site.registration.begin({*iin, typed.document, typed.phone, typed.email, visitor.language});
  if (!notice) {
    if (notice.error().code == "store.unavailable")
      return failure_page(site, visitor, notice.error(), request.id);
    return registration_form(
        site, visitor, typed,
        {{std::string(field_of(notice.error().code)), error_text(site, visitor.language, notice.error())}});
  }
  return http::redirect("/" + visitor.language + "/code/" + notice->id.value.to_string());
}

http::Response code_form(const Site& site, const Visitor& visitor, const std::string& challenge,
                         const std::string& error) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  const FieldErrors errors = error.empty() ? FieldErrors{} : FieldErrors{{"code", error}};
  const std::string action = "/" + visitor.language + "/code/" + challenge;
  const std::string csrf = hidden_input("csrf", csrf_token(site, visitor));
  std::string main =
      error_summary(text("error.title"), errors) + heading(text("code.title")) +
      paragraph("lead", text("code.lead")) + form_start(action) + csrf +
      render_input({"code", text("code.label"), "", "", error, "text", "numeric", "one-time-code", true}) +
      submit_button("button primary", "action", "confirm", text("code.submit")) + "</form>" +
      form_start(action) + csrf + submit_button("quiet", "action", "again", text("code.again")) + "</form>";
  main += link("/" + visitor.language + "/register", text("code.back"));
  if (site.demo()) main += link("/" + visitor.language + "/demo/inbox", text("inbox.title"));
  return page_response(
      site, visitor, {text("code.title"), "/code/" + challenge, std::move(main), error.empty() ? 200 : 422});
}

http::Response post_code(const Site& site, const http::Request& request, const Visitor& visitor) {
  const std::string challenge(request.param("challenge"));
  const auto id = Uuid::parse(challenge);
  const auto form = request.form();
  if (!id || !form) return http::redirect("/" + visitor.language + "/register");
  if (http::field_value(*form, "action") == "again") {
    const auto again = site.registration.resend({*id});
    return again ? http::redirect("/" + visitor.language + "/code/" + challenge)
                 : code_form(site, visitor, challenge, error_text(site, visitor.language, again.error()));
  }
  auto admission = site.registration.confirm({*id}, digits_only(http::field_value(*form, "code")));
  if (!admission) {
    if (admission.error().code == "store.unavailable")
      return failure_page(site, visitor, admission.error(), request.id);
    return code_form(site, visitor, challenge, error_text(site, visitor.language, admission.error()));
  }
  if (!admission->resumed)
    if (const auto done = prefill_person(site, *admission); !done)
      site.log.failure("prefill.failed", done.error());
  http::Response response = http::redirect("/" + visitor.language + (admission->resumed ? "/q" : "/address"));
  give_session_cookie(response, request, admission->session_token);
  return response;
}

}  // namespace

void add_registration_pages(http::Router& router, const Site& site) {
  add_page(router, site, http::Method::get, "/register",
           [&site](const http::Request&, const Visitor& visitor) {
             if (auto closed = gate_online(site, visitor)) return std::move(*closed);
             return registration_form(site, visitor, {}, {});
           });
  add_page(router, site, http::Method::post, "/register",
           [&site](const http::Request& request, const Visitor& visitor) {
             return post_registration(site, request, visitor);
           });
  add_page(router, site, http::Method::get, "/code/{challenge}",
           [&site](const http::Request& request, const Visitor& visitor) {
             return code_form(site, visitor, std::string(request.param("challenge")), "");
           });
  add_page(router, site, http::Method::post, "/code/{challenge}",
           [&site](const http::Request& request, const Visitor& visitor) {
             return post_code(site, request, visitor);
           });
}

}  // namespace sanaq
