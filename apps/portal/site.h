#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/messages.h"
#include "http/request.h"
#include "http/response.h"
#include "http/router.h"
#include "os/time_zone.h"
#include "publishing/published_table.h"
#include "publishing/release_store.h"

namespace sanaq::portal {

struct PageFrame;

/// The public site: pages and downloads of what is visible now. Answers from any thread; keeps no state of a
/// visitor.
///
///   /                              to the list, in the language the browser asks for
///   /{lang}/tables                 list of releases
///   /{lang}/tables/{id}            a table in its newest version
///   /data/{id}/{version}/{file}    a file, for ever the same bytes, with ETag
///   /health                        200 when the database answers
class Site {
 public:
  /// catalogue, clock: outlive the site. zone: on whose wall times are told. Errors: those of Messages::add
  /// (a fault of the build).
  static Result<std::unique_ptr<Site>> make(ReleaseCatalogue& catalogue, const Clock& clock,
                                            os::TimeZone zone = {});

  http::Router router();
  http::Response home(const http::Request& request) const;
  http::Response list(const http::Request& request) const;
  http::Response table(const http::Request& request);
  http::Response download(const http::Request& request) const;
  http::Response style(const http::Request& request) const;
  http::Response health() const;
  /// A page in the visitor's language for answers without a page of their own. request: may be null.
  http::Response problem_page(int status, std::string_view code, const http::Request* request) const;

 private:
  Site(ReleaseCatalogue& catalogue, const Clock& clock, os::TimeZone zone)
      : catalogue_(catalogue), clock_(clock), zone_(std::move(zone)) {}
  bool knows(std::string_view language) const;
  std::string language_of(const http::Request& request) const;
  http::Response not_found(const http::Request& request) const;
  http::Response failed(const http::Request& request, const Error& error) const;
  http::Response page(const http::Request& request, PageFrame frame) const;
  Result<std::shared_ptr<const PublishedTable>> published(const ReleaseSummary& release,
                                                          std::string_view language);

  ReleaseCatalogue& catalogue_;
  const Clock& clock_;
  os::TimeZone zone_;
  Messages texts_;
  std::string css_address_;
  std::mutex mutex_;
  /// Parsed tables by "id/version/language": a release never changes, so they never go stale. Visibility is
  /// asked of the catalogue before each use. Owners: this map and the pages being made.
  std::map<std::string, std::shared_ptr<const PublishedTable>, std::less<>> parsed_;
};

}  // namespace sanaq::portal
