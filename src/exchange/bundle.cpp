#include "exchange/bundle.h"

#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::string_view family = "sanaq-bundle-";
constexpr std::string_view magic = "sanaq-bundle-1\n";
constexpr std::size_t head_bytes_max = 512;
constexpr std::size_t department_bytes_max = 15;

void write_count(ByteWriter& out, std::int64_t value) { out.number(static_cast<std::uint64_t>(value)); }

Result<BundleHead> read_head(std::string_view bytes) {
  ByteReader in(bytes);
  BundleHead head;
  head.device = {read_uuid(in)};
  head.department = in.text();
  head.key_number = in.byte();
  head.recipient = read_bytes<decltype(head.recipient)>(in);
  head.encapsulated = read_bytes<decltype(head.encapsulated)>(in);
  head.at = {in.signed_number()};
  head.chunks = read_count(in);
  head.entries = read_count(in);
  head.cases = read_count(in);
  if (in.ok() && in.left() > 0) head.pictures = read_count(in);
  if (!in.at_end() || head.department.size() > department_bytes_max) return Error{"bundle.form", "head"};
  return head;
}

}  // namespace

std::string write_bundle_head(const BundleHead& head) {
  std::string body;
  ByteWriter out(body);
  write(out, head.device.value);
  out.text(head.department);
  out.byte(head.key_number);
  out.raw(view(head.recipient));
  out.raw(view(head.encapsulated));
  out.signed_number(head.at.micros);
  write_count(out, head.chunks);
  write_count(out, head.entries);
  write_count(out, head.cases);
  if (head.pictures > 0) write_count(out, head.pictures);
  std::string bytes(magic);
  ByteWriter(bytes).text(body);
  return bytes;
}

std::string write_bundle_chunk(std::string_view sealed) {
  std::string bytes;
  ByteWriter(bytes).text(sealed);
  return bytes;
}

Result<Bundle> read_bundle(std::string_view file) {
  const std::string_view start = file.substr(0, magic.size());
  if (start != magic.substr(0, start.size()) || start.empty())
    return Error{start.starts_with(family) ? "bundle.version" : "bundle.form", {}};
  if (start.size() < magic.size()) return Error{"bundle.cut", {}};
  ByteReader in(file.substr(magic.size()));
  const std::uint64_t size = in.number();
  if (in.ok() && size > head_bytes_max) return Error{"bundle.form", "head"};
  const std::string_view body = in.raw(static_cast<std::size_t>(size));
  const auto signature = read_bytes<Signature>(in);
  if (!in.ok()) return Error{"bundle.cut", {}};
  SANAQ_TRY(BundleHead head, read_head(body));
  const std::size_t rest = in.left();
  const std::size_t signed_size = file.size() - rest - signature.size();
  // Two spellings of one head would be two bundles.
  if (write_bundle_head(head) != file.substr(0, signed_size)) return Error{"bundle.form", "head"};
  return Bundle{std::move(head), file.substr(0, signed_size), signature, file.substr(file.size() - rest)};
}

std::optional<SyncRequest> BundleReader::finish(BundleEnd end) {
  finished_ = true;
  end_ = end;
  return std::nullopt;
}

std::optional<SyncRequest> BundleReader::next() {
  if (finished_) return std::nullopt;
  if (read_ == head_.chunks) return finish(BundleEnd::whole);
  ByteReader in(rest_);
  const std::string_view sealed = in.text();
  if (!in.ok()) return finish(BundleEnd::cut);
  const auto plain = opener_.open(read_, sealed);
  if (!plain) return finish(BundleEnd::broken);
  constexpr CallLimits limits{chunk_bytes_max, chunk_bytes_max, chunk_bytes_max, 0};
  auto request = decode_request(*plain, limits);
  if (!request || request->device != head_.device) return finish(BundleEnd::broken);
  rest_ = rest_.substr(rest_.size() - in.left());
  ++read_;
  return *std::move(request);
}

}  // namespace sanaq::exchange
