#include "sanaq/front_end.h"

#include "base/sha256.h"
#include "base/text.h"
#include "http/content_coding.h"
#include "os/files.h"
#include "page/html.h"

namespace sanaq {
namespace {

// Address of a built file by its name in the manifest; empty when it was not built.
std::string built(const Json& manifest, std::string_view name) {
  const std::string& file = manifest[name]["file"].text();
  return file.empty() ? std::string() : '/' + file;
}

// The mark of the site in a browser's tab; like the one beside its name in the style sheet.
constexpr std::string_view icon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#07625c"/>)"
    R"(<path d="M16 16V0A16 16 0 0 0 .6 11.5z" fill="#c98a00"/><circle cx="16" cy="16" r="5" fill="#fff"/></svg>)";

bool is_local(const http::Request& request) {
  return request.remote_address == "127.0.0.1" || request.remote_address == "::1";
}

}  // namespace

FormBundle make_form_bundle(const std::string& bundle, std::string_view name) {
  return {"/assets/" + std::string(name) + "-" + sha256_hex(bundle).substr(0, 16) + ".json",
          std::make_shared<const std::string>(bundle),
          std::make_shared<const std::string>(http::compress_brotli(bundle))};
}

Result<FrontEnd> load_front_end(const std::string& web_folder) {
  FrontEnd out;
  if (!os::folder_exists(web_folder)) {
    out.files = std::make_shared<http::StaticFiles>();
    return out;
  }
  SANAQ_TRY(http::StaticFiles files, http::StaticFiles::load(web_folder));
  out.files = std::make_shared<http::StaticFiles>(std::move(files));
  SANAQ_TRY(const std::string text, os::read_file(web_folder + "/manifest.json"));
  const auto manifest = parse_json(text);
  if (!manifest) return Error{"front_end.manifest", manifest.error().detail};
  if (const std::string style = built(*manifest, "kit/sanaq.css"); !style.empty())
    out.assets.styles = {style};
  if (const std::string script = built(*manifest, "respondent/main.ts"); !script.empty())
    out.assets.scripts = {script};
  out.assets.tablet = built(*manifest, "tablet/main.ts");
  out.assets.engine = built(*manifest, "engine.wasm");
  out.assets.tablet_engine = built(*manifest, "tablet_engine.wasm");
  return out;
}

namespace {

constexpr http::RouteOptions quick{http::Run::inline_, 0};

void add_bundle(http::Router& router, FormBundle bundle) {
  const std::string address = bundle.address;
  router.get(
      address,
      [bundle = std::move(bundle)](http::Request&& request, http::Responder&& responder) {
        const bool brotli = http::parse_accept_encoding(request.header("accept-encoding")).brotli;
        http::Response response;
        response.content_type = "application/json";
        response.shared_body = brotli ? bundle.brotli : bundle.plain;
        if (brotli) http::add_header(response, "Content-Encoding", "br");
        http::add_header(response, "Vary", "Accept-Encoding");
        http::add_header(response, "Cache-Control", "public, max-age=31536000, immutable");
        responder.send(std::move(response));
      },
      quick);
}

// The app itself is the script; the page is the same for everybody and holds nothing.
std::string tablet_shell(const SiteAssets& assets) {
  page::Html html;
  html.open("html", {{"lang", "kk"}}).open("head");
  html.empty("meta", {{"charset", "utf-8"}});
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.element("title", {}, "Sanaq");
  html.empty("link", {{"rel", "icon"}, {"href", "/icon.svg"}, {"type", "image/svg+xml"}});
  for (const std::string& style : assets.styles) html.empty("link", {{"rel", "stylesheet"}, {"href", style}});
  html.element("script", {{"type", "module"}, {"src", assets.tablet}}, "");
  html.close("head").open("body", {{"data-engine", assets.tablet_engine},
                                   {"data-form", assets.tablet_form},
                                   {"data-boundaries", assets.tablet_boundaries}});
  html.open("main", {{"id", "main"}}).close("main").close("body").close("html");
  return "<!doctype html>\n" + html.take();
}

}  // namespace

void add_tablet_app(http::Router& router, const Site& site, FormBundle bundle, FormBundle boundaries) {
  if (site.assets.tablet.empty()) return;
  add_bundle(router, std::move(bundle));
  if (!boundaries.address.empty()) add_bundle(router, std::move(boundaries));
  router.get(
      "/tablet/",
      [shell = tablet_shell(site.assets)](http::Request&&, http::Responder&& responder) {
        http::Response response = http::html(shell);
        http::add_header(response, "Cache-Control", "no-cache");
        responder.send(std::move(response));
      },
      quick);
  router.get(
      "/tablet",
      [](http::Request&&, http::Responder&& responder) { responder.send(http::redirect("/tablet/")); },
      quick);
}

void add_front_end(http::Router& router, std::shared_ptr<http::StaticFiles> files, FormBundle bundle) {
  add_bundle(router, std::move(bundle));
  router.get(
      "/assets/{file*}",
      [files](http::Request&& request, http::Responder&& responder) {
        responder.send(files->answer(request, "assets/" + std::string(request.param("file"))));
      },
      quick);
  router.get(
      "/icon.svg",
      [](http::Request&&, http::Responder&& responder) {
        http::Response response;
        response.content_type = "image/svg+xml";
        response.body = icon;
        http::add_header(response, "Cache-Control", "public, max-age=86400");
        responder.send(std::move(response));
      },
      quick);
  router.get(
      "/worker.js",
      [files](http::Request&& request, http::Responder&& responder) {
        responder.send(files->answer(request, "worker.js"));
      },
      quick);
}

void add_health_pages(http::Router& router, const Site& site, pg::Pool& pool) {
  router.get("/health", [&pool](http::Request&& request, http::Responder&& responder) {
    auto lease = pool.acquire(std::chrono::milliseconds(500));
    const bool good = lease && (*lease)->is_usable();
    responder.send(good ? http::plain_text("good\n") : http::problem(503, "store.unavailable", request.id));
  });
  router.get("/metrics", [&site](http::Request&& request, http::Responder&& responder) {
    if (!is_local(request)) return responder.send(http::problem(404, "http.not_found", request.id));
    http::Response response = http::plain_text(site.metrics.text());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    responder.send(std::move(response));
  });
}

}  // namespace sanaq
