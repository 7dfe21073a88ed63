#pragma once
#include <optional>
#include <string>
#include <vector>

#include "institution/institution.h"

namespace sanaq {

/// Which institutions are asked for.
struct PlaceQuery {
  std::vector<std::string> territories = {};  // empty: all
  std::optional<ListState> state = {};
  bool with_protected = false;
  std::string after = {};  // number of the last one seen
  int limit = 50;
};

/// Institutions by the state of their lists.
struct PlaceCounts {
  ListState state = ListState::draft;
  std::int64_t institutions = 0, expected = 0, people = 0, done = 0;
};

/// The register of institutions and the people responsible in them (port). Errors of every function:
/// "store.unavailable", and "seal.broken" where something is opened.
class PlaceStore {
 public:
  virtual ~PlaceStore() = default;
  /// Adds all or none. Errors: "institution.taken" (a number is there already; detail: the number).
  virtual Result<Done> add(const std::vector<Institution>& institutions, UtcInstant at) = 0;
  virtual Result<std::optional<Institution>> find(InstitutionId id) = 0;
  /// By number.
  virtual Result<std::vector<Institution>> list(const PlaceQuery& query) = 0;
  /// after and limit do not count.
  virtual Result<std::vector<PlaceCounts>> count(const PlaceQuery& query) = 0;
  /// Details, people expected and ministry of one that was entered wrongly; false when its census is closed.
  virtual Result<bool> correct(const Institution& place) = 0;
  /// Street and house of its details, and the address of the frame they stand in (none: the link is taken
  /// away); false for a protected one, which is never linked.
  virtual Result<bool> link(const Institution& place) = 0;
  /// The step of the list from one state to another; false when it is not in `from` any more.
  virtual Result<bool> move(InstitutionId id, ListState from, ListState to) = 0;

  /// scan: of the head's order, PDF or picture; empty: none.
  virtual Result<Done> appoint(const ResponsibleEmployee& employee, std::string_view scan, UtcInstant at) = 0;
  /// The scan of the order by which somebody was made responsible here; empty: none was brought.
  virtual Result<std::string> order_scan(InstitutionId id, const std::string& login) = 0;
  /// The institution of a log-in; nothing when it has none, or has ended.
  virtual Result<std::optional<ResponsibleEmployee>> employee(const std::string& login) = 0;
  virtual Result<std::vector<ResponsibleEmployee>> employees(InstitutionId id) = 0;
  /// Seminar, room, computer, end.
  virtual Result<Done> change(const ResponsibleEmployee& employee) = 0;
};

}  // namespace sanaq
