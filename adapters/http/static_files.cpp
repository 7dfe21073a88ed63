#include "http/static_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"
#include "http/content_coding.h"
#include "os/files.h"

namespace sanaq::http {
namespace {

using Ending = std::pair<std::string_view, std::string_view>;
constexpr std::array<Ending, 24> endings = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".xml", "application/xml"},
    {".pdf", "application/pdf"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".zip", "application/zip"},
    {".pmtiles", "application/vnd.pmtiles"},
}};

bool is_hash_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

// Bundlers write 8 base64url letters or more hexadecimal digits; a word of one case without digits is a word.
bool looks_hashed(std::string_view text) {
  if (text.size() < 8 || !std::all_of(text.begin(), text.end(), is_hash_letter)) return false;
  const auto any = [&](char low, char high) {
    return std::any_of(text.begin(), text.end(), [&](char c) { return c >= low && c <= high; });
  };
  return any('0', '9') || (any('a', 'z') && any('A', 'Z'));
}

struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
};
enum class RangeKind : std::uint8_t { none, one, impossible };

// Several ranges, or a form we do not know, mean the whole file, as RFC 9110 allows.
RangeKind parse_range(std::string_view header, std::size_t size, Range& out) {
  if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return RangeKind::none;
  header.remove_prefix(6);
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return RangeKind::none;
  const auto first = parse_digits(header.substr(0, dash));
  const auto last = parse_digits(header.substr(dash + 1));
  if ((dash > 0 && !first) || (dash + 1 < header.size() && !last) || (!first && !last))
    return RangeKind::none;
  if (size == 0) return RangeKind::impossible;
  if (!first) {
    out = {size - std::min(static_cast<std::size_t>(*last), size), size - 1};
    return *last == 0 ? RangeKind::impossible : RangeKind::one;
  }
  out = {static_cast<std::size_t>(*first),
         last ? std::min(static_cast<std::size_t>(*last), size - 1) : size - 1};
  if (out.first >= size) return RangeKind::impossible;
  return out.first <= out.last ? RangeKind::one : RangeKind::none;
}

void apply_range(Response& response, const Request& request, std::string_view etag) {
  add_header(response, "Accept-Ranges", "bytes");
  const std::string_view header = request.header("range");
  const std::string_view condition = request.header("if-range");
  if (header.empty() || request.method != Method::get || (!condition.empty() && condition != etag)) return;
  Range range;
  const std::string size = std::to_string(response.bytes().size());
  const RangeKind kind = parse_range(header, response.bytes().size(), range);
  if (kind == RangeKind::none) return;
  if (kind == RangeKind::impossible) {
    response = problem(416, "http.range", request.id);
    add_header(response, "Content-Range", "bytes */" + size);
    return;
  }
  response.status = 206;
  response.body = response.shared_body->substr(range.first, range.last - range.first + 1);
  response.shared_body.reset();
  add_header(response, "Content-Range",
             "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" + size);
}

}  // namespace

std::string_view content_type_of(std::string_view filename) {
  for (const auto& [ending, type] : endings)
    if (filename.ends_with(ending)) return type;
  return "application/octet-stream";
}

bool has_hashed_name(std::string_view filename) {
  filename.remove_prefix(filename.find_last_of('/') + 1);
  const std::size_t dot = filename.find_last_of('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view stem = filename.substr(0, dot);
  constexpr std::size_t base64_hash = 8;
  if (stem.size() > base64_hash + 1) {
    const char before = stem[stem.size() - base64_hash - 1];
    if ((before == '-' || before == '.') && looks_hashed(stem.substr(stem.size() - base64_hash))) return true;
  }
  const std::size_t mark = stem.find_last_of("-.");
  return mark != std::string_view::npos && mark > 0 && looks_hashed(stem.substr(mark + 1));
}

Result<StaticFiles> StaticFiles::load(const std::string& folder, std::size_t bytes_max) {
  SANAQ_TRY(const auto names, os::list_files(folder));
  StaticFiles out;
  std::size_t total = 0;
  for (const std::string& name : names) {
    SANAQ_TRY(std::string bytes, os::read_file(folder + "/" + name));
    total += bytes.size();
    if (total > bytes_max) return Error{"static.size", folder};
    const std::string etag = "\"" + sha256_hex(bytes).substr(0, 24) + "\"";
    Variant variant{std::make_shared<const std::string>(std::move(bytes)), etag};
    const bool brotli = name.ends_with(".br");
    const bool gzip = name.ends_with(".gz");
    const std::string owner = brotli || gzip ? name.substr(0, name.size() - 3) : name;
    const bool packed = (brotli || gzip) && std::binary_search(names.begin(), names.end(), owner);
    File& file = out.files_[packed ? owner : name];
    (packed && brotli ? file.brotli : packed ? file.gzip : file.plain) = std::move(variant);
    if (packed) continue;
    file.content_type = content_type_of(name);
    file.hashed = has_hashed_name(name);
  }
  return out;
}

Response StaticFiles::answer(const Request& request, std::string_view path) const {
  std::string name(path);
  if (name.empty() || name.back() == '/') name += "index.html";
  const auto at = files_.find(name);
  if (at == files_.end()) return problem(404, "http.not_found", request.id);
  const File& file = at->second;
  AcceptedCodings accepted = parse_accept_encoding(request.header("accept-encoding"));
  // Ranges count bytes of what was sent: a sender of ranges wants the plain file.
  if (!request.header("range").empty()) accepted = {};
  const bool brotli = accepted.brotli && file.brotli.bytes;
  const bool gzip = !brotli && accepted.gzip && file.gzip.bytes;
  const Variant& variant = brotli ? file.brotli : gzip ? file.gzip : file.plain;
  const bool unchanged = etag_matches(request.header("if-none-match"), variant.etag);
  Response out = unchanged ? not_modified(variant.etag) : Response{};
  add_header(out, "Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.brotli.bytes || file.gzip.bytes) add_header(out, "Vary", "Accept-Encoding");
  if (unchanged) return out;
  add_header(out, "ETag", variant.etag);
  out.content_type = file.content_type;
  out.shared_body = variant.bytes;
  if (brotli || gzip)
    add_header(out, "Content-Encoding", brotli ? "br" : "gzip");
  else
    apply_range(out, request, variant.etag);
  return out;
}

}  // namespace sanaq::http
