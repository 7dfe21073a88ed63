#pragma once
#include <optional>
#include <string>
#include <vector>

#include "fieldwork/workforce.h"

namespace sanaq {

using SeminarId = TaggedUuid<struct SeminarTag>;

/// A day of training that a department holds (orders 000-002, point 6).
struct Seminar {
  SeminarId id;
  std::string territory;  // whose people come
  std::string place;      // up to 300 bytes
  CivilDate day;
  std::string hours;  // the timetable as people read it, up to 60 bytes
  int seats = 0;      // 1 to 2,000
  int taken = 0;
  std::string called_off;  // why; empty: it is held
};

/// Where and when a seminar is held instead.
struct SeminarMove {
  std::string place, hours;
  CivilDate day;
};

/// Somebody in a seminar. attended: nothing until it was noted.
struct SeminarSeat {
  Worker worker;
  std::optional<bool> attended;
  std::optional<int> points;
};

enum class Enrolment { done, full, unknown };

/// Seminars (port). Errors of every function: "store.unavailable".
class SeminarStore {
 public:
  virtual ~SeminarStore() = default;
  virtual Result<Done> add(const Seminar& seminar, const AuditRecord& line) = 0;
  /// The newest day first, at most 200.
  virtual Result<std::vector<Seminar>> list(const std::vector<std::string>& territories) = 0;
  virtual Result<std::optional<Seminar>> find(SeminarId id) = 0;
  /// By name.
  virtual Result<std::vector<SeminarSeat>> seats(SeminarId id) = 0;
  /// All of them, or nobody when there are not enough seats.
  virtual Result<Enrolment> enrol(SeminarId id, const std::vector<WorkerId>& workers) = 0;
  /// Place, day, hours and the reason it is called off; false when it was called off before.
  virtual Result<bool> change(const Seminar& seminar, const AuditRecord& line) = 0;
  virtual Result<Done> note(SeminarId id, WorkerId worker, bool attended, std::optional<int> points) = 0;
  /// Workers under contract with one of the roles who wait for a seminar, at most 200.
  virtual Result<std::vector<Worker>> waiting(const std::vector<std::string>& territories,
                                              const std::vector<std::string>& roles) = 0;
};

/// Seminars and what they bring. Errors of every function: "store.unavailable". Any thread.
class Seminars {
 public:
  Seminars(SeminarStore& store, Workforce& workforce, const Clock& clock, Rng& rng)
      : store_(store), workforce_(workforce), clock_(clock), rng_(rng) {}

  /// Errors: "seminar.place", "seminar.seats", "seminar.day" (outside the census's work, or a year before
  /// it), "worker.forbidden" (another territory).
  Result<SeminarId> add(Seminar seminar, const Actor& actor);
  Result<std::vector<Seminar>> list(const std::vector<std::string>& territories) {
    return store_.list(territories);
  }
  /// Errors: "seminar.unknown" (or of another territory).
  Result<Seminar> find(SeminarId id, const Actor& actor);
  Result<std::vector<SeminarSeat>> seats(SeminarId id) { return store_.seats(id); }
  /// Errors: those of find() and add(), "seminar.over" (called off, or attendance is noted already).
  Result<Seminar> move(SeminarId id, const SeminarMove& move, const Actor& actor);
  /// Whoever sat in it waits for another, or goes over to `instead` with a seat for everybody. Errors: those
  /// of find() and enrol(), "seminar.over", "seminar.reason" (none, or over 500 bytes).
  Result<Seminar> call_off(SeminarId id, const std::string& reason, std::optional<SeminarId> instead,
                           const Actor& actor);
  /// Who could come, of territories.
  Result<std::vector<Worker>> waiting(const std::vector<std::string>& territories);
  /// Errors: those of find() and Workforce::open(), "seminar.full", "worker.step" (not under contract, or of
  /// a role that is not trained).
  Result<Done> enrol(SeminarId id, const std::vector<WorkerId>& workers, const Actor& actor);
  /// Notes who was there and with how many points: a step of each worker. Errors: those of find() and
  /// Workforce::act(), "seminar.early" (its day has not come).
  Result<Done> note(SeminarId id, WorkerId worker, const NoteTraining& training, const Actor& actor);

 private:
  Result<Done> check(const Seminar& seminar) const;
  AuditRecord line(const Actor& actor, const char* action, SeminarId id, std::string detail) const;
  Result<Seminar> open(SeminarId id, const Actor& actor);

  SeminarStore& store_;
  Workforce& workforce_;
  const Clock& clock_;
  Rng& rng_;
};

}  // namespace sanaq
