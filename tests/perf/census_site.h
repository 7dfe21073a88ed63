#pragma once
#include <functional>
#include <memory>
#include <string>

#include "pg/cluster.h"
#include "sanaq/collection.h"

namespace sanaq::perf {

/// The whole collection server in this process, on a new private cluster with the settings of production, on
/// a moment at which the census of 2021 takes forms online. Gone at the end with its data.
class CensusSite {
 public:
  /// households: so many stand in the database before (5 persons each), made by SQL.
  explicit CensusSite(std::int64_t preloaded, const std::function<void(CollectionConfig&)>& change = {});
  CensusSite(const CensusSite&) = delete;
  CensusSite& operator=(const CensusSite&) = delete;
  ~CensusSite();

  Collection& collection() { return *collection_; }
  pg::Connection owner() const;
  std::int64_t stored_households() const;

 private:
  void preload(std::int64_t households) const;
  std::string folder_;
  std::unique_ptr<pg::Cluster> cluster_;
  std::unique_ptr<Collection> collection_;
};

/// A session for each of the cases `first` … `first + count - 1`, straight into the database.
void add_sessions(CensusSite& site, std::uint64_t first, std::uint64_t count);
std::string session_token(std::uint64_t number);

}  // namespace sanaq::perf
