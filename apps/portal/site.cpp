#include "portal/site.h"

#include <sanaq_portal/embedded.h>

#include "base/sha256.h"
#include "base/text.h"
#include "portal/layout.h"
#include "portal/pages.h"

namespace sanaq::portal {

namespace {

constexpr std::size_t parsed_max = 64;
constexpr std::size_t name_length_max = 120;

std::string etag_of(std::string_view bytes) { return "\"" + sha256_hex(bytes).substr(0, 32) + "\""; }

/// Headers of what never changes: asked for once, kept for a year.
void keep_for_ever(http::Response& response, std::string_view etag) {
  http::add_header(response, "ETag", etag);
  http::add_header(response, "Cache-Control", "public, max-age=31536000, immutable");
}

}  // namespace

Result<std::unique_ptr<Site>> Site::make(ReleaseCatalogue& catalogue, const Clock& clock, os::TimeZone zone) {
  std::unique_ptr<Site> site(new Site(catalogue, clock, std::move(zone)));
  SANAQ_TRY_DONE(site->texts_.add(embedded_texts));
  SANAQ_TRY_DONE(site->texts_.add(embedded_dates));
  site->css_address_ = "/assets/portal." + sha256_hex(embedded_css).substr(0, 12) + ".css";
  return site;
}

http::Router Site::router() {
  http::Router router;
  auto add = [&router](std::string pattern, auto answer) {
    router.get(std::move(pattern), [answer](http::Request&& request, http::Responder&& responder) {
      responder.send(answer(request));
    });
  };
  add("/", [this](const http::Request& request) { return home(request); });
  add("/{lang}", [this](const http::Request& request) { return home(request); });
  add("/{lang}/tables", [this](const http::Request& request) { return list(request); });
  add("/{lang}/tables/{id}", [this](const http::Request& request) { return table(request); });
  add("/data/{id}/{version}/{file}", [this](const http::Request& request) { return download(request); });
  add("/assets/{file}", [this](const http::Request& request) { return style(request); });
  add("/health", [this](const http::Request&) { return health(); });
  return router;
}

bool Site::knows(std::string_view language) const {
  for (const std::string& known : texts_.languages()) {
    if (known == language) return true;
  }
  return false;
}

/// The language of the address, else the first of Accept-Language that the portal speaks, else its first one.
std::string Site::language_of(const http::Request& request) const {
  for (const auto part : split(request.path, '/')) {
    if (part.empty()) continue;
    if (knows(part)) return std::string(part);
    break;
  }
  for (const auto wish : split(request.header("Accept-Language"), ',')) {
    const std::string_view language = trim(wish).substr(0, 2);
    if (knows(language)) return std::string(language);
  }
  return texts_.languages().front();
}

http::Response Site::home(const http::Request& request) const {
  const std::string_view asked = request.param("lang");
  if (!asked.empty() && !knows(asked)) return not_found(request);
  auto response = http::redirect("/" + language_of(request) + "/tables");
  http::add_header(response, "Vary", "Accept-Language");
  return response;
}

/// Pages are asked for again each time, so that a release shows at its second; unchanged ones cost a 304.
http::Response Site::page(const http::Request& request, PageFrame frame) const {
  auto response = http::html(page_html(frame, texts_, css_address_));
  const std::string etag = etag_of(response.body);
  if (http::etag_matches(request.header("If-None-Match"), etag)) return http::not_modified(etag);
  http::add_header(response, "ETag", etag);
  http::add_header(response, "Cache-Control", "no-cache");
  http::add_header(response, "Content-Language", frame.language);
  response.compress = true;
  return response;
}

http::Response Site::list(const http::Request& request) const {
  const std::string language(request.param("lang"));
  if (!knows(language)) return not_found(request);
  const auto releases = catalogue_.list(clock_.now());
  if (!releases) return failed(request, releases.error());
  return page(request, {language, texts_.text("portal.tables", language), "/tables",
                        list_main(*releases, zone_, language, texts_)});
}

Result<std::shared_ptr<const PublishedTable>> Site::published(const ReleaseSummary& release,
                                                              std::string_view language) {
  const std::string version = zero_padded(release.version, 1);
  const std::string key = release.id + "/" + version + "/" + std::string(language);
  {
    const std::lock_guard lock(mutex_);
    const auto found = parsed_.find(key);
    if (found != parsed_.end()) return found->second;
  }
  const std::string name = release.id + "." + std::string(language) + ".json";
  SANAQ_TRY(const auto file, catalogue_.file(release.id, release.version, name, clock_.now()));
  if (!file) return Error{"portal.file_missing", key};
  SANAQ_TRY(auto table, read_jsonstat(file->bytes));
  auto shared = std::make_shared<const PublishedTable>(std::move(table));
  const std::lock_guard lock(mutex_);
  if (parsed_.size() >= parsed_max) parsed_.erase(parsed_.begin());
  parsed_[key] = shared;
  return shared;
}

http::Response Site::table(const http::Request& request) {
  const std::string language(request.param("lang"));
  const std::string id(request.param("id"));
  if (!knows(language) || id.size() > name_length_max) return not_found(request);
  const auto release = catalogue_.newest(id, clock_.now());
  if (!release) return failed(request, release.error());
  if (!*release) return not_found(request);
  const auto files = catalogue_.files(id, (*release)->version, clock_.now());
  if (!files) return failed(request, files.error());
  const auto published_table = published(**release, language);
  if (!published_table) return failed(request, published_table.error());
  const TableView view(**published_table, [&](std::string_view name) { return request.query_value(name); });
  return page(request, {language, (*release)->title.in(language), "/tables/" + id + view.query(),
                        table_main({**release, *files, view, zone_}, language, texts_)});
}

http::Response Site::download(const http::Request& request) const {
  const std::string_view id = request.param("id"), name = request.param("file");
  const auto version = parse_digits(request.param("version"));
  if (!version || id.size() > name_length_max || name.size() > name_length_max) return not_found(request);
  const auto file = catalogue_.file(id, *version, name, clock_.now());
  if (!file) return failed(request, file.error());
  if (!*file) return not_found(request);
  const std::string etag = "\"" + (*file)->sha256 + "\"";
  if (http::etag_matches(request.header("If-None-Match"), etag)) return http::not_modified(etag);
  http::Response response;
  response.content_type = (*file)->media_type;
  response.body = (*file)->bytes;
  response.compress = true;
  keep_for_ever(response, etag);
  http::add_header(response, "Content-Disposition", "attachment; filename=\"" + (*file)->name + "\"");
  http::add_header(response, "Access-Control-Allow-Origin",
                   "*");  // open data, for programs of other sites, too
  return response;
}

http::Response Site::style(const http::Request& request) const {
  if (request.path != css_address_) return not_found(request);
  http::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = std::string(embedded_css);
  response.compress = true;
  keep_for_ever(response, etag_of(embedded_css));
  return response;
}

http::Response Site::health() const {
  const auto releases = catalogue_.list(clock_.now());
  auto response = releases ? http::plain_text("ok\n") : http::problem(503, releases.error().code);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response Site::not_found(const http::Request& request) const {
  return problem_page(404, "http.not_found", &request);
}

http::Response Site::failed(const http::Request& request, const Error& error) const {
  return problem_page(503, error.code, &request);
}

http::Response Site::problem_page(int status, std::string_view code, const http::Request* request) const {
  auto response = http::problem(status, code, request != nullptr ? request->id : "");
  if (request != nullptr && request->wants_html()) {
    const std::string language = language_of(*request);
    const std::string key = status == 404 ? "portal.error.404" : "portal.error.other";
    const std::string main =
        "<p>" + escape_html(texts_.text(key + ".text", language)) + "</p><p><a href=\"/" + language +
        "/tables\">" + escape_html(texts_.text("portal.back", language)) + "</a></p>" + "<p class=\"meta\">" +
        escape_html(code) + " · " + escape_html(request->id) + "</p>";
    response = http::html(
        page_html({language, texts_.text(key, language), "/tables", main}, texts_, css_address_), status);
  }
  http::add_header(response, "Cache-Control", "no-store");  // the answer flips at the second of a release
  return response;
}

}  // namespace sanaq::portal
