#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "publishing/release_store.h"

namespace sanaq::testing {

/// Both ports in memory, for tests of what stands above them.
class MemoryReleaseStore final : public ReleaseCatalogue, public ReleaseArchive {
 public:
  Result<Done> place(const Release& release) override {
    std::int64_t last = 0;
    for (const Release& other : releases_) {
      if (other.id != release.id) continue;
      last = std::max(last, other.version);
      if (other.version == release.version) return same(other, release);
    }
    if (release.version != last + 1) return Error{"release.version", release.id};
    releases_.push_back(release);
    return Done{};
  }

  Result<std::vector<ReleaseSummary>> list(UtcInstant now) override {
    std::vector<ReleaseSummary> summaries;
    for (const Release& release : releases_) {
      const auto newest = find_newest(release.id, now);
      if (newest && newest->version == release.version) summaries.push_back(*newest);
    }
    std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) {
      return a.visible_from != b.visible_from ? a.visible_from > b.visible_from : a.id < b.id;
    });
    return summaries;
  }

  Result<std::optional<ReleaseSummary>> newest(std::string_view id, UtcInstant now) override {
    return find_newest(id, now);
  }

  Result<std::vector<ReleaseFileInfo>> files(std::string_view id, std::int64_t version,
                                             UtcInstant now) override {
    std::vector<ReleaseFileInfo> infos;
    if (const Release* release = find(id, version, now)) {
      for (const ReleaseFile& f : release->files) {
        infos.push_back(
            {f.name, f.media_type, f.language, f.sha256, static_cast<std::int64_t>(f.bytes.size())});
      }
    }
    std::sort(infos.begin(), infos.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return infos;
  }

  Result<std::optional<ReleaseFile>> file(std::string_view id, std::int64_t version, std::string_view name,
                                          UtcInstant now) override {
    if (const Release* release = find(id, version, now)) {
      for (const ReleaseFile& f : release->files) {
        if (f.name == name) return std::optional(f);
      }
    }
    return std::optional<ReleaseFile>{};
  }

 private:
  static Result<Done> same(const Release& a, const Release& b) {
    bool equal = a.visible_from == b.visible_from && a.files.size() == b.files.size();
    for (std::size_t i = 0; equal && i < a.files.size(); ++i) {
      equal = a.files[i].name == b.files[i].name && a.files[i].sha256 == b.files[i].sha256;
    }
    if (!equal) return Error{"release.exists", b.id};
    return Done{};
  }

  const Release* find(std::string_view id, std::int64_t version, UtcInstant now) const {
    for (const Release& release : releases_) {
      if (release.id == id && release.version == version && is_visible(release.visible_from, now))
        return &release;
    }
    return nullptr;
  }

  std::optional<ReleaseSummary> find_newest(std::string_view id, UtcInstant now) const {
    std::optional<ReleaseSummary> newest;
    for (const Release& release : releases_) {
      if (release.id != id || !is_visible(release.visible_from, now)) continue;
      if (newest && newest->version > release.version) continue;
      newest =
          ReleaseSummary{release.id, release.version, release.edition, release.title, release.visible_from};
    }
    return newest;
  }

  std::vector<Release> releases_;
};

}  // namespace sanaq::testing
