#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "exchange/message.h"
#include "exchange/sheet.h"

namespace sanaq::exchange {

/// SHA-256 of a bundle's head: what an answer is an answer to.
using BundleName = std::array<std::uint8_t, 32>;
BundleName name_of_bundle(std::string_view head_bytes);

/// What stands in clear at the beginning of an answer: the file the office gives back for a bundle. The
/// office signs it, with the hash of all that follows, so a copy that was cut or changed says nothing at all.
struct AnswerHead {
  DeviceId device;
  BundleName bundle{};
  UtcInstant at;                          // the office's clock
  std::uint8_t key_number = 0;            // of the office's signing keys
  std::int64_t size = 0;                  // bytes of what follows the signature
  std::array<std::uint8_t, 32> digest{};  // SHA-256 of them
  friend bool operator==(const AnswerHead&, const AnswerHead&) = default;
};

/// What follows a head, opened and decompressed, at most.
inline constexpr std::size_t answer_bytes_max = 16 * 1024 * 1024;

/// To what the seal of an answer is bound, beside its key: device, bundle and moment.
std::string answer_place(const AnswerHead& head);
/// The file. Of the head, `key_number`, `size` and `digest` are filled in here.
std::string write_answer_file(AnswerHead head, std::string_view sealed, const OfficeSigner& signer);

/// An answer that came whole. Views into the file's bytes.
struct AnswerFile {
  AnswerHead head;
  std::string_view head_bytes;  // what is signed
  Signature signature{};
  std::string_view sealed;
};

/// Who signed it is not looked at. Any bytes may come; what a carrier added behind is not looked at. Errors:
/// "answer.form" (no answer), "answer.own" (a bundle: the file a tablet wrote itself), "answer.version" (of a
/// newer program), "answer.cut", "answer.changed". Cost: a hash of the file.
Result<AnswerFile> read_answer_file(std::string_view file);

/// What is sealed: answers as to calls, the receipts of many chains and long news divided among them.
std::string write_answer_pages(const std::vector<SyncAnswer>& pages);
/// Errors: "exchange.form".
Result<std::vector<SyncAnswer>> read_answer_pages(std::string_view bytes);

}  // namespace sanaq::exchange
