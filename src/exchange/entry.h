#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/case_identity.h"
#include "base/instant.h"
#include "base/result.h"

namespace sanaq::exchange {

/// What one device wrote in one case, entry after entry. Random: a device that lost its storage, or whose
/// chain was found to contradict what the office holds, begins another chain in the case, so that no number
/// is given twice.
using ChainId = TaggedUuid<struct ChainTag>;

/// SHA-256 over an entry and the link before it: who knows the last link knows everything that led to it.
using Link = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;  // Ed25519 (RFC 8032)

/// What an entry tells. The numbers are stored and signed.
enum class EntryKind : std::uint8_t {
  operations = 1,  // JSON array of operations of the interview (interview/operation.h)
  visit = 2,       // JSON: a call at the door and its outcome
  finish = 3,      // the interview is complete and may be submitted
  attachment = 4,  // a piece of a photo
  form = 5,  // JSON: the version of the questionnaire what follows was made under, and what changed by it
};

/// Something an interviewer did in a case. Never changed, never taken back.
struct Entry {
  std::int64_t epoch = 0;  // of the lease it was written under; 0: without one
  std::int64_t seen = 0;   // position of the case's common log up to which the device had read
  UtcInstant at;           // the device's clock: shown to people, never compared
  EntryKind kind = EntryKind::operations;
  std::uint64_t salt = 0;  // random: without it a link would give away short answers
  std::string payload;
  friend bool operator==(const Entry&, const Entry&) = default;
};

inline constexpr std::size_t payload_bytes_max = 64 * 1024;

/// The entry without what its place in the chain tells.
std::string encode(const Entry& entry);
/// Errors: "exchange.form" (cut, unknown kind, payload over 64 KiB, or not the spelling encode() gives).
Result<Entry> decode_entry(std::string_view bytes);

/// The place of an entry: number from 1 without gaps, and the link of the entry before (zero for
/// the first).
struct Place {
  ChainId chain;
  CaseId case_id;
  std::int64_t number = 1;
  Link before{};
};
/// Cost: about 1 µs for an entry of 150 bytes.
Link link_of(const Place& place, std::string_view entry);
/// What a device signs of a link. The prefix keeps signatures of different things apart.
std::string signed_bytes(const Link& link);

}  // namespace sanaq::exchange
