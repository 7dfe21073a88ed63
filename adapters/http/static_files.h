#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace sanaq::http {

/// The files of a front, read into memory once at start; nothing is read from the disk later, so no path of a
/// request can reach outside. `x.js.br` and `x.js.gz` beside `x.js` are its compressed forms and have no
/// address of their own.
class StaticFiles {
 public:
  /// Errors: those of os::list_files and os::read_file; "static.size" when all files exceed `bytes_max`.
  static Result<StaticFiles> load(const std::string& folder, std::size_t bytes_max = std::size_t{512} << 20);

  /// The answer for a file by its path in the folder, "assets/app-B1c2D3e4.js"; "" and a path that ends with
  /// '/' mean its `index.html`. Chooses br, gz or plain by Accept-Encoding, answers 304 to the ETag it gave
  /// and 206 to a single byte range. Files with a hash in their name may be kept for a year, others are asked
  /// for again. A file that is not there gives 404 `http.not_found`. Cheap: the bytes are shared, not copied.
  Response answer(const Request& request, std::string_view path) const;
  bool has(std::string_view path) const { return files_.find(path) != files_.end(); }
  std::size_t size() const { return files_.size(); }

 private:
  struct Variant {
    std::shared_ptr<const std::string> bytes;  // owners: the store and the connections that send it
    std::string etag;
  };
  struct File {
    Variant plain, brotli, gzip;
    std::string content_type;
    bool hashed = false;
  };
  std::map<std::string, File, std::less<>> files_;
};

/// By the ending of the name: `text/javascript; charset=utf-8` for .js; `application/octet-stream` when
/// unknown.
std::string_view content_type_of(std::string_view filename);
/// True for `app-B1c2D3e4.js`, `app.0123abcd4567.css`: a name that changes with its content.
bool has_hashed_name(std::string_view filename);

}  // namespace sanaq::http
