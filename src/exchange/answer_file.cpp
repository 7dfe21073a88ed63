#include "exchange/answer_file.h"

#include "base/sha256.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::string_view answer_family = "sanaq-answer-", answer_magic = "sanaq-answer-1\n",
                           of_tablets = "sanaq-bundle-";
constexpr std::size_t answer_head_bytes_max = 256;

std::array<std::uint8_t, 32> answer_hash(std::string_view bytes) {
  const std::string digest = sha256(bytes);
  ByteReader in(digest);
  return read_bytes<std::array<std::uint8_t, 32>>(in);
}

std::string write_answer_head(const AnswerHead& head) {
  std::string body;
  ByteWriter out(body);
  write(out, head.device.value);
  out.raw(view(head.bundle));
  out.signed_number(head.at.micros);
  out.byte(head.key_number);
  out.number(static_cast<std::uint64_t>(head.size));
  out.raw(view(head.digest));
  std::string bytes(answer_magic);
  ByteWriter(bytes).text(body);
  return bytes;
}

Result<AnswerHead> read_answer_head(std::string_view bytes) {
  ByteReader in(bytes);
  AnswerHead head;
  head.device = {read_uuid(in)};
  head.bundle = read_bytes<BundleName>(in);
  head.at = {in.signed_number()};
  head.key_number = in.byte();
  head.size = read_count(in);
  head.digest = read_bytes<decltype(head.digest)>(in);
  if (!in.at_end()) return Error{"answer.form", "head"};
  return head;
}

}  // namespace

BundleName name_of_bundle(std::string_view head_bytes) { return answer_hash(head_bytes); }

std::string answer_place(const AnswerHead& head) {
  std::string place(answer_magic);
  ByteWriter out(place);
  write(out, head.device.value);
  out.raw(view(head.bundle));
  out.signed_number(head.at.micros);
  return place;
}

std::string write_answer_file(AnswerHead head, std::string_view sealed, const OfficeSigner& signer) {
  head.key_number = signer.key_number();
  head.size = static_cast<std::int64_t>(sealed.size());
  head.digest = answer_hash(sealed);
  std::string file = write_answer_head(head);
  const Signature signature = signer.sign(file);
  file += view(signature);
  file += sealed;
  return file;
}

Result<AnswerFile> read_answer_file(std::string_view file) {
  if (file.starts_with(of_tablets)) return Error{"answer.own", {}};
  const std::string_view start = file.substr(0, answer_magic.size());
  if (start != answer_magic.substr(0, start.size()) || start.empty())
    return Error{start.starts_with(answer_family) ? "answer.version" : "answer.form", {}};
  if (start.size() < answer_magic.size()) return Error{"answer.cut", {}};
  ByteReader in(file.substr(answer_magic.size()));
  const std::uint64_t size = in.number();
  if (in.ok() && size > answer_head_bytes_max) return Error{"answer.form", "head"};
  const std::string_view body = in.raw(static_cast<std::size_t>(size));
  const auto signature = read_bytes<Signature>(in);
  if (!in.ok()) return Error{"answer.cut", {}};
  SANAQ_TRY(const AnswerHead head, read_answer_head(body));
  const std::size_t signed_size = file.size() - in.left() - signature.size();
  // Two spellings of one head would be two answers.
  if (write_answer_head(head) != file.substr(0, signed_size)) return Error{"answer.form", "head"};
  const std::string_view rest = file.substr(file.size() - in.left());
  if (static_cast<std::int64_t>(rest.size()) < head.size) return Error{"answer.cut", {}};
  const std::string_view sealed = rest.substr(0, static_cast<std::size_t>(head.size));
  if (answer_hash(sealed) != head.digest) return Error{"answer.changed", {}};
  return AnswerFile{head, file.substr(0, signed_size), signature, sealed};
}

std::string write_answer_pages(const std::vector<SyncAnswer>& pages) {
  std::string bytes;
  ByteWriter out(bytes);
  out.number(pages.size());
  for (const SyncAnswer& page : pages) out.text(encode(page));
  return bytes;
}

Result<std::vector<SyncAnswer>> read_answer_pages(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<SyncAnswer> pages;
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    SANAQ_TRY(SyncAnswer page, decode_answer(in.text()));
    pages.push_back(std::move(page));
  }
  if (!in.at_end()) return Error{"exchange.form", "pages"};
  return pages;
}

}  // namespace sanaq::exchange
