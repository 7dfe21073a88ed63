#pragma once
#include <memory>
#include <string>

#include "http/router.h"
#include "http/static_files.h"
#include "pg/pool.h"
#include "sanaq/site.h"

namespace sanaq {

/// The built files of the respondents' site and where they are.
struct FrontEnd {
  std::shared_ptr<http::StaticFiles> files;
  SiteAssets assets;
};

/// The form for the engine in the browser, compressed once, under an address that changes with its content.
struct FormBundle {
  std::string address;                               // "/assets/form-….json"
  std::shared_ptr<const std::string> plain, brotli;  // owners: the route and the connections that send it
};
/// name: of the file before its hash.
FormBundle make_form_bundle(const std::string& bundle, std::string_view name = "form");

/// web_folder: what `npm run build` made, with its manifest. The site works without it: a folder that is not
/// there gives pages without style and script. Errors: those of reading files; "front_end.manifest".
Result<FrontEnd> load_front_end(const std::string& web_folder);

/// `/assets/…` with the form, and `/worker.js`.
void add_front_end(http::Router& router, std::shared_ptr<http::StaticFiles> files, FormBundle bundle);
/// `/tablet/`: the interviewers' app, with a form bundle that holds all lists, and the boundaries of its maps
/// (no address: nothing). Nothing when it was not built.
void add_tablet_app(http::Router& router, const Site& site, FormBundle bundle, FormBundle boundaries);
/// `/health` for supervisors, `/metrics` for Prometheus; both answer to this machine only.
void add_health_pages(http::Router& router, const Site& site, pg::Pool& pool);

}  // namespace sanaq
