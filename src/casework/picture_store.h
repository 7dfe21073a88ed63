#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "casework/identifiers.h"
#include "picture/picture_file.h"

namespace sanaq {

/// What an answer names a picture by: base64url of the SHA-256 of the bytes that were sent, 43 characters.
std::string picture_name(std::string_view bytes);
/// The 32 bytes of a name; nothing when it is none.
std::optional<std::string> picture_digest(std::string_view name);

/// A picture of a case, without what it shows.
struct PictureLine {
  enum class State : std::uint8_t { arriving = 1, stored = 2, lost = 3, refused = 4 };
  std::string name;
  State state = State::stored;
  std::int32_t size = 0, width = 0, height = 0;  // bytes; pixels
  bool named = false;                            // an answer or a visit names it
  UtcInstant at;
};

/// A case with pictures that are kept. territory: that counts the case, or whose tablet has it; empty:
/// unknown.
struct PictureCase {
  CaseId case_id;
  std::string territory;
  std::int64_t count = 0;
  UtcInstant newest;
};

/// Pictures of households and buildings (port); sealed at rest. Errors of every function:
/// "store.unavailable".
class PictureStore {
 public:
  virtual ~PictureStore() = default;
  /// Durable when it returns; one that is stored already stays. Errors: "picture.limit" (the case has
  /// `pictures_max`), "picture.name".
  virtual Result<Done> put(CaseId case_id, std::string_view name, const picture::File& file,
                           UtcInstant at) = 0;
  /// Errors: "seal.broken".
  virtual Result<std::optional<picture::File>> find(CaseId case_id, std::string_view name) = 0;
  virtual Result<std::vector<PictureLine>> list(CaseId case_id) = 0;
  /// Cases with pictures that answers or visits name, of these territories, newest first; none: of all.
  virtual Result<std::vector<PictureCase>> cases(const std::vector<std::string>& territories, int limit) = 0;
  /// The same of one case.
  virtual Result<std::optional<PictureCase>> pictures_of(CaseId case_id) = 0;
  /// From now on these are kept with the household. Gives the names that are not stored, as asked: a
  /// household that names one of them must not be submitted.
  virtual Result<std::vector<std::string>> keep(CaseId case_id, std::span<const std::string> names) = 0;
  /// Takes away pictures nobody names: those of submitted households, and what never came to its end, when
  /// they came before. True while more may be left.
  virtual Result<bool> forget(UtcInstant before) = 0;

  static constexpr std::int64_t pictures_max = 60;  // a case: answers, visits, and what was replaced
};

}  // namespace sanaq
