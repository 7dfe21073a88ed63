// An Iin cannot be written to a stream or a log; reveal() is the only door, and it can be searched for.
#include <ostream>

#include "base/iin.h"

void log(std::ostream& out, const sanaq::Iin& iin) {
#ifdef BAD
  out << iin;
#else
  out << iin.reveal().size();
#endif
}
