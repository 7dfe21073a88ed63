#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/iin.h"
#include "base/instant.h"
#include "base/uuid.h"

namespace sanaq {

using WorkerId = TaggedUuid<struct WorkerTag>;

/// How far a person of the census staff has come. The numbers are stored.
enum class WorkerState : std::uint8_t {
  applied = 1,
  approved = 2,
  refused = 3,
  reserve = 4,     // good, and waits for a place
  contracted = 5,  // has a contract or an order; roles without training work from here on
  trained = 6,     // attended a seminar and passed its test
  working = 7,     // has a valid card
  suspended = 8,   // the card is not to be trusted for the time being
  ended = 9,
};

/// `applied` …: in texts and addresses.
std::string_view to_string(WorkerState state);
std::optional<WorkerState> parse_worker_state(std::string_view text);
/// Nothing can follow: refused or ended.
bool is_final(WorkerState state);

/// Nothing is signed yet: applied, approved or in reserve.
bool is_before_contract(WorkerState state);

struct PersonName {
  std::string surname, given, patronymic;  // patronymic may be empty
};
/// Surname first, as on documents.
std::string full_name(const PersonName& name);

/// What is sealed at rest and read only where it is needed.
struct PersonDetails {
  Iin iin;
  CivilDate birth;
  std::string phone;  // international digits
};

struct WorkContract {
  std::string number;
  CivilDate from, until;  // first and last day of work
  std::string pay_category;
};

/// What a person shows at a door. number: base 32 with its check letter (card_number.h).
struct StaffCard {
  std::string number;
  CivilDate issued, from, until;  // from and until: days on which it is valid
};

/// One person of the census staff, without what is sealed.
struct Worker {
  WorkerId id;
  std::string role;       // of the edition
  std::string territory;  // code the person is bound to; empty: the whole country
  PersonName name;
  std::vector<std::string> languages;  // spoken, of the edition
  std::string education;               // code of the edition
  std::optional<int> computer_points;
  WorkerState state = WorkerState::applied;
  std::optional<WorkContract> contract;
  bool attended = false;  // a seminar
  std::optional<int> test_points;
  std::optional<StaffCard> card;
  std::optional<CivilDate> ended_on;
  std::string reason;  // of the refusal, suspension or leaving
  bool has_photo = false;
  std::int32_t version = 0;  // number of the last event
  UtcInstant applied_at;
};

/// A line of a person's history.
struct WorkerEvent {
  std::int32_t number = 0;  // from 1 without gaps
  UtcInstant at;
  std::string actor;                         // login
  std::string action;                        // "approve" …: worker_steps.h
  WorkerState state = WorkerState::applied;  // afterwards
  std::string detail;  // reason, number of the contract, points: no name, number or phone of the person
};

}  // namespace sanaq
