#pragma once
#include "casework/conflict.h"
#include "institution/likeness_store.h"

namespace sanaq {

/// Keeps the keys up to date by which people are found who stand in two places under different numbers. It
/// runs beside the server: what is submitted waits for nothing. forms: all that were ever used; everything
/// outlives the job.
class LikenessJob {
 public:
  LikenessJob(LikenessStore& store, const std::vector<KnownForm>& forms, const KeyedHash& hash,
              const Sealer& sealer)
      : store_(store), forms_(forms), hash_(hash), sealer_(sealer) {}
  /// At most so many questionnaires and as many rows of lists; how many there were. A questionnaire takes
  /// about 0.1 ms. Errors: "response.form", "response.bytes", "seal.broken", "store.unavailable".
  Result<std::size_t> run(int limit);

 private:
  Result<std::size_t> compare_households(int limit);
  Result<std::size_t> compare_residents(int limit);
  Result<std::vector<MemberLikeness>> members_of(const UncomparedHousehold& household) const;

  LikenessStore& store_;
  const std::vector<KnownForm>& forms_;
  const KeyedHash& hash_;
  const Sealer& sealer_;
};

}  // namespace sanaq
