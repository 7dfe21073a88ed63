#include "sanaq/site.h"

#include "base/bytes.h"
#include "base/shown_date.h"
#include "base/text.h"
#include "crypto/token.h"
#include "page/html.h"
#include "sanaq/respondent/document.h"

namespace sanaq {
namespace {

constexpr std::string_view anonymous_cookie = "sanaq-visit";

// On a shared computer the next person must not find the household open.
std::string sign_out_form(const Site& site, const Visitor& visitor) {
  page::Html out;
  out.open("form", {{"class", "sign-out"},
                    {"method", "post"},
                    {"action", "/" + visitor.language + "/logout"},
                    {"data-unsent", site.texts.text("signed_out.unsent", visitor.language)}});
  out.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", csrf_token(site, visitor)}});
  out.open("button", {{"class", "quiet"}}).text(site.texts.text("site.logout", visitor.language));
  return out.close("button").close("form").take();
}

bool is_language(const Site& site, std::string_view text) {
  for (const std::string& language : site.edition.edition.languages)
    if (language == text) return true;
  return false;
}

std::string accepted_language(const Site& site, std::string_view header) {
  for (const std::string_view part : split(header, ',')) {
    const std::string_view tag = trim(part.substr(0, part.find(';')));
    const std::string_view primary = tag.substr(0, tag.find('-'));
    if (is_language(site, primary)) return std::string(primary);
  }
  return site.edition.edition.languages.front();
}

http::Response handle(const Site& site, const http::Request& request, Visitor& visitor,
                      const PageHandler& handler) {
  if (request.method == http::Method::post) {
    const auto form = request.form();
    if (!form) return failure_page(site, visitor, form.error(), request.id);
    if (!csrf_is_right(site, visitor, http::field_value(*form, "csrf")))
      return message_page(site, visitor, "error.csrf", 403);
  }
  return handler(request, visitor);
}

}  // namespace

std::string language_of(const Site& site, const http::Request& request) {
  if (const std::string_view named = request.param("lang"); is_language(site, named))
    return std::string(named);
  // An address that no page has: its first segment still tells the language.
  const std::string_view path = std::string_view(request.path).substr(request.path.starts_with('/') ? 1 : 0);
  if (const std::string_view first = path.substr(0, path.find('/')); is_language(site, first))
    return std::string(first);
  return accepted_language(site, request.header("accept-language"));
}

Visitor visitor_of(const Site& site, const http::Request& request) {
  Visitor visitor;
  visitor.language = language_of(site, request);
  visitor.token = request.cookie(session_cookie_name(request.tls));
  visitor.seed = request.cookie(anonymous_cookie);
  if (visitor.token.empty()) return visitor;
  if (auto session = site.registration.session(visitor.token)) {
    visitor.session = std::move(*session);
    visitor.seed = visitor.token;
  } else {
    visitor.unknown = session.error().code != "session.gone";
  }
  return visitor;
}

std::string csrf_token(const Site& site, const Visitor& visitor) {
  const Mac mac = site.hash.mac(HashPurpose::session, "csrf:" + visitor.seed);
  return to_base64url({reinterpret_cast<const char*>(mac.data()), 18});
}

bool csrf_is_right(const Site& site, const Visitor& visitor, std::string_view token) {
  return !visitor.seed.empty() && crypto::equal_in_constant_time(csrf_token(site, visitor), token);
}

http::Response page_response(const Site& site, const Visitor& visitor, const PageParts& parts) {
  Document document{site.texts,  visitor.language, site.edition.edition.languages,
                    parts.title, parts.path,       "/" + visitor.language + "/"};
  document.demo = site.demo();
  document.styles = site.assets.styles;
  document.scripts = site.assets.scripts;
  if (parts.questionnaire)
    document.data = {{"engine", site.assets.engine}, {"form", site.assets.form}};
  else if (parts.forget_draft)
    document.data = {{"forget", "draft"}};
  if (visitor.session) document.account = sign_out_form(site, visitor);
  http::Response response = http::html(render_document(document, parts.main), parts.status);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response message_page(const Site& site, const Visitor& visitor, std::string_view key, int status,
                            const std::vector<std::string>& args) {
  const std::string title = site.texts.text("error.page.title", visitor.language);
  return page_response(
      site, visitor,
      {title, "/",
       heading(title) + paragraph("lead", site.texts.text(key, visitor.language, args)) +
           link("/" + visitor.language + "/", site.texts.text("site.home", visitor.language)),
       status});
}

http::Response failure_page(const Site& site, const Visitor& visitor, const Error& error,
                            std::string_view request_id) {
  site.log.failure("page.failed", error);
  const bool busy =
      error.code == "store.unavailable" || error.code == "server.busy" || error.code == "db.pool_timeout";
  const int status = busy ? 503 : http::is_form_error(error) ? 400 : 500;
  http::Response response = message_page(site, visitor, busy ? "error.server.busy" : "error.internal", status,
                                         {std::string(request_id)});
  if (busy) http::add_header(response, "Retry-After", "60");
  return response;
}

std::string error_text(const Site& site, std::string_view language, const Error& error) {
  for (const std::string& key : {"error." + error.code, error.code})
    if (site.texts.has(key)) return site.texts.text(key, language);
  return site.texts.text("error.internal", language, {error.code});
}

std::string session_cookie_name(bool tls) { return tls ? "__Host-sanaq" : "sanaq"; }

void give_session_cookie(http::Response& response, const http::Request& request, std::string_view token) {
  http::Cookie cookie;
  cookie.name = session_cookie_name(request.tls);
  cookie.value = token;
  cookie.secure = request.tls;
  if (token.empty()) cookie.age_seconds_max = 0;
  http::set_cookie(response, cookie);
}

void add_page(http::Router& router, const Site& site, http::Method method, const std::string& path,
              PageHandler handler, std::size_t body_bytes_max) {
  router.add(method, "/{lang}" + path,
             [&site, handler = std::move(handler)](http::Request&& request, http::Responder&& responder) {
               Visitor visitor = visitor_of(site, request);
               if (!is_language(site, request.param("lang"))) {
                 responder.send(message_page(site, visitor, "error.not_found", 404));
                 return;
               }
               if (visitor.unknown)
                 return responder.send(failure_page(site, visitor, {"store.unavailable", {}}, request.id));
               const bool fresh = visitor.seed.empty();
               if (fresh && request.method != http::Method::post) visitor.seed = crypto::random_token(16);
               http::Response response = handle(site, request, visitor, handler);
               if (fresh && !visitor.seed.empty()) {
                 http::Cookie cookie;
                 cookie.name = anonymous_cookie;
                 cookie.value = visitor.seed;
                 cookie.secure = request.tls;
                 http::set_cookie(response, cookie);
               }
               responder.send(std::move(response));
             },
             {http::Run::pooled, body_bytes_max});
}

void add_session_page(http::Router& router, const Site& site, http::Method method, const std::string& path,
                      PageHandler handler, std::size_t body_bytes_max) {
  add_page(
      router, site, method, path,
      [&site, handler = std::move(handler)](const http::Request& request, const Visitor& visitor) {
        if (!visitor.session) return http::redirect("/" + visitor.language + "/register");
        return handler(request, visitor);
      },
      body_bytes_max);
}

std::string shown_time(const Edition& edition, UtcInstant instant) {
  const std::string local =
      to_rfc3339({instant.micros + std::int64_t{edition.zone_minutes} * 60 * micros_per_second});
  return local.substr(8, 2) + '.' + local.substr(5, 2) + '.' + local.substr(0, 4) + ' ' + local.substr(11, 5);
}

std::string told_time(const Site& site, std::string_view language, UtcInstant instant) {
  return shown_moment(site.texts, language, instant, site.edition.edition.zone_minutes);
}

std::string told_time_and_zone(const Site& site, std::string_view language, UtcInstant instant) {
  const std::string key = "date.zone." + site.edition.edition.zone_name;
  const std::string zone =
      site.texts.has(key) ? site.texts.text(key, language) : shown_offset(site.edition.edition.zone_minutes);
  return told_time(site, language, instant) + " (" + zone + ')';
}

std::string told_deadline(const Site& site, std::string_view language, UtcInstant closes) {
  return told_time_and_zone(site, language, {closes.micros - 60 * micros_per_second});
}

}  // namespace sanaq
