#pragma once
#include "crypto/deflate.h"
#include "crypto/hpke.h"
#include "crypto/signature.h"
#include "exchange/answer_file.h"
#include "exchange/testing/filled_plan.h"
#include "exchange/wire.h"

/// What a tablet's program does in the browser, natively: for tests and measures.
namespace sanaq::testing {

struct DepartmentKey {
  std::string department;
  std::uint8_t number = 1;
  crypto::X25519PublicKey key{};
};

struct WrittenBundle {
  std::string bytes;
  std::vector<std::size_t> ends;  // of the chunks, in the file
  crypto::SecretKey answer_key;
};

inline WrittenBundle write_bundle(DeviceId device, const exchange::BundlePlan& plan, const DepartmentKey& to,
                                  const crypto::SigningKey& signing,
                                  const exchange::testing::Gallery& gallery = {}) {
  const auto ephemeral = crypto::SecretKey::random();
  exchange::BundleHead head{
      device, to.department, to.number, to.key, crypto::x25519_public(ephemeral), {1}, 0, 0, 0, 0};
  exchange::count_work(plan, head);
  const auto pieces = exchange::testing::filled(plan, gallery);
  std::string bytes = exchange::write_bundle_head(head);
  const auto channel = crypto::HpkeChannel::send(ephemeral, to.key, bytes).value();
  WrittenBundle written{std::move(bytes), {}, channel.export_key("sanaq-answer-1")};
  written.bytes += exchange::view(signing.sign(written.bytes));
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    written.bytes +=
        exchange::write_bundle_chunk(channel.seal(i, crypto::deflate(exchange::encode(pieces[i]))));
    written.ends.push_back(written.bytes.size());
  }
  return written;
}

/// Errors: "seal.broken" (to another bundle), those of inflate() and read_answer_pages().
inline Result<std::vector<exchange::SyncAnswer>> open_answer(const exchange::AnswerFile& answer,
                                                             const crypto::SecretKey& key) {
  SANAQ_TRY(const std::string packed,
            crypto::open_once(key, answer.sealed, exchange::answer_place(answer.head)));
  SANAQ_TRY(const std::string pages, crypto::inflate(packed, exchange::answer_bytes_max));
  return exchange::read_answer_pages(pages);
}

}  // namespace sanaq::testing
