#include <algorithm>

#include "base/text.h"
#include "crypto/token.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {
namespace {

constexpr std::size_t field_bytes_max = 256;  // of login, password and code: longer ones are refused unread

std::string visit_cookie_name(bool tls) { return tls ? "__Host-sanaq-office-visit" : "sanaq-office-visit"; }

// Only pages of the office: a form of another site must not lead elsewhere.
std::string safe_next(std::string_view next) {
  const bool ours = next == "/office" || next.starts_with("/office/") || next.starts_with("/office?") ||
                    next == "/institution" || next.starts_with("/institution/");
  const bool plain = std::all_of(next.begin(), next.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/?=&%._-+").find(c) != std::string_view::npos;
  });
  if (!ours || !plain || next.size() > 500 || next.starts_with("/office/log")) return "/office";
  return std::string(next);
}

http::Response post_log_in(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  if (!form) return office_failure(office, visit, form.error(), request.id);
  const std::string login(trim(http::field_value(*form, "login")));
  const std::string password(http::field_value(*form, "password"));
  const std::string code(trim(http::field_value(*form, "code")));
  const std::string next = safe_next(http::field_value(*form, "next"));
  if (std::max({login.size(), password.size(), code.size()}) > field_bytes_max)
    return log_in_page(office, visit, next, LogIn::refused);
  const auto token = office.staff.sign_in(login, password, code);
  // One answer for an unknown login, a wrong password, a wrong code and a locked account.
  if (!token && token.error().code.starts_with("staff."))
    return log_in_page(office, visit, next, LogIn::refused);
  if (!token) return office_failure(office, visit, token.error(), request.id);
  http::Response response = http::redirect(office_href(visit, next));
  give_office_cookie(response, request, *token);
  return response;
}

http::Response post_log_out(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (const auto out = office.staff.sign_out(visit.token); !out)
    return office_failure(office, visit, out.error(), request.id);
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = line.subject = visit.actor->login;
  line.action = "staff.sign_out";
  if (const auto noted = office.audit.append(std::move(line)); !noted)
    office.log.failure("office.audit", noted.error());
  http::Response response = http::redirect(office_href(visit, "/office/login"));
  give_office_cookie(response, request, "");
  return response;
}

Result<OfficeVisit> visit_of(const Office& office, const http::Request& request) {
  OfficeVisit visit;
  visit.language = request.param("lang");
  visit.token = request.cookie(office_cookie_name(request.tls));
  visit.seed = request.cookie(visit_cookie_name(request.tls));
  if (visit.token.empty()) return visit;
  SANAQ_TRY(visit.actor, office.staff.session(visit.token));
  if (visit.actor) visit.seed = visit.token;
  return visit;
}

// Of a form, with or without files.
Result<std::string> posted_csrf(const http::Request& request) {
  if (http::media_type_of(request.header("content-type")) != "multipart/form-data") {
    SANAQ_TRY(const auto form, request.form());
    return std::string(http::field_value(form, "csrf"));
  }
  SANAQ_TRY(auto parts, request.parts());
  for (http::Part& part : parts)
    if (part.name == "csrf") return std::move(part.content);
  return std::string();
}

http::Response answer(const Office& office, SignIn sign_in, const http::Request& request,
                      const OfficeVisit& visit, const OfficeHandler& handler) {
  const bool posted = request.method == http::Method::post;
  if (sign_in == SignIn::needed && !visit.actor)
    return log_in_page(office, visit, posted ? "/office" : office_path(request), LogIn::needed);
  if (posted) {
    const auto token = posted_csrf(request);
    if (!token) return office_failure(office, visit, token.error(), request.id);
    if (!office_csrf_is_right(office, visit, *token))
      return office_message(office, visit, "office.csrf", 403);
  }
  return handler(request, visit);
}

}  // namespace

void add_office_page(http::Router& router, const SharedOffice& office, SignIn sign_in, http::Method method,
                     const std::string& path, OfficeHandler handler, http::RouteOptions options) {
  router.add(
      method, "/{lang}" + path,
      [office, sign_in, handler = std::move(handler)](http::Request&& request, http::Responder&& responder) {
        const auto& languages = office->edition.languages;
        auto visit = visit_of(*office, request);
        if (!visit) {
          OfficeVisit nobody;
          nobody.language = request.param("lang");
          return responder.send(office_failure(*office, nobody, visit.error(), request.id));
        }
        if (std::find(languages.begin(), languages.end(), visit->language) == languages.end()) {
          visit->language = languages.front();
          return responder.send(office_message(*office, *visit, "office.not_found", 404));
        }
        const bool fresh = visit->seed.empty();
        if (fresh && request.method != http::Method::post) visit->seed = crypto::random_token(16);
        http::Response response = answer(*office, sign_in, request, *visit, handler);
        if (fresh && !visit->seed.empty()) {
          http::Cookie cookie;
          cookie.name = visit_cookie_name(request.tls);
          cookie.value = visit->seed;
          cookie.secure = request.tls;
          cookie.same_site = http::Cookie::SameSite::strict;
          http::set_cookie(response, cookie);
        }
        responder.send(std::move(response));
      },
      options);
}

http::Response log_in_page(const Office& office, const OfficeVisit& visit, std::string_view next, LogIn why) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  FieldErrors errors;
  if (why == LogIn::refused) errors.emplace_back("login", text("office.login.refused"));
  const std::string action = office_href(visit, "/office/login");
  std::string main = error_summary(text("office.login.again"), errors) + heading(text("office.login.title"));
  main += paragraph("lead", text(why == LogIn::needed ? "office.login.needed" : "office.login.lead"));
  main += form_start(action) + hidden_input("csrf", office_csrf(office, visit)) +
          hidden_input("next", safe_next(next));
  main += render_input({"login", text("office.login.login"), "", "", "", "text", "", "username"});
  main += render_input(
      {"password", text("office.login.password"), "", "", "", "password", "", "current-password"});
  main += render_input({"code", text("office.login.code"), text("office.login.code.hint"), "", "", "text",
                        "numeric", "one-time-code", true});
  main += submit_button("button primary", "", "", text("office.login.submit")) + "</form>";
  const std::string title = text("office.login.title");
  return office_page(office, visit, {title, "/office/login", main, why == LogIn::asked ? 200 : 401});
}

void add_office_log_in(http::Router& router, const SharedOffice& office) {
  add_office_page(router, office, SignIn::not_needed, http::Method::get, "/office/login",
                  [office](const http::Request&, const OfficeVisit& visit) {
                    if (visit.actor) return http::redirect(office_href(visit, "/office"));
                    return log_in_page(*office, visit, "/office", LogIn::asked);
                  });
  add_office_page(router, office, SignIn::not_needed, http::Method::post, "/office/login",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return post_log_in(*office, request, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, "/office/logout",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return post_log_out(*office, request, visit);
                  });
}

}  // namespace sanaq
