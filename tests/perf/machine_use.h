#pragma once
#include <cstdint>

namespace sanaq::perf {

/// Processor time since construction: of this process, of its children (the database) and of everything else
/// on the machine. Reads /proc; cost about 1 ms.
class MachineUse {
 public:
  MachineUse();
  struct Spent {
    double seconds = 0;          // wall clock
    double own_micros = 0;       // this process
    double children_micros = 0;  // its descendants
    double foreign_cores = 0;    // mean number of cores that others kept busy
  };
  Spent spent() const;

 private:
  struct Ticks {
    std::int64_t busy = 0, own = 0, children = 0;
  };
  static Ticks read();
  Ticks start_;
  std::int64_t started_;
};

}  // namespace sanaq::perf
